import type { Db } from '../kit/house.ts'
import type { CompactKeys } from './compact-keys.ts'
import {
  type Bearer,
  bearerName,
  bearerOf,
  hear,
  isBearer,
  nameOfDraft,
  newBearer,
  type Shared,
  standsBeside,
} from './import-bearers.ts'
import { peopleUnder, recordsOf } from './import-known.store.ts'
import type { KnownRecord } from './import-known.ts'
import type { RowDraft } from './import-row.ts'
import { otherKeys } from './row-key.ts'

/** A row under the key it says, with the mark of its content. */
export interface KeyedRow {
  key: string
  mark: string
  draft: RowDraft
}

/** Bearers remembered at most; whoever comes after that many is taken for new, as in a preview of millions. */
const MOST_BEARERS = 200_000

/** Who bears which key, as rows go by: what the source said before, then what this file says. */
export class Bearers {
  readonly #of = new Map<string, Bearer | null>()
  readonly #db: Db
  readonly #source: string
  readonly #run: string
  readonly #again: CompactKeys | undefined

  /** @param again keys whose rows said in this file what they said before: nothing was written of them */
  constructor(db: Db, source: string, run: string, again?: CompactKeys) {
    this.#db = db
    this.#source = source
    this.#run = run
    this.#again = again
  }

  /** What is on file under keys, read by whoever needed it; a key with no record stands for nobody yet. */
  know(keys: readonly string[], records: ReadonlyMap<string, KnownRecord>): void {
    for (const key of keys) {
      const record = records.get(key)
      if (this.#of.has(key)) continue
      const bearer = record?.customerId ? bearerOf(record, this.#run) : null
      if (bearer && this.#again?.get(key) !== undefined) bearer.inThisFile = true
      this.#of.set(key, bearer)
    }
  }

  /** A row that says what it said before: whoever comes after it under this key is in one file with it. */
  again(key: string): void {
    const bearer = this.#of.get(key)
    if (bearer) bearer.inThisFile = true
    this.#again?.set(key, 1)
  }

  /**
   * Under which key each row stands: the one it says, unless somebody else bears it. Such a row is a record of its own, known again by name,
   * and whether it is somebody on file is for who-is-who to say.
   */
  async settle<R extends KeyedRow>(
    rows: readonly R[],
  ): Promise<{ row: R; key: string; because: Shared | null; isNew: boolean }[]> {
    const doubtful = rows.filter((row) => row.draft.key !== null && this.#mayBeAnother(row, rows))
    await this.#load([...new Set(doubtful.flatMap(({ key, draft }) => otherKeys(key, draft)))])
    await this.#addThoseNow(doubtful)
    return rows.map((row) => ({ row, ...this.#place(row) }))
  }

  /** The keys whose bearer now stands beside others, with the others' keys. */
  shared(keys: readonly string[]): [key: string, others: string[]][] {
    return keys.flatMap((key): [string, string[]][] => {
      const others = this.#of.get(key)?.others ?? []
      return others.length > 0 ? [[key, others]] : []
    })
  }

  /** Whose key it is, as a preview says it. */
  nameOf(key: string): string {
    const bearer = this.#of.get(key)
    return bearer ? bearerName(bearer) : ''
  }

  #place({ key, draft }: KeyedRow): { key: string; because: Shared | null; isNew: boolean } {
    const bearer = draft.key === null ? undefined : this.#of.get(key)
    if (!bearer) {
      if (draft.key !== null) this.#put(key, newBearer(draft))
      return { key, because: null, isNew: true }
    }
    if (isBearer(bearer, draft)) {
      hear(bearer, draft)
      return { key, because: null, isNew: bearer.isNew }
    }
    const because = bearer.inThisFile ? 'key-shared' : 'key-of-another'
    const [byName, byTrait] = otherKeys(key, draft)
    const named = this.#of.get(byName)
    const other = named && !isBearer({ ...named, others: bearer.others }, draft) ? byTrait : byName
    standsBeside(bearer, other)
    const known = this.#of.get(other)
    if (known) hear(known, draft)
    else this.#put(other, newBearer(draft))
    return { key: other, because, isNew: known?.isNew ?? true }
  }

  #put(key: string, bearer: Bearer): void {
    if (this.#of.size < MOST_BEARERS) this.#of.set(key, bearer)
  }

  /** Cheap, and true too often rather than too seldom: only of these is anything more asked. */
  #mayBeAnother(row: KeyedRow, rows: readonly KeyedRow[]): boolean {
    const bearer = this.#of.get(row.key)
    if (bearer) return bearer.others.length > 0 || !isBearer(bearer, row.draft)
    return this.#twiceIn(rows).has(row.key)
  }

  #twice: { rows: readonly KeyedRow[]; keys: Set<string> } = { rows: [], keys: new Set() }
  #twiceIn(rows: readonly KeyedRow[]): Set<string> {
    if (this.#twice.rows === rows) return this.#twice.keys
    const first = new Map<string, RowDraft>()
    const keys = new Set<string>()
    for (const { key, draft } of rows) {
      const before = first.get(key)
      if (before === undefined) first.set(key, draft)
      else if (nameOfDraft(before) !== nameOfDraft(draft)) keys.add(key)
    }
    this.#twice = { rows, keys }
    return keys
  }

  async #load(keys: readonly string[]): Promise<void> {
    const unknown = keys.filter((key) => !this.#of.has(key))
    if (unknown.length === 0) return
    const records = await recordsOf(this.#db, this.#source, unknown)
    this.know(unknown, new Map(records.map((record) => [record.key, record])))
  }

  /** A person may have corrected by hand what the source says only now: who they are today speaks too. */
  async #addThoseNow(rows: readonly KeyedRow[]): Promise<void> {
    const keys = [...new Set(rows.map(({ key }) => key))].filter((key) => this.#of.get(key)?.before.length === 1)
    if (keys.length === 0) return
    for (const [key, person] of await peopleUnder(this.#db, this.#source, keys)) this.#of.get(key)?.before.push(person)
  }
}
