import { Link } from '@tanstack/react-router'
import { type Key, useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'

const PLACES = [
  { to: '/loop', word: 'loop.nav-ledger' },
  { to: '/loop/attention', word: 'loop.nav-attention' },
  { to: '/loop/hold-outs', word: 'loop.nav-holdouts' },
  { to: '/loop/time-machine', word: 'replay.nav' },
] as const satisfies readonly { to: string; word: Key }[]

/** From what was done to whether it was fair, and to whether it does anything. */
export function LoopNav() {
  const { t } = useWords()
  return (
    <nav aria-label={t('loop.nav')} className={classes.nav}>
      {PLACES.map(({ to, word }) => (
        <Link
          key={to}
          to={to}
          search={{}}
          activeOptions={{ exact: true, includeSearch: false }}
          className={classes.place}
        >
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
