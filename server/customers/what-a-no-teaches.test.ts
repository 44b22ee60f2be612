import { expect, test } from 'vitest'
import { align, type ConfusionCount, channelOf, LETTERS, PUBLISHED_CHANNEL, SIZE } from './channel.ts'
import { mixOf, recognise } from './recognise.ts'
import { strangerShare, takenBack, whatANoTeaches } from './what-a-no-teaches.ts'

const denied = { plates: ['FD046SC'], stranger: 1 }
const teaches = (read: string, plates = denied.plates, over = {}) =>
  whatANoTeaches({ ...denied, read, plates, ...over }, PUBLISHED_CHANNEL)
const rate = (counts: readonly ConfusionCount[], truth: string, read: string) =>
  channelOf(counts).confusion[LETTERS.indexOf(truth) * SIZE + LETTERS.indexOf(read)]!
const yes = (truth: string, read: string, times: number): ConfusionCount[] =>
  align(truth, read).map((step) => ({ ...step, count: times }))

test('a letter taken for a misread one was most likely right: it counts, and no other letter of the plate does', () => {
  const { counts, because } = teaches('FB046SC')
  expect(counts).toMatchObject([{ truth: 'B', read: 'B' }])
  expect(counts[0]!.count).toBeGreaterThan(0.8)
  expect(counts[0]!.count).toBeLessThan(1)
  expect(because).toMatchObject({ code: 'no-read-was-right', values: { letters: 'B' } })
})

test('a read that no country issues was misread, whoever it was: it teaches next to nothing', () => {
  expect(teaches('F0046SC').counts[0]!.count).toBeLessThan(0.05)
})

test.each([
  ['a letter that was not named', 'F?046SC', 'no-letter-unread'],
  ['their own plate to the letter: somebody else drives it', 'FD046SC', 'no-plate-was-theirs'],
  ['a letter that seemed lost', 'FD046S', 'no-letter-hinged'],
])('nothing is learned from %s', (_what, read, code) => {
  expect(teaches(read)).toEqual({ counts: [], because: { code, values: {} } })
})

test('a letter that seemed added was there', () => {
  expect(teaches('FB046SC', ['F046SC']).counts).toMatchObject([{ truth: 'B', read: 'B' }])
})

test('none of several: each letter in doubt counts once', () => {
  const { counts } = teaches('FB048SC', ['FD048SC', 'FB046SC', 'FD046SC'])
  expect(counts.map(({ truth }) => truth)).toEqual(['B', '8'])
})

test('where it could have been another on file, it counts by the share of strangers', () => {
  const weight = (stranger: number) => teaches('FB046SC', undefined, { stranger }).counts[0]!.count
  expect(weight(0.5)).toBeCloseTo(weight(1) / 2, 6)
  expect(teaches('FB046SC', undefined, { stranger: 0 })).toMatchObject({
    counts: [],
    because: { code: 'no-not-believed' },
  })
})

/** As the counts are kept: one for each pair of letters. */
const kept = (counts: readonly ConfusionCount[]): ConfusionCount[] =>
  [...Map.groupBy(counts, ({ truth, read }) => `${truth} ${read}`).values()].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, { count }) => sum + count, 0),
  }))

test('a mistake that was learned is unlearned: the camera is what it was', () => {
  const before = yes('AA123BB', 'AA123BB', 3)
  const learned = kept([...before, ...yes('FD046SC', 'F0046SC', 1)])
  expect(rate(learned, 'D', '0')).toBeGreaterThan(1.15 * rate(before, 'D', '0'))
  const after = kept([...learned, ...takenBack('FD046SC', 'F0046SC')])
  expect(channelOf(after)).toEqual(channelOf(before))
})

test('ten noes, and the same read makes the same name less likely, each time a little less', () => {
  const anne = { id: 'anne', plate: 'FD046SC', weight: 1, becauses: ['expected-today'] }
  const mix = mixOf({ expected: 40, known: 30, stranger: 30 }, 12, 4000)
  const odds = (counts: readonly ConfusionCount[]) => {
    const { probability } = recognise({ plate: 'FB046SC' }, [anne], new Map(), mix, { channel: channelOf(counts) })
    return probability / (1 - probability)
  }
  // Reception's hasty yeses taught it that it takes D for B.
  let counts = kept([...yes('FD046SC', 'FD046SC', 9), ...yes('FD046SC', 'FB046SC', 10)])
  for (let no = 1; no <= 10; no++) {
    const before = odds(counts)
    const { counts: lesson } = whatANoTeaches({ ...denied, read: 'FB046SC' }, channelOf(counts))
    counts = kept([...counts, ...takenBack('FD046SC', 'FB046SC'), ...lesson])
    expect(odds(counts)).toBeLessThan(before)
  }
  expect(odds(counts)).toBeLessThan(odds(yes('FD046SC', 'FD046SC', 9)))
  // Where no yes had been hasty, noes move it all the same, slowly.
  let alone = yes('FD046SC', 'FD046SC', 9)
  for (let no = 1; no <= 10; no++) {
    const before = odds(alone)
    alone = kept([...alone, ...whatANoTeaches({ ...denied, read: 'FB046SC' }, channelOf(alone)).counts])
    expect(odds(alone)).toBeLessThan(before)
  }
})

test('of what else it could have been, the share of strangers', () => {
  const say = (code: string, probability: number) => ({ code, values: { probability } })
  expect(strangerShare([])).toBe(1)
  expect(strangerShare([say('could-be-stranger', 0.01)])).toBe(1)
  expect(strangerShare([say('could-be-other', 0.01)])).toBe(0)
  expect(strangerShare([say('could-be-stranger', 0.01), say('could-be-other', 0.03)])).toBe(0.25)
})
