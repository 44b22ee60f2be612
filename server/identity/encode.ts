import {
  BIRTH,
  CITY,
  EMAIL,
  type Encoded,
  emptyTable,
  FAMILY,
  GENERIC,
  GIVEN,
  NATIONAL,
  NUMBER,
  PHONE,
  PLATE,
  POSTCODE,
  REST,
  STREET,
  VIN,
} from './columns.ts'
import { emptyDictionary, intern } from './dictionary.ts'
import { skeleton } from './name-skeleton.ts'
import { normalCity, normalPostcode, normalStreet } from './normal-address.ts'
import { normalDate } from './normal-date.ts'
import { normalName, normalParts, plainText } from './normal-name.ts'
import type { PersonRecord } from './person-record.ts'
import { codeOf, emailCode, metCode, nameCode, phoneCode } from './value-codes.ts'

/** A row more, and more room when it is full. */
function grow(table: Encoded): void {
  if ((table.n + 1) * table.stride <= table.rows.length) return
  const rows = new Uint32Array(Math.ceil(table.n * 1.6 + 64) * table.stride)
  rows.set(table.rows)
  table.rows = rows
  const sources = new Uint16Array(Math.ceil(table.n * 1.6 + 64))
  sources.set(table.sources)
  table.sources = sources
}

/** A column nobody foresaw: every row gets one place more. */
function widen(table: Encoded, name: string): number {
  const { stride, n } = table
  const rows = new Uint32Array(Math.max(64, Math.ceil(n * 1.6)) * (stride + 1))
  for (let i = 0; i < n; i++) rows.set(table.rows.subarray(i * stride, (i + 1) * stride), i * (stride + 1))
  const more = new Map<number, number[]>()
  for (const [at, codes] of table.more) more.set(Math.floor(at / stride) * (stride + 1) + (at % stride), codes)
  Object.assign(table, { rows, more, stride: stride + 1 })
  table.generics.push(name)
  table.dictionaries.push(emptyDictionary())
  return stride
}

function putAll(
  table: Encoded,
  at: number,
  column: number,
  raws: readonly string[] | undefined,
  encode: (raw: string) => number,
): void {
  if (!raws || raws.length === 0) return
  if (raws.length === 1) {
    table.rows[at + column] = encode(raws[0]!)
    return
  }
  const codes = [...new Set(raws.map(encode))].filter((code) => code !== 0)
  table.rows[at + column] = codes[0] ?? 0
  if (codes.length > 1) table.more.set(at + column, codes.slice(1))
}

function putName(table: Encoded, at: number, record: PersonRecord): void {
  const { rows } = table
  if (!record.fullName) {
    const one = (raw: string): number => {
      const name = normalName(raw)
      return name === '' ? 0 : nameCode(table, name)
    }
    if (record.givenName) rows[at + GIVEN] = metCode(table, GIVEN, record.givenName, one)
    if (record.familyName) rows[at + FAMILY] = metCode(table, GIVEN, record.familyName, one)
    if (record.birthName) putRest(table, at, bornAs(record))
    return
  }
  const name = normalParts(record.givenName, record.familyName, record.fullName)
  if (name.given !== '') rows[at + GIVEN] = nameCode(table, name.given)
  if (name.family !== '') rows[at + FAMILY] = nameCode(table, name.family)
  putRest(table, at, record.birthName ? [...new Set([...name.rest, ...bornAs(record)])].sort() : name.rest)
}

/** Words of the birth name, and the whole of it where it has several: a family name is compared as it stands. */
function bornAs(record: PersonRecord): string[] {
  const born = normalName(record.birthName!)
  if (born === '' || born === normalName(record.familyName ?? '')) return []
  return [...new Set([...born.split(' ').filter((word) => word.length > 1), born])].sort()
}

