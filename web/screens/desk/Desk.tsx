import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { Site } from '../../../contract/network.ts'
import { readDesk } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { People, Person } from '../../parts/Person.tsx'
import { Time, useNow } from '../../parts/Time.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Expected } from '../visit/Expected.tsx'
import { OnSite } from '../visit/OnSite.tsx'
import { PerhapsList } from '../visit/Perhaps.tsx'
import { useSkew } from '../visit/skew.ts'
import { Calls, Cards, Rows } from '../visit/Visits.tsx'
import { MyCases } from '../voice/cases/MyCases.tsx'
import { Thanks } from '../voice/cases/Thanks.tsx'
import { ReportDue } from '../voice/report/ReportDue.tsx'
import { Today } from '../work/Today.tsx'
import classes from './Desk.module.css'
import { FirstRun, useFirstRun } from './FirstRun.tsx'
import { Sought } from './Sought.tsx'
import { TellMe } from './TellMe.tsx'
import { WayOn } from './WayOn.tsx'

type DeskAnswer = AnswerOf<typeof readDesk>

/** My day: who is here for me, who is expected, what is open. */
export default function Desk() {
  const { t } = useWords()
  return <OnSite title={t('desk.title')}>{(site) => <Mine site={site} />}</OnSite>
}

function Mine({ site }: { site: Site }) {
  const { t } = useWords()
  const desk = useAsk(readDesk, { query: { site: site.id } }, { every: 60_000 })
  const skewMs = useSkew(desk.data?.now)
  const waiting = desk.data?.forMe.filter((v) => v.state === 'arrived') ?? []
  return (
    <Page
      title={t('desk.title')}
      count={waiting.length}
      lead={
        desk.data
          ? `${t('desk.lead', { n: waiting.length })} ${t('desk.greeted-today', { n: desk.data.greetedToday })}.`
          : ' '
      }
    >
      <output className="sr-only">
        {waiting.length > 0
          ? t('desk.now-here', { names: waiting.map((v) => v.card.name).join(', '), n: waiting.length })
          : ''}
      </output>
      <ErrorNote error={desk.error} retry={desk.refetch} />
      {desk.data ? (
        <Day desk={desk.data} site={site} skewMs={skewMs} />
      ) : desk.error ? null : (
        <Loading rows={2} as="card" />
      )}
    </Page>
  )
}

/** Who was received a moment ago is being talked with: their card stays under the eyes so long. */
const TALKING_MS = 20 * 60_000

/**
 * Somebody at the gate stands before everything that can wait an hour. What is written in (the work list, a case) keeps its place in the page:
 * a card that comes must not take the words from under the hand.
 */
function Day({ desk, site, skewMs }: { desk: DeskAnswer; site: Site; skewMs: number }) {
  const { t } = useWords()
  const work = useMay('work.act', null)
  const firstRun = useFirstRun(desk)
  const now = useNow(15_000).getTime() + skewMs
  const pressing = desk.forMe.some(
    ({ state, greetedAt }) => state === 'arrived' || (greetedAt !== null && now - Date.parse(greetedAt) < TALKING_MS),
  )
  // A colleague's visitor whom nobody goes to is anybody's by now.
  const overdue = desk.others.some(
    ({ state, goingBy, arrivedAt }) =>
      state === 'arrived' && goingBy === null && now - Date.parse(arrivedAt) > site.greetWithinS * 1000,
  )
  const others = <Rows title={t('desk.others')} visits={desk.others} site={site} skewMs={skewMs} />
  const forMe = (
    <Cards
      title={t('desk.for-me')}
      visits={desk.forMe}
      site={site}
      skewMs={skewMs}
      none={
        <Empty
          title={t('desk.for-me-none')}
          action={
            <Button component={Link} to="/floor" variant="default">
              {t('desk.see-floor')}
            </Button>
          }
        >
          {t('desk.for-me-none-text')}
        </Empty>
      }
    />
  )
  return (
    <>
      <Sought desk={desk} />
      {firstRun === 'steps' && <FirstRun desk={desk} site={site} />}
      {(firstRun === 'fresh' || (firstRun === 'later' && !pressing)) && <WayOn fresh={firstRun === 'fresh'} />}
      <ReportDue />
      <div className={classes.columns}>
        <div>
          <Calls calls={desk.calls} site={site} />
          <PerhapsList perhaps={desk.perhaps} zone={site.timeZone} />
          {pressing && forMe}
          {overdue && others}
          <MyCases />
          {work && <Today zone={site.timeZone} />}
          {!pressing && forMe}
          {!overdue && others}
          {firstRun === 'later' && pressing && <WayOn fresh={false} />}
        </div>
        <div>
          <Expected expected={desk.expected} site={site} mine />
          <Open open={desk.open} zone={site.timeZone} />
          <Thanks />
          <TellMe />
        </div>
      </div>
    </>
  )
}

/** What was promised and is not done: cases, vehicles ready, orders late. */
function Open({ open, zone }: { open: DeskAnswer['open']; zone: string }) {
  const { t } = useWords()
  if (open.length === 0) return null
  return (
    <Section title={t('desk.open')} note={open.length}>
      <People label={t('desk.open')}>
        {open.map((one) => (
          <li key={`${one.kind} ${one.customerId} ${one.at}`}>
            <Person
              initials={one.name}
              size="sm"
              name={
                <Link to="/customers/$id" params={{ id: one.customerId }} className="name-link">
                  {one.name}
                </Link>
              }
              line={
                <>
                  {t(`desk.open-${one.kind}`)}
                  {one.text && ` · ${one.text}`} · <Time at={one.at} zone={zone} />
                </>
              }
            />
          </li>
        ))}
      </People>
    </Section>
  )
}
