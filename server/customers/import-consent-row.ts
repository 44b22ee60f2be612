import { fold } from '../plain/fold.ts'
import type { AppointmentRefusal } from './import-appointment-row.ts'
import { cut, keyOf, type RowContext, type Warning } from './import-reading.ts'
import { cellsByField, type RowWhen, type RowWho, readWhen, readWho, said, shownWho } from './import-who.ts'

export type ConsentSaid = 'given' | 'withdrawn' | 'refused'
export type ConsentBy = 'call' | 'email' | 'sms' | 'voice-drop' | 'post' | 'push' | 'all'
export type ConsentFor = 'commercial' | 'service' | 'quote'

/** What a row says of a consent, with its proof. */
export interface ConsentRow {
  key: string | null
  /** null: a no of which nobody says the day. */
  when: (RowWhen & { hasHour: boolean }) | null
  action: ConsentSaid
  /** Each of them is a word of its own. */
  channels: readonly ConsentBy[]
  purpose: ConsentFor
  wording: string
  wordingVersion: string
  proof: string
  contact: string | null
  who: RowWho
}
export type ConsentRefusal = 'consent-unreadable' | 'channel-unreadable' | 'proof-missing' | 'date-to-come'
export type ReadConsent = { ok: ConsentRow; warnings: Warning[] } | { problem: AppointmentRefusal | ConsentRefusal }

/** Only words that can mean nothing else; a blank is nobody’s yes. */
const ACTIONS: readonly (readonly [ConsentSaid, RegExp])[] = [
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
const CHANNELS: readonly (readonly [ConsentBy, RegExp])[] = [
  ['all', /^(all|tous?|toutes?|tous canaux|tous les canaux|any|\*)$/],
  ['email', /^(e ?mails?|mails?|courriels?|newsletter)$/],
  ['sms', /^(sms|textos?|text|text messages?)$/],
  ['voice-drop', /^(voice drop|message vocal|depot vocal)$/],
  ['call', /^(calls?|appels?|phone|telephone|tel|demarchage)$/],
  ['post', /^(post|courriers?|postal|mail postal|letters?|lettre)$/],
  ['push', /^(push|notifications?)$/],
]
const PURPOSES: readonly (readonly [ConsentFor, RegExp])[] = [
  ['quote', /devis|quote/],
  ['service', /service|entretien|rappel|suivi/],
]

/**
 * One consent, read. A yes has its day and its proof: the words they were asked with, or where the proof is kept. Nothing is taken for a
 * yes that does not say so. A no is heard with or without a day, and where the day cannot be read or is still to come: nobody owes a form (RGPD-2).
 */
export function readConsentRow(cells: readonly string[], context: RowContext): ReadConsent {
  const cell = cellsByField(cells, context)
  if (!cell) return { problem: 'too-many-columns' }
  const warnings: Warning[] = []
  const action = meant(ACTIONS, cell.action)
  const when = dayOfWord(cell, context, action !== undefined && action !== 'given')
  if ('problem' in when) return when
  if (!action) return { problem: 'consent-unreadable' }
  if (when.unread) warnings.push(`date-unreadable.${cell.date ? 'date' : 'at'}`)
  const { channels, unread } = channelsOf(cell.channel ?? '', action)
  if (channels.length === 0) return { problem: 'channel-unreadable' }
  if (unread) warnings.push(action === 'given' ? 'channel-left-out' : 'channel-taken-for-all')
  const wording = cut(cell.wording ?? '', 2000).toWellFormed()
  const proof = cut(cell.proof ?? '', 500).toWellFormed()
  if (action === 'given' && !wording && !proof) return { problem: 'proof-missing' }
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }
  return {
    ok: {
      when: when.when,
      key: keyOf(cell.key, () => warnings.push('key-cut')),
      action,
      channels,
      purpose: PURPOSES.find(([, words]) => words.test(fold(cell.purpose ?? '')))?.[0] ?? 'commercial',
      wording,
      wordingVersion: cut(cell.wordingVersion ?? '', 40).toWellFormed(),
      proof,
      contact: cut(cell.contact ?? '', 200).toWellFormed() || null,
      who,
    },
    warnings,
  }
}

/**
 * What a cell names: one channel, or several (« e-mail, SMS et téléphone »). A yes holds for those that can be read beyond doubt and for no other. A
 * no without a channel, or for one that nobody here knows, is a no to all of them: somebody objected, and nothing may be read out of it.
 */
function channelsOf(text: string, action: ConsentSaid): { channels: ConsentBy[]; unread: boolean } {
  const whole = meant(CHANNELS, text)
  if (whole || !text) return { channels: whole ? [whole] : action === 'given' ? [] : ['all'], unread: false }
  const found = text
    .split(/[;,|/+&\n]|\s(?:et|ou|and|or)\s/iu)
    .filter((part) => part.trim() !== '')
    .flatMap((part): (ConsentBy | undefined)[] => {
      const one = meant(CHANNELS, part)
      return one
        ? [one]
        : fold(part)
            .split(' ')
            .map((word) => meant(CHANNELS, word))
    })
  const unread = found.length === 0 || found.includes(undefined)
  const read = [...new Set(found.filter((channel) => channel !== undefined))]
  if (action !== 'given' && unread) return { channels: ['all'], unread }
  return { channels: read.includes('all') ? ['all'] : read, unread }
}

/** The day a word was said, and whether its hour is known: midnight is what a database writes where there is none. */
function dayOfWord(
  cell: Record<string, string>,
  context: RowContext,
  isNo: boolean,
): { when: ConsentRow['when']; unread: boolean } | { problem: AppointmentRefusal | ConsentRefusal } {
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

const meant = <T>(words: readonly (readonly [T, RegExp])[], cell: string | undefined): T | undefined =>
  words.find(([, pattern]) => pattern.test(fold(cell ?? '')))?.[0]

/** The fields of a consent as a preview shows them. */
export const shownConsent = ({ who, when, channels, ...rest }: ConsentRow): Record<string, string> =>
  said({
    at: when && (when.instant ?? (when.hasHour ? `${when.date} ${when.time}` : when.date)),
    ...rest,
    channel: channels.join(', '),
    ...shownWho(who),
  })
