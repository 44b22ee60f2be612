import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { changeSurvey, createSurvey, listSurveys, readSurvey } from '../../../contract/asking.ts'
import { METRICS, type Metric, type SurveyDraft } from '../../../contract/surveys.ts'
import { call, ProblemError } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Fields, Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { useFaults } from '../../parts/problem.ts'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { type DraftProps, FollowUps } from './FollowUps.tsx'
import { SurveyPreview } from './SurveyPreview.tsx'
import classes from './Surveys.module.css'
import { useLanguageName } from './said.ts'
import { blankSurvey, draftOf, LANGUAGES, mostOf, nameOf, slugOf, spoken, TEXTS, withMetric } from './survey-draft.ts'
import { TextFields } from './TextFields.tsx'

/** The builder: what is asked, in each language, with the page beside it as a customer will see it. */
export default function SurveyEdit() {
  const { t, locale } = useWords()
  const { id } = useParams({ strict: false }) as { id?: string }
  const asked = useAsk(readSurvey, { params: { id: id ?? '' } }, { enabled: id !== undefined })
  if (id === undefined) return <Editor id={null} version={0} first={blankSurvey(locale)} fixed={false} />
  if (!asked.data)
    return (
      <Page title={t('asking.edit')} size="wide">
        {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={3} as="card" />}
      </Page>
    )
  const { survey, counts } = asked.data
  return (
    <Editor
      key={id}
      id={id}
      version={survey.version}
      first={draftOf(survey)}
      fixed={counts.invited + counts.answers > 0}
    />
  )
}

const place = (id: string | null): string => `okaeri.survey.${id ?? 'new'}`

/** Kept in the tab as it is written, so that a reload loses nothing. */
function useKeptDraft(id: string | null, version: number, first: SurveyDraft) {
  const [kept, keep] = useState<{ version: number; draft: SurveyDraft }>(() => {
    const there = sessionStorage.getItem(place(id))
    return there ? (JSON.parse(there) as { version: number; draft: SurveyDraft }) : { version, draft: first }
  })
  const dirty = JSON.stringify(kept.draft) !== JSON.stringify(first)
  useEffect(() => {
    if (dirty) sessionStorage.setItem(place(id), JSON.stringify(kept))
    else sessionStorage.removeItem(place(id))
  }, [id, kept, dirty])
  return {
    draft: kept.draft,
    version: kept.version,
    dirty,
    set: (part: Partial<SurveyDraft>) => keep((old) => ({ ...old, draft: { ...old.draft, ...part } })),
    replace: (draft: SurveyDraft) => keep((old) => ({ ...old, draft })),
    forget: () => {
      sessionStorage.removeItem(place(id))
      keep({ version, draft: first })
    },
  }
}

interface EditorProps {
  id: string | null
  version: number
  first: SurveyDraft
  /** Somebody was asked: it stays the kind of question it is. */
  fixed: boolean
}

function Editor({ id, version, first, fixed }: EditorProps) {
  const { t } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const kept = useKeptDraft(id, version, first)
  const { draft, set } = kept
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const faults = useFaults()(error)
  const wrong = (path: string): string | undefined => faults[path] ?? faults[`draft.${path}`]
  const save = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const body = spoken({ ...draft, slug: nameOf(draft) })
      const saved = id
        ? await call(changeSurvey, { params: { id }, body: { version: kept.version, draft: body } })
        : await call(createSurvey, { body })
      sessionStorage.removeItem(place(id))
      await Promise.all([listSurveys, readSurvey].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })))
      toast(id ? t('asking.saved-version', { n: saved.version }) : t('asking.saved'))
      await navigate({ to: '/voice/surveys/$id', params: { id: saved.id } })
    } catch (fault) {
      setError(fault)
    } finally {
      setBusy(false)
    }
  }
  const part: DraftProps = { draft, set, wrong }
  // A fault that has a field is said there; the rest at the end of the form.
  const rest =
    error instanceof ProblemError && error.problem.code === 'invalid' ? summary(error, t('asking.faults')) : error
  return (
    <Page
      title={id ? t('asking.edit') : t('asking.write')}
      size="wide"
      back={<Back to="/voice/surveys">{t('asking.title')}</Back>}
    >
      <div className={classes.build}>
        <form
          noValidate
          className={`${classes.form} surface`}
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <What {...part} fresh={id === null} fixed={fixed} replace={kept.replace} />
          <Words {...part} />
          <FollowUps {...part} />
          <More {...part} />
          <FormFooter
            submit={id ? t('asking.save-version') : t('shell.save')}
            busy={busy}
            dirty={kept.dirty}
            error={rest}
            {...(kept.dirty ? { onCancel: kept.forget } : {})}
          >
            {id && (
              <Link to="/voice/surveys/$id" params={{ id }} className="name-link">
                {t('asking.to-survey')}
              </Link>
            )}
          </FormFooter>
        </form>
        <SurveyPreview draft={draft} />
      </div>
    </Page>
  )
}

/** The faults stand beside their fields: here one line says that there are some. */
const summary = (error: ProblemError, title: string): ProblemError =>
  new ProblemError({ ...error.problem, code: 'survey-faults', title, hint: '', faults: [] })

