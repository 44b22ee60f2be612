import { Button, Modal, NativeSelect, TagsInput, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { createSubject, listSubjects, type Subject, updateSubject } from '../../../contract/reviews.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

/** What is reviewed: each site by itself, and the products and services that somebody named. */
export function Subjects({ everywhere }: { everywhere: boolean }) {
  const { t, word, locale } = useWords()
  const asked = useAsk(listSubjects, {})
  const [editing, edit] = useState<Subject | 'new' | null>(null)
  return (
    <Section
      title={t('reviews.subjects')}
      actions={
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => edit('new')}>
          {t('reviews.subject-new')}
        </Button>
      }
    >
      <p className={classes.quiet}>{t('reviews.subjects-lead')}</p>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={3} />}
      {asked.data && (
        <ul className={`${classes.rows} surface`} style={{ marginTop: 10 }}>
          {asked.data.subjects.map((subject) => (
            <li key={subject.id}>
              <div>
                <a href={`${new URL(subject.address).pathname}?lang=${locale}`} target="_blank" rel="noreferrer">
                  {subject.title[locale]}
                </a>{' '}
                <Tone tone="calm">{word('reviews.kind', subject.kind)}</Tone>
                {subject.archived && <Tone tone="wait">{t('reviews.put-away')}</Tone>}
                <p className={classes.quiet}>
                  {new URL(subject.address).pathname} · {t('reviews.shown-n', { n: subject.n })}
                  {subject.kind !== 'site' && subject.site && ` · ${subject.site}`}
                  {subject.matches.length > 0 && ` · ${subject.matches.join(', ')}`}
                </p>
              </div>
              <div className={classes.acts}>
                <Button
                  variant="default"
                  onClick={() => edit(subject)}
                  aria-label={t('reviews.change-of', { name: subject.title[locale] })}
                >
                  {t('reviews.change')}
                </Button>
                {subject.kind !== 'site' && <PutAway subject={subject} />}
              </div>
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <Edit subject={editing === 'new' ? null : editing} everywhere={everywhere} close={() => edit(null)} />
      )}
    </Section>
  )
}

function PutAway({ subject }: { subject: Subject }) {
  const { t, locale } = useWords()
  const back = useDo(updateSubject, { refresh: [listSubjects] })
  const change = useDo(updateSubject, {
    refresh: [listSubjects],
    done: ({ archived }) => {
      if (archived)
        undoable(
          t('reviews.put-away-done', { name: subject.title[locale] }),
          () => back.mutateAsync({ params: { id: subject.id }, body: { archived: false } }),
          subject.id,
        )
    },
  })
  return (
    <Button
      variant="subtle"
      loading={change.isPending}
      onClick={() =>
        change.mutate({ params: { id: subject.id }, body: { archived: !subject.archived } }, { onError: toastProblem })
      }
    >
      {t(subject.archived ? 'reviews.bring-back' : 'reviews.put-away-do')}
    </Button>
  )
}

const SERVICE_CODES = ['service', 'sales', 'bodywork', 'tyres', 'parts', 'delivery', 'rental', 'reception']

/** A name in both languages, where it belongs, and how it is found. A site bears its own name: only its address changes here. */
function Edit({ subject, everywhere, close }: { subject: Subject | null; everywhere: boolean; close: () => void }) {
  const { t, word } = useWords()
  const { sites } = useMe()
  const [draft, setDraft] = useState({
    kind: subject?.kind ?? ('service' as Subject['kind']),
    fr: subject?.title.fr ?? '',
    en: subject?.title.en ?? '',
    slug: subject?.slug ?? '',
    siteId: subject?.siteId ?? (everywhere ? '' : (sites[0]?.id ?? '')),
    matches: subject?.matches ?? [],
  })
  const done = () => {
    toast(t('reviews.saved'))
    close()
  }
  const make = useDo(createSubject, { refresh: [listSubjects], done })
  const change = useDo(updateSubject, { refresh: [listSubjects], done })
  const set = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next })
  const site = draft.kind === 'site'
  const send = () => {
    const title = { fr: draft.fr.trim(), en: draft.en.trim() || draft.fr.trim() }
    if (!subject)
      make.mutate({
        body: {
          kind: draft.kind as 'product' | 'service',
          title,
          siteId: draft.siteId || null,
          matches: draft.matches,
          ...(draft.slug ? { slug: draft.slug } : {}),
        },
      })
    else
      change.mutate({
        params: { id: subject.id },
        body: site ? { slug: draft.slug } : { slug: draft.slug, title, matches: draft.matches },
      })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={subject ? t('reviews.subject-change') : t('reviews.subject-new')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
      attributes={{ header: { role: 'presentation' } }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        {!subject && (
          <Row>
            <NativeSelect
              label={t('reviews.subject-kind')}
              value={draft.kind}
              onChange={(e) => set({ kind: e.currentTarget.value as Subject['kind'], matches: [] })}
              data={(['service', 'product'] as const).map((value) => ({ value, label: word('reviews.kind', value) }))}
            />
            <NativeSelect
              label={t('reviews.subject-where')}
              value={draft.siteId}
              onChange={(e) => set({ siteId: e.currentTarget.value })}
              data={[
                ...(everywhere ? [{ value: '', label: t('reviews.everywhere') }] : []),
                ...sites.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          </Row>
        )}
        {!site && (
          <>
            <Row>
              <TextInput
                label={t('reviews.name-fr')}
                required
                maxLength={80}
                value={draft.fr}
                onChange={(e) => set({ fr: e.currentTarget.value })}
              />
              <TextInput
                label={t('reviews.name-en')}
                required
                maxLength={80}
                value={draft.en}
                onChange={(e) => set({ en: e.currentTarget.value })}
              />
            </Row>
            <TagsInput
              label={t('reviews.matches')}
              description={t(draft.kind === 'service' ? 'reviews.matches-service' : 'reviews.matches-product')}
              data={draft.kind === 'service' ? SERVICE_CODES : []}
              maxTags={20}
              value={draft.matches}
              onChange={(matches) => set({ matches })}
            />
          </>
        )}
        <TextInput
          label={t('reviews.slug')}
          description={t(subject ? 'reviews.slug-hint' : 'reviews.slug-new')}
          maxLength={60}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          required={subject !== null}
          value={draft.slug}
          onChange={(e) => set({ slug: e.currentTarget.value.trim().toLowerCase() })}
        />
        <FormFooter busy={make.isPending || change.isPending} error={make.error ?? change.error} onCancel={close} />
      </form>
    </Modal>
  )
}