function putRest(table: Encoded, at: number, words: readonly string[]): void {
  if (words.length === 0) return
  const rest = intern(table.dictionaries[REST]!, words.join(' '))
  table.rows[at + REST] = rest
  if (!table.restWords.has(rest))
    table.restWords.set(
      rest,
      words.map((word) => nameCode(table, word)),
    )
}

function putStreet(table: Encoded, at: number, record: PersonRecord, rest: string): void {
  const street = normalStreet(record.street!, record.streetNumber)
  const code = intern(table.dictionaries[STREET]!, street.name)
  if (code === table.streetBones.length) table.streetBones[code] = skeleton(street.name)
  if (rest.startsWith(' ') && table.rows[at + NUMBER] === street.number) table.met[STREET]!.set(rest, code)
  table.rows[at + STREET] = code
  table.rows[at + NUMBER] = street.number
}

function putAddress(table: Encoded, at: number, record: PersonRecord): void {
  const { rows, dictionaries } = table
  if (record.street) {
    const lead = record.streetNumber ? 0 : Number.parseInt(record.street, 10) || 0
    const rest = lead > 0 && lead < 100_000 ? record.street.slice(String(lead).length) : ''
    // Thousands live in the same street: only its number is read again.
    const known = rest.startsWith(' ') ? table.met[STREET]!.get(rest) : undefined
    rows[at + NUMBER] = lead
    if (known !== undefined) rows[at + STREET] = known
    else putStreet(table, at, record, rest)
  }
  if (record.postcode)
    rows[at + POSTCODE] = metCode(table, POSTCODE, record.postcode, (raw) =>
      intern(dictionaries[POSTCODE]!, normalPostcode(raw)),
    )
  if (record.city)
    rows[at + CITY] = metCode(table, CITY, record.city, (raw) => intern(dictionaries[CITY]!, normalCity(raw)))
}

function putGeneric(table: Encoded, row: number, name: string, value: string | undefined): void {
  if (!value) return
  const known = table.generics.indexOf(name)
  const column = known < 0 ? widen(table, name) : GENERIC + known
  table.rows[row * table.stride + column] = intern(table.dictionaries[column]!, plainText(value))
}

function sourceCode(table: Encoded, source: string): number {
  const known = table.sourceNames.indexOf(source)
  return known < 0 ? table.sourceNames.push(source) - 1 : known
}

/** One record more. @returns its row */
export function addRecord(table: Encoded, record: PersonRecord): number {
  grow(table)
  const row = table.n
  const at = row * table.stride
  putName(table, at, record)
  if (record.birthDate) table.rows[at + BIRTH] = normalDate(record.birthDate)
  const named = Boolean(record.givenName || record.familyName || record.fullName)
  putAll(table, at, EMAIL, record.emails, (raw) => emailCode(table, raw, named))
  putAll(table, at, PHONE, record.phones, (raw) => phoneCode(table, raw))
  putAddress(table, at, record)
  if (record.nationalId) table.rows[at + NATIONAL] = codeOf(table, NATIONAL, record.nationalId)
  putAll(table, at, PLATE, record.plates, (raw) => codeOf(table, PLATE, raw))
  putAll(table, at, VIN, record.vins, (raw) => codeOf(table, VIN, raw))
  table.n = row + 1
  putGeneric(table, row, 'company', record.company)
  putGeneric(table, row, 'birthPlace', record.birthPlace)
  putGeneric(table, row, 'occupation', record.occupation)
  putGeneric(table, row, 'gender', record.gender)
  if (record.extra) for (const name in record.extra) putGeneric(table, row, `extra:${name}`, record.extra[name])
  table.ids.push(record.id)
  table.sources[row] = sourceCode(table, record.source)
  return row
}

/**
 * Records as columns of codes. Takes any iterable, so that a million records stream through without ever standing in memory together.
 * @param generics names of generic columns to begin with: those of the model, where there is one
 */
export function encode(records: Iterable<PersonRecord>, generics: readonly string[] = []): Encoded {
  const table = emptyTable(generics)
  for (const record of records) addRecord(table, record)
  return table
}
