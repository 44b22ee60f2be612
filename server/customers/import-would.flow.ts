import { setImmediate as breathe } from 'node:timers/promises'
import type { Db, House } from '../kit/house.ts'
import { CompactKeys, hashOf } from './compact-keys.ts'
import { ERASED_BECAUSE } from './erased.flow.ts'
import { Bearers, type KeyedRow } from './import-bearers.flow.ts'
import { bearerOf, isBearer, nameOfDraft, type Shared } from './import-bearers.ts'
import { erasedRows } from './import-erased.flow.ts'
import { marksOf, peopleUnder, recordsOf } from './import-known.store.ts'
import type { Notice } from './import-notices.ts'
import type { RowDraft } from './import-row.ts'
import { displayName } from './name.ts'
import { rowMark, sourceKey } from './row-key.ts'

export interface Would {
  create: number
  change: number
  same: number
}
export interface LinedDraft {
  line: number
  draft: RowDraft
}
type Lined = KeyedRow & { line: number }

const STATES = ['create', 'change', 'same'] as const
/** Keys of people remembered while shared keys are looked at; more than that are counted by their rows. */
const MOST_PEOPLE = 200_000
const MOST_EXAMPLES = 5

const keyedOf = (rows: readonly LinedDraft[]): Lined[] =>
  rows.map(({ line, draft }) => ({ line, draft, key: sourceKey(draft), mark: rowMark(draft) }))

/**
 * What rows of customers would be to what their source said before, counted in people: a customer with three cars in three rows is one. Whom else
 * they may be is for who-is-who to say, when they are in.
 *
 * The file goes by once. Only where a key has several names, or the name of somebody else on file, does it go by again, for those keys alone: then each
 * row is placed by the same rule as in the run.
 */
export function wouldWatch(house: Pick<House, 'db' | 'seal'>, source: string) {
  const { db } = house
  const would: Would = { create: 0, change: 0, same: 0 }
  const met = new CompactKeys()
  const doubtful = new Set<string>()
  const erased = new Set<number>()

  return {
    /** @returns of which rows nothing comes in, by their lines: they are of somebody erased */
    async see(rows: readonly LinedDraft[]): Promise<ReadonlyMap<number, string>> {
      if (rows.length === 0) return new Map()
      const all = keyedOf(rows)
      const known = await marksOf(
        db,
        source,
        all.map(({ key }) => key),
      )
      const refused = new Map<number, string>()
      const unknown = all.filter(({ key }) => !known.has(key))
      for (const [n, why] of (await erasedRows(house, source, unknown)).entries())
        if (why) refused.set(unknown[n]!.line, ERASED_BECAUSE[why])
      for (const line of refused.keys()) erased.add(line)
      const keyed = refused.size > 0 ? all.filter(({ line }) => !refused.has(line)) : all
      const stateOf = stateBy(known)
      const changed = keyed.filter((row) => row.draft.key !== null && stateOf(row) === 'change')
      const records = await recordsOf(db, source, [...new Set(changed.map(({ key }) => key))])
      const bearers = new Map(records.map((record) => [record.key, record.customerId ? bearerOf(record, '') : null]))
      for (const row of keyed) {
        const name = row.draft.key === null ? 0 : hashOf(nameOfDraft(row.draft)) >>> 2
        const before = met.get(row.key)
        const state = stateOf(row)
        const bearer = bearers.get(row.key)
        if (state === 'change' && bearer && (bearer.others.length > 0 || !isBearer(bearer, row.draft)))
          doubtful.add(row.key)
        if (before === undefined) {
          would[state]++
          met.set(row.key, pack(name, state))
        } else if (before >>> 2 !== name) doubtful.add(row.key)
        else if (unpack(before) === 'same' && state === 'change') {
          would.same--
          would.change++
          met.set(row.key, pack(name, state))
        }
      }
      return refused
    },
    /** @param again the same rows once more */
    async end(
      again: () => AsyncIterable<readonly LinedDraft[]>,
      column: string,
    ): Promise<{ would: Would; notices: Notice[] }> {
      if (doubtful.size === 0) return { would, notices: [] }
      for (const key of doubtful) would[unpack(met.get(key) ?? 0)]--
      const looked = lookCloser(db, source, would)
      for await (const rows of again()) {
        await looked.see(keyedOf(rows).filter(({ key, line }) => doubtful.has(key) && !erased.has(line)))
        await breathe()
      }
      return { would, notices: await looked.notices(column) }
    },
  }
}

