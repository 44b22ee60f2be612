import { Link } from '@tanstack/react-router'
import { type Key, useWords } from '../../words/words.tsx'
import classes from './Identity.module.css'

const PLACES = [
  { to: '/identity', word: 'identity.nav-review' },
  { to: '/identity/quality', word: 'identity.nav-quality' },
  { to: '/identity/history', word: 'identity.nav-history' },
] as const satisfies readonly { to: string; word: Key }[]

/** From what waits to how good it is, and to what was done. */
export function IdentityNav() {
  const { t } = useWords()
  return (
    <nav aria-label={t('identity.nav')} className={classes.nav}>
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
