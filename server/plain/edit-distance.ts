/**
 * How many letters to add, drop, change or swap with their neighbour to turn one word into the other (optimal string
 * alignment: Damerau's four typos, no letter touched twice). Stops counting above `most` and then answers `most + 1`.
 */
export function editDistance(a: string, b: string, most = 3): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let [endA, endB] = [a.length, b.length]
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--
    endB--
  }
  return between(a.slice(start, endA), b.slice(start, endB), most)
}

/** The same, once the letters in common at both ends are gone. */
function between(a: string, b: string, most: number): number {
  if (a.length === 0 || b.length === 0) return Math.min(a.length + b.length, most + 1)
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      if (cost < best) best = cost
    }
    if (best > most) return most + 1
    before = above
    above = row
  }
  return Math.min(above[b.length]!, most + 1)
}

/**
 * The same, between what was typed so far and the best beginning of the word: `tie` is no typo away from `tiery`, `tei` is one.
 * For the word still being typed.
 */
export function startDistance(typed: string, word: string, most = 3): number {
  if (word.startsWith(typed)) return 0
  let best = most + 1
  for (let n = Math.max(1, typed.length - most); n <= Math.min(word.length, typed.length + most); n++)
    best = Math.min(best, editDistance(typed, word.slice(0, n), best - 1))
  return best
}

/**
 * Every text one dropped letter away, and the text itself. Two words at most one typo apart always share one of these
 * (the deletion neighbourhood of Mor and Fraenkel 1982, and of SymSpell), so a typo is found by equality of keys.
 */
export function deletions(word: string): string[] {
  const all = new Set([word])
  for (let i = 0; i < word.length; i++) all.add(word.slice(0, i) + word.slice(i + 1))
  return [...all]
}