interface WhatProps extends DraftProps {
  fresh: boolean
  fixed: boolean
  replace: (draft: SurveyDraft) => void
}

function What({ draft, set, wrong, fresh, fixed, replace }: WhatProps) {
  const { t, word } = useWords()
  const nameOf = useLanguageName()
  return (
    <Fields legend={t('asking.f-what')}>
      <Row>
        <Select
          label={t('asking.f-metric')}
          description={word('asking', `why-${draft.metric}`)}
          allowDeselect={false}
          disabled={fixed}
          data={METRICS.map((value) => ({ value, label: word('asking', `metric-${value}`) }))}
          value={draft.metric}
          onChange={(next) => next && replace(withMetric(draft, next as Metric))}
        />
        <MultiSelect
          label={t('asking.f-languages')}
          description={t('asking.f-languages-hint')}
          data={LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
          value={[...draft.languages]}
          error={wrong('languages')}
          onChange={(next) => next.length > 0 && set({ languages: next })}
        />
      </Row>
      {fixed && <p className={classes.quiet}>{t('asking.fixed')}</p>}
      <TextFields
        label={t('asking.f-title')}
        languages={draft.languages}
        texts={draft.title}
        set={(title) => set({ title })}
        wrong={(language) => wrong(`title.${language}`)}
        most={mostOf('title')}
      />
      <TextInput
        label={t('asking.f-slug')}
        description={fresh ? t('asking.f-slug-hint') : t('asking.f-slug-warn')}
        placeholder={slugOf(Object.values(draft.title)[0] ?? '')}
        value={draft.slug}
        maxLength={60}
        error={wrong('slug')}
        onChange={(event) => set({ slug: event.currentTarget.value })}
        onBlur={() => set({ slug: slugOf(draft.slug) })}
      />
    </Fields>
  )
}

function Words({ draft, set, wrong }: DraftProps) {
  const { t, word } = useWords()
  return (
    <Fields legend={t('asking.f-words')} hint={t('asking.f-words-hint')}>
      {TEXTS.filter((text) => text !== 'title').map((text) => (
        <TextFields
          key={text}
          label={word('asking', `f-${text}`)}
          languages={draft.languages}
          texts={draft[text]}
          set={(texts) => set({ [text]: texts })}
          wrong={(language) => wrong(`${text}.${language}`)}
          most={mostOf(text)}
          long={text !== 'word'}
        />
      ))}
    </Fields>
  )
}

/** What is set once and seldom looked at again: the scale, its ends, quoting, how long. */
function More({ draft, set, wrong }: DraftProps) {
  const { t } = useWords()
  const { scale, ends } = draft
  const number = (value: string | number, usual: number): number => (value === '' ? usual : Number(value))
  return (
    <Fields legend={t('asking.f-more')}>
      <Row cols={3}>
        <NumberInput
          label={t('asking.f-min')}
          min={0}
          max={10}
          value={scale.min}
          error={wrong('scale')}
          onChange={(next) => set({ scale: { ...scale, min: number(next, scale.min) } })}
        />
        <NumberInput
          label={t('asking.f-max')}
          min={1}
          max={10}
          value={scale.max}
          onChange={(next) => set({ scale: { ...scale, max: number(next, scale.max) } })}
        />
        <Select
          label={t('asking.f-direction')}
          allowDeselect={false}
          data={(['up', 'down'] as const).map((value) => ({ value, label: t(`asking.direction-${value}`) }))}
          value={scale.direction}
          onChange={(next) => next && set({ scale: { ...scale, direction: next as 'up' | 'down' } })}
        />
      </Row>
      <Checkbox
        label={t('asking.f-own-ends')}
        checked={ends !== undefined}
        onChange={(event) => {
          const { checked } = event.currentTarget
          set(checked ? { ends: { low: {}, high: {} } } : ({ ends: undefined } as object))
        }}
      />
      {ends && (
        <>
          <TextFields
            label={t('asking.f-low', { n: scale.min })}
            languages={draft.languages}
            texts={ends.low}
            set={(low) => set({ ends: { ...ends, low } })}
            wrong={(language) => wrong(`ends.low.${language}`)}
            most={60}
          />
          <TextFields
            label={t('asking.f-high', { n: scale.max })}
            languages={draft.languages}
            texts={ends.high}
            set={(high) => set({ ends: { ...ends, high } })}
            wrong={(language) => wrong(`ends.high.${language}`)}
            most={60}
          />
        </>
      )}
      <Checkbox
        label={t('asking.f-quote')}
        description={t('asking.f-quote-hint')}
        checked={draft.askQuote}
        onChange={(event) => set({ askQuote: event.currentTarget.checked })}
      />
      <Row>
        <NumberInput
          label={t('asking.f-edit-hours')}
          description={t('asking.f-edit-hours-hint')}
          min={0}
          max={720}
          value={draft.editHours}
          error={wrong('editHours')}
          onChange={(next) => set({ editHours: number(next, 72) })}
        />
        <NumberInput
          label={t('asking.f-open-days')}
          description={t('asking.f-open-days-hint')}
          min={1}
          max={400}
          value={draft.openDays}
          error={wrong('openDays')}
          onChange={(next) => set({ openDays: number(next, 30) })}
        />
      </Row>
    </Fields>
  )
}
