import { describe, expect, test } from 'vitest'
import { cusum, limitFor, runLength, runLengthByChain, runLengthTwoSided } from './cusum.ts'

// Montgomery, Introduction to Statistical Quality Control, table 9.3 (two-sided, k = ½); Hawkins & Olwell for the one-sided.
test.each([
  [4, 0, 168],
  [4, 0.5, 26.6],
  [4, 1, 8.38],
  [4, 2, 3.34],
  [5, 0, 465],
  [5, 0.5, 38],
  [5, 1, 10.4],
  [5, 2, 4.01],
])('limit %f, moved by %f: %f points on average', (limit, shift, length) => {
  const found = runLengthTwoSided(limit, shift)
  expect(Math.abs(found - length) / length).toBeLessThan(0.004)
})

test('the chain comes nearer to the integral with more states, and stays below it', () => {
  const exact = runLength(4)
  const gaps = [25, 50, 100, 200].map((states) => exact - runLengthByChain(4, 0, 0.5, states))
  expect(gaps.every((gap) => gap > 0)).toBe(true)
  for (let i = 1; i < gaps.length; i++) expect(gaps[i]! / gaps[i - 1]!).toBeLessThan(0.3)
})

describe('the limit for a wished length', () => {
  test.each([52, 104, 370, 1000])('%i points between false alarms', (length) => {
    expect(runLengthTwoSided(limitFor(length))).toBeCloseTo(length, -1)
  })
  test('370 is the well-known 4.77', () => expect(limitFor(370)).toBeCloseTo(4.77, 2))
  test('what the level is compared with being doubtful, it is wider', () => {
    const limits = [0, 0.1, 0.2, 0.3].map((doubt) => limitFor(104, doubt))
    expect(limits).toEqual([...limits].sort((a, b) => a - b))
    expect(limits[3]! - limits[0]!).toBeGreaterThan(0.3)
  })
})

describe('what has passed', () => {
  const still = [0.2, -0.4, 0.1, -0.1, 0.3, -0.2, 0.4, -0.3]
  test('noise is noise', () => expect(cusum([...still, ...still], 4).passed).toBeNull())
  test('a fall is found, with the point it began at', () => {
    const { passed, down } = cusum([...still, -1.5, -1.9, -1.2, -1.7, -1.4], 4)
    expect(passed).toEqual({ direction: 'down', at: 11, since: 8 })
    expect(down.at(-1)).toBeCloseTo(5.2, 9)
  })
  test('what has come back is over', () => {
    const found = cusum([...still, -1.5, -1.9, -1.2, -1.7, -1.4, 2, 2, 2, 2], 4)
    expect(found.passed?.direction).not.toBe('down')
  })
  test('of two that stand, the later', () => {
    const found = cusum([-3, -3, -3, 3, 3, 3], 4)
    expect(found.passed).toMatchObject({ direction: 'up', since: 3 })
  })
  test('nothing yet', () => expect(cusum([], 4)).toEqual({ up: [], down: [], passed: null }))
})
