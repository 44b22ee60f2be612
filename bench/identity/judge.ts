/** How clusters compare with the truth. */
export interface Judgement {
  precision: number
  recall: number
  f1: number
  /** B³ of Bagga & Baldwin 1998: the mean over records, so that large clusters do not count for all. */
  b3: number
  largest: number
  clusters: number
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2
const mean = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b))

function sizesOf(labels: ArrayLike<number>): Map<number, number> {
  const sizes = new Map<number, number>()
  for (let i = 0; i < labels.length; i++) sizes.set(labels[i]!, (sizes.get(labels[i]!) ?? 0) + 1)
  return sizes
}

const allPairs = (sizes: Map<number, number>): number => {
  let pairs = 0
  for (const size of sizes.values()) pairs += pairsOf(size)
  return pairs
}

/** Pairs of records that are in one cluster, found beside true. */
export function judge(truth: Uint32Array, found: ArrayLike<number>): Judgement {
  const n = truth.length
  const trueSizes = sizesOf(truth)
  const foundSizes = sizesOf(found)
  const together = sizesOf(Float64Array.from(truth, (label, i) => label * 2 ** 26 + found[i]!))
  let right = 0
  let precise = 0
  let recalled = 0
  for (const [key, size] of together) {
    right += pairsOf(size)
    precise += size ** 2 / foundSizes.get(key % 2 ** 26)!
    recalled += size ** 2 / trueSizes.get(Math.floor(key / 2 ** 26))!
  }
  const precision = right / Math.max(1, allPairs(foundSizes))
  const recall = right / Math.max(1, allPairs(trueSizes))
  let largest = 0
  for (const size of foundSizes.values()) largest = Math.max(largest, size)
  return {
    precision,
    recall,
    f1: mean(precision, recall),
    b3: mean(precise / n, recalled / n),
    largest,
    clusters: foundSizes.size,
  }
}

/** The same for pairs that a decision on the two alone would join. */
export function judgePairs(
  truth: Uint32Array,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
): { precision: number; recall: number; f1: number } {
  let right = 0
  for (let k = 0; k < a.length; k++) if (truth[a[k]!] === truth[b[k]!]) right++
  const precision = right / Math.max(1, a.length)
  const recall = right / Math.max(1, allPairs(sizesOf(truth)))
  return { precision, recall, f1: mean(precision, recall) }
}
