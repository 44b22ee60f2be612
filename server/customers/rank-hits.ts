import { type Likeness, likeness } from './likely-words.ts'
import type { Needle } from './needles.ts'
import { FORMER, wordsOfField } from './needles.ts'
import type { Question } from './question.ts'

/** One needle read for a name. */
export interface FoundNeedle {
  customerId: string
  kind: Needle['kind']
  key: string
  /** Day of last change. */
  seen: string
}

export type Because =
  | 'name'
  | 'spelling'
  | 'sound'
  | 'phone'
  | 'plate'
  | 'email'
  | 'vin'
  | 'order'
  | 'company'
  | 'city'
  | 'vehicle'
  | 'other-name'

/** A customer found, and how far what was typed is from what they are: 0 is exactly it. */
export interface Found {
  customerId: string
  because: Because
  /** What matched, when it is not the name. */
  matched: string | null
  cost: number
  seen: string
  /** The words of the name that matched; absent when it was something else. */
  name?: string
}

type Likely = ReadonlyMap<string, ReadonlyMap<string, Likeness>>

const CITY_COST = 0.1
/** The form of a company was typed and is not in the name kept; and who is no company at all stands behind. */
const FORM_COST = 0.3
const NO_COMPANY_COST = 0.15
const MORE_OF_A_COMPANY = 0.1
const GROUP_BONUS = 0.05

/** Latest first, then anything stable. */
const nearer = (a: Found, b: Found): number =>
  Math.round(a.cost * 20) - Math.round(b.cost * 20) ||
  (a.seen === b.seen ? (a.customerId < b.customerId ? 1 : -1) : a.seen < b.seen ? 1 : -1)

/** Two folded words as one may write them: no more is kept of a name that is borne no more. */
const asWritten = (key: string): string => key.replace(/(?<=^| )\p{L}/gu, (letter) => letter.toLocaleUpperCase('fr'))

/** The surest reason for each customer. */
const onePerCustomer = (all: readonly Found[]): Found[] => {
  const best = new Map<string, Found>()
  for (const found of all) {
    const known = best.get(found.customerId)
    // As near by the name of today as by one of before: by that of today.
    if (!known || found.cost < known.cost || (found.cost === known.cost && found.seen > known.seen))
      best.set(found.customerId, found)
  }
  return [...best.values()]
}

const worst = (a: Likeness['by'], b: Likeness['by']): Likeness['by'] =>
  a === 'sound' || b === 'sound' ? 'sound' : a === 'spelling' || b === 'spelling' ? 'spelling' : 'name'

interface KeyLikeness extends Likeness {
  /** The typed words it answers to. */
  words: readonly string[]
}

/** How far one needle is from what was typed, over all its readings; null when it is no likely match. */
function likenessOfKey(question: Question, likely: Likely, kind: Needle['kind'], key: string): KeyLikeness | null {
  const [x = '', y = ''] = key.split(' ')
  let best: KeyLikeness | null = null
  const readings = [
    ...question.names.map((reading) => ({ reading, typing: question.typing, less: 0 })),
    ...question.formless.names.map((reading) => ({ reading, typing: question.formless.typing, less: FORM_COST })),
  ]
  const like = (term: string, word: string, unfinished: boolean): Likeness | null =>
    likely.get(term)?.get(word) ?? likeness(term, word, unfinished)
  for (const { reading, typing, less } of readings) {
    const [first, last] = reading
    const a = like(first, x, last === undefined && typing)
    if (!a) continue
    const b = last === undefined ? { cost: 0, by: 'name' as const } : like(last, y, typing)
    if (!b || (kind === 'city' && last === undefined)) continue
    const cost = a.cost + b.cost + (kind === 'city' ? CITY_COST : 0) + less
    if (!best || cost < best.cost)
      best = { cost, by: worst(a.by, b.by), words: last === undefined ? [first] : [first, last] }
  }
  if (!best && kind === 'city') {
    // « lyon martin »: the city first, whole.
    const swapped = readings.some(({ reading: [first, last] }) => first === y && last === x)
    if (swapped) best = { cost: CITY_COST, by: 'name', words: [x, y] }
  }
  return best
}

/** More was typed than the two words that are looked up: each of them is to be answered. The form of a company is one of those typed. */
const several = ({ strong, formless }: Question): boolean => strong.length > (formless.names.length > 0 ? 1 : 2)

/**
 * Ranks needles: nearest first; of two equally near spellings the one that more people bear (it is likelier the one meant); of
 * one name the customer changed last. Of more than two words, each one no needle of theirs answers to counts a whole slip: else the
 * 10,000 called Jean Pierre would hide Jean Pierre Cole. One line per customer; of one pair of words at most `mostOfOneName`.
 */
