import { isAnother, isNamesake, type SaidPerson } from './another-person.ts'
import { type KnownRecord, MOST_OTHERS, nameKey, type Said } from './import-known.ts'
import type { RowDraft } from './import-row.ts'
import { displayName } from './name.ts'

/** Why a row stands under a key of its own: others of its file, or somebody on file already, stand under the one it says. */
export type Shared = 'key-shared' | 'key-of-another'

/** From so many others on, a key tells nobody apart: a name alone no longer makes two rows one person. */
const NOBODYS = 5
/** Rows of one file kept to compare the next with. */
const MOST_VOICES = 6

/** Whom a key stands for, as far as rows can tell. */
export interface Bearer {
  /** What the source said the last time, and who that is now. */
  before: SaidPerson[]
  /** What rows of this file say. */
  rows: RowDraft[]
  inThisFile: boolean
  /** Under which keys others stand that the source calls by this one. */
  others: string[]
  /** Not on file before this batch. */
  isNew: boolean
}

export const newBearer = (draft: RowDraft): Bearer => ({
  before: [],
  rows: [draft],
  inThisFile: true,
  others: [],
  isNew: true,
})

/** @param run the run that is on: what it said is of this file */
export function bearerOf({ said }: KnownRecord, run: string): Bearer {
  return { before: [saidPerson(said)], rows: [], inThisFile: said.run === run, others: said.others ?? [], isNew: false }
}

/** Does this row speak of the one whom the key stands for? */
export function isBearer(bearer: Bearer, draft: RowDraft): boolean {
  const now = draftPerson(draft)
  const voices = [...bearer.before, ...bearer.rows.map(draftPerson)]
  if (bearer.others.length < NOBODYS) return voices.some((was) => !isAnother(was, now, bearer.inThisFile))
  const name = nameKey(kindOf(now))
  return voices.some((was) => nameKey(kindOf(was)) === name && !isNamesake(was, now))
}

/** Heard: the next row under this key is compared with this one too. */
export function hear(bearer: Bearer, draft: RowDraft): void {
  bearer.inThisFile = true
  if (bearer.rows.length < MOST_VOICES) bearer.rows.push(draft)
}

/** What a preview calls them by. */
export const bearerName = (bearer: Bearer): string => {
  const [first] = bearer.before.length > 0 ? bearer.before.slice(-1) : bearer.rows.map(draftPerson)
  return first ? displayName(kindOf(first)) : ''
}

/** Notes that somebody else stands beside the bearer. */
export function standsBeside(bearer: Bearer, key: string): void {
  if (bearer.others.length < MOST_OTHERS && !bearer.others.includes(key)) bearer.others = [...bearer.others, key]
}

/** The words of a row's name, in no order. */
export const nameOfDraft = ({ customer }: RowDraft): string =>
  nameKey({
    kind: customer.kind ?? 'person',
    givenName: customer.givenName ?? '',
    familyName: customer.familyName ?? '',
    companyName: customer.companyName ?? '',
  })

const kindOf = (person: SaidPerson) => ({ ...person, kind: person.kind === 'company' ? 'company' : 'person' }) as const
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Fields of a customer as they tell people apart. */
export const personOf = (
  fields: Readonly<Record<string, unknown>>,
  { phones, emails, things }: Pick<SaidPerson, 'phones' | 'emails' | 'things'>,
): SaidPerson => ({
  kind: text(fields.kind) || 'person',
  title: text(fields.title),
  givenName: text(fields.givenName),
  familyName: text(fields.familyName),
  companyName: text(fields.companyName),
  birthDate: text(fields.birthDate) || null,
  street: text(fields.street),
  postcode: text(fields.postcode),
  phones,
  emails,
  things,
})

const saidPerson = ({ fields, phones, emails, plate }: Said): SaidPerson =>
  personOf(fields, { phones, emails, things: plate ? [plate] : [] })
const draftPerson = ({ customer, phones, emails, plate, asset }: RowDraft): SaidPerson =>
  personOf(customer, { phones, emails, things: [plate, asset.vin].filter((each) => each != null) })
