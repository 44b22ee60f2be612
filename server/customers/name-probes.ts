import { LAST, type Likeness, WHOLE } from './likely-words.ts'
import type { Needle } from './needles.ts'
import type { NameReading } from './question.ts'

/** One range of the needles to read. `few`: some of each name; `many`: enough to compare spellings (see `farProbes`); `latest`: last changed first. */
export interface Probe {
  kind: Needle['kind']
  low: string
  high: string
  size: 'few' | 'many' | 'latest'
}

const MOST_PAIRS = 320
const FARTHEST_PAIR = 3
const MOST_SINGLE = 24
const MOST_BEGUN = 8

type Likely = ReadonlyMap<string, ReadonlyMap<string, Likeness>>

const whole = (key: string, size: Probe['size'], kind: Needle['kind'] = 'name'): Probe => ({
  kind,
  low: key,
  high: key + WHOLE,
  size,
})
const begun = (key: string, size: Probe['size'], kind: Needle['kind'] = 'name'): Probe => ({
  kind,
  low: key,
  high: key + LAST,
  size,
})

/** One word: the name itself and what begins with it, last changed first; then what it may have been meant to be. */
function oneWord(term: string, typing: boolean, likely: Likely): Probe[] {
  const others = [...(likely.get(term) ?? [])].filter(([word]) => word !== term).slice(0, MOST_SINGLE)
  return [
    whole(term, 'latest'),
    ...(typing ? [begun(term, 'latest')] : []),
    ...others.map(([word]) => whole(word, 'few')),
  ]
}

/** Every likely pair of words of all readings, nearest first, up to a bound: most are nobody, and cost a few microseconds each. */
function likelyPairs(readings: readonly NameReading[], likely: Likely): Probe[] {
  const pairs: { x: string; y: string; cost: number }[] = []
  for (const [first, last] of readings) {
    const a = [...(likely.get(first) ?? [])]
    const b = last === undefined ? [] : [...(likely.get(last) ?? [])]
    for (const [i, [x, p]] of a.entries()) {
      // Both lists are sorted: at least i × j pairs are nearer than this one.
      for (const [y, q] of b.slice(0, Math.ceil(MOST_PAIRS / (i + 1)))) {
        const cost = p.cost + q.cost
        if (cost > FARTHEST_PAIR) break
        pairs.push({ x, y, cost })
      }
    }
  }
  return pairs
    .sort((p, q) => p.cost - q.cost)
    .slice(0, MOST_PAIRS)
    .map(({ x, y }) => whole(`${x} ${y}`, 'few'))
}

/** Two words, beside the likely pairs: what each likely first word has that begins like the second, and the second as a city. */
function twoWords(first: string, last: string, typing: boolean, likely: Likely): Probe[] {
  const a = [...(likely.get(first) ?? [])]
  return [
    ...(typing ? a.slice(0, MOST_BEGUN).map(([x]) => begun(`${x} ${last}`, 'few')) : []),
    ...sure(a).map((x) => (typing ? begun(`${x} ${last}`, 'few', 'city') : whole(`${x} ${last}`, 'few', 'city'))),
    whole(`${last} ${first}`, 'few', 'city'),
  ]
}

const SURE = 1
const MOST_SURE = 2
const sure = (words: readonly (readonly [string, Likeness])[]): string[] =>
  words
    .filter(([, like]) => like.cost < SURE)
    .slice(0, MOST_SURE)
    .map(([word]) => word)

const once = (probes: readonly Probe[]): Probe[] => [
  ...new Map(probes.map((probe) => [`${probe.kind} ${probe.low} ${probe.high} ${probe.size}`, probe])).values(),
]

/**
 * For when nothing near was found: beside a sure word, all that starts with the same letters as the other one, to be compared one by one.
 * Two letters, for the Martins; one, for a rare name beside a badly misspelt one.
 */
export function farProbes(readings: readonly NameReading[], likely: Likely): Probe[] {
  const beside = (known: string, other: string) =>
    other.length < 3
      ? []
      : sure([...(likely.get(known) ?? [])]).flatMap((x) =>
          [2, 1].map((n) => begun(`${x} ${other.slice(0, n)}`, 'many')),
        )
  return once(
    readings
      .slice(0, 3)
      .flatMap(([first, last]) => (last === undefined ? [] : [...beside(first, last), ...beside(last, first)])),
  )
}

/** The ranges to read for all readings of a name, each once. */
export function nameProbes(readings: readonly NameReading[], typing: boolean, likely: Likely): Probe[] {
  const probes = [
    ...likelyPairs(readings, likely),
    ...readings.flatMap(([first, last]) =>
      last === undefined ? oneWord(first, typing, likely) : twoWords(first, last, typing, likely),
    ),
  ]
  return once(probes)
}
