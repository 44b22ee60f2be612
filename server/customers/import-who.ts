import { fold } from '../plain/fold.ts'
import { readPlate } from './asset-fields.ts'
import { isCutNumber, readCell, readClock, readDay, severalIn } from './import-cells.ts'
import { readPhone } from './import-phone.ts'
import { keyOf, type RowContext, type Warning } from './import-reading.ts'

/** Whom a row is about, as it says so: their key in the same source, or what reaches them. */
export interface RowWho {
  customerKey: string | null
  fullName: string
  phones: string[]
  emails: string[]
  plate: string | null
}

/** The cells of a row by field; null when it has more in it than the columns say. */
export function cellsByField(cells: readonly string[], { fields }: RowContext): Record<string, string> | null {
  if (cells.length > fields.length && cells.slice(fields.length).some((cell) => cell.trim() !== '')) return null
  const cell: Record<string, string> = {}
  for (const [n, field] of fields.entries()) if (field) cell[field] = readCell(cells[n] ?? '')
  return cell
}

/** @returns null when nothing says who it is */
export function readWho(cell: Record<string, string>, context: RowContext, warnings: Warning[]): RowWho | null {
  const unread = (text: string): string[] => {
    warnings.push(isCutNumber(text) ? 'phone-cut' : 'phone-unreadable')
    return []
  }
  const phones = severalIn(cell.phone ?? '').flatMap((text) => readPhone(text, context.country) ?? unread(text))
  const plate = cell.plate ? readPlate(cell.plate).plate : null
  if (cell.plate && !plate) warnings.push('plate-unreadable')
  const emails = (cell.email ?? '')
    .toLowerCase()
    .split(/[;,\s]+/u)
    .filter((text) => text.includes('@'))
  const who = {
    customerKey: keyOf(cell.customerKey, () => warnings.push('key-cut')),
    fullName: nameIn(cell),
    phones,
    emails,
    plate,
  }
  return who.customerKey || who.fullName || phones.length + emails.length > 0 || plate ? who : null
}

/** The name in one cell or in two; a given name that the full name says already is not said twice, and alone it names nobody. */
function nameIn(cell: Record<string, string>): string {
  const name = cell.fullName || cell.familyName || ''
  const said = new Set(fold(name).split(' '))
  const given = fold(cell.givenName ?? '')
  return name && given && !given.split(' ').every((word) => said.has(word)) ? `${cell.givenName} ${name}` : name
}

/** When something is or was: in the civil time of the site, or an instant when the row gives one with its zone. */
export interface RowWhen {
  /** YYYY-MM-DD */
  date: string
  /** HH:MM */
  time: string
  instant: string | null
}

/** @param noon the time of what is past and has none; without it a time is asked for */
export function readWhen(
  cell: Record<string, string>,
  context: RowContext,
  noon?: string,
): RowWhen | { problem: 'date-missing' | 'date-unreadable' | 'time-unreadable' } {
  const at = cell.at ?? ''
  const text = cell.date || at
  if (!text) return { problem: 'date-missing' }
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/.test(at) ? new Date(at) : null
  const date = readDay(text, context.dates, context.today)
  if (!date || (zoned && Number.isNaN(zoned.getTime()))) return { problem: 'date-unreadable' }
  const written = cell.time || /[T\s,à]+(\d{1,2}\s*[:h]\s*\d{0,2}(?::\d{2})?(?:\s*[ap]m)?)/iu.exec(text)?.[1] || ''
  const time = readClock(written) ?? (written === '' ? noon : undefined)
  if (!time) return { problem: 'time-unreadable' }
  return { date, time, instant: zoned && !cell.date && !cell.time ? zoned.toISOString() : null }
}

/** The fields of who, as a preview shows them. */
export const shownWho = (who: RowWho): Record<string, string | null> => ({
  customerKey: who.customerKey,
  fullName: who.fullName,
  phone: who.phones.join(' / '),
  email: who.emails.join(' / '),
  plate: who.plate,
})

/** Only what is said, as text. */
export const said = (all: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([field, value]) => [field, String(value)]),
  )
