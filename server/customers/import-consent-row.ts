import { isConsentColumn } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import type { AppointmentRefusal } from './import-appointment-row.ts'
import { columnWords, shownColumns } from './import-consent-columns.ts'
import {
  ACTIONS,
  type ConsentBy,
  type ConsentFor,
  type ConsentRefusal,
  type ConsentSaid,
  type ConsentWord,
  dayOfWord,
  meant,
} from './import-consent-words.ts'
import { cut, keyOf, type RowContext, type Warning } from './import-reading.ts'
import { cellsByField, type RowWho, readWho, said, shownWho } from './import-who.ts'

/** What a row says of consents. */
export interface ConsentRow {
  words: readonly ConsentWord[]
  who: RowWho
}
export type ReadConsent = { ok: ConsentRow; warnings: Warning[] } | { problem: AppointmentRefusal | ConsentRefusal }

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
  if (context.fields.some(isConsentColumn)) return readColumns(cells, cell, context)
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
  const word = {
    ...aboutWords(cell, warnings),
    when: when.when,
    action,
    wording,
    proof,
  }
  return { ok: { words: channels.map((channel) => ({ ...word, channel })), who }, warnings }
}

/** What is said once of all the words of a row. */
const aboutWords = (cell: Record<string, string>, warnings: Warning[]) => ({
  key: keyOf(cell.key, () => warnings.push('key-cut')),
  purpose: PURPOSES.find(([, words]) => words.test(fold(cell.purpose ?? '')))?.[0] ?? ('commercial' as const),
  wordingVersion: cut(cell.wordingVersion ?? '', 40).toWellFormed(),
  contact: cut(cell.contact ?? '', 200).toWellFormed() || null,
})

/** A row with a column for each channel. It is set aside where nothing can be heard of all it says. */
function readColumns(cells: readonly string[], cell: Record<string, string>, context: RowContext): ReadConsent {
  const warnings: Warning[] = []
  const about = aboutWords(cell, warnings)
  const { words, aside } = columnWords(cells, context, cell)
  const why = aside[0]?.because.split('.')[0]
  if (words.length === 0 && why)
    return { problem: why === 'yes-undated' ? 'date-missing' : (why as ConsentRefusal | AppointmentRefusal) }
  warnings.push(...aside.map(({ because }) => because))
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }
  return { ok: { words: words.map((word) => ({ ...word, ...about })), who }, warnings: [...new Set(warnings)] }
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

/** The fields of a consent as a preview shows them. */
export function shownConsent({ who, words }: ConsentRow): Record<string, string> {
  const [first] = words
  if (!first) return said(shownWho(who))
  const { when, column: _column, channel: _channel, action: _action, ...rest } = first
  return said({
    at: shownDay(when),
    ...rest,
    ...(first.column
      ? shownColumns(words)
      : { action: first.action, channel: words.map(({ channel }) => channel).join(', ') }),
    ...shownWho(who),
  })
}

const shownDay = (when: ConsentWord['when']): string | null =>
  when && (when.instant ?? (when.hasHour ? `${when.date} ${when.time}` : when.date))
