import { Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { createProvider, listProviders, type Provider, updateProvider } from '../../../contract/message-providers.ts'
import { useDo } from '../../ask.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ProviderFields } from './ProviderFields.tsx'
import { CHANNELS, type Channel, type Draft, draftOf, emptyDraft, filled, KINDS, type Kind } from './provider-form.ts'

/** A new way out, or one that is changed. */
export function ProviderForm({ provider, close }: { provider: Provider | null; close: () => void }) {
  const { t, word } = useWords()
  const [channel, setChannel] = useState<Exclude<Channel, 'push'>>((provider?.channel as 'email') ?? 'email')
  const [kind, setKind] = useState<Kind>(provider?.kind ?? 'smtp')
  const [draft, setDraft] = useState<Draft>(
    provider ? draftOf(provider) : emptyDraft('email', 'smtp', word('channel', 'email')),
  )
  const after = {
    refresh: [listProviders],
    done: () => {
      toast(t('messages.saved'))
      close()
    },
  }
  const create = useDo(createProvider, after)
  const update = useDo(updateProvider, after)
  const saving = provider ? update : create
  const choose = (next: Exclude<Channel, 'push'>, by: Kind = KINDS[next][0] as Kind) => {
    setChannel(next)
    setKind(by)
    setDraft(emptyDraft(next, by, word('channel', next)))
  }
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={provider ? t('messages.change-of', { name: provider.name }) : t('messages.add')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        noValidate
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          if (provider) update.mutate({ params: { id: provider.id }, body: filled(draft) })
          else if (kind !== 'rehearsal') create.mutate({ body: { channel, kind, ...filled(draft) } })
        }}
      >
        {!provider && (
          <Row>
            <Select
              data-autofocus
              label={t('messages.channel')}
              allowDeselect={false}
              data={CHANNELS.map((value) => ({ value, label: word('channel', value) }))}
              value={channel}
              onChange={(value) => value && choose(value as Exclude<Channel, 'push'>)}
            />
            <Select
              label={t('messages.kind')}
              allowDeselect={false}
              data={KINDS[channel].map((value) => ({ value, label: word('carrier', value) }))}
              value={kind}
              onChange={(value) => value && choose(channel, value as Kind)}
            />
          </Row>
        )}
        <TextInput
          label={t('messages.name')}
          description={t('messages.name-hint')}
          autoComplete="off"
          value={draft.name}
          onChange={(e) => setDraft({ ...draft, name: e.currentTarget.value })}
        />
        <ProviderFields
          channel={channel}
          kind={kind}
          draft={draft}
          set={setDraft}
          kept={provider?.kept ?? []}
          error={saving.error}
        />
        {provider?.newsAddress && (
          <CopyField label={t('messages.news')} value={provider.newsAddress} description={t('messages.news-hint')} />
        )}
        <FormFooter busy={saving.isPending} error={saving.error} onCancel={close} />
      </form>
    </Modal>
  )
}
