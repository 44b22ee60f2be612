import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Site } from '../../../contract/network.ts'
import { readFloor, type Visit } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { useLine, useLive } from '../../live.ts'
import { reloadOnce, useOutdated } from '../../new-version.ts'
import { useVehicleWords, useWhyWords } from '../../parts/Card.tsx'
import { useNow } from '../../parts/Time.tsx'
import { useWaited } from '../../parts/Waiting.tsx'
import { clockText, spanText, timerText } from '../../parts/when.ts'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { isLate, nextOf, soonFirst } from '../visit/next.ts'
import { useSkew } from '../visit/skew.ts'
import { useStaffName } from '../visit/VisitCard.tsx'
import { useFits } from './fits.ts'
import classes from './Wall.module.css'

/** As many people as can be read from five metres at once. */
const MOST = 4
const MOST_NEXT = 12

/** The floor on a wall: no control is needed, everything is read from across the room. */
export default function Wall() {
  const { t, setLocale } = useWords()
  const { locale } = useMe()
  const { site } = useSite()
  // It stands beside the shell, and speaks like it: the language of the account, not of the box behind the screen.
  useEffect(() => setLocale(locale), [locale, setLocale])
  useEffect(() => {
    document.title = `${t('floor.wall-title')} · Okaeri`
  }, [t])
  useKeepAwake()
  useNewVersion()
  if (!site) return null
  return <OnWall site={site} />
}

/** Nobody touches a wall: it opens a new version by itself. */
function useNewVersion() {
  const outdated = useOutdated()
  useEffect(() => {
    if (outdated) reloadOnce()
  }, [outdated])
}

/** The screen of a wall must not go to sleep; where the browser cannot promise it, the room's own settings rule. */
function useKeepAwake() {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined
    const ask = () => {
      if (document.visibilityState === 'visible')
        void navigator.wakeLock
          ?.request('screen')
          .then((held) => {
            lock = held
          })
          .catch(() => {})
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [])
}

function OnWall({ site }: { site: Site }) {
  const { t, locale, word } = useWords()
  useLive(site.id)
  const { line, since } = useLine()
  const floor = useAsk(readFloor, { query: { site: site.id } }, { every: 60_000 })
  const skewMs = useSkew(floor.data?.now)
  const now = new Date(useNow(1000).getTime() + skewMs)
  const waiting = floor.data?.waiting ?? []
  // The line that counts the others needs the place of one of them.
  const shown = waiting.length > MOST ? waiting.slice(0, MOST - 1) : waiting
  const expected = floor.data?.expected ?? []
  // Who asked not to be recognised is not called out to the room; the floor has them, and here they are among the others.
  const named = expected.filter(({ objected }) => !objected)
  const next = soonFirst(nextOf(named, now, MOST_NEXT), now)
  const list = useRef<HTMLUListElement>(null)
  const fits = Math.min(useFits(list), next.length)
  const median = floor.data?.figures.medianS
  return (
    <main className={classes.wall}>
      <header className={classes.head}>
        <h1>{site.name}</h1>
        <output className={classes.line}>
          {line === 'lost' && since ? t('shell.not-live', { at: clockText(since, locale, site.timeZone) }) : ''}
        </output>
        <time className={classes.clock} dateTime={now.toISOString()}>
          {clockText(now, locale, site.timeZone)}
        </time>
      </header>
      <section className={classes.waiting} aria-label={t('floor.waiting')}>
        {shown.map((visit) => (
          <Waits key={visit.id} visit={visit} site={site} skewMs={skewMs} />
        ))}
        {floor.data && waiting.length === 0 && <p className={classes.none}>{t('floor.wall-welcome')}</p>}
        {shown.length < waiting.length && (
          <p className={classes.more}>{t('floor.wall-more', { n: waiting.length - shown.length })}</p>
        )}
      </section>
      <aside className={classes.next}>
        <h2>{t('floor.wall-next')}</h2>
        <ul ref={list}>
          {next.map((a, n) => (
            <li key={a.id} data-beyond={n >= fits || undefined}>
              <span className="figures">{clockText(new Date(a.at), locale, site.timeZone)}</span>
              <strong>{a.customerName}</strong>
              <small>
                {[isLate(a, now) && t('floor.wall-late'), word('service', a.service), a.vehicle]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
          {expected.length === 0 && <li>{t('desk.expected-none')}</li>}
        </ul>
        {fits < expected.length && (
          <p className={classes.others}>{t('floor.wall-next-more', { n: expected.length - fits })}</p>
        )}
        {median !== null && median !== undefined && (
          <p className={classes.figure}>
            <span className={`${classes.median} figures`}>{spanText(median, true)}</span> {t('floor.wall-median')} (
            {t('shell.median')}, {t('shell.n', { n: floor.data?.figures.n ?? 0 })})
          </p>
        )}
        <Link to="/floor" className={classes.leave}>
          {t('floor.wall-leave')}
        </Link>
      </aside>
    </main>
  )
}

function Waits({ visit, site, skewMs }: { visit: Visit; site: Site; skewMs: number }) {
  const { t } = useWords()
  const waited = useWaited(visit.arrivedAt, skewMs)
  const vehicle = useVehicleWords()(visit.card.vehicle)
  const whyWords = useWhyWords(site.timeZone)
  const name = useStaffName(site.id)
  const late = waited > site.greetWithinS && visit.goingBy === null
  const why = visit.card.why[0]
  return (
    <article className={classes.person} data-late={late || undefined}>
      <div>
        <div className={classes.name}>
          <h2>{visit.card.name}</h2>
          {visit.card.pronunciation && <em>{visit.card.pronunciation}</em>}
        </div>
        {/* Sure of the car, and not of who of several drives it: a name alone would promise more. */}
        <p>
          {[visit.card.certainty === 'perhaps' && t('shell.perhaps'), why ? whyWords(why) : '', vehicle]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className={classes.goes}>
        <span className="figures">{timerText(waited)}</span>
        <p>
          {late && <b>{t('card.late')}</b>}
          {visit.goingBy
            ? t('card.going-by', { name: name(visit.goingBy) })
            : visit.card.who
              ? t('floor.wall-goes', { name: visit.card.who.name })
              : ''}
        </p>
      </div>
    </article>
  )
}
