import { expect, test } from 'vitest'
import { neededPerArm } from './sample-size.ts'

// R, power.prop.test(p1, p2, power = …); Fleiss 1981 for the last.
test.each([
  [0.05, 0.07, 0.8, 2213],
  [0.2, 0.25, 0.8, 1094],
  [0.3, 0.4, 0.8, 356],
  [0.5, 0.75, 0.9, 77],
])('from %f to %f with power %f: %i each', (p, q, power, n) => {
  expect(neededPerArm(p, q, power)).toBe(n)
  expect(neededPerArm(q, p, power)).toBe(n)
})

test('no difference is never found', () => expect(neededPerArm(0.2, 0.2)).toBe(Number.POSITIVE_INFINITY))
