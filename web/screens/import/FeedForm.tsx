import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { createFeed, listFeeds } from '../../../contract/import-feeds.ts'
import { IMPORT_KINDS } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'
import { sitesWhere } from '../../../contract/rights.ts'
import { useDo } from '../../ask.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { RHYTHMS, rhythmOf } from './feed-rhythm.ts'
import classes from './Import.module.css'

/** A source to follow: what it holds, where it is, how often. The password in the address is kept sealed and never shown again. */
export function FeedForm({ close }: { close: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const { sites } = useSite()
  const where = sitesWhere(me.roles, 'imports.manage')
  const allowed = sites.filter((s) => where === 'all' || where.includes(s.id))
  const form = useFeedForm(where === 'all' ? '' : (allowed[0]?.id ?? ''))
  const add = useDo(createFeed, {
    refresh: [listFeeds],
    done: (feed) => {
      toast(t('import.feed-added', { source: feed.source }))
      close()
    },
  })
  const { kind } = form.values
  return (
    <form
      noValidate
      aria-label={t('import.feed-add')}
      className={`surface ${classes.feedForm}`}
      onSubmit={form.onSubmit(({ every, site, ...said }) =>
        add.mutate({
          body: { ...said, site: site || null, everyMinutes: Number(every), address: said.address.trim() },
        }),
      )}
    >
      <Row cols={3}>
        <TextInput
          data-autofocus
          label={t('import.source')}
          placeholder={t('import.source-example')}
          maxLength={60}
          {...form.getInputProps('source')}
        />
        <Select
          label={t('import.what')}
          data={IMPORT_KINDS.map((value) => ({ value, label: t(`import.kind-${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        <Select
          label={t('import.where')}
          allowDeselect={false}
          data={[
            ...(where === 'all' && kind !== 'appointments' ? [{ value: '', label: t('import.where-all') }] : []),
            ...allowed.map((s) => ({ value: s.id, label: s.name })),
          ]}
          {...form.getInputProps('site')}
        />
      </Row>
      <Row>
        <Select
          label={t('import.feed-how')}
          allowDeselect={false}
          data={(['query', 'folder'] as const).map((value) => ({ value, label: t(`import.feed-how-${value}`) }))}
          {...form.getInputProps('how')}
        />
        <Select
          label={t('import.feed-every')}
          allowDeselect={false}
          data={RHYTHMS.map((minutes) => {
            const { unit, n } = rhythmOf(minutes)
            return { value: String(minutes), label: t(`import.every-${unit}`, { n }) }
          })}
          {...form.getInputProps('every')}
        />
      </Row>
      <WhereItIs form={form} />
      <FormFooter submit={t('import.feed-save')} busy={add.isPending} error={add.error} onCancel={close} />
    </form>
  )
}

/** @param site the one it begins with; empty: all of them */
function useFeedForm(site: string) {
  const { t } = useWords()
  return useForm({
    initialValues: {
      source: '',
      kind: 'customers' as ImportRun['kind'],
      site,
      how: 'query' as 'query' | 'folder',
      address: '',
      query: '',
      folder: '',
      every: '1440',
    },
    validate: {
      source: (text) => (text.trim() ? null : t('import.feed-source-needed')),
      site: (id, { kind }) => (kind === 'appointments' && !id ? t('import.site-needed') : null),
      address: (text, { how }) =>
        how === 'query' && !/^(postgres|postgresql|mysql|mariadb):\/\/[^/\s]+\/\S+$/u.test(text.trim())
          ? t('import.feed-address-wrong')
          : null,
      query: (text, { how }) => (how === 'query' && !text.trim() ? t('import.feed-query-needed') : null),
      folder: (text, { how }) =>
        how === 'folder' && !/^[a-z0-9][a-z0-9-]{0,39}$/u.test(text) ? t('import.feed-folder-wrong') : null,
    },
  })
}

/** A database and what it is asked, or a folder of ours. */
function WhereItIs({ form }: { form: ReturnType<typeof useFeedForm> }) {
  const { t } = useWords()
  if (form.values.how === 'folder')
    return (
      <TextInput
        label={t('import.feed-folder')}
        description={t('import.feed-folder-hint')}
        placeholder="caisse"
        maxLength={40}
        {...form.getInputProps('folder')}
      />
    )
  return (
    <>
      <TextInput
        type="text"
        autoComplete="off"
        spellCheck={false}
        label={t('import.feed-address')}
        description={t('import.feed-address-hint')}
        placeholder="postgres://lecteur:…@crm.example.com:5432/clients"
        maxLength={1000}
        {...form.getInputProps('address')}
      />
      <Textarea
        autosize
        minRows={4}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
        label={t('import.feed-query')}
        description={t('import.feed-query-hint')}
        placeholder="select id, nom, prenom, telephone, email from client"
        maxLength={20_000}
        {...form.getInputProps('query')}
      />
    </>
  )
}
