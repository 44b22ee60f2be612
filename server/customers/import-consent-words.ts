import type { ConsentColumn } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import type { RowContext } from './import-reading.ts'
import { type RowWhen, readWhen } from './import-who.ts'

export type ConsentSaid = 'given' | 'withdrawn' | 'refused'
export type ConsentBy = 'call' | 'email' | 'sms' | 'voice-drop' | 'post' | 'push' | 'all'
export type ConsentFor = 'commercial' | 'service' | 'quote'

/** One word on one channel, with its proof. */
export interface ConsentWord {
  key: string | null
  /** null: a no of which nobody says the day. */
  when: (RowWhen & { hasHour: boolean }) | null
  action: ConsentSaid
  channel: ConsentBy
  purpose: ConsentFor
  wording: string
  wordingVersion: string
  proof: string
  contact: string | null
  /** Of a column for each channel: which one it was, and what stood in it. */
  column?: { field: ConsentColumn; name: string; said: string }
}
export type ConsentRefusal = 'consent-unreadable' | 'channel-unreadable' | 'proof-missing' | 'date-to-come'

/** Only words that can mean nothing else; a blank is nobody’s yes. */
export const ACTIONS: readonly (readonly [ConsentSaid, RegExp])[] = [
  [
    'withdrawn',
    /^(withdrawn|retiree?|retrait|revoquee?|desinscri(te?|ption)|unsubscribed?|desabonne(e|ment)?|opt ?out|stop( (sms|pub|mail|email|e mail|appel))?|opposition|opposee?|objects?|objected|objection)$/,
  ],
  [
    'refused',
    /^(refused?|refus|refuse(e|r)?|non|no|false|faux|0|n|declined?|rejected|desaccord|pas d accord|dnc|do not (contact|call|text|mail|email|e mail)|ne (pas|plus) (contacter|appeler|solliciter|demarcher|ecrire)|ne (souhaite|veut|desire) (pas|plus)( etre (contactee?|appelee?|sollicitee?|demarchee?))?)$/,
  ],
  [
    'given',
    /^(given|oui|yes|true|vrai|1|o|y|acceptee?|accord|consentie?|consent|opt ?in|abonnee?|inscrite?|subscribed)$/,
  ],
]
/** The day a word was said, and whether its hour is known: midnight is what a database writes where there is none. */
export function dayOfWord(
  cell: Record<string, string>,
  context: RowContext,
  isNo: boolean,
):
  | { when: ConsentWord['when']; unread: boolean }
  | { problem: 'date-missing' | 'date-unreadable' | 'time-unreadable' | 'date-to-come' } {
  let when = readWhen(cell, context, '12:00')
  if (isNo && 'problem' in when && when.problem === 'time-unreadable')
    when = readWhen({ date: (cell.date || cell.at || '').split(/[T\s]/u)[0] ?? '' }, context, '12:00')
  if (isNo && ('problem' in when || when.date > context.today))
    return { when: null, unread: !('problem' in when && when.problem === 'date-missing') }
  if ('problem' in when) return when
  if (when.date > context.today) return { problem: 'date-to-come' }
  const text = `${cell.date ?? ''} ${cell.at ?? ''} ${cell.time ?? ''}`
  return { when: { ...when, hasHour: /\d\s*[:h]/iu.test(text) && !isMidnight(when, text) }, unread: false }
}

const isMidnight = ({ time }: RowWhen, text: string): boolean =>
  time === '00:00' && !/0{1,2}[:h]0?0:(?!00)\d\d/iu.test(text)

export const meant = <T>(words: readonly (readonly [T, RegExp])[], cell: string | undefined): T | undefined =>
  words.find(([, pattern]) => pattern.test(fold(cell ?? '')))?.[0]
