import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { type readDesk, readVisit, type Visit } from '../../../contract/visits.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { useWords } from '../../words/words.tsx'
import { placeOf, useStaffName } from '../visit/VisitCard.tsx'

/** It is not ours to see, or no more, or the address was cut. */
const NOT_HERE: readonly number[] = [403, 404, 422]

const STILL = '(prefers-reduced-motion: reduce)'

/** Brings a card into view, hands it the keyboard, and points it out for a moment. */
function pointOut(found: HTMLElement): void {
  const still = matchMedia(STILL).matches
  found.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' })
  found.focus({ preventScroll: true })
  const ring = { outline: '3px solid var(--ok-kaki)', outlineOffset: '3px' }
  found.animate([ring, still ? ring : { ...ring, outlineColor: 'transparent' }], { duration: 3000 })
}

/** The visit that the address names, as a notification does: its card is brought into view, or it is said what became of it. */
export function Sought({ desk }: { desk: AnswerOf<typeof readDesk> }) {
  const { visit: sought = '' } = useSearch({ strict: false }) as { visit?: string }
  const navigate = useNavigate()
  const here = [...desk.forMe, ...desk.others].some(({ id }) => id === sought)
  const gone = useAsk(readVisit, { params: { id: sought } }, { enabled: sought !== '' && !here })
  useEffect(() => {
    const found = here ? document.getElementById(placeOf(sought)) : null
    if (!found) return
    pointOut(found)
    // Found once is enough: a reload stays where one is, and the same card can be asked for again.
    const without = (before: object) => ({ ...before, visit: undefined })
    void navigate({ to: '.', search: without, replace: true, resetScroll: false } as never)
  }, [here, sought, navigate])
  // A line that is lost says nothing of the visit.
  const unknown = gone.error && !NOT_HERE.includes(gone.error.problem.status)
  if (!sought || here || gone.isPending || unknown) return null
  return <Became visit={gone.data} />
}

function Became({ visit }: { visit: Visit | undefined }) {
  const { t } = useWords()
  const staffName = useStaffName(visit?.siteId ?? '')
  // Still waiting: the list of this screen is about to bring it.
  if (visit?.state === 'arrived') return null
  if (!visit) return <Empty title={t('desk.sought-none')}>{t('desk.sought-none-text')}</Empty>
  const { name } = visit.card
  const who = visit.greetedBy ? staffName(visit.greetedBy) : ''
  return <Empty title={t(`desk.sought-${visit.state}`, { name, who: who || 'none' })}>{t('desk.sought-nothing')}</Empty>
}
