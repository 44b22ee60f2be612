import { Link } from '@tanstack/react-router'
import { type Key, useWords } from '../words/words.tsx'
import classes from './PlaceNav.module.css'

interface PlaceNavProps {
  label: string
  places: readonly { to: string; word: Key /** What stands below its address is of it too. */; below?: boolean }[]
}

/** The screens of one place, side by side; the one that is open is marked. */
export function PlaceNav({ label, places }: PlaceNavProps) {
  const { t } = useWords()
  return (
    <nav aria-label={label} className={classes.nav}>
      {places.map(({ to, word, below = false }) => (
        <Link
          key={to}
          // Each screen of the router is named by its caller; all of these take no search.
          to={to as '/'}
          search={{}}
          activeOptions={{ exact: !below, includeSearch: false }}
          className={classes.place}
        >
          {t(word)}
        </Link>
      ))}
    </nav>
  )
}
