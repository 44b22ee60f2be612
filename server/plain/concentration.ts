/** An estimate between its ends; the interval is null where too little is known for one. */
export interface Estimated {
  value: number
  interval: { low: number; high: number } | null
  n: number
}

const Z = 1.959964
/** Fewer have an index but no interval that deserves the name. */
const ENOUGH = 30

/**
 * How unequally `amounts` are spread: 0, everybody has the same; near 1, one has it all. The Gini coefficient by its covariance form
 * (Lerman & Yitzhaki 1984), with the 95 % interval of the jackknife (Karagiannis & Kovačević, Oxford Bulletin of Economics and
 * Statistics 62, 2000): each is left out once, all of them in one pass. Null when nobody has anything. With `times`, each place stands for so
 * many people who are alike.
 */
export const gini = (amounts: readonly number[], times?: readonly number[]): Estimated | null =>
  concentration(amounts, amounts, times)

/**
 * How `amounts` follow `order`: above 0, those high in the order have more of it; below 0, those low in it; 0, the order does not matter. The
 * concentration index (Kakwani, Wagstaff & van Doorslaer, Journal of Econometrics 77, 1997), ties sharing their rank, with the jackknife's
 * interval. Ordered by the amounts themselves it is their Gini.
 */
export function concentration(
  amounts: readonly number[],
  order: readonly number[],
  times: readonly number[] = amounts.map(() => 1),
): Estimated | null {
  const places = Array.from(amounts.keys()).sort((a, b) => order[a]! - order[b]!)
  const { ranks, ties, after } = ranked(places, amounts, order, times)
  let n = 0
  let total = 0
  let weighted = 0
  for (let i = 0; i < amounts.length; i++) {
    n += times[i]!
    total += times[i]! * amounts[i]!
    weighted += times[i]! * ranks[i]! * amounts[i]!
  }
  if (n < 2 || total <= 0) return null
  const value = index(weighted, total, n)
  if (n < ENOUGH) return { value, interval: null, n }
  let sum = 0
  let squares = 0
  for (let i = 0; i < amounts.length; i++) {
    const amount = amounts[i]!
    // Whoever stood after them moves up one rank; whoever shared theirs, half of one.
    const without = weighted - ranks[i]! * amount - after[i]! - (ties[i]! - amount) / 2
    const left = total - amount
    const one = left > 0 ? index(without, left, n - 1) : 0
    sum += times[i]! * one
    squares += times[i]! * one * one
  }
  const error = Math.sqrt(Math.max(0, ((n - 1) / n) * (squares - (sum * sum) / n)))
  return { value, interval: { low: Math.max(-1, value - Z * error), high: Math.min(1, value + Z * error) }, n }
}

const index = (weighted: number, total: number, n: number): number => (2 * weighted) / (n * total) - (n + 1) / n

/** For each: their rank (1 first, ties in the middle), what those of the same rank have, and what those of later ranks have. */
function ranked(
  places: readonly number[],
  amounts: readonly number[],
  order: readonly number[],
  times: readonly number[],
) {
  const ranks = new Float64Array(places.length)
  const ties = new Float64Array(places.length)
  const after = new Float64Array(places.length)
  let later = 0
  let last = times.reduce((sum, each) => sum + each, 0)
  for (let to = places.length; to > 0; ) {
    let from = to - 1
    while (from > 0 && order[places[from - 1]!] === order[places[to - 1]!]) from--
    let held = 0
    let people = 0
    for (let k = from; k < to; k++) {
      held += times[places[k]!]! * amounts[places[k]!]!
      people += times[places[k]!]!
    }
    for (let k = from; k < to; k++) {
      ranks[places[k]!] = last - (people - 1) / 2
      ties[places[k]!] = held
      after[places[k]!] = later
    }
    later += held
    last -= people
    to = from
  }
  return { ranks, ties, after }
}

/** The Lorenz curve at `steps` even shares of people, poorest first: what share of everything they have together. */
export function lorenz(
  amounts: readonly number[],
  steps = 20,
  times: readonly number[] = amounts.map(() => 1),
): number[] {
  const sorted = Array.from(amounts.keys()).sort((a, b) => amounts[a]! - amounts[b]!)
  const people = times.reduce((sum, each) => sum + each, 0)
  const total = amounts.reduce((sum, amount, i) => sum + times[i]! * amount, 0)
  let at = 0
  let before = 0
  let held = 0
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (step / steps) * people
    for (; at < sorted.length && before + times[sorted[at]!]! <= place; at++) {
      before += times[sorted[at]!]!
      held += times[sorted[at]!]! * amounts[sorted[at]!]!
    }
    const here = held + (place - before) * (amounts[sorted[at]!] ?? 0)
    return total > 0 ? here / total : step / steps
  })
}
