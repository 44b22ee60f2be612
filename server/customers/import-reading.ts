import { isCutNumber, isNoDate, readDay, wholeNumber } from './import-cells.ts'
import type { Dates, Decimal } from './import-dialect.ts'
import type { NameOrder } from './import-full-name.ts'
import { cleanName } from './name.ts'

/**
 * Why a value is left out while its row goes in: the person is who they are without it, and a row refused for a mistyped e-mail would lose
 * them. What was written is kept in the source record.
 */
const WARNINGS = [
  'key-cut',
  'phone-unreadable',
  'phone-cut',
  'email-malformed',
  'plate-unreadable',
  'vin-unreadable',
  'serial-unreadable',
  'amount-unreadable',
  'date-unreadable',
  'year-unreadable',
  'mileage-unreadable',
  'country-unknown',
  'language-unknown',
  'text-too-long',
  'advisor-unknown',
  'channel-left-out',
  'channel-taken-for-all',
] as const
/** A day that cannot be read says of which field, and a consent of which column: a row has many. */
export type Warning =
  | (typeof WARNINGS)[number]
  | `${'date-unreadable' | 'consent-unreadable' | 'yes-undated' | 'proof-missing' | 'date-to-come' | 'later-word-stands'}.${string}`

export interface RowContext {
  /** By place in the row, the field it is mapped to, '' for none. */
  fields: readonly string[]
  /** By place in the row, the name of the column: what attributes are kept under. */
  names: readonly string[]
  dates: Dates
  decimal: Decimal
  /** Which of two names in one cell stands first in most rows of the file, where they tell. */
  nameOrder?: NameOrder | null
  /** Of phones without a country code, and of addresses and plates. */
  country: string
  /** YYYY-MM-DD */
  today: string
}

/** The longest text each field may hold (the contract's own bounds). */
const LONGEST: Record<string, number> = {
  title: 30,
  givenName: 100,
  familyName: 100,
  companyName: 150,
  pronunciation: 150,
  addressAs: 100,
  street: 200,
  postcode: 12,
  city: 100,
  note: 2000,
  make: 60,
  model: 80,
  body: 40,
  colour: 40,
  keyRef: 40,
  boughtAt: 120,
  key: 120,
  product: 80,
  companyRole: 80,
}
/** A row while it is read: its cells by field, and what had to be left out. */
export interface Reading {
  cell: Record<string, string>
  warnings: Warning[]
  unread: Record<string, string>
  context: RowContext
}

/** Leaves a value out, and says so. */
export function leaveOut(row: Reading, field: string, text: string, why: Warning): null {
  row.warnings.push(why)
  row.unread[field] = row.unread[field] ? `${row.unread[field]} / ${text}` : cut(text, 500)
  return null
}

/** What a source knows something by; a number whose digits a spreadsheet cut is nobody's. */
export function keyOf(text: string | undefined, cut: () => void): string | null {
  if (!text) return null
  const whole = wholeNumber(text)
  if (whole !== null || !isCutNumber(text)) return (whole ?? text).slice(0, 120).toWellFormed()
  cut()
  return null
}

/** A text in its bounds, without anything invisible. */
export function textOf(row: Reading, field: string): string {
  const text = row.cell[field] ?? ''
  const clean = field === 'note' ? text.replace(/\t/gu, ' ') : cleanName(text)
  const longest = LONGEST[field] ?? 120
  if (clean.length <= longest) return clean
  leaveOut(row, field, clean, 'text-too-long')
  return cut(clean, longest).trim()
}

/** The beginning of a text, never half of a letter written in two (an emoji). */
export const cut = (text: string, longest: number): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/u, '')

export function value<T>(row: Reading, field: string, read: (text: string) => T | null, why: Warning): T | null {
  const text = row.cell[field]
  return text ? (read(text) ?? leaveOut(row, field, text, why)) : null
}

export function dayOf(row: Reading, field: string, past = false): string | null {
  const { dates, today } = row.context
  if (isNoDate(row.cell[field] ?? '')) return null
  return value(
    row,
    field,
    (text) => {
      const day = readDay(text, dates, today, past)
      return day && past && day > today ? null : day
    },
    `date-unreadable.${field}`,
  )
}
