/** How a person says a time. All of it is pure: the instant, now, the language and the zone go in, words come out. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * Whose habits a date is written by. Ours is British English: plain "en" is taken for American, and a day before its month or after it must
 * never be a question.
 */
export const regionOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale)

/** In French the first of a month is « 1er »: the formatter writes it as any other day. */
export const withFirst = (said: string, locale: string): string =>
  locale.startsWith('fr') ? said.replace(/(?<!\d)1 (?=\p{L})/u, '1er ') : said

const civil = (at: Date, zone?: string) =>
  new Intl.DateTimeFormat('en-CA', { ...(zone ? { timeZone: zone } : {}), dateStyle: 'short' }).format(at)

/** Whole civil days from one instant to another, as the calendar of that zone counts them. */
function daysBetween(from: Date, to: Date, zone?: string): number {
  return Math.round((Date.parse(civil(to, zone)) - Date.parse(civil(from, zone))) / DAY)
}

/**
 * « il y a 2 min », « dans 12 min », « 10:30 », « demain 10:30 », « jeudi 10:30 », « 12 mars », « 12 mars 2024 ».
 * Minutes within the hour, the hour within the day, the day within the week, else the date.
 */
export function timeText(at: Date, now: Date, locale: string, zone?: string): string {
  const gap = at.getTime() - now.getTime()
  const relative = new Intl.RelativeTimeFormat(regionOf(locale), { numeric: 'auto', style: 'short' })
  if (Math.abs(gap) < 45_000) return relative.format(0, 'second')
  if (Math.abs(gap) < HOUR) return relative.format(Math.trunc(gap / MINUTE) || Math.sign(gap), 'minute')
  const zoned = zone ? { timeZone: zone } : {}
  const clock = new Intl.DateTimeFormat(regionOf(locale), {
    ...zoned,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  const days = daysBetween(now, at, zone)
  if (days === 0) return clock
  if (Math.abs(days) === 1)
    return `${new Intl.RelativeTimeFormat(regionOf(locale), { numeric: 'auto' }).format(days, 'day')} ${clock}`
  if (Math.abs(days) < 7)
    return `${new Intl.DateTimeFormat(regionOf(locale), { ...zoned, weekday: 'long' }).format(at)} ${clock}`
  const sameYear = civil(at, zone).slice(0, 4) === civil(now, zone).slice(0, 4)
  const day = new Intl.DateTimeFormat(regionOf(locale), {
    ...zoned,
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return withFirst(day, locale)
}

/** The same within a sentence: in French a date has its article, « livrée le 21 octobre », « depuis le 1er mars 2024 ». */
export function datedText(at: Date, now: Date, locale: string, zone?: string): string {
  const far = Math.abs(daysBetween(now, at, zone)) >= 7
  return `${far && locale.startsWith('fr') ? 'le ' : ''}${timeText(at, now, locale, zone)}`
}

/** The whole truth, for a hover: « mardi 24 novembre 2026 à 10:30:12 ». */
export function exactText(at: Date, locale: string, zone?: string): string {
  const said = new Intl.DateTimeFormat(regionOf(locale), {
    ...(zone ? { timeZone: zone } : {}),
    dateStyle: 'full',
    timeStyle: 'medium',
    hourCycle: 'h23',
  }).format(at)
  return withFirst(said, locale)
}

/** A civil date (YYYY-MM-DD) as « 12 mars 2025 ». */
export function dayText(day: string, locale: string): string {
  const said = new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return withFirst(said, locale)
}

/** Two civil dates as one span: « 1er novembre 2025 – 1er avril 2026 », « 1er–15 octobre 2026 ». */
export function rangeText(from: string, to: string, locale: string): string {
  const span = new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'long', timeZone: 'UTC' })
  const said = span.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`))
  return locale.startsWith('fr') ? said.replaceAll(/(?<!\d)1(?=\s?[–-]|\s\p{L})/gu, '1er') : said
}

/** A civil date where there is little room: « 12 mars 2025 », « 24 nov. 2026 ». */
export function shortDayText(day: string, locale: string): string {
  const said = new Intl.DateTimeFormat(regionOf(locale), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return withFirst(said, locale)
}

/** A time of day, « 10:30 ». */
export function clockText(at: Date, locale: string, zone?: string): string {
  return new Intl.DateTimeFormat(regionOf(locale), {
    ...(zone ? { timeZone: zone } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
}

/** A length of time in seconds: « 45 s », « 2 min », « 2 min 30 s », « 1 h 05 ». */
export function spanText(seconds: number, exact = false): string {
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return `${s}\u202fs`
  if (s < 3600) {
    const rest = s % 60
    const minutes = `${Math.floor(s / 60)}\u202fmin`
    return exact && rest ? `${minutes}\u00a0${rest}\u202fs` : minutes
  }
  return `${Math.floor(s / 3600)}\u202fh\u202f${String(Math.floor((s % 3600) / 60)).padStart(2, '0')}`
}

/** A running clock for someone waiting: « 0:42 », « 12:05 ». */
export function timerText(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds))
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`
}