export function rankNeedles(
  question: Question,
  likely: Likely,
  found: readonly FoundNeedle[],
  mostOfOneName: number,
): Found[] {
  const bearers = new Map<string, Set<string>>()
  for (const { key, customerId } of found) {
    const known = bearers.get(key)
    if (known) known.add(customerId)
    else bearers.set(key, new Set([customerId]))
  }
  const { strong } = question
  const answered = new Map<string, Set<string>>()
  const likes = new Map<string, KeyLikeness | null>()
  const all: Found[] = []
  for (const { customerId, kind, key, seen } of found) {
    const id = kind + key
    let like = likes.get(id)
    if (like === undefined) {
      like = likenessOfKey(question, likely, kind, key)
      likes.set(id, like)
    }
    if (!like) continue
    const bonus = like.by === 'name' ? 0 : GROUP_BONUS * Math.log(Math.min(bearers.get(key)!.size, 12))
    const because = seen === FORMER ? 'other-name' : kind === 'city' && like.by === 'name' ? 'city' : like.by
    all.push({
      customerId,
      because,
      matched: seen === FORMER ? asWritten(key) : null,
      cost: like.cost - bonus,
      seen,
      name: key,
    })
    if (several(question)) {
      const own = answered.get(customerId) ?? new Set()
      answered.set(customerId, own)
      for (const word of strong) if (like.words.some((each) => each.includes(word))) own.add(word)
    }
  }
  const best = onePerCustomer(all)
  if (several(question)) for (const each of best) each.cost += strong.length - answered.get(each.customerId)!.size
  const namesakes = new Map<string, number>()
  return best.sort(nearer).filter(({ name = '' }) => {
    const n = namesakes.get(name) ?? 0
    namesakes.set(name, n + 1)
    return n < mostOfOneName
  })
}

/**
 * Reads the words that the two looked up left out (« jean pierre de la tour »): each typed word nobody in the name or the city answers to
 * counts against them, and a name with more words than were typed a little.
 */
export function rankWhole(
  question: Question,
  likely: Likely,
  found: readonly (Found & { givenName: string; familyName: string; companyName: string; city: string })[],
): Found[] {
  const { strong } = question
  return found
    .map(({ givenName, familyName, companyName, city, ...rest }) => {
      const words = [givenName, familyName, companyName].flatMap(wordsOfField)
      const all = [...words, ...wordsOfField(city)]
      const company = question.formless.names.length > 0
      const more = (company ? MORE_OF_A_COMPANY : 0.04) * Math.max(0, words.length - strong.length)
      let cost = rest.cost + (company && !companyName ? NO_COMPANY_COST : 0)
      if (several(question)) {
        const gaps = strong.map((word, i) => {
          const unfinished = question.typing && i === strong.length - 1 && word === question.words.at(-1)
          const costs = all.map(
            (each) => (likely.get(word)?.get(each) ?? likeness(word, each, unfinished))?.cost ?? 1.5,
          )
          const glued = all.some((each) => each.length > word.length && each.includes(word) && word.length > 2)
            ? 0.2
            : 1.5
          return Math.min(glued, ...costs)
        })
        cost = Math.max(
          cost,
          gaps.reduce((a, b) => a + b, 0),
        )
      }
      // Roger Denis and Denis Roger answer to the same two words and are not namesakes.
      const familyFirst = wordsOfField(familyName).includes(rest.name?.split(' ')[0] ?? '')
      return { ...rest, cost: cost + more, name: `${rest.name ?? ''} ${familyFirst ? 'family first' : ''}` }
    })
    .sort(nearer)
}

const FIRST_LINES = 3
const WORTH_A_LINE = 1.3

/**
 * No name fills the first three lines while another is likely: a name was often heard, not read, and José Perrault must not hide
 * behind ten José Perrot. Of a name as it was typed two come first, of one guessed at one; then the nearest others, then the rest.
 */
function spread(sorted: readonly Found[]): Found[] {
  const head: Found[] = []
  const rest: Found[] = []
  const bar = (sorted[0]?.cost ?? 0) + WORTH_A_LINE
  for (const each of sorted) {
    const namesakes = head.filter(({ name }) => name !== undefined && name === each.name).length
    const most = each.because === 'name' ? 2 : 1
    if (head.length < FIRST_LINES && namesakes < most && each.cost <= bar) head.push(each)
    else rest.push(each)
  }
  return [...head, ...rest]
}

/** Behind the first lines a guess needs to be nearer: Da Silva does not follow the Cieilles, whom « cielle » has found. */
const WORTH_THE_TAIL = 0.8

/**
 * What stands far behind the best is left out: one who sees the right name needs no guess beside it. Where nothing better was found,
 * the guess is the best, and stays.
 */
function withoutFar(spread: readonly Found[]): Found[] {
  const best = Math.min(...spread.map(({ cost }) => cost))
  return spread.filter(({ cost }, line) => cost <= best + (line < FIRST_LINES ? WORTH_A_LINE : WORTH_THE_TAIL))
}

/** Everything found, whatever by: nearest first, one line per customer, without what stands far behind. */
export const rankAll = (found: readonly Found[]): Found[] => withoutFar(spread(onePerCustomer(found).sort(nearer)))
