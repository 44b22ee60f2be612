import type { Right } from '../../../contract/rights.ts'
import { may } from '../../../contract/rights.ts'
import { PlaceNav } from '../../parts/PlaceNav.tsx'
import { useMe } from '../../session.tsx'
import { type Key, useWords } from '../../words/words.tsx'

const PLACES: readonly { to: string; word: Key; right: Right; below?: boolean }[] = [
  { to: '/voice', word: 'inbox.nav', right: 'feedback.read' },
  { to: '/voice/cases', word: 'case.nav', right: 'feedback.read' },
  { to: '/voice/surveys', word: 'asking.nav', right: 'surveys.manage' },
  { to: '/voice/figures', word: 'figure.nav', right: 'voice.read' },
  { to: '/voice/themes', word: 'news.nav', right: 'voice.read' },
  { to: '/voice/reviews', word: 'reviews.nav', right: 'reviews.manage' },
  { to: '/voice/reader', word: 'reader.title', right: 'voice.read' },
  { to: '/voice/gate', word: 'gate.nav', right: 'voice.read' },
  { to: '/voice/decisions', word: 'decided.nav', right: 'voice.read', below: true },
  { to: '/voice/report', word: 'report.nav', right: 'voice.read', below: true },
]

/** From one person's words to what all of them say, and to what was done about it. */
export function VoiceNav() {
  const { t } = useWords()
  const { roles } = useMe()
  return <PlaceNav label={t('voice.nav')} places={PLACES.filter(({ right }) => may(roles, right))} />
}
