import Holidays from 'date-holidays'
import { numberOf, partsOf } from '../plain/civil.ts'

/** Days off somewhere, worked out once each. */
export interface Region {
  /** A territory of France (`FR`, `FR-57`, `RE` …) or another country. */
  name: string
  years: Map<number, ReadonlySet<number>>
}

/** Art. L3133-1 of the Code du travail, month and day; those that follow Easter are below. */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
/** Easter Monday, Ascension, Whit Monday: days after Easter. */
const AFTER_EASTER = [1, 39, 50]
/** The end of slavery, each territory on its day (art. L3422-2); beyond that article, days off of the Pacific, where we rather do not call. */
const OF_THE_TERRITORY: Record<string, string[]> = {
  GP: ['05-27'],
  MQ: ['05-22'],
  GF: ['06-10'],
  RE: ['12-20'],
  YT: ['04-27'],
  BL: ['10-09'],
  MF: ['05-28'],
  NC: ['09-24'],
  PF: ['03-05', '06-29', '11-20'],
  WF: ['04-28', '07-29'],
}
/** Moselle, Bas-Rhin, Haut-Rhin: Good Friday and St Stephen's day (art. L3134-13). */
const ALSACE_MOSELLE = /^(?:57|67|68)/u

const regions = new Map<string, Region>()
const region = (name: string): Region => {
  const found = regions.get(name) ?? { name, years: new Map<number, ReadonlySet<number>>() }
  regions.set(name, found)
  return found
}

/** Whose days off count: a territory of France, else the country. */
export function regionOf(territory: string | null, country: string, postcode: string): Region {
  if (territory === 'FR' && ALSACE_MOSELLE.test(postcode)) return region('FR-57')
  return region(territory ?? country)
}

/** Is this a day off there? `number` counts days since 1 January 1970. */
export function isHoliday(region: Region, number: number): boolean {
  const { year } = partsOf(number)
  let days = region.years.get(year)
  if (!days) {
    days = isFrench(region.name) ? french(region.name, year) : elsewhere(region.name, year)
    region.years.set(year, days)
  }
  return days.has(number)
}

const isFrench = (name: string): boolean => name.startsWith('FR') || name === 'PM' || name in OF_THE_TERRITORY

function french(name: string, year: number): ReadonlySet<number> {
  const easter = easterOf(year)
  const days = new Set([
    ...[...FIXED, ...(OF_THE_TERRITORY[name] ?? [])].map((each) =>
      numberOf(`${String(year).padStart(4, '0')}-${each}`),
    ),
    ...AFTER_EASTER.map((after) => easter + after),
  ])
  if (name === 'FR-57') {
    days.add(easter - 2)
    days.add(numberOf(`${year}-12-26`))
  }
  return days
}

/** Days off of another country, as the library knows them; none where it knows nothing. */
function elsewhere(country: string, year: number): ReadonlySet<number> {
  const known = /^[A-Z]{2}$/u.test(country) ? new Holidays(country).getHolidays(year) : []
  const off = (known || []).filter((each) => each.type === 'public')
  return new Set(off.map((each) => numberOf(each.date.slice(0, 10))))
}

/** Easter Sunday (Meeus, Jones & Butcher). */
export function easterOf(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return numberOf(`${year}-${String(month).padStart(2, '0')}-01`) + date - 1
}
