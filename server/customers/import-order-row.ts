import { fold } from '../plain/fold.ts'
import type { AppointmentRefusal } from './import-appointment-row.ts'
import { attributesOf, shownAttributes } from './import-attributes.ts'
import { isCutNumber, isNoDate, readDay, wholeNumber } from './import-cells.ts'
import type { Decimal } from './import-dialect.ts'
import { cut, type RowContext, type Warning } from './import-reading.ts'
import { cellsByField, type RowWho, readWho, said, shownWho } from './import-who.ts'

export type OrderKind = 'vehicle' | 'repair' | 'parts' | 'product'
export type OrderState = 'placed' | 'in-progress' | 'ready' | 'delivered' | 'cancelled'

/** What a row says of an order. */
export interface OrderRow {
  number: string
  kind: OrderKind
  title: string
  state: OrderState
  /** YYYY-MM-DD; null: the day it came in */
  placedOn: string | null
  /** It bears a day, which is none, or still to come. */
  dayUnread: boolean
  promisedOn: string | null
  amountCents: number | null
  /** What no field is for, under the names of its columns. */
  attributes: Record<string, string>
  who: RowWho
}
export type ReadOrder =
  | { ok: OrderRow; warnings: Warning[] }
  | { problem: AppointmentRefusal | 'number-missing' | 'number-cut' }

const KIND_WORDS: readonly (readonly [OrderKind, RegExp])[] = [
  ['repair', /repar|atelier|\bor\b|entretien|revision|workshop|repair|service|intervention|sav/],
  ['parts', /piece|parts|accessoire|magasin|spare/],
  ['vehicle', /vehicule|vehicle|voiture|\bvn\b|\bvo\b|\bcar\b|automobile|moto/],
]
const STATE_WORDS: readonly (readonly [OrderState, RegExp])[] = [
  ['cancelled', /annul|cancel|resilie|abandon|void|refund|rembours/],
  [
    'delivered',
    /livre|deliver|remis|termine|clos|cloture|closed|complete|done|factur|invoic|paid|paye|regle|solde|achieved/,
  ],
  ['ready', /pret|ready|disponible|available|arrive|recu|received|a retirer/],
  ['in-progress', /cours|progress|prepar|fabric|production|expedi|shipp|transit|traitement|processing/],
]

/** One order, read. */
export function readOrderRow(cells: readonly string[], context: RowContext): ReadOrder {
  const cell = cellsByField(cells, context)
  if (!cell) return { problem: 'too-many-columns' }
  // Orders would be one order under it.
  const whole = wholeNumber(cell.key ?? '')
  if (whole === null && isCutNumber(cell.key ?? '')) return { problem: 'number-cut' }
  const number = cut(whole ?? cell.key ?? '', 60).toWellFormed()
  if (!number) return { problem: 'number-missing' }
  const warnings: Warning[] = []
  const who = readWho(cell, context, warnings)
  if (!who) return { problem: 'customer-missing' }
  const day = (field: string): string | null => {
    const text = cell[field] ?? ''
    if (text === '' || isNoDate(text)) return null
    const read = readDay(text, context.dates, context.today)
    if (read && !(field === 'placedOn' && read > context.today)) return read
    warnings.push(`date-unreadable.${field}`)
    return null
  }
  const placedOn = day('placedOn')
  const amountCents = readCents(cell.amount ?? '', context.decimal)
  if (cell.amount && amountCents === null) warnings.push('amount-unreadable')
  const kindText = fold(cell.orderKind ?? '')
  const title = cut(cell.title ?? '', 200).toWellFormed()
  return {
    ok: {
      number,
      kind: KIND_WORDS.find(([, words]) => words.test(kindText))?.[0] ?? 'product',
      title,
      // What nobody says the state of, in a list of the past, is over.
      state:
        STATE_WORDS.find(([, words]) => words.test(fold(cell.state ?? '')))?.[0] ??
        (cell.state ? 'placed' : 'delivered'),
      placedOn,
      dayUnread: warnings.includes('date-unreadable.placedOn'),
      promisedOn: day('promisedOn'),
      amountCents,
      attributes: attributesOf(cells, context),
      who,
    },
    warnings,
  }
}

/** `1 234,50 €`, `1,234.50`, `1234`: in cents, by the file’s habit; a number written the other way beyond doubt is read as written. */
export function readCents(text: string, decimal: Decimal): number | null {
  const plain = text.replace(/[\s\u00a0\u202f']|€|\beur(?:os?)?\b|\b(?:ttc|ht)\b/giu, '').replace('−', '-')
  // Accountants put what goes back between brackets, some programs the sign behind.
  const [, sign = '', bare = ''] = /^([+-]?)(.*)$/su.exec(plain.replace(/^\((.+)\)$|^([\d.,]+)-$/u, '-$1$2')) ?? []
  if (!/^\d[\d.,]*$/u.test(bare)) return null
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  const other = last >= 0 && bare.slice(0, last).includes(bare[last] === ',' ? '.' : ',')
  const cents = last < 0 ? '' : bare.slice(last + 1)
  // With both signs the last one parts the cents; a lone sign before three digits is a thousand unless the file’s own sign says otherwise.
  const parts = last >= 0 && (other || cents.length !== 3 || bare[last] === decimal)
  const whole = (parts ? bare.slice(0, last) : bare).replace(/[.,]/g, '')
  const fraction = parts ? cents.slice(0, 2).padEnd(2, '0') : '00'
  const value = Number(whole) * 100 + Number(fraction || '0')
  // A credit note takes back what was paid.
  return Number.isSafeInteger(value) ? (sign === '-' ? -value : value) : null
}

/** The fields of an order as a preview shows them. */
export const shownOrder = ({ who, number, kind, amountCents, attributes, ...rest }: OrderRow): Record<string, string> =>
  said({
    key: number,
    orderKind: kind,
    title: rest.title,
    state: rest.state,
    placedOn: rest.placedOn,
    promisedOn: rest.promisedOn,
    amount: amountCents === null ? null : (amountCents / 100).toFixed(2),
    attribute: shownAttributes(attributes),
    ...shownWho(who),
  })
