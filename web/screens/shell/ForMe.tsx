import { ActionIcon, Button } from '@mantine/core'
import { IconWalk, IconX } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { Visit } from '../../../contract/visits.ts'
import { closeForMe, type ForMe as One, seeForMe, useForMe } from '../../for-me.ts'
import { useVehicleWords, useWhyWords } from '../../parts/Card.tsx'
import { Face } from '../../parts/Person.tsx'
import { useMay, useMe, useSite, useZoneOf } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useVisitActions } from '../visit/actions.ts'
import classes from './ForMe.module.css'

/** Where the cards themselves stand: there nothing has to be said of them. */
const SHOWN_ON: readonly string[] = ['/', '/floor']
/** More than these do not fit beside one's work: the others are counted. */
const MOST = 3

/** Whoever waits for me and whose card is not in view: those of the site I look at stand on its own screens. */
function useOutOfView(): readonly One[] {
  const waiting = useForMe()
  const { site } = useSite()
  const looking = SHOWN_ON.includes(useLocation().pathname)
  useEffect(() => {
    if (looking && site && waiting.some(({ siteId }) => siteId === site.id)) seeForMe(site.id)
  }, [looking, site, waiting])
  return looking ? waiting.filter(({ siteId }) => siteId !== site?.id) : waiting
}

/** Whoever waits for me or calls me is told on every screen: who, why, and one tap to go or to see the card. */
export function ForMe() {
  const { t } = useWords()
  const told = useOutOfView().filter(({ closed }) => !closed)
  const more = told.length - MOST
  return (
    <>
      <output className="sr-only">
        {told
          .map((one) =>
            'visit' in one
              ? t('shell.here-for-you', { name: nameOf(one) })
              : t('shell.calls-you', { name: nameOf(one) }),
          )
          .join('. ')}
      </output>
      {told.length > 0 && (
        <section aria-label={t('shell.for-you')} className={classes.told}>
          {told.slice(-MOST).map((one) => (
            <Told key={one.id} one={one} />
          ))}
          {more > 0 && (
            <Link to="/" className={`${classes.more} surface`}>
              {t('shell.for-you-more', { n: more })}
            </Link>
          )}
        </section>
      )}
    </>
  )
}

const cardOf = (one: One) => ('visit' in one ? one.visit.card : one.call.card)
const nameOf = (one: One): string => cardOf(one).name

function Told({ one }: { one: One }) {
  const { t } = useWords()
  const card = cardOf(one)
  const vehicle = useVehicleWords()(card.vehicle)
  const { site } = useSite()
  const { sites } = useMe()
  const whyWords = useWhyWords(useZoneOf(one.siteId))
  const may = useMay('visits.act', one.siteId)
  const place = useRef<HTMLElement>(null)
  // Who was here with the keyboard goes on in the page when the line goes away.
  useLayoutEffect(() => {
    const line = place.current
    return () => {
      if (line?.contains(document.activeElement)) document.getElementById('content')?.focus({ preventScroll: true })
    }
  }, [])
  const why = card.why[0]
  const elsewhere = one.siteId === site?.id ? '' : sites.find(({ id }) => id === one.siteId)?.name
  const search = ('visit' in one ? { site: one.siteId, visit: one.id } : { site: one.siteId }) as never
  return (
    <article ref={place} className={`${classes.one} surface`} aria-label={card.name}>
      <Face name={card.name} size="sm" />
      <div className={classes.words}>
        <Link to="/" search={search} className={classes.name}>
          {t('visit' in one ? 'shell.here-for-you' : 'shell.calls-you', { name: card.name })}
        </Link>
        <div className="dim">{[elsewhere, why ? whyWords(why) : '', vehicle].filter(Boolean).join(' · ')}</div>
        <div className={classes.do}>
          {'visit' in one && may && <Go visit={one.visit} />}
          <Button component={Link} to="/" search={search} variant="default">
            {t('shell.see-card')}
          </Button>
        </div>
      </div>
      <ActionIcon
        variant="subtle"
        aria-label={t('shell.for-you-close', { name: card.name })}
        onClick={() => closeForMe(one.id)}
      >
        <IconX size={20} aria-hidden />
      </ActionIcon>
    </article>
  )
}

function Go({ visit }: { visit: Visit }) {
  const { t } = useWords()
  const act = useVisitActions(visit)
  return (
    <Button
      color="kaki"
      leftSection={<IconWalk size={20} aria-hidden />}
      loading={act.busy}
      onClick={() => void act.going()}
    >
      {t('card.going')}
    </Button>
  )
}

/** How many wait for me whom I have not seen yet; nothing where their cards are in view. */
export function ForMeCount({ className }: { className?: string | undefined }) {
  const { t, number } = useWords()
  const n = useOutOfView().length
  if (n === 0) return null
  return (
    <span className={`${className ?? ''} figures`}>
      <span aria-hidden>{number(n)}</span>
      <span className="sr-only">{t('shell.for-you-count', { n })}</span>
    </span>
  )
}
