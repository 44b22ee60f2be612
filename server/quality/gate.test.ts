import { describe, expect, test } from 'vitest'
import { type Evidence, gateSettings } from '../../contract/quality.ts'
import { chanceUnder } from '../plain/star-rating.ts'
import { starsOf } from '../reviews/rating.ts'
import { daysLeft, tellingDays, toTell } from './clock.ts'
import { densityOf, evidenceOf, type RatingGroup } from './evidence.ts'
import { becauseOf, findingOf, nextStep, type Standing, stronger } from './gate.ts'
import { shareOfStars } from './stars.ts'

const SETTINGS = gateSettings.parse({})
const STARS = { min: 1, max: 5, direction: 'up' as const }
/** So many of each star, all by people we know. */
const rated = (counts: readonly number[], { known = true, version = 1, bar = 3 } = {}): Evidence =>
  evidenceOf(
    version,
    counts.map((n, at): RatingGroup => ({ score: at + 1, scale: STARS, known, not: null, n })),
    { bar },
  )

describe('what ratings say', () => {
  test.each([
    ['nothing yet', [0, 0, 0, 0, 0], 'too-few'],
    ['four terrible ones: too few to say', [4, 0, 0, 0, 0], 'too-few'],
    ['five of five stars', [0, 0, 0, 0, 5], 'fine'],
    ['a mean of 3 exactly is not under 3', [1, 1, 1, 1, 1], 'fine'],
    ['two angry, three content: the plain mean is 2.8, and nothing is proven', [2, 0, 1, 1, 1], 'alert'],
    ['five of seven unhappy, two content', [3, 2, 0, 1, 1], 'propose'],
    ['all unhappy', [4, 1, 0, 0, 0], 'withdraw'],
    ['many, a little under: the number makes it sure', [300, 250, 250, 200, 100], 'withdraw'],
  ])('%s', (_story, counts, finding) => {
    expect(findingOf(rated(counts), SETTINGS)).toBe(finding)
  })
  test('each finding says on how many it rests, the mean, the interval and the chance', () => {
    expect(becauseOf(rated([3, 2, 0, 1, 1]), SETTINGS)).toEqual([
      { code: 'gate-propose', values: { n: 7, mean: 2.29, low: 1.53, high: 3.44, p: 0.884, bar: 3 } },
    ])
  })
  test('what was not counted is told beside', () => {
    const found = evidenceOf(
      1,
      [
        { score: 5, scale: STARS, known: true, not: null, n: 6 },
        { score: 1, scale: STARS, known: false, not: 'left-out', n: 40 },
        { score: 1, scale: STARS, known: true, not: 'again', n: 9 },
        { score: 1, scale: STARS, known: true, not: 'old', n: 2 },
      ],
      SETTINGS,
    )
    expect(found).toMatchObject({ n: 6, naive: 5, leftOut: 40, again: 9, old: 2 })
    expect(becauseOf(found, SETTINGS).map(({ code }) => code)).toEqual(['gate-fine', 'gate-left-out', 'gate-again'])
  })
  test('another scale, the other way round: 1 of 7 is the best', () => {
    const found = evidenceOf(
      1,
      [{ score: 1, scale: { min: 1, max: 7, direction: 'down' }, known: true, not: null, n: 6 }],
      SETTINGS,
    )
    expect(found).toMatchObject({ n: 6, naive: 5 })
  })
  test.each([
    [{ min: 1, max: 5, direction: 'up' as const }, 4, 4],
    [{ min: 0, max: 10, direction: 'up' as const }, 10, 5],
    [{ min: 0, max: 10, direction: 'up' as const }, 7, 3.8],
    [{ min: 1, max: 7, direction: 'down' as const }, 7, 1],
  ])('on %j %d is %d stars, in parts where it lies between two, its mean kept', (scale, score, stars) => {
    const shares = shareOfStars(starsOf(score, scale))
    expect(shares.reduce((sum, each, at) => sum + each * (at + 1), 0)).toBeCloseTo(stars, 12)
    expect(shares.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12)
  })
  test('what is drawn has an area of one', () => {
    const drawn = densityOf([10, 5, 5, 10, 10])
    expect(drawn.reduce((sum, { density }) => sum + density * 0.05, 0)).toBeCloseTo(1, 6)
  })
})

const standing = (over: Partial<Standing> = {}): Standing => ({
  state: 'on-shelf',
  declined: null,
  clockEndsAt: null,
  waiting: null,
  ...over,
})
const SURE = rated([6, 1, 0, 0, 0])
const LIKELY = rated([3, 2, 0, 1, 1])
const ALERT = rated([2, 0, 1, 1, 1])
const FINE = rated([0, 0, 1, 4, 6])
const likely = { move: 'withdraw', strength: 'likely' } as const

