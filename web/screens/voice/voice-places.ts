import type { Right } from '../../../contract/rights.ts'
import type { Key } from '../../words/words.tsx'

export interface Place {
  to: string
  word: Key
  right: Right
  /** What stands below its address is of it too. */
  below?: boolean
}
export interface PlaceGroup {
  word: Key
  places: readonly Place[]
}

/** By what people come to do here: listen, put right, show it, set it up. */
const GROUPS: readonly PlaceGroup[] = [
  {
    word: 'voice.listen',
    places: [
      { to: '/voice', word: 'inbox.nav', right: 'feedback.read' },
      { to: '/voice/themes', word: 'news.nav', right: 'voice.read' },
      { to: '/voice/figures', word: 'figure.nav', right: 'voice.read' },
    ],
  },
  {
    word: 'voice.repair',
    places: [
      { to: '/voice/cases', word: 'case.nav', right: 'feedback.read' },
      { to: '/voice/decisions', word: 'decided.nav', right: 'voice.read', below: true },
      { to: '/voice/gate', word: 'gate.nav', right: 'voice.read' },
    ],
  },
  {
    word: 'voice.show',
    places: [
      { to: '/voice/report', word: 'report.nav', right: 'voice.read', below: true },
      { to: '/voice/reviews', word: 'reviews.nav', right: 'reviews.manage' },
    ],
  },
  {
    word: 'voice.settings',
    places: [
      { to: '/voice/surveys', word: 'asking.nav', right: 'surveys.manage' },
      { to: '/voice/reader', word: 'reader.title', right: 'voice.read' },
    ],
  },
]

/** So few need no groups: who repairs sees what was said and their cases side by side. */
const FEW = 3

/** What somebody may open: groups that hold something, or the few places by themselves. */
export function placesFor(holds: (right: Right) => boolean): {
  groups: readonly PlaceGroup[]
  flat: readonly Place[] | null
} {
  const groups = GROUPS.map((group) => ({ ...group, places: group.places.filter(({ right }) => holds(right)) })).filter(
    ({ places }) => places.length > 0,
  )
  const all = groups.flatMap(({ places }) => places)
  return { groups, flat: all.length <= FEW ? all : null }
}

/** Is this the open place? The inbox is the root of the others: what stands below is not of it. */
export const isAt = (pathname: string, { to, below }: Pick<Place, 'to' | 'below'>): boolean =>
  pathname === to || (below === true && pathname.startsWith(`${to}/`))
