import { Button } from '@mantine/core'
import { IconEdit, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { listSurveys, readSurvey, setSurveyState } from '../../../contract/asking.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { call } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Estimate } from '../../parts/Estimate.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { Doors } from './Doors.tsx'
import { LeftOut } from './LeftOut.tsx'
import classes from './Surveys.module.css'
import { STATE_TONE, useSaid } from './said.ts'

type Read = AnswerOf<typeof readSurvey>

/** One survey: who asks it, what came of it, where anyone may answer it, what was left out. */
export default function Survey() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const asked = useAsk(readSurvey, { params: { id } }, { every: 60_000 })
  const back = <Back to="/voice/surveys">{t('asking.title')}</Back>
  if (asked.data) return <Whole read={asked.data} back={back} />
  return (
    <Page title={t('asking.survey')} back={back} size="wide">
      {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={3} as="card" />}
    </Page>
  )
}

function Whole({ read, back }: { read: Read; back: React.ReactNode }) {
  const { t, word } = useWords()
  const { survey, counts, doors, askedBy, versions } = read
  const said = useSaid(survey.languages)
  const place = useRef<HTMLDivElement>(null)
  const { hash } = useLocation()
  // The router looks for the place of a hash before the survey is there.
  useEffect(() => {
    if (hash === 'doors') place.current?.scrollIntoView()
  }, [hash])
  return (
    <Page
      title={said(survey.title)}
      back={back}
      size="wide"
      lead={
        <>
          {said(survey.question)} <Tone tone={STATE_TONE[survey.state]}>{word('asking', `state-${survey.state}`)}</Tone>
        </>
      }
      actions={<Actions read={read} />}
    >
      {survey.state !== 'open' && (
        <p className={`${classes.notice} surface`}>
          {t(survey.state === 'draft' ? 'asking.is-draft' : 'asking.is-closed')}
        </p>
      )}
      <Section title={t('asking.came-of-it')} note={t('asking.ninety')}>
        <Counts counts={counts} />
      </Section>
      <Section title={t('asking.asked-by')}>
        {askedBy.length === 0 ? (
          <p className={classes.quiet}>{t('asking.asked-by-none', { slug: survey.slug })}</p>
        ) : (
          <ul className={`${classes.rows} surface`}>
            {askedBy.map(({ moment, title }) => (
              <li key={moment} className={classes.row}>
                <Link to="/playbook/moments/$id" params={{ id: moment }} className="name-link">
                  {said(title)}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <div id="doors" ref={place} style={{ scrollMarginTop: 90 }}>
        <Doors survey={survey} doors={doors} />
      </div>
      <LeftOut surveyId={survey.id} leftOut={counts.leftOut} />
      <Section title={t('asking.versions')}>
        <ul className={`${classes.rows} surface`}>
          {versions.slice(0, 8).map(({ version, at }) => (
            <li key={version} className={classes.row}>
              <span className="figures">{t('asking.version', { n: version })}</span>
              <span className={classes.quiet}>
                <Time at={at} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}

function Actions({ read: { survey } }: { read: Read }) {
  const { t } = useWords()
  const said = useSaid(survey.languages)
  const open = survey.state === 'open'
  const queries = useQueryClient()
  const set = useDo(setSurveyState, { refresh: [readSurvey, listSurveys] })
  const turn = (state: 'open' | 'closed') =>
    set.mutate(
      { params: { id: survey.id }, body: { state } },
      {
        onError: toastProblem,
        onSuccess: () =>
          void undoable(
            t(state === 'open' ? 'asking.opened' : 'asking.closed', { title: said(survey.title) }),
            async () => {
              await call(setSurveyState, {
                params: { id: survey.id },
                body: { state: state === 'open' ? 'closed' : 'open' },
              })
              await Promise.all(
                [readSurvey, listSurveys].map(({ name }) => queries.invalidateQueries({ queryKey: [name] })),
              )
            },
            survey.id,
          ),
      },
    )
  return (
    <>
      <Button
        component={Link}
        {...({ to: '/voice/surveys/$id/edit', params: { id: survey.id } } as object)}
        variant="default"
        leftSection={<IconEdit size={20} aria-hidden />}
      >
        {t('asking.change')}
      </Button>
      <Button
        {...(open ? { variant: 'default' } : {})}
        loading={set.isPending}
        leftSection={open ? <IconPlayerPause size={20} aria-hidden /> : <IconPlayerPlay size={20} aria-hidden />}
        onClick={() => turn(open ? 'closed' : 'open')}
      >
        {t(open ? 'asking.close' : 'asking.open')}
      </Button>
    </>
  )
}

function Counts({ counts }: { counts: Read['counts'] }) {
  const { t, word, number } = useWords()
  const { responseRate: rate } = counts
  const byChannel = Object.entries(counts.byChannel).sort(([, a], [, b]) => b - a)
  return (
    <div className={`${classes.figures} surface`}>
      <Figure
        name={t('asking.answers')}
        value={number(counts.answers)}
        note={
          byChannel.length === 0
            ? t('asking.no-answer-yet')
            : byChannel.map(([channel, n]) => `${word('answer-door', channel)} ${number(n)}`).join(' · ')
        }
      />
      <Figure name={t('asking.invited')} value={number(counts.invited)} note={t('asking.invited-note')} />
      <Estimate
        name={t('asking.response-rate')}
        estimate={rate && { value: rate.value, low: rate.low, high: rate.high }}
        n={rate?.n ?? 0}
      >
        {t('asking.response-note')}
      </Estimate>
    </div>
  )
}
