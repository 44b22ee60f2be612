import { parse } from 'csv-parse/sync'
import { type Because, say } from '../../contract/because.ts'
import { WEATHERS } from '../../contract/playbook.ts'
import { zoneOf } from '../consent/zone.ts'
import { instantOf } from '../plain/civil.ts'
import { didYouMean } from './did-you-mean.ts'
import { isDay } from './scene-values.ts'
import type { ToldWarning } from './weather.port.ts'

export interface WeatherFile {
  told: ToldWarning[]
  /** Lines that cannot be used, each with why: the rest is. */
  aside: { line: number; because: Because }[]
}

/** What a shop may call the columns and the kinds. */
const COLUMNS: Record<string, string> = {
  area: 'area',
  department: 'area',
  departement: 'area',
  département: 'area',
  zone: 'area',
  kind: 'kind',
  type: 'kind',
  weather: 'kind',
  meteo: 'kind',
  météo: 'kind',
  from: 'from',
  de: 'from',
  début: 'from',
  debut: 'from',
  to: 'to',
  à: 'to',
  a: 'to',
  fin: 'to',
  until: 'to',
  level: 'level',
  niveau: 'level',
} // prettier-ignore
const KINDS: Record<string, string> = {
  neige: 'snow',
  verglas: 'ice',
  tempête: 'storm',
  tempete: 'storm',
  orage: 'storm',
  vent: 'storm',
  pluie: 'heavy-rain',
  canicule: 'heat',
  chaleur: 'heat',
  froid: 'cold',
  'grand froid': 'cold',
} // prettier-ignore

const MOST = 5_000
/** Without these no line says anything. */
const NEEDED = ['area', 'kind', 'from', 'to']

/** Reads weather told by hand: lines of `area,kind,from,to` under their names (comma or semicolon), or a JSON list of the same. */
export function weatherFile(text: string): WeatherFile {
  const plain = text.replace(/^\ufeff/u, '').trim()
  if (plain === '') return { told: [], aside: [{ line: 1, because: say('weather-empty') }] }
  const rows = plain.startsWith('[') || plain.startsWith('{') ? jsonRows(plain) : csvRows(plain)
  if (!Array.isArray(rows)) return { told: [], aside: [{ line: 1, because: rows.because }] }
  const file: WeatherFile = { told: [], aside: [] }
  for (const { line, values } of rows.slice(0, MOST)) {
    const read = warningOf(values)
    if ('because' in read) file.aside.push({ line, because: read.because })
    else file.told.push(read)
  }
  if (rows.length > MOST) file.aside.push({ line: rows[MOST]!.line, because: say('weather-too-many', { most: MOST }) })
  return file
}

interface Row {
  line: number
  values: Record<string, string>
}
type Rows = Row[] | { because: Because }

const named = (record: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      const column = COLUMNS[name.trim().toLowerCase()]
      return column ? [[column, String(value ?? '').trim()]] : []
    }),
  )

function jsonRows(text: string): Rows {
  try {
    const read: unknown = JSON.parse(text)
    const list = Array.isArray(read) ? read : [read]
    return list.map((each, i) => ({
      line: i + 1,
      values: named(typeof each === 'object' && each !== null ? (each as Record<string, unknown>) : {}),
    }))
  } catch {
    return { because: say('weather-not-json') }
  }
}

function csvRows(text: string): Rows {
  try {
    const records: { record: Record<string, unknown>; info: { lines: number } }[] = parse(text, {
      columns: (header: string[]) => {
        const known = new Set(header.map((name) => COLUMNS[name.trim().toLowerCase()]))
        if (!NEEDED.every((name) => known.has(name))) throw new Error('other columns')
        return header
      },
      delimiter: [',', ';', '\t'],
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    })
    return records.map(({ record, info }) => ({ line: info.lines, values: named(record) }))
  } catch {
    return { because: say('weather-not-csv') }
  }
}

function warningOf({
  area = '',
  kind = '',
  from = '',
  to = '',
  level = '',
}: Record<string, string>): ToldWarning | { because: Because } {
  const place = /^\d$/u.test(area) ? `0${area}` : area.toUpperCase().replace(/^FR-/u, '')
  if (!/^(?:\d{2,5}|2[AB]|[A-Z]{2}-[0-9A-Z]{1,8})$/u.test(place))
    return { because: say('weather-no-area', { value: area.slice(0, 40) }) }
  const said = kind.toLowerCase()
  const known = WEATHERS.find((each) => each === (KINDS[said] ?? said))
  if (!known) {
    const near = didYouMean(said, [...WEATHERS, ...Object.keys(KINDS)])
    return { because: say('weather-no-kind', { value: kind.slice(0, 40), word: near ?? WEATHERS.join(', ') }) }
  }
  const zone = zoneOf(place.includes('-') ? place.slice(0, 2) : 'FR', place.replace(/^[A-Z]{2}-/u, ''), null)
  const [begins, ends] = [instant(zone, from, 0), instant(zone, to, 1440)]
  if (begins === null) return { because: say('weather-no-time', { value: from.slice(0, 40) }) }
  if (ends === null) return { because: say('weather-no-time', { value: to.slice(0, 40) }) }
  if (ends <= begins) return { because: say('weather-ends-before', { from, to }) }
  return { kind: known, area: place, from: begins, to: ends, level, key: `${known}:${from}` }
}

/** `2026-12-01`, `2026-12-01 06:00` (on the clock of that place), or an instant with its zone. A day alone is the whole of it. */
function instant(zone: string, text: string, minute: number): number | null {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::\d{2})?)?$/u.exec(text)
  if (local) {
    const [, day, hours, minutes] = local
    if (!isDay(day!) || Number(hours ?? 0) > 24 || Number(minutes ?? 0) > 59) return null
    return instantOf(zone, day!, hours === undefined ? minute : Number(hours) * 60 + Number(minutes))
  }
  const at = /(?:Z|[+-]\d{2}:?\d{2})$/u.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : at
}
