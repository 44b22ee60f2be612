import { numberOf, textOf } from './field.ts'

const MINUTE = 60_000
/** A reading dated further ahead than this is a wrong clock, not a fast network. */
const AHEAD = 2 * MINUTE
/** Cameras keep reads through a cut and send them later; a day is the longest we believe. */
const BEHIND = 24 * 60 * MINUTE
/** A clock whose zone cannot be trusted (Hikvision, Dahua) is believed only where no zone could have made the difference. */
const UNSURE = 10 * MINUTE

export interface Believed {
  /** ISO instant, when believable. */
  at?: string
  /** Which way the clock is wrong, when it is. */
  clock?: 'ahead' | 'behind'
}

/**
 * Whether to believe a device's time: up to 2 minutes ahead and 24 hours behind now; within 10 minutes of now when its
 * zone is unsure. A believed time is kept as it is, late ones too; another is dropped and named, so that somebody sets
 * the clock. No time at all is no fault.
 */
export function believe(time: Date | undefined, now: Date, zone: 'sure' | 'unsure' = 'sure'): Believed {
  if (!time) return {}
  const late = now.getTime() - time.getTime()
  if (-late > (zone === 'sure' ? AHEAD : UNSURE)) return { clock: 'ahead' }
  if (late > (zone === 'sure' ? BEHIND : UNSURE)) return { clock: 'behind' }
  return { at: time.toISOString() }
}

const valid = (ms: number): Date | undefined => (Math.abs(ms) < 8.64e15 ? new Date(ms) : undefined)

/** An epoch in seconds or in milliseconds, told apart by size: 1e11 s is the year 5138, 1e11 ms is 1973. */
export function epochOf(value: unknown): Date | undefined {
  const number = numberOf(value)
  if (number === undefined || number <= 0) return undefined
  return valid(number > 1e11 ? number : number * 1000)
}

const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?$/u

/** An ISO time. Without a zone it is `assumed` (some engines write UTC and do not say so), or nothing. */
export function isoOf(value: unknown, assumed?: 'utc'): Date | undefined {
  const [, day, time, fraction = '', zone] = ISO.exec(textOf(value, 40) ?? '') ?? []
  if (!day || !time || (!zone && !assumed)) return undefined
  const offset = zone && zone !== 'Z' ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z'
  const ms = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${offset}`)
  return Number.isNaN(ms) ? undefined : valid(ms)
}
