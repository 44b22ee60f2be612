import type { ToldWarning } from '../../moments/weather.port.ts'
import type { Warning } from '../../moments/weather-warning.ts'

/** What is asked for each hour. Times are asked in UTC, so that they need no zone. */
export const HOURLY = ['temperature_2m', 'precipitation', 'snowfall', 'wind_gusts_10m', 'weather_code'] as const

type Hour = Record<(typeof HOURLY)[number], number | null>
/** Freezing drizzle and freezing rain, in the codes of the WMO. */
const FREEZING = new Set([56, 57, 66, 67])
/** Thunderstorms with hail. */
const HAIL = new Set([96, 99])

/**
 * When an hour is worth a word to a driver. Our own bars, not a warning of the state: half a centimetre of snow an hour,
 * freezing rain, gusts of 90 km/h, 10 mm of rain an hour, 35 °C, −10 °C.
 */
const BARS: Record<Warning['kind'], (hour: Hour) => boolean> = {
  snow: ({ snowfall }) => (snowfall ?? 0) >= 0.5,
  ice: ({ weather_code, temperature_2m, precipitation }) =>
    FREEZING.has(weather_code ?? -1) ||
    ((temperature_2m ?? 99) <= -0.5 && (precipitation ?? 0) > 0.1 && (weather_code ?? 0) < 70),
  storm: ({ wind_gusts_10m, weather_code }) => (wind_gusts_10m ?? 0) >= 90 || HAIL.has(weather_code ?? -1),
  'heavy-rain': ({ precipitation, snowfall }) => (precipitation ?? 0) >= 10 && (snowfall ?? 0) === 0,
  heat: ({ temperature_2m }) => (temperature_2m ?? 0) >= 35,
  cold: ({ temperature_2m }) => (temperature_2m ?? 0) <= -10,
}
/** Hours of one kind that stand no further apart are one spell. */
const APART = 6 * 3_600_000
const HOUR = 3_600_000

/** Does it tell of any hour? */
export const hasHours = (answer: unknown): boolean =>
  Array.isArray((answer as { hourly?: { time?: unknown } } | null)?.hourly?.time)

/** Reads the answer of Open-Meteo for one place, which stands for its department. */
export function readForecast(answer: unknown, area: string): ToldWarning[] {
  const hourly = (answer as { hourly?: Record<string, unknown> } | null)?.hourly
  const times = hourly?.time
  if (!Array.isArray(times)) return []
  const told: ToldWarning[] = []
  for (const kind of Object.keys(BARS) as Warning['kind'][]) {
    let spell: ToldWarning | null = null
    for (const [i, time] of times.entries()) {
      const at = Date.parse(`${String(time)}Z`)
      if (Number.isNaN(at) || !BARS[kind](hourOf(hourly!, i))) continue
      if (spell !== null && at - spell.to <= APART) spell.to = at + HOUR
      else {
        spell = { kind, area, from: at, to: at + HOUR, level: '', key: `${kind}:${String(time).slice(0, 10)}` }
        told.push(spell)
      }
    }
  }
  return told
}

function hourOf(hourly: Record<string, unknown>, i: number): Hour {
  const hour = {} as Hour
  for (const name of HOURLY) {
    const values = hourly[name]
    const value: unknown = Array.isArray(values) ? values[i] : null
    hour[name] = typeof value === 'number' ? value : null
  }
  return hour
}
