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
 * Statistics 62, 2000): each is left out once, all of them in one pass. Null when nobody has anything.
 */
export const gini = (amounts: readonly number[]): Estimated | null => concentration(amounts, amounts)

/**
 * How `amounts` follow `order`: above 0, those high in the order have more of it; below 0, those low in it; 0, the order does not matter. The
 * concentration index (Kakwani, Wagstaff & van Doorslaer, Journal of Econometrics 77, 1997), ties sharing their rank, with the jackknife's
 * interval. Ordered by the amounts themselves it is their Gini.
 */
export function concentration(amounts: readonly number[], order: readonly number[]): Estimated | null {
  const n = amounts.length
  const places = Array.from({ length: n }, (_, i) => i).sort((a, b) => order[a]! - order[b]!)
  const { ranks, ties, after } = ranked(places, amounts, order)
  let total = 0
  let weighted = 0
  for (let i = 0; i < n; i++) {
    total += amounts[i]!
    weighted += ranks[i]! * amounts[i]!
  }
  if (n < 2 || total <= 0) return null
  const value = index(weighted, total, n)
  if (n < ENOUGH) return { value, interval: null, n }
  let sum = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const amount = amounts[i]!
    // Whoever stood after them moves up one rank; whoever shared theirs, half of one.
    const without = weighted - ranks[i]! * amount - after[i]! - (ties[i]! - amount) / 2
    const left = total - amount
    const one = left > 0 ? index(without, left, n - 1) : 0
    sum += one
    squares += one * one
  }
  const error = Math.sqrt(Math.max(0, ((n - 1) / n) * (squares - (sum * sum) / n)))
  return { value, interval: { low: Math.max(-1, value - Z * error), high: Math.min(1, value + Z * error) }, n }
}

const index = (weighted: number, total: number, n: number): number => (2 * weighted) / (n * total) - (n + 1) / n

/** For each: their rank (1 first, ties in the middle), what those of the same rank have, and what those of later ranks have. */
function ranked(places: readonly number[], amounts: readonly number[], order: readonly number[]) {
  const n = places.length
  const ranks = new Float64Array(n)
  const ties = new Float64Array(n)
  const after = new Float64Array(n)
  let later = 0
  for (let to = n; to > 0; ) {
    let from = to - 1
    while (from > 0 && order[places[from - 1]!] === order[places[to - 1]!]) from--
    let held = 0
    for (let k = from; k < to; k++) held += amounts[places[k]!]!
    for (let k = from; k < to; k++) {
      ranks[places[k]!] = (from + 1 + to) / 2
      ties[places[k]!] = held
      after[places[k]!] = later
    }
    later += held
    to = from
  }
  return { ranks, ties, after }
}

/** The Lorenz curve at `steps` even shares of people, poorest first: what share of everything they have together. */
export function lorenz(amounts: readonly number[], steps = 20): number[] {
  const sorted = [...amounts].sort((a, b) => a - b)
  const total = sorted.reduce((sum, amount) => sum + amount, 0)
  const upTo = [0]
  for (const amount of sorted) upTo.push(upTo.at(-1)! + amount)
  return Array.from({ length: steps + 1 }, (_, step) => {
    const place = (step / steps) * sorted.length
    const low = Math.floor(place)
    const held = upTo[low]! + (place - low) * (sorted[low] ?? 0)
    return total > 0 ? held / total : step / steps
  })
}
