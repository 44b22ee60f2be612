import type { CustomerDraft } from '../../contract/customers.ts'
import { ATTRIBUTE, isConsentColumn } from '../../contract/import-fields.ts'
import { fold } from '../plain/fold.ts'
import { attributesOf, BORN_AS, shownAttributes } from './import-attributes.ts'
import { isCutNumber, readCell, readCountry, readLanguage, severalIn, wholeAddress } from './import-cells.ts'
import { columnWords, type HeardWord, shownColumns } from './import-consent-columns.ts'
import { readFullName, withoutBirthName } from './import-full-name.ts'
import { isCompanyName, isCompanyTitle, isLegalForm, readTitle, unshout } from './import-name.ts'
import { isNote, lineOfNobody } from './import-no-person.ts'
import { readPhone } from './import-phone.ts'
import { dayOf, keyOf, leaveOut, type Reading, type RowContext, textOf, value, type Warning } from './import-reading.ts'
import { assetOf, plateOf, type SaidAsset } from './import-vehicle.ts'
import { displayName, nameFault } from './name.ts'

/** Why a row is set aside. It names nobody, it has more in it than the columns say, its quotes cannot be understood, or the database refused it. */
const REFUSALS = [
  'name-missing',
  'name-is-note',
  'total-line',
  'header-again',
  'too-many-columns',
  'quote-not-closed',
  'json-malformed',
  'line-too-long',
  'database-refused',
] as const
export type Refusal = (typeof REFUSALS)[number]

/** Civil days. */
export interface Since {
  knownSince?: string
  lastContact?: string
}
type Said<T> = { -readonly [K in keyof T]?: T[K] }
/** What a row says of a customer and of their vehicle: only what it says. */
export interface RowDraft {
  key: string | null
  customer: Said<Omit<CustomerDraft, 'phones' | 'emails'>>
  phones: string[]
  emails: string[]
  advisorEmail: string | null
  asset: SaidAsset
  plate: string | null
  /** Who lives with them, and the company they are part of, by the keys of the source. */
  household: string | null
  company: string | null
  companyRole: string
  /** Since when the source knows them, and when they were last in touch with it: where the clock of retention begins. */
  since?: Since
  /** What they said yes and no to, of a file with a column for each channel. */
  consents?: readonly HeardWord[]
  /** What the source says beyond the fields of the house, by the name of its column. */
  attributes: Record<string, string>
  /** What could not be read, as written, by field. */
  unread: Record<string, string>
}
export type ReadRow = { ok: RowDraft; warnings: Warning[] } | { problem: Refusal }

