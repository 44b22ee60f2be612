import { PlaceNav } from '../../parts/PlaceNav.tsx'
import { useWords } from '../../words/words.tsx'

const PLACES = [
  { to: '/loop', word: 'loop.nav-ledger' },
  { to: '/loop/attention', word: 'loop.nav-attention' },
  { to: '/loop/hold-outs', word: 'loop.nav-holdouts' },
  { to: '/loop/time-machine', word: 'replay.nav' },
  { to: '/loop/weather', word: 'loop.nav-weather' },
] as const

/** From what was done to whether it was fair, whether it does anything, and what another playbook would have done. */
export function LoopNav() {
  const { t } = useWords()
  return <PlaceNav label={t('loop.nav')} places={PLACES} />
}
