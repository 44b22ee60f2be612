import type { CustomerDraft } from '../../contract/customers.ts'
import type { AssetDraft } from './asset-fields.ts'
import { readPlate } from './asset-fields.ts'
import { fold } from '../plain/fold.ts'
import { isNoDate, readCell, readCount, readCountry, readDay, readLanguage, severalIn } from './import-cells.ts'
import type { Dates } from './import-dialect.ts'
import { isCompanyName, isCompanyTitle, readFullName, readTitle, unshout } from './import-name.ts'
import { cleanName, displayName, nameFault } from './name.ts'
import { toE164 } from './phone.ts'
import { normaliseVin, vinFault } from './vin.ts'

/** Why a row is set aside. It names nobody, it has more in it than the columns say, its quotes cannot be understood, or the database refused it. */
export const REFUSALS = ['name-missing', 'too-many-columns', 'quote-not-closed', 'database-refused'] as const
export type Refusal = (typeof REFUSALS)[number]
/**
 * Why a value is left out while its row goes in: the person is who they are without it, and a row refused for a mistyped e-mail would lose
 * them. What was written is kept in the source record.
 */
export const WARNINGS = [
  'phone-unreadable', 'email-malformed', 'plate-unreadable', 'vin-unreadable', 'date-unreadable', 'year-unreadable', 'mileage-unreadable', 'country-unknown', 'language-unknown', 'text-too-long', 'advisor-unknown',
] as const
export type Warning = (typeof WARNINGS)[number]

type Said<T> = { -readonly [K in keyof T]?: T[K] }
/** What a row says of a customer and of their vehicle: only what it says. */
export interface RowDraft {
  key: string | null
  customer: Said<Omit<CustomerDraft, 'phones' | 'emails'>>
  phones: string[]
  emails: string[]
  advisorEmail: string | null
  asset: Said<Omit<AssetDraft, 'plate' | 'plateCountry'>>
  plate: string | null
  /** What could not be read, as written, by field. */
  unread: Record<string, string>
}
export type ReadRow = { ok: RowDraft; warnings: Warning[] } | { problem: Refusal }

export interface RowContext {
  /** By place in the row, the field it is mapped to, '' for none. */
  fields: readonly string[]
  dates: Dates
  /** Of phones without a country code, and of addresses and plates. */
  country: string
  /** YYYY-MM-DD */
  today: string
}

