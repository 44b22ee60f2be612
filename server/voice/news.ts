import { betaQuantile } from '../plain/distributions.ts'
import { exactTwoShares } from '../plain/exact-two-shares.ts'
import { discoveries } from '../plain/false-discovery.ts'
import { logOdds, timesOf } from '../plain/log-odds.ts'

/** In how many people's words each phrase stands. */
export interface Counted {
  n: number
  phrases: ReadonlyMap<string, number>
}

export interface News {
  key: string
  direction: 'more' | 'less'
  now: number
  before: number
  times: number
  low: number
  high: number
  p: number
}

export interface Looked {
  said: 'found' | 'nothing' | 'few'
  news: News[]
  tested: number
  /** A matter that nobody raised before is found four times in five from this share of people on; null: hardly ever. */
  seenFrom: number | null
}

/** Phrases that fewer people than this used in all are not compared: they could never be sure. */
const FEWEST_IN_ALL = 4
/** And a find that fewer than this said is shown to nobody: it would point at one of them. */
const FEWEST_WHO_SAY = 3
/** The weight of the prior, in people. */
const PRIOR_PEOPLE = 200
const RATE = 0.05
/** When even a matter of one in four would go unseen, we say that there are too few. */
const TOO_COARSE = 0.25
const MOST_FOUND = 40

/**
 * What people say now that they did not say before, or no longer say. Each phrase is compared exactly; of those told at most one in twenty is
 * chance; how much more often is the log-odds of Monroe et al. A phrase that hardly ever stands without a longer one gives way to it.
 */
export function findNews(now: Counted, before: Counted, hushed: ReadonlySet<string> = new Set()): Looked {
  const candidates = candidatesOf(now, before)
  const tested = candidates.length
  const seenFrom = shareSeen(now.n, before.n, tested)
  if (seenFrom === null || seenFrom > TOO_COARSE) return { said: 'few', news: [], tested, seenFrom }
  const compared = candidates.map((key): News => {
    const [k, past] = [now.phrases.get(key) ?? 0, before.phrases.get(key) ?? 0]
    const odds = logOdds(k, now.n, past, before.n, PRIOR_PEOPLE)
    return {
      key,
      direction: odds.delta > 0 ? 'more' : 'less',
      now: k,
      before: past,
      ...timesOf(odds),
      p: exactTwoShares(k, now.n, past, before.n),
    }
  })
  const found = discoveries(
    compared.map(({ p }) => p),
    RATE,
  )
  const sure = compared
    .filter((_, i) => found[i])
    .filter((one) => (one.direction === 'more' ? one.now : one.before) >= FEWEST_WHO_SAY && !hushed.has(one.key))
  const news = withoutPartsOfOthers(sure)
    .sort((a, b) => a.p - b.p || b.now + b.before - a.now - a.before)
    .slice(0, MOST_FOUND)
  return { said: news.length > 0 ? 'found' : 'nothing', news, tested, seenFrom }
}

const parts = (key: string): string[] => {
  const words = key.split(' ')
  const all: string[] = []
  for (let length = 1; length < words.length; length++)
    for (let at = 0; at + length <= words.length; at++) all.push(words.slice(at, at + length).join(' '))
  return all
}

/** Chosen without regard to the period, so that the choice favours none. */
function candidatesOf(now: Counted, before: Counted): string[] {
  const all = new Map<string, number>()
  for (const { phrases } of [now, before]) for (const [key, n] of phrases) all.set(key, (all.get(key) ?? 0) + n)
  const kept = [...all].filter(([, n]) => n >= FEWEST_IN_ALL)
  // A part that never stands without one longer phrase tells nothing besides.
  const within = new Set<string>()
  for (const [key, n] of kept) for (const part of parts(key)) if ((all.get(part) ?? 0) <= n * 1.1) within.add(part)
  return kept.flatMap(([key]) => (within.has(key) ? [] : [key]))
}

/** Of two finds of which one is part of the other: the longer where it explains most of the shorter, else the shorter. */
function withoutPartsOfOthers(found: readonly News[]): News[] {
  const weight = (one: News): number => (one.direction === 'more' ? one.now : one.before)
  const byKey = new Map(found.map((one) => [one.key, one]))
  const dropped = new Set<string>()
  for (const one of [...found].sort((a, b) => b.key.split(' ').length - a.key.split(' ').length)) {
    if (dropped.has(one.key)) continue
    for (const part of parts(one.key)) {
      const shorter = byKey.get(part)
      if (!shorter || shorter.direction !== one.direction || dropped.has(part)) continue
      dropped.add(weight(one) >= 0.6 * weight(shorter) ? part : one.key)
    }
  }
  return found.filter(({ key }) => !dropped.has(key))
}

/** From which share on something new would be found four times in five, though `tested` phrases are looked at. */
export function shareSeen(n: number, nBefore: number, tested: number): number | null {
  const bar = RATE / Math.max(1, tested)
  for (let k = FEWEST_WHO_SAY; k <= n; k++)
    if (exactTwoShares(k, n, 0, nBefore) <= bar) return betaQuantile(k, n - k + 1, 0.8)
  return null
}
