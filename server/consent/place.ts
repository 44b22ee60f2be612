import { type Region, regionOf } from './holidays.ts'
import { frenchTerritory, zoneOf } from './zone.ts'

/** Where a person is, as the law of contact asks: whose rules, whose clock, whose days off. */
export interface Place {
  /** Whose packs judge: `FR` for every territory of France. */
  country: string
  zone: string
  region: Region
}

/** Addresses repeat, and a verdict is asked for millions of times: each is worked out once, by country and postcode. */
const known = new Map<string, Map<string, Place>>()
let kept = 0
const MOST = 50_000

export function placeOf(country: string, postcode: string, zone: string | null): Place {
  const place = known.get(country)?.get(postcode) ?? find(country, postcode)
  return zone === null || zone === place.zone ? place : { ...place, zone: zoneOf(country, postcode, zone) }
}

function find(country: string, postcode: string): Place {
  const code = country.trim().toUpperCase()
  const clean = postcode.replaceAll(/[\s.]/gu, '')
  const territory = frenchTerritory(code, clean)
  const place: Place = {
    country: territory === null ? code : 'FR',
    zone: zoneOf(code, clean, null),
    region: regionOf(territory, code, clean),
  }
  if (kept >= MOST) {
    known.clear()
    kept = 0
  }
  const ofCountry = known.get(country) ?? new Map<string, Place>()
  known.set(country, ofCountry.set(postcode, place))
  kept += 1
  return place
}
