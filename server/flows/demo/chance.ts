/** A stream of chance from a seed, the same every time (mulberry32, public domain, Tommy Ettinger). */
export function chanceFrom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    /** An integer from 0 up to, not with, `n`. */
    below: (n: number) => Math.floor(next() * n),
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    /** True with this probability. */
    one: (p: number) => next() < p,
    /** From a normal distribution (Box–Muller). */
    normal: (mean: number, sd: number) =>
      mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    /** A UUID of version 4 shape. */
    id(): string {
      const hex = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16))
      hex[12] = '4'
      hex[16] = '89ab'[Math.floor(next() * 4)]!
      const s = hex.join('')
      return `${s.slice(0, 8)}-${s.slice(8, 12)}-${s.slice(12, 16)}-${s.slice(16, 20)}-${s.slice(20)}`
    },
  }
}
export type Chance = ReturnType<typeof chanceFrom>

const SIV = 'ABCDEFGHJKLMNPQRSTVWXYZ'

/** The left letters in the order in which they were given out, and how many of them a year. */
const PAIRS = [...'ABCDEFGH'].flatMap((one) => [...SIV].map((other) => one + other)).filter((pair) => pair !== 'SS')
const BEGAN = Date.UTC(2009, 3, 15)
const PAIRS_A_YEAR = 9.8

/** The plate of a car registered on a day; `n` makes it the only one of its kind, however many are drawn. */
export function plateOfYear(chance: Chance, n: number, registered: Date): string {
  const years = (registered.getTime() - BEGAN) / (365.25 * 86_400_000)
  const left = PAIRS[Math.max(0, Math.min(PAIRS.length - 1, Math.floor(years * PAIRS_A_YEAR)))]!
  const digits = String(1 + ((n * 41) % 999)).padStart(3, '0')
  const third = SIV[(Math.floor(n / 999) * 4 + chance.below(4)) % SIV.length]!
  return `${left}${digits}${third}${chance.pick([...SIV])}`
}

/** A plate of the French series in use (AA to HM), never SS. */
export function frenchPlate(chance: Chance): string {
  const letters = (first: string) => `${chance.pick([...first])}${chance.pick([...SIV])}`
  let left = letters('ABCDEFGH')
  while (left === 'SS') left = letters('ABCDEFGH')
  const digits = String(1 + chance.below(999)).padStart(3, '0')
  return `${left}${digits}${chance.pick([...SIV])}${chance.pick([...SIV])}`
}
