import { expect, test } from 'vitest'
import { besides, mixed } from './review-order.ts'

test.each([
  ['no doubt waits: ten of each', 0, [0, 0], [30, 30], [10, 10]],
  ['as many as there are', 0, [0, 0], [3, 2], [3, 2]],
  ['who has answered those drawn still reads again', 0, [10, 0], [30, 30], [0, 10]],
  ['and the other way round', 0, [0, 10], [30, 30], [10, 0]],
  ['both done for today', 0, [10, 10], [30, 30], [0, 0]],
  ['beside many doubts, one in five', 80, [10, 10], [30, 30], [10, 10]],
  ['what one does not need the other takes', 80, [10, 10], [30, 2], [18, 2]],
  ['and the other way round', 80, [10, 10], [3, 30], [3, 17]],
] as const)('%s', (_, doubts, [drawn, again], [allDrawn, allAgain], [someDrawn, someAgain]) => {
  expect(besides(doubts, { drawn, again }, { drawn: allDrawn, again: allAgain })).toEqual({
    drawn: someDrawn,
    again: someAgain,
  })
})

test('they come after every fourth doubt, and what is left at the end', () => {
  expect(mixed(['a', 'b', 'c', 'd', 'e'], ['x', 'y'])).toEqual(['a', 'b', 'c', 'd', 'x', 'e', 'y'])
})
