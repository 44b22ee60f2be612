import { Button, Group } from '@mantine/core'
import { IconPlus, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import {
  listProviders,
  type Provider,
  removeProvider,
  testProvider,
  updateProvider,
} from '../../../contract/message-providers.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { CopyField } from '../../parts/CopyField.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import classes from '../setup/Setup.module.css'
import { ProviderForm } from './ProviderForm.tsx'
import { CHANNELS } from './provider-form.ts'
import { TestAnswer, type Told } from './TestAnswer.tsx'

/** What reaches whoever tries it, on a screen of theirs. */
const TRIED = new Set<Provider['channel']>(['email', 'sms', 'push'])

/** The ways out of each channel: which carries, what ails it, and a message to oneself to see. */
export default function Channels() {
  const { t, word } = useWords()
  const may = useMay('channels.manage', null)
  const asked = useAsk(listProviders, {}, { enabled: may, every: 15_000 })
  const [form, setForm] = useState<Provider | 'new' | null>(null)
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!may)
    return (
      <Page title={t('messages.channels')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const list = asked.data?.providers
  /** Those that somebody set up; notifications are built in. */
  const own = list?.filter((one) => one.channel !== 'push') ?? []
  const builtIn = list?.find((one) => one.channel === 'push')
  const add = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setForm('new')}>
      {t('messages.add')}
    </Button>
  )
  return (
    <Page
      title={t('messages.channels')}
      lead={t('messages.channels-lead')}
      back={back}
      actions={own.length > 0 ? add : null}
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!list && !asked.error && <Loading rows={4} />}
      {list && own.length === 0 && (
        <div style={{ marginBottom: 34 }}>
          <Empty icon={<IconSend size={40} stroke={1.4} />} title={t('messages.channels-none')} action={add}>
            {t('messages.channels-none-text')}
          </Empty>
        </div>
      )}
      {CHANNELS.filter((channel) => list?.some((one) => one.channel === channel)).map((channel) => (
        <Section key={channel} title={word('channel', channel)}>
          <People label={word('channel', channel)}>
            {list
              ?.filter((one) => one.channel === channel)
              .map((provider) => (
                <li key={provider.id}>
                  <ProviderLine provider={provider} change={() => setForm(provider)} />
                </li>
              ))}
          </People>
        </Section>
      ))}
      {builtIn && (
        <Section title={word('channel', 'push')}>
          <People label={word('channel', 'push')}>
            <li>
              <ProviderLine provider={builtIn} change={null} />
            </li>
          </People>
          <p className={classes.line} style={{ margin: '12px 0' }}>
            {t('messages.built-in-text')}
          </p>
          {builtIn.settings.publicKey && (
            <CopyField
              label={t('messages.vapid')}
              value={builtIn.settings.publicKey}
              description={t('messages.vapid-hint')}
            />
          )}
        </Section>
      )}
      {form && <ProviderForm provider={form === 'new' ? null : form} close={() => setForm(null)} />}
    </Page>
  )
}

/** `change`: none for what is built in, and is neither changed nor removed. */
function ProviderLine({ provider, change }: { provider: Provider; change: (() => void) | null }) {
  const { t, word, number } = useWords()
  const update = useDo(updateProvider, { refresh: [listProviders] })
  const remove = useDo(removeProvider, { refresh: [listProviders] })
  const test = useDo(testProvider, { refresh: [listProviders] })
  const [told, setTold] = useState<Told | null>(null)
  const problem = (code: string | null) => word('provider-problem', code ?? 'unreachable')
  const inWords = ({ came, to, code }: Told) => t(`messages.test-${came}`, { to, why: problem(code) })
  const { id, name, active, carries } = provider
  const pause = (next: boolean) =>
    update.mutate(
      { params: { id }, body: { active: next } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(`${name} : ${t(next ? 'messages.carries' : 'messages.paused')}`, () =>
            update.mutateAsync({ params: { id }, body: { active: !next } }),
          ),
      },
    )
  return (
    <div className={classes.row}>
      {told?.heard && (
        <TestAnswer
          heard={told.heard}
          words={inWords(told)}
          unsaid={told.came === 'left' && !provider.settings.accepted?.length}
          change={() => {
            setTold(null)
            change?.()
          }}
          close={() => setTold(null)}
        />
      )}
      <div>
        <strong style={{ fontWeight: 600 }}>{name}</strong>{' '}
        <Tone tone={!active ? 'calm' : provider.problem ? 'bad' : carries ? 'good' : 'calm'}>
          {t(!active ? 'messages.paused' : carries ? 'messages.carries' : 'messages.reserve')}
        </Tone>
        <p className={classes.line}>
          {[
            word('carrier', provider.kind),
            provider.kind === 'print' || provider.kind === 'web-push'
              ? null
              : t('messages.per-second', { n: number(provider.perSecond) }),
            provider.costCents ? t('messages.unit-cost', { n: number(provider.costCents) }) : null,
            carries ? t('messages.waiting', { n: provider.waiting }) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {provider.problem && (
          <p className={classes.line}>
            <Tone tone="bad">{problem(provider.problem)}</Tone> {provider.problemAt && <Time at={provider.problemAt} />}
          </p>
        )}
      </div>
      <Group gap="xs">
        {TRIED.has(provider.channel) && provider.kind !== 'rehearsal' && (
          <Button
            variant="light"
            loading={test.isPending}
            onClick={() =>
              test.mutate(
                { params: { id } },
                {
                  onError: toastProblem,
                  onSuccess: (told) => {
                    if (told.heard) setTold(told)
                    else toast(inWords(told))
                  },
                },
              )
            }
          >
            {t('messages.test')}
          </Button>
        )}
        {change && (
          <Button variant="default" aria-label={t('messages.change-of', { name })} onClick={change}>
            {t('messages.change')}
          </Button>
        )}
        <Button variant="default" loading={update.isPending} onClick={() => pause(!active)}>
          {t(active ? 'messages.pause' : 'messages.resume')}
        </Button>
        {change && (
          <OneWay
            label={t('messages.remove')}
            name={t('messages.remove-of', { name })}
            text={t('messages.remove-text', { name })}
            sure={t('messages.remove-do')}
            busy={remove.isPending}
            onSure={() => remove.mutate({ params: { id } }, { onError: toastProblem })}
          />
        )}
      </Group>
    </div>
  )
}
