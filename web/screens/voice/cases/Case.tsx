import { Button, Group } from '@mantine/core'
import { IconAlertTriangle, IconBubble, IconHeart } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { getVoice } from '../../../../contract/customers.ts'
import { type CaseAnswer, handOverCase, readCase } from '../../../../contract/recovery.ts'
import { urlOf } from '../../../api.ts'
import { useAsk } from '../../../ask.ts'
import { Back } from '../../../parts/Back.tsx'
import { Said } from '../../../parts/Card.tsx'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { Loading } from '../../../parts/Loading.tsx'
import { Page, Section } from '../../../parts/Page.tsx'
import { Time } from '../../../parts/Time.tsx'
import { Tone } from '../../../parts/Tone.tsx'
import { toastProblem } from '../../../parts/toast.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import customer from '../../customer/Customer.module.css'
import { FollowUpsSaid } from '../FollowUpsSaid.tsx'
import { BAND_TONE } from '../says.ts'
import { type Opened, VerbatimLine } from '../VerbatimLine.tsx'
import voice from '../Voice.module.css'
import { Accused } from './Accused.tsx'
import { Acts } from './Acts.tsx'
import { Answer } from './Answer.tsx'
import { useNameOf } from './CaseItem.tsx'
import classes from './Cases.module.css'
import { Clock, Severity } from './CaseTones.tsx'
import { PromiseActs } from './PromiseActs.tsx'
import { Steps } from './Steps.tsx'
import { useStep } from './steps.ts'

/** One case: their words, what to say and by which way, what was promised, what happened, how it ends. */
export default function Case() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const asked = useAsk(readCase, { params: { id } }, { every: 60_000 })
  const back = <Back to="/voice/cases">{t('case.all')}</Back>
  if (asked.data) return <Whole key={id} answer={asked.data} back={back} />
  return (
    <Page title={t('case.one')} back={back} size="wide">
      {asked.error ? <ErrorNote error={asked.error} retry={asked.refetch} /> : <Loading rows={3} as="card" />}
    </Page>
  )
}

function Whole({ answer, back }: { answer: CaseAnswer; back: React.ReactNode }) {
  const { t } = useWords()
  const { sites } = useMe()
  const line = answer.case
  const zone = sites.find(({ id }) => id === line.siteId)?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const reply = useRef<HTMLDivElement>(null)
  return (
    <Page
      title={useNameOf(line)}
      back={back}
      size="wide"
      lead={<Lead answer={answer} />}
      actions={
        answer.how &&
        !line.closedAt && (
          <Button
            color="kaki"
            onClick={() => {
              reply.current?.scrollIntoView({ block: 'start' })
              reply.current?.querySelector('textarea')?.focus({ preventScroll: true })
            }}
          >
            {t('case.answer')}
          </Button>
        )
      }
    >
      <p className={classes.state}>
        <Severity severity={line.severity} content={line.content} />
        <Clock line={line} zone={zone} />
        <span className={classes.quiet}>
          {[line.site, line.momentTitle, answer.asset].filter(Boolean).join(' · ')}
          {' · '}
          {t('case.opened-at')} <Time at={line.openedAt} zone={zone} />
          {line.closedAt && (
            <>
              {' · '}
              {t('case.closed-at')} <Time at={line.closedAt} zone={zone} />
            </>
          )}
        </span>
      </p>
      <Hints hints={answer.hints} />
      <div className={classes.columns}>
        <div>
          <Words answer={answer} zone={zone} />
          {answer.how && !line.closedAt && (
            <div ref={reply} className={classes.anchor}>
              <Section title={t('case.answer')}>
                <div className={`${classes.panel} surface`}>
                  <Answer how={answer.how} on={{ caseId: line.id }} />
                </div>
              </Section>
            </div>
          )}
          {answer.mayAct && !answer.whole && <Take answer={answer} />}
          {answer.mayAct && answer.whole && <Acts answer={answer} zone={zone} />}
          <Steps answer={answer} zone={zone} />
        </div>
        <aside>
          <Owner answer={answer} />
          <Accused answer={answer} />
          <Promises answer={answer} zone={zone} />
          <Beside answer={answer} zone={zone} />
        </aside>
      </div>
    </Page>
  )
}

const HINT_ICON = { say: IconBubble, thank: IconHeart, mind: IconAlertTriangle }

