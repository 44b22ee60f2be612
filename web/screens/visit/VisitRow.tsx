import { Link } from '@tanstack/react-router'
import type { Site } from '../../../contract/network.ts'
import type { Visit } from '../../../contract/visits.ts'
import { useVehicleWords, useWhyWords } from '../../parts/Card.tsx'
import { Person } from '../../parts/Person.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { Waiting } from '../../parts/Waiting.tsx'
import { useWords } from '../../words/words.tsx'
import { Done, useStaffName } from './VisitCard.tsx'

/** A visit in one line, for those whose hand is not asked for. */
export function VisitRow({ visit, site, skewMs }: { visit: Visit; site: Site; skewMs: number }) {
  const { t } = useWords()
  const vehicle = useVehicleWords()(visit.card.vehicle)
  const whyWords = useWhyWords(site.timeZone)
  const name = useStaffName(site.id)
  const why = visit.card.why[0]
  return (
    <Person
      initials={visit.card.name}
      name={
        <Link to="/customers/$id" params={{ id: visit.customerId }} className="name-link">
          {visit.card.name}
        </Link>
      }
      line={
        <>
          {[why ? whyWords(why) : '', vehicle].filter(Boolean).join(' · ')}
          <div style={{ marginTop: 4 }}>
            {visit.state === 'greeted' ? (
              <Done visit={visit} />
            ) : visit.goingBy ? (
              <Tone tone="calm">{t('card.going-by', { name: name(visit.goingBy) })}</Tone>
            ) : (
              <Waiting arrivedAt={visit.arrivedAt} withinS={site.greetWithinS} skewMs={skewMs} />
            )}
          </div>
        </>
      }
    />
  )
}