const pack = (name: number, state: keyof Would): number => ((name << 2) | STATES.indexOf(state)) >>> 0
const unpack = (packed: number): keyof Would => STATES[packed & 3] ?? 'create'

const stateBy =
  (known: ReadonlyMap<string, ReadonlySet<string>>) =>
  ({ key, mark }: KeyedRow): keyof Would => {
    const marks = known.get(key)
    return marks ? (marks.has(mark) ? 'same' : 'change') : 'create'
  }

/** Places the rows of doubtful keys as the run would, counts the people they are, and keeps a few to be shown. */
function lookCloser(db: Db, source: string, would: Would) {
  const bearers = new Bearers(db, source, '')
  const people = new Map<string, keyof Would>()
  const shared: Record<Shared, { n: number; keys: Set<string>; examples: Notice['examples'] }> = {
    'key-shared': { n: 0, keys: new Set(), examples: [] },
    'key-of-another': { n: 0, keys: new Set(), examples: [] },
  }
  return {
    async see(rows: readonly Lined[]): Promise<void> {
      if (rows.length === 0) return
      const keys = [...new Set(rows.map(({ key }) => key))]
      const records = await recordsOf(db, source, keys)
      const known = new Map(records.map((record) => [record.key, record]))
      bearers.know(keys, known)
      const said = ({ key, mark }: Lined): boolean => known.get(key)?.said.rows.includes(mark) ?? false
      for (const row of rows) if (said(row)) bearers.again(row.key)
      const placed = [
        ...rows.filter(said).map((row) => ({ row, key: row.key, because: null })),
        ...(await bearers.settle(rows.filter((row) => !said(row)))),
      ]
      const marks = await marksOf(db, source, [...new Set(placed.map(({ key }) => key))])
      for (const { row, key, because } of placed) count({ ...row, key }, row.key, because, stateBy(marks))
    },
    async notices(column: string): Promise<Notice[]> {
      const examples = Object.values(shared).flatMap((one) => one.examples)
      const onFile = await peopleUnder(
        db,
        source,
        examples.map(({ key }) => key),
      )
      for (const example of examples) example.customerId = onFile.get(example.key)?.customerId ?? null
      return (['key-of-another', 'key-shared'] as const)
        .filter((because) => shared[because].n > 0)
        .map((because) => {
          const { n, keys, examples } = shared[because]
          return { because, columns: [column], value: null, n, of: keys.size, examples }
        })
    },
  }

  function count(row: Lined, said: string, because: Shared | null, stateOf: (row: KeyedRow) => keyof Would): void {
    const state = stateOf(row)
    const before = people.get(row.key)
    if (before === undefined) {
      would[state]++
      if (people.size < MOST_PEOPLE) people.set(row.key, state)
      if (because && state === 'create') note(row, said, because)
    } else if (before === 'same' && state === 'change') {
      would.same--
      would.change++
      people.set(row.key, state)
    }
  }

  function note({ line, draft }: Lined, key: string, because: Shared): void {
    const one = shared[because]
    one.n++
    one.keys.add(key)
    if (one.examples.length < MOST_EXAMPLES)
      one.examples.push({
        line,
        key,
        name: displayName({ kind: 'person', givenName: '', familyName: '', companyName: '', ...draft.customer }),
        bearer: bearers.nameOf(key),
        customerId: null,
      })
  }
}
