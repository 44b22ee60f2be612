import { expect, test } from 'vitest'
import { krippendorff } from './agreement.ts'

const o = null
/** Three who judged fifteen things, with holes: the example of Krippendorff's article, as in the encyclopaedia. */
const THREE = [
  [o, o, o, o, o, 3, 4, 1, 2, 1, 1, 3, 3, o, 3],
  [1, o, 2, 1, 3, 3, 4, 3, o, o, o, o, o, o, o],
  [o, o, 2, 1, 3, 4, 4, o, 2, 1, 1, 3, 3, o, 4],
]
/** Four who judged twelve: Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C. */
const FOUR = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, o, o, o],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, o, 3],
  [o, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, o],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, o],
]

test.each([
  ['three', THREE, 'nominal', 0.691],
  ['three', THREE, 'interval', 0.811],
  ['four', FOUR, 'nominal', 0.743],
  ['four', FOUR, 'ordinal', 0.815],
  ['four', FOUR, 'interval', 0.849],
  ['four', FOUR, 'ratio', 0.797],
] as const)('%s, %#: %s', (_who, judged, measure, alpha) => {
  expect(krippendorff(judged, measure)).toBeCloseTo(alpha, 3)
})

test('all agree: one; nobody overlaps, or one value only: nothing to say', () => {
  expect(
    krippendorff(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      'interval',
    ),
  ).toBe(1)
  expect(
    krippendorff(
      [
        [1, o],
        [o, 2],
      ],
      'nominal',
    ),
  ).toBeNull()
  expect(
    krippendorff(
      [
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
  ).toBeNull()
  expect(krippendorff([], 'nominal')).toBeNull()
})