/** What a colleague left for whoever speaks with them next: before the number is dialled, what to mind first. */
function Hints({ hints }: Pick<CaseAnswer, 'hints'>) {
  const { t } = useWords()
  if (hints.length === 0) return null
  return (
    <ul className={`${classes.hints} surface`} aria-label={t('case.mind-first')}>
      {hints.map(({ id, hint, text }) => {
        const Icon = HINT_ICON[hint ?? 'say']
        return (
          <li key={id} data-hint={hint}>
            <Icon size={20} aria-hidden />
            <span>
              <strong>{t(`card.${hint ?? 'say'}`)}</strong> {text}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** How the name is said, and how they like to be addressed: known before one dials. */
function Lead({ answer: { how, perhaps, case: line } }: { answer: CaseAnswer }) {
  const { t } = useWords()
  if (!line.customerId)
    return (
      <>
        {t('case.unknown')}
        {perhaps && (
          <>
            {' '}
            {t('case.perhaps')}{' '}
            <Link to="/customers/$id" params={{ id: perhaps.id }} className={classes.link}>
              {perhaps.name}
            </Link>
          </>
        )}
      </>
    )
  const voiceUrl = how?.hasVoice ? urlOf(getVoice, { params: { id: line.customerId } }) : null
  const said = how
    ? [
        how.addressAs && how.addressAs !== line.customer ? t('card.say-as', { said: how.addressAs }) : '',
        how.formality === 'tu' ? t('card.tu') : '',
      ].filter(Boolean)
    : []
  return (
    <span className={customer.lead}>
      {how && <Said card={{ name: line.customer, pronunciation: how.pronunciation } as never} voiceUrl={voiceUrl} />}
      {said.length > 0 && <span>{said.join(' · ')}</span>}
      <Link to="/customers/$id" params={{ id: line.customerId }} className={classes.link}>
        {t('case.their-page')}
      </Link>
    </span>
  )
}

/** What they said, the newest first; answers without a word by their score. */
function Words({ answer, zone }: { answer: CaseAnswer; zone: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState<{ id: string; what: Opened } | null>(null)
  const wordless = answer.scores.filter(
    ({ answerId }) => !answer.verbatims.some((verbatim) => verbatim.answerId === answerId),
  )
  return (
    <Section title={t('case.their-words')}>
      {answer.verbatims.length + wordless.length === 0 && <p className={classes.quiet}>{t('case.words-gone')}</p>}
      <ol className={voice.list}>
        {answer.verbatims.map((verbatim) => (
          <li key={verbatim.id} className={`${voice.line} surface`}>
            <VerbatimLine
              verbatim={verbatim}
              bare
              open={open?.id === verbatim.id ? open.what : null}
              show={(what) => setOpen({ id: verbatim.id, what })}
              letters={false}
            />
          </li>
        ))}
        {wordless.map(({ answerId, score, scale, band, at, again, followUps }) => (
          <li key={answerId} className={`${voice.line} surface`}>
            <span className={voice.row}>
              <Tone tone={BAND_TONE[band]}>{t('inbox.score', { score, max: scale.max })}</Tone>
              <span className={classes.quiet}>
                {t(again ? 'case.second-answer' : 'case.without-words')} · <Time at={at} zone={zone} />
              </span>
            </span>
            <FollowUpsSaid followUps={followUps} language="" />
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** A colleague's case: seen with its numbers covered, until one takes it over. */
function Take({ answer }: { answer: CaseAnswer }) {
  const { t } = useWords()
  const { owner, closedAt } = answer.case
  if (closedAt) return null
  return (
    <div className={`${classes.take} surface`}>
      <p>{owner ? t('case.take-text', { name: owner }) : t('case.take-nobody')}</p>
      <TakeIt id={answer.case.id} />
    </div>
  )
}

function TakeIt({ id }: { id: string }) {
  const { t } = useWords()
  const { staffId } = useMe()
  const take = useStep(handOverCase, id, t('case.taken-done'))
  return (
    <Button
      variant="default"
      loading={take.isPending}
      onClick={() => take.mutate({ params: { id }, body: { staffId, text: '' } }, { onError: toastProblem })}
    >
      {t('case.take')}
    </Button>
  )
}

function Owner({ answer }: { answer: CaseAnswer }) {
  const { t } = useWords()
  const { staffId } = useMe()
  const { id, owner, ownerId, closedAt } = answer.case
  return (
    <Section title={t(closedAt ? 'case.was-owner' : 'case.owner')}>
      <p className={classes.ownerName}>{owner || t('case.nobodys')}</p>
      {answer.advisor && answer.advisor !== owner && (
        <p className={classes.quiet}>{t('case.advisor', { name: answer.advisor })}</p>
      )}
      {answer.whole && !closedAt && ownerId !== staffId && <TakeIt id={id} />}
    </Section>
  )
}

function Promises({ answer, zone }: { answer: CaseAnswer; zone: string }) {
  const { t } = useWords()
  if (answer.promises.length === 0) return null
  return (
    <Section title={t('case.promises')}>
      <ul className={`${classes.promises} surface`}>
        {answer.promises.map((promise) => (
          <li key={promise.id}>
            <strong>{promise.words}</strong>
            <p className={classes.quiet}>
              <Tone tone={promise.keptAt ? 'good' : promise.late ? 'bad' : 'wait'}>
                {promise.keptAt ? (
                  t('case.kept')
                ) : (
                  <span>
                    {t(promise.late ? 'case.late-promise' : 'case.due-promise')} <Time at={promise.dueAt} zone={zone} />
                  </span>
                )}
              </Tone>{' '}
              {promise.madeBy}
            </p>
            {!promise.keptAt && answer.mayAct && <PromiseActs promise={promise} caseId={answer.case.id} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Other cases of theirs, and what happened lately. */
function Beside({ answer, zone }: { answer: CaseAnswer; zone: string }) {
  const { t } = useWords()
  // What this case is about stands in their own words already.
  const above = new Set(answer.hints.map(({ id }) => id))
  const lately = answer.history.filter(
    ({ id, kind, data }) => kind !== 'survey' && data.caseId !== answer.case.id && !above.has(id),
  )
  return (
    <>
      {answer.others.length > 0 && (
        <Section title={t('case.others')}>
          <ul className={classes.plain}>
            {answer.others.map(({ id, openedAt, closedAt, severity }) => (
              <li key={id}>
                <Link to={'/voice/cases/$id' as '/'} params={{ id } as never} className={classes.link}>
                  {t(`case.severity-${severity}`)}
                </Link>{' '}
                <span className={classes.quiet}>
                  <Time at={openedAt} zone={zone} /> · {t(closedAt ? 'case.is-closed' : 'case.is-open')}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {lately.length > 0 && (
        <Section title={t('case.lately')}>
          <ul className={classes.plain}>
            {lately.map((entry) => (
              <li key={entry.id}>
                <Group gap={6} wrap="nowrap" align="baseline">
                  <strong>{t(`customer.entry-${entry.kind}`)}</strong>
                  <span className={classes.quiet}>
                    <Time at={entry.at} zone={zone} />
                  </span>
                </Group>
                {entry.text && <span className={classes.clamp}>{entry.text}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
