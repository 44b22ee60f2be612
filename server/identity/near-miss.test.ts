import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DRAWN, NEAR_DEPTHS } from './bands.ts'
import { meetNear, noNearMisses } from './near-miss.ts'

const ids = Array.from({ length: 60 }, (_, n) => `0190-${(n * 7919).toString(16)}`)
const drawnOf = (pairs: readonly (readonly [number, number, number])[], names = ids) => {
  const near = noNearMisses(names.length)
  for (const [i, j, bits] of pairs) meetNear(near, names, i, j, bits, 0)
  return {
    sizes: near.pairs,
    drawn: near.drawn.map((some) => some.map(({ i, j }) => [names[i]!, names[j]!].sort().join())),
  }
}
const all = ids.flatMap((_, i) => ids.slice(i + 1).map((_, j) => [i, i + 1 + j, -((i * 13 + j) % 90) / 10] as const))

it('counts every pair of a band, draws some, and leaves out what lies deeper', () => {
  const { sizes, drawn } = drawnOf(all)
  expect(sizes).toEqual(
    NEAR_DEPTHS.map((to, n) => all.filter(([, , bits]) => -bits <= to && -bits > (NEAR_DEPTHS[n - 1] ?? -1)).length),
  )
  expect(drawn.map((some) => some.length)).toEqual(NEAR_DEPTHS.map(() => DRAWN.near))
})

it('which are drawn depends on who they are: not on the order, the row or the side', () => {
  const expected = drawnOf(all)
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
      expect(drawnOf(order.map(([i, j, bits]) => [j, i, bits]))).toEqual(expected)
    }),
    { numRuns: 20 },
  )
  const moved = [...ids].reverse()
  expect(
    drawnOf(
      all.map(([i, j, bits]) => [59 - i, 59 - j, bits] as const),
      moved,
    ),
  ).toEqual(expected)
})

it('each pair of a band is as likely as any other', () => {
  // Over many bases of 200 pairs, how often each place in the list is drawn.
  const times = new Uint32Array(200)
  for (let base = 0; base < 400; base++) {
    const names = Array.from({ length: 201 }, (_, n) => `${base * 1000 + n}`)
    const near = noNearMisses(201)
    for (let n = 0; n < 200; n++) meetNear(near, names, n, n + 1, -1, 0)
    for (const { i } of near.drawn[0]!) times[i]!++
  }
  const due = (400 * DRAWN.near) / 200
  const distance = times.reduce((sum, seen) => sum + (seen - due) ** 2 / due, 0)
  // Chi-squared of 199: between 140 and 270 but for one time in a thousand.
  expect(distance).toBeGreaterThan(120)
  expect(distance).toBeLessThan(280)
})
