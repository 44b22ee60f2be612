import { Button, Progress, Table } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { readPlaybookVersion } from '../../../contract/playbooks.ts'
import { listReplays, type ReplayFigures, type ReplayRun, readReplay, stopReplay } from '../../../contract/replay.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import { Months } from './Months.tsx'
import { Pressure } from './Pressure.tsx'
import classes from './Replay.module.css'
import { REPLAY_TONE } from './state-tone.ts'
import { Period } from './TimeMachine.tsx'

/** One replay: how far it is, then what it would have been like, beside the version it is compared with. */
export default function Replay() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const first = useAsk(readReplay, { params: { id } })
  const moves = first.data?.state === 'running' || first.data?.state === 'waiting'
  useAsk(readReplay, { params: { id } }, { every: moves ? 1000 : false, enabled: moves })
  const run = first.data
  const back = <Back to="/loop/time-machine">{t('replay.title')}</Back>
  if (!run)
    return (
      <Page title={t('replay.title')} back={back}>
        {first.error ? <ErrorNote error={first.error} retry={first.refetch} /> : <Loading rows={3} as="card" />}
      </Page>
    )
  return (
    <Page
      title={t('replay.of-version', { version: run.version })}
      back={back}
      size="wide"
      lead={
        <span className={classes.lead}>
          <Tone tone={REPLAY_TONE[run.state]}>{t(`replay.state-${run.state}`)}</Tone>
          <Period from={run.from} to={run.to} />
        </span>
      }
    >
      {moves && <Moving run={run} />}
      {run.state === 'failed' && <p className={classes.problem}>{t('replay.failed-text')}</p>}
      {run.state === 'stopped' && <p className="dim">{t('replay.stopped-text')}</p>}
      {run.result && <Result run={run} result={run.result} beside={run.againstResult} />}
    </Page>
  )
}

function Moving({ run }: { run: ReplayRun }) {
  const { t, number } = useWords()
  const stop = useDo(stopReplay, { refresh: [readReplay, listReplays] })
  const share = run.total ? run.done / run.total : 0
  return (
    <div className={`${classes.moving} surface`} aria-live="polite">
      <Progress value={share * 100} size="lg" aria-label={t('replay.progress')} />
      <p className="figures">
        {run.total === null
          ? t('replay.begins')
          : t('replay.lived', { done: number(run.done), total: number(run.total) })}{' '}
        {t('replay.may-leave')}
      </p>
      <ErrorNote error={stop.error} />
      <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ params: { id: run.id } })}>
        {t('replay.stop')}
      </Button>
    </div>
  )
}

interface Both {
  result: ReplayFigures
  beside: ReplayFigures | null
}

function Result({ run, result, beside }: Both & { run: ReplayRun }) {
  const { t } = useWords()
  return (
    <>
      <Counts result={result} beside={beside} />
      {beside && (
        <p className={`${classes.key} figures`}>
          <i data-mine /> {t('replay.of-version', { version: run.version })} <i data-other />{' '}
          {t('replay.of-version', { version: run.against ?? 0 })}
        </p>
      )}
      <Section title={t('replay.months')}>
        <div className={`${classes.panel} surface`}>
          <Months result={result} beside={beside} />
        </div>
      </Section>
      <Section title={t('replay.pressure')} note={t('replay.pressure-note', { n: result.people })}>
        <div className={`${classes.panel} surface`}>
          <Pressure result={result} beside={beside} />
        </div>
      </Section>
      <div className={classes.two}>
        <Moments result={result} beside={beside} version={run.version} />
        <Reasons result={result} />
      </div>
      <Load result={result} beside={beside} />
    </>
  )
}

function Counts({ result, beside }: Both) {
  const { t, number } = useWords()
  const money = (cents: number) => number(cents / 100, { style: 'currency', currency: 'EUR' })
  const against = (mine: number, other: number | undefined, say = (n: number) => number(n)) =>
    other === undefined
      ? undefined
      : t('replay.instead', { value: say(other), change: number(mine - other, { signDisplay: 'exceptZero' }) })
  return (
    <div className={`${classes.figures} surface`}>
      <Figure
        name={t('replay.done')}
        value={number(result.done)}
        note={
          against(result.done, beside?.done) ??
          t('replay.for-people', { n: result.people, said: number(result.people) })
        }
      />
      <Figure
        name={t('replay.held')}
        value={number(result.held)}
        note={against(result.held, beside?.held) ?? t('replay.held-note')}
      />
      <Figure
        name={t('replay.dropped')}
        value={number(result.dropped)}
        note={against(result.dropped, beside?.dropped) ?? t('replay.dropped-note')}
      />
      <Figure
        name={t('replay.angry')}
        value={number(result.angry)}
        note={against(result.angry, beside?.angry) ?? t('replay.angry-note', { n: result.angryOver })}
      />
      <Figure
        name={t('replay.cost')}
        value={result.costCents > 0 ? money(result.costCents) : '–'}
        note={
          result.costCents === 0 && !beside?.costCents
            ? t('replay.cost-none')
            : beside
              ? t('replay.instead-of', { value: money(beside.costCents) })
              : t('replay.cost-note')
        }
      />
    </div>
  )
}

