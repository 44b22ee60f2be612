import type { ReactNode } from 'react'
import type { Site } from '../../../contract/network.ts'
import type { Call, Visit } from '../../../contract/visits.ts'
import { Section } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { useWords } from '../../words/words.tsx'
import { CallCard } from './CallCard.tsx'
import { placeOf, VisitCard } from './VisitCard.tsx'
import { VisitRow } from './VisitRow.tsx'
import classes from './Visits.module.css'

interface Shown {
  visits: readonly Visit[]
  site: Site
  skewMs: number
}

/** Calls that ring or are being taken; nothing while nobody calls. */
export function Calls({ calls, site }: { calls: readonly Call[]; site: Site }) {
  const { t } = useWords()
  if (calls.length === 0) return null
  return (
    <Section title={t('desk.calls')} note={calls.length}>
      <div className={classes.cards}>
        {calls.map((call) => (
          <CallCard key={call.id} call={call} site={site} />
        ))}
      </div>
    </Section>
  )
}

/** Those who wait, as cards; `none` when nobody does. */
export function Cards({ title, visits, site, skewMs, none }: Shown & { title: string; none: ReactNode }) {
  return (
    <Section title={title} note={visits.length || undefined}>
      {visits.length === 0 ? (
        none
      ) : (
        <div className={classes.cards}>
          {visits.map((visit) => (
            <VisitCard key={visit.id} visit={visit} site={site} skewMs={skewMs} />
          ))}
        </div>
      )}
    </Section>
  )
}

/** Those who need nobody now, a line each; nothing when there are none. */
export function Rows({ title, visits, site, skewMs }: Shown & { title: string }) {
  if (visits.length === 0) return null
  return (
    <Section title={title} note={visits.length}>
      <People label={title}>
        {visits.map((visit) => (
          <li key={visit.id} id={placeOf(visit.id)} tabIndex={-1}>
            <VisitRow visit={visit} site={site} skewMs={skewMs} />
          </li>
        ))}
      </People>
    </Section>
  )
}