describe('what follows', () => {
  test.each<[string, Partial<Standing>, Evidence, object, string | null]>([
    ['a good product stays', {}, FINE, {}, null],
    ['under the bar: an alert, the clock starts', {}, ALERT, {}, 'alert'],
    ['likely under: proposed', {}, LIKELY, {}, 'propose'],
    ['surely under: proposed, never gone by itself', {}, SURE, {}, 'propose'],
    ['an alert that becomes likely is proposed', { state: 'alert' }, LIKELY, {}, 'propose'],
    [
      'an alert around the bar goes on: its clock is not wound up again',
      { state: 'alert' },
      rated([1, 1, 1, 1, 1]),
      {},
      null,
    ],
    ['an alert that is surely above ends', { state: 'alert' }, FINE, {}, 'recover'],
    ['a proposal waits', { state: 'proposed', waiting: likely }, LIKELY, {}, null],
    ['a proposal that becomes sure says so', { state: 'proposed', waiting: likely }, SURE, {}, 'strengthen'],
    [
      'a proposal that is not likely any more is overtaken',
      { state: 'proposed', waiting: likely },
      FINE,
      {},
      'overtake',
    ],
    ['sure, and a person is asked', { state: 'proposed', waiting: likely, clockEndsAt: 0 }, SURE, {}, 'strengthen'],
    [
      'by itself where the network says so',
      { state: 'proposed', waiting: likely },
      SURE,
      { automatic: true },
      'withdraw',
    ],
    [
      'not by itself on what is only likely',
      { state: 'proposed', waiting: likely, clockEndsAt: 5 },
      LIKELY,
      { automatic: true },
      null,
    ],
    [
      'but when the clock has run out',
      { state: 'proposed', waiting: likely, clockEndsAt: 0 },
      LIKELY,
      { automatic: true },
      'withdraw',
    ],
    [
      'not by itself on the word of people nobody knows',
      { state: 'proposed', waiting: { move: 'withdraw', strength: 'sure' }, clockEndsAt: 0 },
      rated([40, 0, 0, 0, 0], { known: false }),
      { automatic: true },
      null,
    ],
    ['withdrawn: no rating of the old version brings it back', { state: 'withdrawn' }, FINE, {}, null],
    ['a new version nobody rated waits', { state: 'returning' }, rated([0, 0, 0, 0, 0], { version: 2 }), {}, null],
    [
      'a new version rated well is proposed',
      { state: 'returning' },
      rated([0, 0, 1, 4, 6], { version: 2 }),
      {},
      'propose-return',
    ],
    [
      'once',
      { state: 'returning', waiting: { move: 'return', strength: 'likely' } },
      rated([0, 0, 1, 4, 6], { version: 2 }),
      {},
      null,
    ],
    ['a new version rated badly waits', { state: 'returning' }, rated([6, 1, 0, 0, 0], { version: 2 }), {}, null],
    [
      'it returns by itself where the network says so',
      { state: 'returning' },
      rated([0, 0, 1, 4, 6]),
      { automatic: true },
      'return',
    ],
    ['back on the shelf it settles when it is shown to be good', { state: 'returned' }, FINE, {}, 'settle'],
    ['and is watched as before', { state: 'returned' }, LIKELY, {}, 'propose'],
  ])('%s', (_story, over, found, settings, step) => {
    expect(nextStep(standing(over), found, { ...SETTINGS, ...settings }, 1)?.do ?? null).toBe(step)
  })

  const declined = { version: 1, below: LIKELY.below, n: LIKELY.n, closed: false }
  test('what was declined comes back only when more people make it twice as likely', () => {
    expect(nextStep(standing({ state: 'alert', declined }), LIKELY, SETTINGS, 1)).toBeNull()
    expect(stronger(rated([3, 3, 0, 1, 1]), { ...declined, below: 0.999 })).toBe(false)
    expect(nextStep(standing({ state: 'alert', declined }), SURE, SETTINGS, 1)?.do ?? null).toBe(
      stronger(SURE, declined) ? 'propose' : null,
    )
    expect(nextStep(standing({ state: 'alert', declined }), rated([9, 4, 0, 1, 1]), SETTINGS, 1)?.do).toBe('propose')
    // Another version was never declined.
    expect(stronger(rated([3, 2, 0, 1, 1], { version: 2 }), declined)).toBe(true)
  })
  test('declined and closed: not even an alert before it is stronger', () => {
    const closed = { ...declined, closed: true }
    expect(nextStep(standing({ declined: closed }), LIKELY, SETTINGS, 1)).toBeNull()
    expect(nextStep(standing({ declined: closed }), rated([9, 4, 0, 1, 1]), SETTINGS, 1)?.do).toBe('propose')
  })
})