/** The longest text each field may hold (the contract's own bounds). */
const LONGEST: Record<string, number> = {
  title: 30, givenName: 100, familyName: 100, companyName: 150, pronunciation: 150, addressAs: 100, street: 200, postcode: 12, city: 100, note: 2000, make: 60, model: 80, body: 40, colour: 40, keyRef: 40, boughtAt: 120, key: 120,
}
const EMAIL = /^[a-z0-9.!#$%&*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/

/**
 * One row, read. Nothing here knows what is already in the base.
 * @returns what it says, with a warning for each value left out; or why it is set aside
 */
export function readRow(cells: readonly string[], context: RowContext): ReadRow {
  if (cells.length > context.fields.length && cells.slice(context.fields.length).some((cell) => cell.trim() !== '')) return { problem: 'too-many-columns' }
  const cell: Record<string, string> = {}
  for (const [n, field] of context.fields.entries()) if (field) cell[field] = readCell(cells[n] ?? '')
  const row: Reading = { cell, warnings: [], unread: {}, context }

  const customer: RowDraft['customer'] = { ...nameOf(row) }
  if (nameFault({ kind: 'person', title: '', givenName: '', familyName: '', companyName: '', addressAs: '', ...customer })) return { problem: 'name-missing' }
  for (const field of ['pronunciation', 'addressAs', 'street', 'postcode', 'city', 'note'] as const) {
    const text = textOf(row, field)
    if (text) customer[field] = field === 'city' ? unshout(text) : text
  }
  if (customer.postcode && /^\d{4}$/.test(customer.postcode) && context.country === 'FR' && !cell['country']) customer.postcode = `0${customer.postcode}`
  const country = value(row, 'country', readCountry, 'country-unknown')
  if (country) customer.country = country
  const language = value(row, 'language', readLanguage, 'language-unknown')
  if (language) customer.language = language
  const birthDate = dayOf(row, 'birthDate', true)
  if (birthDate) customer.birthDate = birthDate

  return {
    ok: {
      key: cell['key']?.slice(0, 120) || null,
      customer,
      phones: phonesOf(row, country ?? context.country),
      emails: emailsOf(row),
      advisorEmail: cell['advisorEmail']?.toLowerCase() || null,
      asset: assetOf(row),
      plate: plateOf(row),
      unread: row.unread,
    },
    warnings: [...new Set(row.warnings)],
  }
}

interface Reading {
  cell: Record<string, string>
  warnings: Warning[]
  unread: Record<string, string>
  context: RowContext
}

/** Leaves a value out, and says so. */
function leaveOut(row: Reading, field: string, text: string, why: Warning): null {
  row.warnings.push(why)
  row.unread[field] = row.unread[field] ? `${row.unread[field]} / ${text}` : text.slice(0, 500)
  return null
}

/** A text in its bounds, without anything invisible. */
function textOf(row: Reading, field: string): string {
  const text = row.cell[field] ?? ''
  const clean = field === 'note' ? text.replace(/\t/gu, ' ') : cleanName(text)
  const longest = LONGEST[field] ?? 120
  if (clean.length <= longest) return clean
  leaveOut(row, field, clean, 'text-too-long')
  return cut(clean, longest).trim()
}

/** The beginning of a text, never half of a letter written in two (an emoji). */
const cut = (text: string, longest: number): string => text.slice(0, longest).replace(/[\ud800-\udbff]$/u, '')

function value<T>(row: Reading, field: string, read: (text: string) => T | null, why: Warning): T | null {
  const text = row.cell[field]
  return text ? (read(text) ?? leaveOut(row, field, text, why)) : null
}

function dayOf(row: Reading, field: string, past = false): string | null {
  const { dates, today } = row.context
  if (isNoDate(row.cell[field] ?? '')) return null
  return value(row, field, (text) => {
    const day = readDay(text, dates, today, past)
    return day && past && day > today ? null : day
  }, 'date-unreadable')
}

const KIND_COMPANY = /^(company|soci|entrep|profess|pro$|b2b|personne morale|pm$|morale|organi|firm|asso|collectiv|admin|c$|e$|s$)/

/** The name, put together from its columns: a company's name makes a company, unless the row says otherwise. */
function nameOf(row: Reading): RowDraft['customer'] {
  const said = row.cell['kind'] ? fold(row.cell['kind']) : ''
  const titleCell = textOf(row, 'title')
  const full = readFullName(textOf(row, 'fullName'))
  const inFamily = readTitle(textOf(row, 'familyName'))
  const companyTitle = isCompanyTitle(titleCell)
  const title = companyTitle ? '' : (readTitle(titleCell)?.title ?? titleCell) || inFamily?.title || full.title
  let givenName = unshout(textOf(row, 'givenName')) || full.givenName
  let familyName = unshout(inFamily?.rest || textOf(row, 'familyName')) || full.familyName
  let companyName = textOf(row, 'companyName') || full.companyName
  const isCompany = KIND_COMPANY.test(said) || companyTitle || (!/^(part|person|indiv|b2c|p$|pp$|physique)/.test(said) && (companyName !== '' || (!givenName && isCompanyName(familyName))))
  if (isCompany && !companyName) {
    companyName = [givenName, familyName].filter(Boolean).join(' ')
    givenName = ''
    familyName = ''
  }
  return {
    kind: isCompany ? 'company' : 'person',
    ...(title ? { title: title.slice(0, 30) } : {}),
    ...(givenName ? { givenName } : {}),
    ...(familyName ? { familyName } : {}),
    ...(companyName ? { companyName } : {}),
  }
}

/** A spreadsheet takes the zero off a French number, and adds `.0`. */
const mendPhone = (text: string, country: string): string => {
  const bare = text.replace(/\.0$/, '').replace(/^'/, '')
  return country === 'FR' && /^[1-9]\d{8}$/.test(bare) ? `0${bare}` : bare
}

function phonesOf(row: Reading, country: string): string[] {
  const phones: string[] = []
  for (const field of ['phone', 'phone2'])
    for (const text of severalIn(row.cell[field] ?? '')) {
      const e164 = toE164(mendPhone(text, country), country)
      if (e164) phones.push(e164)
      // A placeholder of one digit (0000000000) is no number and no mistake.
      else if (!/^(\d)\1*$/.test(text.replace(/\D/g, ''))) leaveOut(row, field, text, 'phone-unreadable')
    }
  return [...new Set(phones)].slice(0, 12)
}

function emailsOf(row: Reading): string[] {
  const emails: string[] = []
  for (const field of ['email', 'email2'])
    for (const text of (row.cell[field] ?? '').split(/[;,|\s]+|\s\/\s/u).filter(Boolean)) {
      const address = text.toLowerCase().replace(/^mailto:/, '').replace(/^<(.*)>$/, '$1')
      if (EMAIL.test(address) && address.length <= 200 && !address.includes('..')) emails.push(address)
      else leaveOut(row, field, text, 'email-malformed')
    }
  return [...new Set(emails)].slice(0, 12)
}

function plateOf(row: Reading): string | null {
  return value(row, 'plate', (text) => {
    const { plate } = readPlate(text)
    return plate && plate.length >= 2 && /\d/.test(plate) ? plate : null
  }, 'plate-unreadable')
}

function assetOf(row: Reading): RowDraft['asset'] {
  const asset: RowDraft['asset'] = {}
  for (const field of ['make', 'model', 'body', 'colour', 'keyRef', 'boughtAt'] as const) {
    const text = textOf(row, field)
    if (text) asset[field] = field === 'make' && text.length > 3 ? unshout(text) : text
  }
  const vin = value(row, 'vin', (text) => {
    const key = normaliseVin(text)
    return key.length >= 5 && !vinFault(key) ? key : null
  }, 'vin-unreadable')
  if (vin) asset.vin = vin
  const year = value(row, 'year', (text) => {
    const n = Number(/^\d{4}$/.test(text) ? text : (readDay(text, row.context.dates, row.context.today)?.slice(0, 4) ?? Number.NaN))
    return n >= 1885 && n <= 2100 ? n : null
  }, 'year-unreadable')
  if (year) asset.year = year
  const mileage = value(row, 'mileage', (text) => {
    const n = readCount(text)
    return n !== null && n <= 5_000_000 ? n : null
  }, 'mileage-unreadable')
  if (mileage !== null) asset.mileage = mileage
  const options = (row.cell['options'] ?? '').split(/[;|,\n]/u).map((option) => cut(cleanName(option), 80)).filter(Boolean)
  if (options.length > 0) asset.options = [...new Set(options)].slice(0, 100)
  for (const field of ['warrantyUntil', 'nextServiceOn', 'boughtOn'] as const) {
    const day = dayOf(row, field)
    if (day) asset[field] = day
  }
  return asset
}

/** Does the row speak of a vehicle that one could tell from another? Its plate, its VIN, or at least its model. */
export const hasVehicle = (draft: RowDraft): boolean => Boolean(draft.plate || draft.asset.vin || draft.asset.model || draft.asset.make)

/**
 * By what a source knows this customer again: its own key, else their name with the surest thing it says of them. (An e-mail belongs to
 * one person more often than a phone does, a phone more than a car.)
 */
export function identityOf({ key, customer, phones, emails, plate, asset }: RowDraft): { key: string } | { traits: string } {
  if (key) return { key }
  const name = fold(displayName({ kind: 'person', givenName: '', familyName: '', companyName: '', ...customer }))
  const trait = emails[0] ?? phones[0] ?? customer.birthDate ?? asset.vin ?? plate ?? customer.postcode ?? ''
  return { traits: `${name}|${trait}` }
}

/** The fields of a draft as a preview shows them. */
export function shownFields({ key, customer, phones, emails, advisorEmail, asset, plate }: RowDraft): Record<string, string> {
  const all = { key, ...customer, phone: phones[0], phone2: phones.slice(1).join(' / '), email: emails[0], email2: emails.slice(1).join(' / '), advisorEmail, plate, ...asset, options: asset.options?.join(', ') }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined && value !== '').map(([field, value]) => [field, String(value)]))
}
