import { expect, test } from 'vitest'
import { discoveries } from './false-discovery.ts'

// Benjamini & Hochberg, Journal of the Royal Statistical Society B 57 (1995), section 4.1: fifteen tests, four found.
test('the example of the article', () => {
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  expect(discoveries(ps).filter(Boolean)).toHaveLength(4)
  const shuffled = [...ps].reverse()
  expect(discoveries(shuffled)).toEqual(discoveries(ps).reverse())
})

test('one past its own bar is found with those behind it that are under theirs', () => {
  expect(discoveries([0.03, 0.04, 0.05])).toEqual([true, true, true])
  expect(discoveries([0.03, 0.9, 0.9])).toEqual([false, false, false])
  expect(discoveries([])).toEqual([])
})
