import { PlaceNav } from '../../parts/PlaceNav.tsx'
import { useWords } from '../../words/words.tsx'

const PLACES = [
  { to: '/identity', word: 'identity.nav-review' },
  { to: '/identity/quality', word: 'identity.nav-quality' },
  { to: '/identity/history', word: 'identity.nav-history' },
] as const

/** From what waits to how good it is, and to what was done. */
export function IdentityNav() {
  const { t } = useWords()
  return <PlaceNav label={t('identity.nav')} places={PLACES} />
}
