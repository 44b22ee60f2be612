import { Button } from '@mantine/core'
import { IconPencilPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { createSurvey, listSurveys } from '../../../contract/asking.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { SurveyDraft } from '../../../contract/surveys.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { honestPercent } from '../../parts/honest-percent.ts'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { VoiceNav } from '../voice/VoiceNav.tsx'
import classes from './Surveys.module.css'
import { STATE_TONE, useSaid } from './said.ts'

type Listed = AnswerOf<typeof listSurveys>['surveys'][number]

/** What is asked: each survey with what came of it, and three good ones to begin with. */
export default function Surveys() {
  const { t } = useWords()
  const may = useMay('surveys.manage', null)
  if (!may)
    return (
      <Page title={t('asking.title')} nav={<VoiceNav />}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return <List />
}

function List() {
  const { t } = useWords()
  const asked = useAsk(listSurveys, {})
  const { surveys = [], starters = [] } = asked.data ?? {}
  return (
    <Page title={t('asking.title')} lead={t('asking.lead')} size="wide" nav={<VoiceNav />}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!asked.data && !asked.error && <Loading rows={3} as="card" />}
      {asked.data && (
        <>
          <Section
            title={t('asking.mine')}
            actions={
              <Button
                component={Link}
                {...({ to: '/voice/surveys/new' } as object)}
                leftSection={<IconPencilPlus size={20} aria-hidden />}
              >
                {t('asking.write')}
              </Button>
            }
          >
            {surveys.length === 0 ? (
              <Empty title={t('asking.none')}>{t('asking.none-text')}</Empty>
            ) : (
              <ul className={classes.list}>
                {surveys.map((survey) => (
                  <li key={survey.id} className={`${classes.survey} surface`}>
                    <Line survey={survey} />
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {starters.length > 0 && (
            <Section title={t('asking.starters')} note={t('asking.starters-note')}>
              <ul className={classes.starters}>
                {starters.map((starter) => (
                  <li key={starter.slug} className={`${classes.starter} surface`}>
                    <Starter starter={starter} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </Page>
  )
}

function Line({ survey }: { survey: Listed }) {
  const { t, word, number, locale } = useWords()
  const said = useSaid(survey.languages)
  const { counts } = survey
  const out = Object.values(counts.leftOut).reduce((sum, n) => sum + n, 0)
  const rate = counts.responseRate
  return (
    <>
      <h3 className={classes.head}>
        <Link to="/voice/surveys/$id" params={{ id: survey.id }} className="name-link">
          {said(survey.title)}
        </Link>
        <Tone tone={STATE_TONE[survey.state]}>{word('asking', `state-${survey.state}`)}</Tone>
        <span className={classes.kind}>{word('asking', `metric-${survey.metric}`)}</span>
      </h3>
      <p className={classes.question}>{said(survey.question)}</p>
      <p className={`${classes.facts} figures`}>
        <span>{t('asking.n-answers', { n: counts.answers, said: number(counts.answers) })}</span>
        {rate && (
          <span>
            {t('asking.rate', {
              answered: number(counts.answered),
              invited: number(counts.invited),
              rate: honestPercent(rate.value, locale),
              low: honestPercent(rate.low, locale),
              high: honestPercent(rate.high, locale),
            })}
          </span>
        )}
        {survey.doors > 0 && <span>{t('asking.n-doors', { n: survey.doors })}</span>}
        {out > 0 && <span>{t('asking.n-left-out', { n: out, said: number(out) })}</span>}
        <span>{t('asking.ninety')}</span>
      </p>
      {survey.askedBy.length > 0 && (
        <p className={classes.quiet}>
          {t('asking.asked-by')}{' '}
          {survey.askedBy.map(({ moment, title }, at) => (
            <span key={moment}>
              {at > 0 && ', '}
              <Link to="/playbook/moments/$id" params={{ id: moment }} className="name-link">
                {said(title)}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  )
}

/** One tap, and it is a survey of one's own, to be changed before it is asked. */
function Starter({ starter }: { starter: SurveyDraft }) {
  const { t, word } = useWords()
  const said = useSaid(starter.languages)
  const navigate = useNavigate()
  const create = useDo(createSurvey, {
    refresh: [listSurveys],
    done: ({ id }) => void navigate({ to: '/voice/surveys/$id', params: { id } }),
  })
  const { min, max } = starter.scale
  return (
    <>
      <h3 className={classes.head}>
        {said(starter.title)} <span className={classes.kind}>{word('asking', `metric-${starter.metric}`)}</span>
      </h3>
      <p className={classes.question}>{said(starter.question)}</p>
      <div className={`${classes.scale} figures`} aria-hidden>
        {Array.from({ length: max - min + 1 }, (_, at) => min + at).map((n) => (
          <span key={n}>{n}</span>
        ))}
      </div>
      <p className={classes.quiet}>{word('asking', `why-${starter.metric}`)}</p>
      <Button
        variant="default"
        loading={create.isPending}
        aria-label={t('asking.take-named', { title: said(starter.title) })}
        onClick={() => create.mutate({ body: starter }, { onError: toastProblem })}
      >
        {t('asking.take')}
      </Button>
    </>
  )
}
