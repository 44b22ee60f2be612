import { type ConsentColumn, type ConsentWay, isConsentColumn } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import { readCell } from './import-cells.ts'
import {
  ACTIONS,
  type ConsentBy,
  type ConsentSaid,
  type ConsentWord,
  dayOfWord,
  meant,
} from './import-consent-words.ts'
import { cut, type RowContext, type Warning } from './import-reading.ts'

const CHANNEL: Record<ConsentWay, ConsentBy> = {
  Call: 'call',
  Email: 'email',
  Sms: 'sms',
  VoiceDrop: 'voice-drop',
  Post: 'post',
  Push: 'push',
  All: 'all',
}
const wayOf = (field: ConsentColumn): ConsentWay => field.replace(/^(consent|objection)/u, '') as ConsentWay
const channelOf = (field: ConsentColumn): ConsentBy => CHANNEL[wayOf(field)]

const TICK = /^[x✓✔☑☒]$/iu
const ON = /^(oui|yes|true|vrai|1|o|y|ok|coche|active?|autorisee?|on)$/
const OFF = /^(non|no|false|faux|0|n|decoche|inactive?|off)$/
/** In whichever column they stand, nobody wants to be reached. */
const BLOCKED = /^(bloquee?|blocked|exclue?|excluded|interdite?|blacklistee?|blacklisted)$/
const DATE = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(\D.*)?$/u

/** Does a cell of a column say yes or no, in whichever way, as the cells of such columns do? */
export const saysYesOrNo = (cell: string): boolean =>
  TICK.test(cell) ||
  ON.test(fold(cell)) ||
  OFF.test(fold(cell)) ||
  BLOCKED.test(fold(cell)) ||
  meant(ACTIONS, cell) !== undefined

/**
 * What stands in a column of one channel. In one that asks whether they agree, yes is a yes and no an objection. In one that asks whether they
 * object, yes is an objection, and no is nothing: who did not object has not agreed. Words that can only mean an objection mean it in
 * both. A date is the day on which the column began to be true.
 * @returns null where it says nothing
 */
function heard(objection: boolean, text: string): { action: ConsentSaid; day?: string } | 'unreadable' | null {
  const plain = fold(text)
  if (TICK.test(text) || ON.test(plain)) return { action: objection ? 'refused' : 'given' }
  if (OFF.test(plain)) return objection ? null : { action: 'refused' }
  if (BLOCKED.test(plain) || (objection && /^inscrite?$/u.test(plain))) return { action: 'refused' }
  const action = meant(ACTIONS, text)
  if (action) return objection && action === 'given' ? 'unreadable' : { action }
  return DATE.test(text) ? { action: objection ? 'refused' : 'given', day: text } : 'unreadable'
}

/** What stands in a cell of a yes and a no: a tick is no blank here. */
const cellOf = (raw: string | undefined): string => {
  const bare = (raw ?? '').trim()
  return TICK.test(bare) ? bare : readCell(bare)
}

/** A column whose word is not heard, what stood in it, and why. */
export interface LeftAside {
  field: ConsentColumn
  text: string
  because: Extract<Warning, `${string}.${string}`>
}
/** What is said once for all columns of a row: the day, the words they were asked with, where the proof is. */
export type SaidOfAll = Pick<Record<string, string>, 'at' | 'date' | 'time' | 'wording' | 'proof'>
export type HeardWord = Omit<ConsentWord, 'key' | 'purpose' | 'wordingVersion' | 'contact'>

/**
 * The words of a row with a column for each channel. An empty cell says nothing. A yes has its day and its proof, as in a list of consents: without
 * them it is what a file said and no consent, and is set aside with its reason. A no is heard without either.
 */
export function columnWords(
  cells: readonly string[],
  context: RowContext,
  of: Record<string, string>,
): { words: HeardWord[]; aside: LeftAside[] } {
  const wording = cut(of.wording ?? '', 2000).toWellFormed()
  const proof = cut(of.proof ?? '', 500).toWellFormed()
  const words: HeardWord[] = []
  const aside: LeftAside[] = []
  for (const [n, field] of context.fields.entries()) {
    const text = isConsentColumn(field) ? cellOf(cells[n]) : ''
    if (text === '' || !isConsentColumn(field)) continue
    const leave = (
      because: 'consent-unreadable' | 'yes-undated' | 'proof-missing' | 'date-to-come' | 'date-unreadable',
    ) => aside.push({ field, text, because: `${because}.${field}` })
    const word = heard(field.startsWith('objection'), text)
    if (!word) continue
    if (word === 'unreadable') {
      leave('consent-unreadable')
      continue
    }
    const { action } = word
    const day = dayOfWord(word.day ? { date: word.day } : of, context, action !== 'given')
    if ('problem' in day)
      leave(
        day.problem === 'date-to-come'
          ? 'date-to-come'
          : day.problem === 'date-missing'
            ? 'yes-undated'
            : 'date-unreadable',
      )
    else if (action === 'given' && !wording && !proof) leave('proof-missing')
    else
      words.push({
        when: day.when,
        action,
        channel: channelOf(field),
        wording: action === 'given' ? wording : '',
        proof,
        column: { field, name: cut(context.names[n] ?? '', 120), said: cut(text, 120).toWellFormed() },
      })
  }
  return { words, aside }
}

/** What each column of a row was heard as. */
export const shownColumns = (words: readonly HeardWord[]): Record<string, string> =>
  Object.fromEntries(words.flatMap(({ column, action }) => (column ? [[column.field, action]] : [])))

export interface ConsentCount {
  field: ConsentColumn
  column: string
  yes: number
  no: number
  aside: number
}
/** Counts, of each column of consents, those who said yes, those who said no, and those whose answer is not heard. */
export function consentCount({ fields, names }: RowContext) {
  const counts = new Map(
    fields.flatMap((field, n): [string, ConsentCount][] =>
      isConsentColumn(field) ? [[field, { field, column: names[n] ?? '', yes: 0, no: 0, aside: 0 }]] : [],
    ),
  )
  return {
    add(words: readonly HeardWord[] = [], warnings: readonly string[]): void {
      for (const { column, action } of words) {
        const count = column && counts.get(column.field)
        if (count) count[action === 'given' ? 'yes' : 'no']++
      }
      for (const because of warnings) {
        const count = counts.get(because.split('.')[1] ?? '')
        if (count) count.aside++
      }
    },
    all: (): ConsentCount[] => [...counts.values()],
  }
}