/** Each moment with what became of it. */
function Moments({ result, beside, version }: Both & { version: number }) {
  const { t, number, locale } = useWords()
  const written = useAsk(readPlaybookVersion, { params: { version } })
  const titles = new Map(written.data?.playbook?.moments.map(({ id, title }) => [id, title]))
  const titleOf = (id: string) => titles.get(id)?.[locale] ?? Object.values(titles.get(id) ?? {})[0] ?? id
  const names = [...new Set([...Object.keys(result.byMoment), ...Object.keys(beside?.byMoment ?? {})])].sort(
    (a, b) => (result.byMoment[b]?.done ?? 0) - (result.byMoment[a]?.done ?? 0),
  )
  return (
    <Section title={t('replay.moments')}>
      <div className={`${classes.scroll} surface`}>
        <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} role="group" aria-label={t('replay.moments')}>
          <table className={`${classes.table} figures`}>
            <thead>
              <tr>
                <th scope="col">{t('replay.moment')}</th>
                <th scope="col">{t('replay.done')}</th>
                <th scope="col">{t('replay.held')}</th>
                <th scope="col">{t('replay.dropped')}</th>
              </tr>
            </thead>
            <tbody>
              {names.map((name) => {
                const [mine, other] = [result.byMoment[name], beside?.byMoment[name]]
                return (
                  <tr key={name}>
                    <th scope="row">{titleOf(name)}</th>
                    {(['done', 'held', 'dropped'] as const).map((outcome) => (
                      <td key={outcome}>
                        {number(mine?.[outcome] ?? 0)}
                        {beside && <span className="dim"> / {number(other?.[outcome] ?? 0)}</span>}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </Table.ScrollContainer>
      </div>
    </Section>
  )
}

/** Why what was not done, or not at once, was not. */
function Reasons({ result }: { result: ReplayFigures }) {
  const { t, has, number, because } = useWords()
  /** A reason here is that of many people: their days and counts are not one, and are left out. */
  const why = (code: string): string => {
    const ofMany = `replay.why.${code}`
    return has(ofMany) ? t(ofMany) : because({ code, values: {} })
  }
  const reasons = Object.entries(result.because).sort((a, b) => b[1] - a[1])
  const most = reasons[0]?.[1] ?? 1
  return (
    <Section title={t('replay.reasons')}>
      <div className={`${classes.panel} surface`}>
        {reasons.length === 0 && <p className="dim">{t('replay.reasons-none')}</p>}
        <ul className={classes.reasons}>
          {reasons.slice(0, 12).map(([code, n]) => (
            <li key={code}>
              <span className={classes.reasonBar} style={{ inlineSize: `${(100 * n) / most}%` }} aria-hidden />
              <span>{why(code)}</span>
              <strong className="figures">{number(n)}</strong>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}

/** What it would ask of each advisor. */
function Load({ result, beside }: Both) {
  const { t, number } = useWords()
  if (result.load.length === 0) return null
  const other = new Map(beside?.load.map((each) => [each.staffId, each]))
  return (
    <Section title={t('replay.load')} note={t('replay.load-note')}>
      <div className={`${classes.scroll} surface`}>
        <Table.ScrollContainer minWidth={420} type="native" tabIndex={0} role="group" aria-label={t('replay.load')}>
          <table className={`${classes.table} figures`}>
            <thead>
              <tr>
                <th scope="col">{t('replay.advisor')}</th>
                <th scope="col">{t('replay.load-total')}</th>
                <th scope="col">{t('replay.load-week')}</th>
              </tr>
            </thead>
            <tbody>
              {result.load.map((each) => (
                <tr key={each.staffId ?? ''}>
                  <th scope="row">{each.name || t('replay.nobody')}</th>
                  <td>
                    {number(each.total)}
                    {beside && <span className="dim"> / {number(other.get(each.staffId)?.total ?? 0)}</span>}
                  </td>
                  <td>
                    {number(each.hardestWeek)}
                    {beside && <span className="dim"> / {number(other.get(each.staffId)?.hardestWeek ?? 0)}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Table.ScrollContainer>
      </div>
    </Section>
  )
}
