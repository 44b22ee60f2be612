import { fold } from '../plain/fold.ts'
import type { AppointmentRefusal } from './import-appointment-row.ts'
import { cut, keyOf, type RowContext, type Warning } from './import-reading.ts'
import { cellsByField, type RowWhen, type RowWho, readWhen, readWho, said, shownWho } from './import-who.ts'

export type ConsentSaid = 'given' | 'withdrawn' | 'refused'
export type ConsentBy = 'call' | 'email' | 'sms' | 'voice-drop' | 'post' | 'push' | 'all'
export type ConsentFor = 'commercial' | 'service' | 'quote'

/** What a row says of a consent, with its proof. */
export interface ConsentRow extends RowWhen {
  key: string | null
  action: ConsentSaid
  channel: ConsentBy
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
    /^(withdrawn|retire|retrait|revoque|desinscrit|unsubscribed?|desabonne|opt out|optout|stop|opposition|oppose)$/,
  ],
  ['refused', /^(refused?|refus|non|no|false|faux|0|n|decline|rejected)$/],
  ['given', /^(given|oui|yes|true|vrai|1|o|y|accepte|accord|consenti|consent|opt in|optin|abonne|inscrit|subscribed)$/],
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
 * One consent, read. It has a day, and a yes has its proof: the words they were asked with, or where the proof is kept. Nothing is taken for a
 * yes that does not say so.
 */
export function readConsentRow(cells: readonly string[], context: RowContext): ReadConsent {
  const cell = cellsByField(cells, context)
  if (!cell) return { problem: 'too-many-columns' }
  const warnings: Warning[] = []
  const when = readWhen(cell, context, '12:00')
  if ('problem' in when) return when
  if (when.date > context.today) return { problem: 'date-to-come' }
  const action = meant(ACTIONS, cell.action)
  if (!action) return { problem: 'consent-unreadable' }
  const channel = meant(CHANNELS, cell.channel)
  if (!channel) return { problem: 'channel-unreadable' }
  const wording = cut(cell.wording ?? '', 2000).toWellFormed()
  const proof = cut(cell.proof ?? '', 500).toWellFormed()
  if (action === 'given' && !wording && !proof) return { problem: 'proof-missing' }
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }
  return {
    ok: {
      ...when,
      key: keyOf(cell.key, () => warnings.push('key-cut')),
      action,
      channel,
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

const meant = <T>(words: readonly (readonly [T, RegExp])[], cell: string | undefined): T | undefined =>
  words.find(([, pattern]) => pattern.test(fold(cell ?? '')))?.[0]

/** The fields of a consent as a preview shows them. */
export const shownConsent = ({ who, date, time, instant, ...rest }: ConsentRow): Record<string, string> =>
  said({ at: instant ?? `${date} ${time}`, ...rest, ...shownWho(who) })
