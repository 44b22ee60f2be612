/** How far apart two values are: as names, as ranks, as numbers, as numbers with a true zero. */
export type Measure = 'nominal' | 'ordinal' | 'interval' | 'ratio'

/**
 * Krippendorff's α: how far several who judged the same things agree beyond chance. 1, always; 0, as by chance; below, less than that.
 * `judged` has a row for each who judged, a column for each thing; null where they did not. Null when no two judged anything alike, or all
 * that was said is one value, of which agreement cannot be told from habit.
 */
export function krippendorff(judged: readonly (readonly (number | null)[])[], measure: Measure): number | null {
  const things = Math.max(0, ...judged.map((row) => row.length))
  const values = [...new Set(judged.flatMap((row) => row.filter((value) => value !== null)))].sort((a, b) => a - b)
  const place = new Map(values.map((value, i) => [value, i]))
  // Coincidences: each pair of values that one thing was given, weighted so that each value given counts once.
  const pairs = values.map(() => values.map(() => 0))
  for (let thing = 0; thing < things; thing++) {
    const given = judged.map((row) => row[thing] ?? null).filter((value) => value !== null)
    if (given.length < 2) continue
    for (const [i, one] of given.entries())
      for (const [j, other] of given.entries())
        if (i !== j) pairs[place.get(one)!]![place.get(other)!]! += 1 / (given.length - 1)
  }
  const often = pairs.map((row) => row.reduce((sum, each) => sum + each, 0))
  const all = often.reduce((sum, each) => sum + each, 0)
  let [seen, byChance] = [0, 0]
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < values.length; j++) {
      const apart = distance(measure, values, often, i, j) ** 2
      seen += pairs[i]![j]! * apart
      byChance += often[i]! * often[j]! * apart
    }
  return byChance === 0 ? null : 1 - ((all - 1) * seen) / byChance
}

function distance(measure: Measure, values: readonly number[], often: readonly number[], i: number, j: number): number {
  if (i === j) return 0
  const [one, other] = [values[i]!, values[j]!]
  if (measure === 'nominal') return 1
  if (measure === 'interval') return one - other
  if (measure === 'ratio') return one + other === 0 ? 0 : (one - other) / (one + other)
  const [low, high] = [Math.min(i, j), Math.max(i, j)]
  const between = often.slice(low, high + 1).reduce((sum, each) => sum + each, 0)
  return between - (often[low]! + often[high]!) / 2
}
