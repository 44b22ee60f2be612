import { describe, expect, test } from 'vitest'
import { addDays } from '../plain/civil.ts'
import { controlChart } from './control-chart.ts'
import type { Steps } from './figure.ts'

function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Weeks of so many answers, of which `share(week)` are promoters and a tenth passives. */
function weeks(draw: () => number, count: number, n: (week: number) => number, share: (week: number) => number) {
  return Array.from({ length: count }, (_, week) => {
    const counts = Array.from({ length: 11 }, () => 0)
    for (let i = 0; i < n(week); i++) {
      const u = draw()
      counts[u < share(week) ? 10 : u < share(week) + 0.1 ? 8 : 3]! += 1
    }
    const from = addDays('2025-12-01', 7 * week)
    const all: Steps[] = [{ metric: 'nps', steps: 10, counts, leftOut: 0 }]
    return { from, to: addDays(from, 6), all }
  })
}

describe('a change or noise', () => {
  test('nothing changed: in 26 weeks hardly one chart in four says so, as one false alarm in two years would have it', () => {
    let alarms = 0
    for (let seed = 0; seed < 200; seed++) {
      const { verdict } = controlChart(
        'nps',
        weeks(
          drawing(seed),
          52,
          () => 25,
          () => 0.7,
        ),
      )
      if (verdict.said !== 'noise') alarms += 1
    }
    expect(alarms / 200).toBeLessThan(0.22)
  })

  test('twenty points less from one week on: found, and the week is named', () => {
    let [found, near] = [0, 0]
    for (let seed = 0; seed < 60; seed++) {
      const change = 40
      const { verdict, baseline } = controlChart(
        'nps',
        weeks(
          drawing(seed),
          52,
          () => 30,
          (week) => (week < change ? 0.75 : 0.55),
        ),
      )
      if (verdict.said === 'down') {
        found += 1
        const off = Math.abs(Date.parse(verdict.since!) - Date.parse(addDays('2025-12-01', 7 * change))) / 604_800_000
        if (off <= 3) near += 1
        expect(verdict.is!).toBeLessThan(verdict.was!)
        expect(baseline).toMatchObject({ points: 26 })
      }
    }
    expect(found / 60).toBeGreaterThan(0.9)
    expect(near / found).toBeGreaterThan(0.75)
  })

  test('weeks with few answers are joined until there are ten', () => {
    const { points } = controlChart(
      'nps',
      weeks(
        drawing(1),
        52,
        () => 4,
        () => 0.7,
      ),
    )
    expect(points.every(({ figure }) => figure.n >= 10)).toBe(true)
    expect(points).toHaveLength(17)
    expect(points[0]).toMatchObject({ from: '2025-12-01', to: '2025-12-21' })
  })

  test('too little says so', () => {
    const chart = controlChart(
      'nps',
      weeks(
        drawing(1),
        8,
        () => 30,
        () => 0.7,
      ),
    )
    expect(chart.verdict.said).toBe('few')
    expect(chart.baseline).toBeNull()
    expect(controlChart('nps', []).points).toEqual([])
  })

  test('weeks that differ more than chance anyway widen the limits', () => {
    const steady = controlChart(
      'nps',
      weeks(
        drawing(2),
        52,
        () => 100,
        () => 0.7,
      ),
    )
    const rough = controlChart(
      'nps',
      weeks(
        drawing(2),
        52,
        () => 100,
        (week) => (week % 2 ? 0.6 : 0.8),
      ),
    )
    const width = ({ points }: typeof steady) => points[0]!.high - points[0]!.low
    expect(width(rough)).toBeGreaterThan(1.5 * width(steady))
    expect(rough.verdict.said).toBe('noise')
  })
})
