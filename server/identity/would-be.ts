import type { BulkResult } from './resolve-bulk.ts'

/** What a model would make of everyone, before it does: counts of people, and the largest of them. */
export interface WouldBe {
  /** Customers that would join another. What is joined today stays, whatever the bars. */
  joining: number
  /** People who would be made of several customers. */
  made: number
  /** Pairs of people that somebody would be asked about. */
  asked: number
  /** The largest people it would make: how many customers, how many records, and one record of each of some. */
  largest: { customers: number; records: number; some: string[] }[]
}

const LARGEST = 5
const SOME = 3

/**
 * Customers join where all of their records are of one person: one of whom a record is somebody else's goes nowhere by itself, as when it is done.
 * @param customers whose each row is today
 * @param never pairs of record ids that a person said are two: nobody is asked about them
 */
export function wouldBe(
  { clusterOf, edges, ids }: BulkResult,
  customers: readonly string[],
  never: readonly (readonly [string, string])[],
): WouldBe {
  const cluster = new Map<string, number>()
  const torn = new Set<string>()
  customers.forEach((customer, row) => {
    const own = clusterOf[row]!
    const known = cluster.get(customer)
    if (known === undefined) cluster.set(customer, own)
    else if (known !== own) torn.add(customer)
  })
  const people = new Map<number, string[]>()
  for (const [customer, own] of cluster) {
    if (torn.has(customer)) continue
    const joined = people.get(own)
    if (joined) joined.push(customer)
    else people.set(own, [customer])
  }
  const made = [...people].filter(([, joined]) => joined.length > 1)
  const sizes = new Map<number, number>()
  for (const own of clusterOf) sizes.set(own, (sizes.get(own) ?? 0) + 1)
  const rowOf = new Map<string, number>()
  customers.forEach((customer, row) => {
    if (!rowOf.has(customer)) rowOf.set(customer, row)
  })
  const apart = new Set(never.map(([a, b]) => (a < b ? a + b : b + a)))
  // A customer that joins is its person; one that is torn stays itself.
  const personOf = (row: number): string => {
    const customer = customers[row]!
    return torn.has(customer) ? customer : `#${clusterOf[row]!}`
  }
  const asked = new Set<string>()
  for (let k = 0; k < edges.n; k++) {
    const [a, b] = [edges.a[k]!, edges.b[k]!]
    const [one, other] = [personOf(a), personOf(b)].sort()
    const pair = ids[a]! < ids[b]! ? ids[a]! + ids[b]! : ids[b]! + ids[a]!
    if (one !== other && !apart.has(pair)) asked.add(`${one} ${other}`)
  }
  return {
    joining: made.reduce((sum, [, joined]) => sum + joined.length - 1, 0),
    made: made.length,
    asked: asked.size,
    largest: made
      .sort(([x, a], [y, b]) => b.length - a.length || x - y)
      .slice(0, LARGEST)
      .map(([own, joined]) => ({
        customers: joined.length,
        records: sizes.get(own)!,
        some: joined.slice(0, SOME).map((customer) => ids[rowOf.get(customer)!]!),
      })),
  }
}
