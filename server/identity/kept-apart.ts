import { type Encoded, FAMILY, GIVEN } from './columns.ts'

/** Does a row say nothing but what the other says, the name among it? A copy of it, or a part of one. */
function saysNoMore({ rows, stride, more }: Encoded, row: number, than: number): boolean {
  const [a, b] = [row * stride, than * stride]
  if (rows[a + FAMILY] === 0 || rows[a + GIVEN] === 0) return false
  for (let column = 0; column < stride; column++) {
    const code = rows[a + column]!
    if (code !== 0 && code !== rows[b + column] && !more.get(b + column)?.includes(code)) return false
  }
  return true
}

/**
 * A person said of two rows that they are two people. What comes later and says just what one of them says is that one again, under another key: it is kept
 * apart from the other, and from whoever says what the other says.
 * @param nodes rows of one component
 * @param never pairs of places in `nodes`
 */
export function apartAgain(
  table: Encoded,
  nodes: readonly number[],
  never: readonly (readonly [number, number])[],
): [number, number][] {
  const all = new Map<string, [number, number]>()
  for (const [a, b] of never) {
    const sideOf = (one: number, other: number): number[] => [
      one,
      ...nodes.flatMap((row, n) =>
        n !== one && n !== other && saysNoMore(table, row, nodes[one]!) && !saysNoMore(table, row, nodes[other]!)
          ? [n]
          : [],
      ),
    ]
    const others = sideOf(b, a)
    for (const x of sideOf(a, b)) for (const y of others) all.set(x < y ? `${x} ${y}` : `${y} ${x}`, [x, y])
  }
  return [...all.values()]
}
