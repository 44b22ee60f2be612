import type { ImportedReceipt } from '../consent/import-receipts.store.ts'
import type { ConsentWord } from '../customers/import-consent-words.ts'
import { digest } from '../customers/row-key.ts'
import { dayAt } from '../plain/civil.ts'
import { instantOf } from '../visits/appointment-booking.ts'

/** What a row says for one channel. */
export type Word = Pick<ConsentWord, 'key' | 'action' | 'purpose' | 'when' | 'channel'>

/**
 * When a word was said. A day without an hour is the beginning of that day for a yes and its end for a no, so that of two words of one day the
 * no stands; a no of which nobody says the day is said now, and none is said later than now.
 */
export function momentOfWord({ action, when }: Pick<Word, 'action' | 'when'>, timeZone: string, now: Date): Date {
  if (!when) return now
  const at = when.hasHour
    ? new Date(when.instant ?? instantOf(when.date, when.time, timeZone))
    : action === 'given'
      ? new Date(instantOf(when.date, '00:00', timeZone))
      : new Date(Date.parse(instantOf(when.date, '23:59', timeZone)) + 59_999)
  return action !== 'given' && at > now ? now : at
}

/** By what a word without a key of its own is known again: who, when and what. A day without an hour stands there at noon. */
export function keyOfWord({ key, action, channel, purpose, when }: Word, customerId: string, timeZone: string): string {
  const at = when ? Date.parse(when.instant ?? instantOf(when.date, when.time, timeZone)) : ''
  return key ?? `h:${digest(`${customerId}|${at}|${action}|${channel}|${purpose}`)}`
}

/**
 * Has the source said this word before? A key is a line of the source, not a word: the same line may say no tomorrow. So a word is known again by
 * what it says and when; a no without a day, where the last thing that the source said of it was a no.
 */
export function saidBefore(
  word: Word,
  key: string,
  before: readonly ImportedReceipt[],
  at: Date,
  timeZone: string,
): boolean {
  const ofIt = before.filter(({ channel, purpose }) => channel === word.channel && purpose === word.purpose)
  const { when } = word
  if (!when) return isNo((word.key === null ? ofIt : ofIt.filter((one) => one.key === key)).at(-1))
  const same = ofIt.filter((one) => one.key === key && one.action === word.action)
  if (word.key === null) return same.length > 0
  return same.some((one) =>
    when.hasHour ? one.at.getTime() === at.getTime() : dayAt(timeZone, one.at.getTime()) === when.date,
  )
}

const isNo = (last: ImportedReceipt | undefined): boolean => last !== undefined && last.action !== 'given'
