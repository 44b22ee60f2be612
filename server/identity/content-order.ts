import { BIRTH, type Encoded, NUMBER } from './columns.ts'
import { joined } from './dictionary.ts'

const FIRST = 0x3c6ef372
const SECOND = 0x1b873593

/** A column's value as a number that depends on what it says alone, and not on when it was first met. */
const saidIn = ({ dictionaries }: Encoded, column: number, code: number): number =>
  column === BIRTH || column === NUMBER ? code : code === 0 ? 0 : dictionaries[column]!.hashes[code]!

/** The names of a table's generic columns as numbers, with their places, in an order that does not depend on which was met first. */
const namedColumns = ({ generics, stride }: Encoded): readonly (readonly [hash: number, column: number])[] =>
  generics
    .map((name, n) => [name, stride - generics.length + n] as const)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([name, column]) => [nameHash(name), column])

/**
 * What a row says as one number of 52 bits, whatever its id, its place and the order in which its values came. Names of generic columns count, not their
 * places: those too are met in some order.
 */
function contentOf(table: Encoded, row: number, named: ReturnType<typeof namedColumns>): number {
  const { rows, stride, generics, more } = table
  const at = row * stride
  let [high, low] = [FIRST, SECOND]
  const add = (hash: number, name: number): void => {
    high = joined(high, joined(hash, name))
    low = joined(low, joined(name, hash))
  }
  const take = (column: number, name: number): void => {
    const own = saidIn(table, column, rows[at + column]!)
    const others = more.size > 0 ? more.get(at + column) : undefined
    if (others === undefined) add(own, name)
    else
      for (const hash of [own, ...others.map((code) => saidIn(table, column, code))].sort((x, y) => x - y))
        add(hash, name)
  }
  const fixed = stride - generics.length
  for (let column = 0; column < fixed; column++) take(column, column)
  // An empty one says nothing: another base may not even have the column.
  for (const [name, column] of named) if (rows[at + column] !== 0) take(column, name)
  return (high & 0xfffff) * 2 ** 32 + low
}

function nameHash(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/**
 * Rows in an order that follows from what they say: where two groups are as near to one as to the other, it decides, and ids would not do, for they tell
 * who came first. Rows that say the same stand by their id; whichever of them is taken, the people are the same.
 * @returns the rows, and for each the number of what it says: one number for all that say the same
 */
export function byContent(table: Encoded, rows: readonly number[]): { nodes: number[]; said: number[] } {
  const { ids } = table
  const named = namedColumns(table)
  const sorted = rows
    .map((row) => ({ row, content: contentOf(table, row, named) }))
    .sort((x, y) =>
      x.content !== y.content
        ? x.content - y.content
        : ids[x.row]! < ids[y.row]!
          ? -1
          : ids[x.row]! > ids[y.row]!
            ? 1
            : x.row - y.row,
    )
  let saying = -1
  const said = sorted.map(({ content }, n) => (n > 0 && sorted[n - 1]!.content === content ? saying : ++saying))
  return { nodes: sorted.map(({ row }) => row), said }
}
