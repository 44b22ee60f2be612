import { Link, useLocation } from '@tanstack/react-router'
import { may } from '../../../contract/rights.ts'
import { PlaceNav } from '../../parts/PlaceNav.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './VoiceNav.module.css'
import { isAt, type Place, placesFor } from './voice-places.ts'

/** By what one comes to do, and under it the screens for it: the row below is of what is open alone. Few places need no groups. */
export function VoiceNav() {
  const { t } = useWords()
  const { roles } = useMe()
  const { pathname } = useLocation()
  const { groups, flat } = placesFor((right) => may(roles, right))
  if (flat) return flat.length > 1 ? <PlaceNav label={t('voice.nav')} places={flat} /> : null
  const open = groups.find(({ places }) => places.some((place) => isAt(pathname, place)))
  return (
    <nav aria-label={t('voice.nav')} className={classes.nav}>
      <ul className={classes.groups}>
        {groups.map(({ word, places }) => (
          <li key={word}>
            <Group to={places[0]!.to} open={open?.word === word} said={t(word)} />
          </li>
        ))}
      </ul>
      {open && open.places.length > 1 && (
        <ul className={classes.places} aria-label={t(open.word)}>
          {open.places.map((place) => (
            <li key={place.to}>
              <PlaceLink place={place} said={t(place.word)} />
            </li>
          ))}
        </ul>
      )}
    </nav>
  )
}

// Each screen of the router is named by its caller; all of these take no search.
const Group = ({ to, open, said }: { to: string; open: boolean; said: string }) => (
  <Link
    to={to as '/'}
    search={{}}
    className={classes.group}
    data-open={open || undefined}
    // The page itself is named in the row below: this one only says where that row belongs.
    activeProps={{ 'aria-current': open ? 'true' : undefined }}
    {...(open ? { 'aria-current': 'true' } : {})}
  >
    {said}
  </Link>
)

const PlaceLink = ({ place, said }: { place: Place; said: string }) => (
  <Link
    to={place.to as '/'}
    search={{}}
    activeOptions={{ exact: !place.below, includeSearch: false }}
    className={classes.place}
  >
    {said}
  </Link>
)
