import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  align,
  CLASS_CHANNEL,
  type ConfusionCount,
  channelOf,
  codeOf,
  edits,
  LETTERS,
  likelihoodOf,
  type PlateRead,
  PUBLISHED_CHANNEL,
  prepareRead,
  SIZE,
} from './misread.ts'

/** P(read | truth) of one pair of plates, with what the engine says beside the letters. */
const likelihood = (
  read: string,
  truth: string,
  channel: typeof PUBLISHED_CHANNEL,
  evidence: Omit<PlateRead, 'plate'> = {},
) => likelihoodOf(prepareRead({ plate: read, ...evidence }, channel), truth)

const plates = fc.string({ unit: fc.constantFrom(...LETTERS.split('')), minLength: 4, maxLength: 9 })
const rate = (channel: typeof PUBLISHED_CHANNEL, truth: string, read: string) =>
  channel.confusion[codeOf(truth) * SIZE + codeOf(read)]!

describe('the channel', () => {
  test('each true letter is read as something: rows of sum 1', () => {
    for (const channel of [CLASS_CHANNEL, PUBLISHED_CHANNEL]) {
      for (let truth = 0; truth < SIZE; truth++) {
        const row = channel.confusion.subarray(truth * SIZE, truth * SIZE + SIZE)
        expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9)
        expect(Math.min(...row)).toBeGreaterThan(0)
      }
    }
  })

  test('look-alikes are likelier than strangers to each other', () => {
    for (const [truth, read] of ['8B', 'B8', '0D', 'Q0', '5S', '2Z', '1I', '6G'].map((pair) => pair.split(''))) {
      expect(rate(PUBLISHED_CHANNEL, truth!, read!)).toBeGreaterThan(10 * rate(PUBLISHED_CHANNEL, truth!, 'X'))
    }
  })

  test('all reads of one true letter together: probability 1', () => {
    // Empty, one and two letters: three or more come from additions alone, at most some hundredths in poor views.
    let sum = likelihood('', 'B', PUBLISHED_CHANNEL)
    for (const a of LETTERS) {
      sum += likelihood(a, 'B', PUBLISHED_CHANNEL)
      for (const b of LETTERS) sum += likelihood(a + b, 'B', PUBLISHED_CHANNEL)
    }
    expect(sum).toBeGreaterThan(0.99)
    expect(sum).toBeLessThanOrEqual(1 + 1e-9)
  })

  test('the plate itself is the likeliest truth of a read', () => {
    fc.assert(
      fc.property(plates, plates, (read, other) => {
        fc.pre(read !== other)
        expect(likelihood(read, read, PUBLISHED_CHANNEL)).toBeGreaterThan(likelihood(read, other, PUBLISHED_CHANNEL))
      }),
    )
  })

  test('two errors are rarer than one, and not as rare as if they were strangers to each other', () => {
    const none = likelihood('AB123CD', 'AB123CD', PUBLISHED_CHANNEL)
    const one = likelihood('A8123CD', 'AB123CD', PUBLISHED_CHANNEL)
    const alone = (read: string) => likelihood(read, 'AB123CD', PUBLISHED_CHANNEL)
    expect(one).toBeGreaterThan(alone('A8123C0'))
    expect(alone('A8123C0')).toBeGreaterThan((1.3 * one * alone('AB123C0')) / none)
    // A poor picture loses letters first of all: of 19 measured reads with several errors, one had confusions alone.
    expect(alone('A8123C')).toBeGreaterThan((2 * one * alone('AB123C')) / none)
    expect(alone('123C')).toBeGreaterThan((2 * alone('AB123C') * alone('123CD')) / none)
  })

  test('an unread letter decides nothing', () => {
    const b = likelihood('A?123CD', 'AB123CD', PUBLISHED_CHANNEL)
    const x = likelihood('A?123CD', 'AX123CD', PUBLISHED_CHANNEL)
    expect(b / x).toBeCloseTo(1, 1)
    expect(b).toBeGreaterThan(100 * likelihood('A?123CD', 'AB124CD', PUBLISHED_CHANNEL))
  })

  test('the last letter is lost more often than the first', () =>
    expect(likelihood('AB123C', 'AB123CD', PUBLISHED_CHANNEL)).toBeGreaterThan(
      1.5 * likelihood('B123CD', 'AB123CD', PUBLISHED_CHANNEL),
    ))

  test('what is added looks like a bolt or a frame', () =>
    expect(likelihood('1AB123CD', 'AB123CD', PUBLISHED_CHANNEL)).toBeGreaterThan(
      2 * likelihood('KAB123CD', 'AB123CD', PUBLISHED_CHANNEL),
    ))

  test('the euroband read as an F costs little', () =>
    expect(likelihood('FAB123CD', 'AB123CD', PUBLISHED_CHANNEL)).toBeGreaterThan(
      20 * likelihood('KAB123CD', 'AB123CD', PUBLISHED_CHANNEL),
    ))
})

