import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PersonRecord } from '../../server/identity/person-record.ts'

export const SHARED = new URL('../../../shared/identity/', import.meta.url)
export const sharedIsHere = (): boolean => existsSync(SHARED)

/** The fields of a line by their column's name. */
export type Line = Record<string, string | undefined>

/** Where a set's columns belong. Declared by their meaning, once; the resolver has one configuration for all sets. */
export interface LabelledSet {
  name: string
  file: string
  truth: string
  record: (line: Line) => PersonRecord
}

const text = (value: string | undefined): string => value ?? ''
const many = (value: string | undefined): string[] => (value ? [value] : [])

const febrl = (name: string): LabelledSet => ({
  name,
  file: fileURLToPath(new URL(`${name}.csv`, SHARED)),
  truth: 'cluster',
  record: (line) => ({
    id: text(line.rec_id),
    source: text(line.src),
    givenName: text(line.given_name),
    familyName: text(line.surname),
    birthDate: text(line.date_of_birth),
    nationalId: text(line.soc_sec_id),
    streetNumber: text(line.street_number),
    street: text(line.address_1),
    postcode: text(line.postcode),
    city: text(line.suburb),
    extra: { address_2: text(line.address_2), state: text(line.state) },
  }),
})

const historical: LabelledSet = {
  name: 'historical50k',
  file: fileURLToPath(new URL('historical50k.csv', SHARED)),
  truth: 'cluster',
  record: (line) => ({
    id: text(line.unique_id),
    source: 'wikidata',
    fullName: text(line.full_name),
    givenName: text(line.first_name),
    familyName: text(line.surname),
    birthDate: text(line.dob),
    birthPlace: text(line.birth_place),
    postcode: text(line.postcode_fake),
    gender: text(line.gender),
    occupation: text(line.occupation),
  }),
}

const fake: LabelledSet = {
  name: 'fake1000',
  file: fileURLToPath(new URL('fake1000.csv', SHARED)),
  truth: 'cluster',
  record: (line) => ({
    id: text(line.unique_id),
    source: 'fake',
    givenName: text(line.first_name),
    familyName: text(line.surname),
    birthDate: text(line.dob),
    city: text(line.city),
    emails: many(line.email),
  }),
}

export const PUBLIC_SETS: readonly LabelledSet[] = [febrl('febrl3'), febrl('febrl4'), fake, historical]

/** The generated network of dealers, made anew in a temporary folder. */
export function crmSet(records: number, seed: number): { set: LabelledSet; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-crm-'))
  const file = join(folder, 'crm.csv')
  execFileSync(process.execPath, [
    fileURLToPath(new URL('generate-crm.mjs', SHARED)),
    String(records),
    String(seed),
    file,
  ])
  const record = (line: Line): PersonRecord => ({
    id: text(line.unique_id),
    source: text(line.source),
    givenName: text(line.first_name),
    familyName: text(line.last_name),
    birthDate: text(line.dob),
    emails: many(line.email),
    phones: many(line.phone),
    street: text(line.street),
    postcode: text(line.postcode),
    city: text(line.city),
    plates: many(line.plate),
    vins: many(line.vin),
  })
  return {
    set: { name: `crm ${records / 1000}k`, file, truth: 'cluster', record },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function* linesOf(file: string): Generator<string> {
  const handle = openSync(file, 'r')
  const buffer = Buffer.alloc(1 << 20)
  const decoder = new TextDecoder()
  let rest = ''
  for (let n = readSync(handle, buffer); n > 0; n = readSync(handle, buffer)) {
    const lines = (rest + decoder.decode(buffer.subarray(0, n), { stream: true })).split('\n')
    rest = lines.pop()!
    yield* lines
  }
  if (rest !== '') yield rest
  closeSync(handle)
}

/** The cells of a line of CSV; a quoted cell may hold commas and doubled quotes, no line breaks. */
function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
  return cells
}

/** The lines of a file one by one: a million records never stand in memory together. */
export function* csvLines(file: string): Generator<Line> {
  let head: string[] | undefined
  for (const line of linesOf(file)) {
    if (line === '') continue
    const cells = cellsOf(line.replace(/\r$/, ''))
    if (!head) head = cells
    else {
      const named: Line = {}
      for (let n = 0; n < head.length; n++) named[head[n]!] = cells[n]
      yield named
    }
  }
}

/** The truth of each record, filled in the order of reading; the resolver never sees it. */
export function truthOf(set: LabelledSet): Uint32Array {
  const numbers = new Map<string, number>()
  const truth: number[] = []
  for (const line of csvLines(set.file)) {
    const label = text(line[set.truth])
    const known = numbers.get(label)
    if (known === undefined) numbers.set(label, numbers.size)
    truth.push(known ?? numbers.size - 1)
  }
  return Uint32Array.from(truth)
}

/** The records of a set, one by one. @param most how many */
export function* recordsOf(set: LabelledSet, most = Number.POSITIVE_INFINITY): Generator<PersonRecord> {
  let n = 0
  for (const line of csvLines(set.file)) {
    if (n++ >= most) return
    yield set.record(line)
  }
}
