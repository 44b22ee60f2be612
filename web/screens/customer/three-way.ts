/** Two lists or values are the same when they say the same. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export interface Merge<V> {
  /** What I changed and must be written on top of what is there now. */
  changes: Partial<V>
  /** The form as it should stand now: theirs where I touched nothing. */
  merged: V
  /** Fields that both of us changed, to different values. */
  clash: (keyof V)[]
}

/**
 * Someone else wrote while I was writing. What only one of us touched is settled by itself; what both touched is a clash,
 * and mine stands in the form until a person has looked at it.
 * @param base what both of us started from
 */
export function threeWay<V extends object>(base: V, mine: V, theirs: V): Merge<V> {
  const fields = Object.keys(base) as (keyof V)[]
  const touched = fields.filter((f) => !same(base[f], mine[f]))
  return {
    changes: Object.fromEntries(
      touched.filter((f) => !same(mine[f], theirs[f])).map((f) => [f, mine[f]]),
    ) as Partial<V>,
    merged: Object.fromEntries(fields.map((f) => [f, touched.includes(f) ? mine[f] : theirs[f]])) as V,
    clash: touched.filter((f) => !same(base[f], theirs[f]) && !same(mine[f], theirs[f])),
  }
}