describe('what the engine says beside the letters', () => {
  const other = (evidence: Parameters<typeof likelihood>[3]) =>
    likelihood('A8123CD', 'AB123CD', PUBLISHED_CHANNEL, evidence) /
    likelihood('A8123CD', 'A8123CD', PUBLISHED_CHANNEL, evidence)

  test('a letter it doubts is easier to take for another', () => {
    const doubted = other({ charConfidence: [0.9, 0.3, 0.9, 0.9, 0.9, 0.9, 0.9] })
    const trusted = other({ charConfidence: [0.9, 0.99, 0.9, 0.9, 0.9, 0.9, 0.9] })
    expect(doubted).toBeGreaterThan(other({}))
    expect(trusted).toBeLessThan(other({}))
  })
  test('a low confidence in the whole does the same, a little everywhere', () =>
    expect(other({ confidence: 0.5 })).toBeGreaterThan(other({ confidence: 0.95 })))
  test('a plate in its list of candidates gains', () =>
    expect(
      other({
        candidates: [
          { plate: 'a8-123-cd', confidence: 0.9 },
          { plate: 'AB123CD', confidence: 0.8 },
        ],
      }),
    ).toBeGreaterThan(3 * other({})))
  test('nonsense does not break it', () => {
    for (const confidence of [Number.NaN, -3, 0, 1, 99]) {
      const p = likelihood('AB123CD', 'AB123CD', PUBLISHED_CHANNEL, { confidence, charConfidence: [confidence] })
      expect(p).toBeGreaterThan(0)
      expect(p).toBeLessThanOrEqual(1)
    }
  })
})

describe('learning from what reception confirms', () => {
  test.each([
    ['AB123CD', 'A8123CD', 1],
    ['AB123CD', 'AB12CD', 1],
    ['AB123CD', 'FAB123CD', 1],
    ['AB123CD', 'AB123CD', 0],
    ['AB123CD', '', 7],
  ])('%s read as %j: %i edits', (truth, read, n) => {
    const steps = align(truth, read)
    expect(edits(steps)).toBe(n)
    expect(steps.map((step) => step.truth).join('')).toBe(truth)
    expect(steps.map((step) => step.read).join('')).toBe(read)
  })
  test('an unread letter teaches nothing', () => expect(align('AB', 'A?')).toEqual([{ truth: 'A', read: 'A' }]))

  test('no counts: what was published', () => {
    const same = channelOf([])
    expect(same.deletion).toBeCloseTo(PUBLISHED_CHANNEL.deletion, 12)
    for (const [at, p] of same.added.entries()) expect(p).toBeCloseTo(PUBLISHED_CHANNEL.added[at]!, 12)
    for (const [at, p] of same.confusion.entries()) expect(p).toBeCloseTo(PUBLISHED_CHANNEL.confusion[at]!, 12)
  })

  test('a camera that reads every third K as X is found out', () => {
    let before = rate(PUBLISHED_CHANNEL, 'K', 'X')
    for (const reads of [30, 300, 3000]) {
      const counts: ConfusionCount[] = [
        { truth: 'K', read: 'X', count: reads / 3 },
        { truth: 'K', read: 'K', count: (2 * reads) / 3 },
      ]
      const after = rate(channelOf(counts), 'K', 'X')
      expect(after).toBeGreaterThan(before)
      before = after
    }
    expect(before).toBeCloseTo(1 / 3, 1)
  })
  test('a rare letter that is often misread changes our mind with fewer reads than a plain one', () => {
    const half = (truth: string, read: string) => [
      { truth, read, count: 10 },
      { truth, read: truth, count: 10 },
    ]
    const moved = (truth: string, read: string) => rate(channelOf(half(truth, read), CLASS_CHANNEL), truth, read)
    expect(moved('Q', '0')).toBeGreaterThan(0.15)
    expect(moved('K', 'X')).toBeLessThan(0.05)
  })
  test('a frame that adds an H is found out', () => {
    const taught = channelOf([{ truth: '', read: 'H', count: 60 }])
    expect(taught.added[codeOf('H')]).toBeGreaterThan(0.5)
    expect(taught.added.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
  })
  test('counts of rubbish are left out', () => {
    const rubbish = [
      { truth: 'é', read: 'A', count: 5 },
      { truth: 'A', read: 'B', count: Number.NaN },
      { truth: 'A', read: 'B', count: -9 },
    ]
    expect(channelOf(rubbish)).toEqual(channelOf([]))
  })
})

const PAIRS = '../shared/recognition/openalpr-us-pairs.tsv'
test.skipIf(!existsSync(PAIRS))(
  'measured reads: the channel learned on one half finds the other half likelier than classes alone',
  () => {
    const pairs = readFileSync(PAIRS, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter((cells) => cells.length >= 3 && cells[1] !== '0' && cells[2] !== '')
    const counts = new Map<string, ConfusionCount>()
    for (const [, truth, read] of pairs.filter((_, n) => n % 2 === 0)) {
      const steps = align(truth!, read!)
      if (edits(steps) > 3) continue // a fragment aligns with anything
      for (const step of steps) {
        const key = `${step.truth}>${step.read}`
        counts.set(key, { ...step, count: (counts.get(key)?.count ?? 0) + 1 })
      }
    }
    const learned = channelOf([...counts.values()], CLASS_CHANNEL)
    const score = (channel: typeof learned) =>
      pairs
        .filter((_, n) => n % 2 === 1)
        .reduce((sum, [, truth, read]) => sum + Math.log(likelihood(read!, truth!, channel)), 0)
    expect(score(learned)).toBeGreaterThan(score(CLASS_CHANNEL))
  },
)