const EMAIL = /^[a-z0-9.!#$%&*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/

/**
 * One row, read. Nothing here knows what is already in the base.
 * @returns what it says, with a warning for each value left out; or why it is set aside
 */
export function readRow(cells: readonly string[], context: RowContext): ReadRow {
  if (cells.length > context.fields.length && cells.slice(context.fields.length).some((cell) => cell.trim() !== ''))
    return { problem: 'too-many-columns' }
  const nobody = lineOfNobody(cells, context.names)
  if (nobody) return { problem: nobody }
  const cell: Record<string, string> = {}
  for (const [n, field] of context.fields.entries())
    if (field && field !== ATTRIBUTE) cell[field] = readCell(cells[n] ?? '')
  // « sans » says nothing in any other column; beside a given name it is a family of that name.
  const family = (cells[context.fields.indexOf('familyName')] ?? '').trim()
  if (cell.givenName && cell.familyName === '' && /^sans$/iu.test(family)) cell.familyName = family
  const row: Reading = { cell, warnings: [], unread: {}, context }

  const { name: customer, birthName } = nameOf(row)
  if (
    nameFault({ kind: 'person', title: '', givenName: '', familyName: '', companyName: '', addressAs: '', ...customer })
  )
    return { problem: 'name-missing' }
  if (isNote(textOf(row, 'givenName'), textOf(row, 'familyName')) || isNote('', textOf(row, 'fullName')))
    return { problem: 'name-is-note' }
  for (const field of ['pronunciation', 'addressAs', 'street', 'postcode', 'city', 'note'] as const) {
    const text = textOf(row, field)
    if (text) customer[field] = field === 'city' ? unshout(text) : text
  }
  if (customer.street && !customer.postcode && !customer.city)
    Object.assign(customer, wholeAddress(customer.street, context.country))
  if (customer.postcode && /^\d{4}$/.test(customer.postcode) && context.country === 'FR' && !cell.country)
    customer.postcode = `0${customer.postcode}`
  const country = value(row, 'country', readCountry, 'country-unknown')
  if (country) customer.country = country
  const language = value(row, 'language', readLanguage, 'language-unknown')
  if (language) customer.language = language
  const key = (field: string) => keyOf(cell[field], () => leaveOut(row, field, cell[field]!, 'key-cut'))
  const birthDate = dayOf(row, 'birthDate', true)
  if (birthDate) customer.birthDate = birthDate

  const consents = consentsOf(row, cells)
  const [knownSince, lastContact] = [dayOf(row, 'knownSince', true), dayOf(row, 'lastContact', true)]
  return {
    ok: {
      key: key('key'),
      customer,
      phones: phonesOf(row, country ?? context.country),
      emails: emailsOf(row),
      advisorEmail: cell.advisorEmail?.toLowerCase() || null,
      asset: assetOf(row),
      plate: plateOf(row),
      household: key('household'),
      company: key('company'),
      companyRole: textOf(row, 'companyRole'),
      attributes: { ...attributesOf(cells, context), ...(birthName ? { [BORN_AS]: birthName } : {}) },
      unread: row.unread,
      // Only where it is said: the mark of a row that says nothing of it stays what it was.
      ...(knownSince || lastContact
        ? { since: { ...(knownSince ? { knownSince } : {}), ...(lastContact ? { lastContact } : {}) } }
        : {}),
      ...(consents.length > 0 ? { consents } : {}),
    },
    warnings: [...new Set(row.warnings)],
  }
}

/** A yes without its proof, and an answer nobody can read, stay in the source record as they were written. */
function consentsOf(row: Reading, cells: readonly string[]): readonly HeardWord[] {
  const { cell, context } = row
  if (!context.fields.some(isConsentColumn)) return []
  const { words, aside } = columnWords(cells, context, {
    date: cell.consentOn ?? '',
    wording: cell.consentWording ?? '',
    proof: cell.consentProof ?? '',
  })
  for (const { field, text, because } of aside) leaveOut(row, field, text, because)
  return words
}

const KIND_COMPANY =
  /^(company|soci|entrep|profess|pro$|b2b|personne morale|pm$|morale|organi|firm|asso|collectiv|admin|c$|e$|s$)/

/** The name, put together from its columns: a company's name makes a company, unless the row says otherwise. */
function nameOf(row: Reading): { name: RowDraft['customer']; birthName: string } {
  const said = row.cell.kind ? fold(row.cell.kind) : ''
  const titleCell = textOf(row, 'title')
  const full = readFullName(textOf(row, 'fullName'), row.context.nameOrder ?? null)
  const inFamily = readTitle(textOf(row, 'familyName'))
  const companyTitle = isCompanyTitle(titleCell)
  const title = companyTitle ? '' : (readTitle(titleCell)?.title ?? titleCell) || inFamily?.title || full.title
  let givenName = unshout(textOf(row, 'givenName')) || full.givenName
  const family = withoutBirthName(inFamily?.rest || textOf(row, 'familyName'))
  const bornAs = unshout(textOf(row, 'birthName')) || full.birthName || family.birthName
  let familyName = unshout(family.name) || full.familyName || bornAs
  let companyName = textOf(row, 'companyName') || full.companyName
  const isCompany =
    KIND_COMPANY.test(said) ||
    companyTitle ||
    (!/^(part|person|indiv|b2c|p$|pp$|physique)/.test(said) &&
      (companyName !== '' || (!givenName && isCompanyName(familyName)) || isLegalForm(givenName)))
  if (isCompany && !companyName) {
    companyName = [givenName, familyName].filter(Boolean).join(' ')
    givenName = ''
    familyName = ''
  }
  return {
    name: {
      kind: isCompany ? 'company' : 'person',
      ...(title ? { title: title.slice(0, 30) } : {}),
      ...(givenName ? { givenName } : {}),
      ...(familyName ? { familyName } : {}),
      ...(companyName ? { companyName } : {}),
    },
    birthName: isCompany || fold(bornAs) === fold(familyName) ? '' : bornAs,
  }
}

function phonesOf(row: Reading, country: string): string[] {
  const phones: string[] = []
  for (const field of ['phone', 'phone2'])
    for (const text of severalIn(row.cell[field] ?? '')) {
      const e164 = readPhone(text, country)
      if (e164) phones.push(e164)
      // A placeholder of one digit (0000000000) is no number and no mistake.
      else if (!/^(\d)\1*$/.test(text.replace(/\D/g, '')))
        leaveOut(row, field, text, isCutNumber(text) ? 'phone-cut' : 'phone-unreadable')
    }
  return [...new Set(phones)].slice(0, 12)
}

function emailsOf(row: Reading): string[] {
  const emails: string[] = []
  for (const field of ['email', 'email2'])
    for (const text of (row.cell[field] ?? '').split(/[;,|\s]+|\s\/\s/u).filter(Boolean)) {
      const address = text
        .toLowerCase()
        .replace(/^mailto:/, '')
        .replace(/^<(.*)>$/, '$1')
      if (EMAIL.test(address) && address.length <= 200 && !address.includes('..')) emails.push(address)
      else leaveOut(row, field, text, 'email-malformed')
    }
  return [...new Set(emails)].slice(0, 12)
}

/** Does the row speak of a vehicle that one could tell from another? Its plate, its VIN, or at least its model. */
export const hasVehicle = (draft: RowDraft): boolean =>
  Boolean(draft.plate || draft.asset.vin || draft.asset.model || draft.asset.make)

/**
 * By what a source knows this customer again: its own key, else their name with the surest thing it says of them. (An e-mail belongs to
 * one person more often than a phone does, a phone more than a car.)
 */
export function identityOf({
  key,
  customer,
  phones,
  emails,
  plate,
  asset,
}: RowDraft): { key: string } | { traits: string } {
  if (key) return { key }
  const name = fold(displayName({ kind: 'person', givenName: '', familyName: '', companyName: '', ...customer }))
  const trait = emails[0] ?? phones[0] ?? customer.birthDate ?? asset.vin ?? plate ?? customer.postcode ?? ''
  return { traits: `${name}|${trait}` }
}

/** The fields of a draft as a preview shows them. */
export function shownFields({
  key,
  customer,
  phones,
  emails,
  advisorEmail,
  asset,
  plate,
  household,
  company,
  companyRole,
  since,
  consents,
  attributes,
}: RowDraft): Record<string, string> {
  const all = {
    key,
    ...customer,
    phone: phones[0],
    phone2: phones.slice(1).join(' / '),
    email: emails[0],
    email2: emails.slice(1).join(' / '),
    advisorEmail,
    plate,
    ...asset,
    options: asset.options?.join(', '),
    household,
    company,
    companyRole,
    ...since,
    ...shownColumns(consents ?? []),
    attribute: shownAttributes(attributes),
  }
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([field, value]) => [field, String(value)]),
  )
}