describe('the clock', () => {
  test('tells on days 20, 27 and 30', () => {
    expect(tellingDays(30)).toEqual([20, 27, 30])
    expect(tellingDays(3)).toEqual([2, 3])
  })
  const DAY = 86_400_000
  test.each([
    [19.9, 0, null],
    [20, 0, 20],
    [22, 20, null],
    [27.5, 20, 27],
    [40, 27, 30],
    [40, 30, null],
    // A house that slept tells the last of them, not three at once.
    [31, 0, 30],
  ])('after %d days, %d told: %j', (passed, told, tells) => {
    expect(toTell(0, 30 * DAY, told, passed * DAY)).toBe(tells)
  })
  test('counts the days left', () => {
    expect([daysLeft(30 * DAY, 0), daysLeft(30 * DAY, 29.5 * DAY), daysLeft(30 * DAY, 31 * DAY)]).toEqual([30, 1, -1])
  })
})

/** The same draws at every run (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('right and wrong, over many products', () => {
  /** Shares of each star; their mean is in the name. */
  const GOOD_36 = [0.1, 0.1, 0.2, 0.3, 0.3]
  const BAD_24 = [0.3, 0.3, 0.2, 0.1, 0.1]
  const lives = 4000
  const draw = (shares: readonly number[], chance: () => number): number => {
    let left = chance()
    for (const [at, share] of shares.entries()) {
      left -= share
      if (left < 0) return at
    }
    return 4
  }
  /** Findings are kept: a handful of counts come again and again. */
  const known = new Map<string, { finding: string; naive: number }>()
  const find = (counts: readonly number[]) => {
    const key = counts.join()
    const before = known.get(key)
    if (before) return before
    const five = counts as Evidence['counts']
    const n = five.reduce((sum, each) => sum + each, 0)
    const naive = five.reduce((sum, each, at) => sum + each * (at + 1), 0) / n
    const made = { finding: findingOf({ ...FINE, n, naive, below: chanceUnder(3, five) }, SETTINGS), naive }
    known.set(key, made)
    return made
  }

  test('at five ratings the plain mean would withdraw many good products, the gate almost none', () => {
    const chance = chanceFrom(36)
    let [naive, proposed, withdrawn] = [0, 0, 0]
    for (let life = 0; life < lives; life += 1) {
      const counts = [0, 0, 0, 0, 0]
      for (let n = 0; n < 5; n += 1) counts[draw(GOOD_36, chance)]! += 1
      const found = find(counts)
      if (found.naive < 3) naive += 1
      if (found.finding === 'propose' || found.finding === 'withdraw') proposed += 1
      if (found.finding === 'withdraw') withdrawn += 1
    }
    console.info('true mean 3.6 at n = 5', {
      naive: naive / lives,
      proposed: proposed / lives,
      withdrawn: withdrawn / lives,
    })
    expect(naive / lives).toBeGreaterThan(0.1)
    expect(withdrawn / lives).toBeLessThanOrEqual(0.01)
  })

  test('looked at after each of sixty ratings, a good one is still seldom wronged', () => {
    const chance = chanceFrom(100)
    let [naive, proposed, withdrawn] = [0, 0, 0]
    const products = 500
    for (let life = 0; life < products; life += 1) {
      const counts = [0, 0, 0, 0, 0]
      const ever = new Set<string>()
      for (let n = 1; n <= 60; n += 1) {
        counts[draw(GOOD_36, chance)]! += 1
        const found = find(counts)
        ever.add(found.finding)
        if (n >= 5 && found.naive < 3) ever.add('naive')
      }
      if (ever.has('naive')) naive += 1
      if (ever.has('propose') || ever.has('withdraw')) proposed += 1
      if (ever.has('withdraw')) withdrawn += 1
    }
    const shares = { naive: naive / products, proposed: proposed / products, advised: withdrawn / products }
    console.info('true mean 3.6, ever within 60 ratings', shares)
    expect(shares.advised).toBeLessThan(0.03)
    expect(shares.naive).toBeGreaterThan(5 * shares.advised)
  })

  test('a product of 2.4 is found out within some tens of ratings', () => {
    const chance = chanceFrom(24)
    const [proposedAt, withdrawnAt]: [number[], number[]] = [[], []]
    for (let life = 0; life < 400; life += 1) {
      const counts = [0, 0, 0, 0, 0]
      let [proposed, withdrawn] = [0, 0]
      for (let n = 1; n <= 200 && withdrawn === 0; n += 1) {
        counts[draw(BAD_24, chance)]! += 1
        const { finding } = find(counts)
        if (proposed === 0 && (finding === 'propose' || finding === 'withdraw')) proposed = n
        if (finding === 'withdraw') withdrawn = n
      }
      proposedAt.push(proposed || 201)
      withdrawnAt.push(withdrawn || 201)
    }
    const half = (all: number[]): number => all.toSorted((a, b) => a - b)[200]!
    console.info('true mean 2.4, half of them by', { proposed: half(proposedAt), advised: half(withdrawnAt) })
    expect(half(proposedAt)).toBeLessThan(15)
    expect(half(withdrawnAt)).toBeLessThan(40)
  })
})
