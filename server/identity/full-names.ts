import { type Encoded, FAMILY, GIVEN } from './columns.ts'
import { joined } from './dictionary.ts'
import { genericBar } from './frequencies.ts'
import type { IdentityModel } from './model.ts'

/** Where a model keeps how often whole names are met, beside the counts of its columns. */
const FULL_NAME = 'fullName'
/** Whole names are first counted together by so many hashes: most are rare, and never looked at again. */
const BUCKETS = 1 << 18

const hashOfName = ({ rows, stride, dictionaries }: Encoded, row: number): number => {
  const at = row * stride
  const [given, family] = [rows[at + GIVEN]!, rows[at + FAMILY]!]
  if (given === 0 || family === 0) return 0
  return joined(dictionaries[GIVEN]!.hashes[given]!, dictionaries[FAMILY]!.hashes[family]!)
}

/**
 * Whole names that more records bear than one person ever has. A family of Kervellas says little of Yann and little of Kervella, and much of
 * five hundred Yann Kervellas: given and family name taken each by itself would call their meeting a wonder.
 */
function learnFullNames(table: Encoded): Record<string, number> {
  const bar = genericBar(table.n)
  const buckets = new Uint32Array(BUCKETS)
  const hashes = new Uint32Array(table.n)
  let held = 0
  for (let row = 0; row < table.n; row++) {
    const hash = hashOfName(table, row)
    hashes[row] = hash
    if (hash === 0) continue
    held++
    buckets[hash % BUCKETS]!++
  }
  const counts = new Map<number, number>()
  for (const hash of hashes)
    if (hash !== 0 && buckets[hash % BUCKETS]! > bar) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const kept: Record<string, number> = {}
  for (const [hash, count] of counts) if (count > bar) kept[hash.toString(36)] = count
  return { ...kept, '': held }
}

/** With what the model has learned of whole names. */
export const withFullNames = (counts: IdentityModel['counts'], table: Encoded): IdentityModel['counts'] => ({
  ...counts,
  [FULL_NAME]: learnFullNames(table),
})

/** The share of each row's whole name beyond what one person's records make, by row; undefined where no name is that common. */
export function fullNameShares(table: Encoded, model: IdentityModel): Float64Array | undefined {
  const counts = model.counts[FULL_NAME]
  const held = counts?.['']
  if (!counts || !held) return undefined
  const common = new Map<number, number>()
  const bar = genericBar(model.records)
  for (const hash in counts) if (hash !== '') common.set(Number.parseInt(hash, 36), (counts[hash]! - bar) / held)
  if (common.size === 0) return undefined
  const shares = new Float64Array(table.n)
  let any = false
  for (let row = 0; row < table.n; row++) {
    const share = common.get(hashOfName(table, row))
    if (share === undefined) continue
    shares[row] = share
    any = true
  }
  return any ? shares : undefined
}
