import { expect, test } from 'vitest'
import { poissonLimits } from './poisson-limits.ts'

// Ulm, American Journal of Epidemiology 131 (1990); Garwood, Biometrika 28 (1936).
test.each([
  [0, 0, 3.6889],
  [1, 0.0253, 5.5716],
  [2, 0.2422, 7.2247],
  [10, 4.7954, 18.3904],
  [100, 81.3639, 121.6272],
])('%i counted', (k, low, high) => {
  expect(poissonLimits(k).low).toBeCloseTo(low, 3)
  expect(poissonLimits(k).high).toBeCloseTo(high, 3)
})
