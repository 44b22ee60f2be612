import { describe, expect, it } from 'vitest'
import { type CaseForFigures, caseFigures } from './case-figures.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 10, 24, 8) + hours * 3_600_000)
const one = (over: Partial<CaseForFigures> = {}): CaseForFigures => ({
  openedAt: at(0),
  dueAt: at(4),
  closedAt: null,
  outcome: null,
  again: null,
  asked: false,
  reopened: false,
  heardAt: null,
  ...over,
})

describe('how cases went', () => {
  it('nothing yet says nothing', () => {
    expect(caseFigures([], at(0))).toMatchObject({
      opened: 0,
      inTime: null,
      hours: null,
      better: null,
      closed: [],
      again: [],
    })
  })
  it('in time: of those who were answered or whose clock ran out, with the interval', () => {
    const cases = [
      one({ heardAt: at(1) }),
      one({ heardAt: at(4) }),
      one({ heardAt: at(5) }),
      one({ dueAt: at(2) }),
      one({ dueAt: at(9) }),
      one({ dueAt: at(9), closedAt: at(1), outcome: 'withdrawn' }),
    ]
    const { inTime, opened } = caseFigures(cases, at(6))
    expect([opened, inTime!.n, inTime!.value]).toEqual([6, 5, 0.4])
    // Wilson's interval of 2 in 5.
    expect(inTime!.low).toBeCloseTo(0.1176, 3)
    expect(inTime!.high).toBeCloseTo(0.7693, 3)
  })
  it('hours to the first answer: the median, and its interval from six on', () => {
    const heard = (...hours: number[]) => hours.map((hour) => one({ heardAt: at(hour) }))
    expect(caseFigures(heard(1, 3), at(9)).hours).toEqual({ n: 2, value: 2, low: null, high: null })
    expect(caseFigures(heard(1, 2, 3, 4, 5, 6), at(9)).hours).toEqual({ n: 6, value: 3.5, low: 1, high: 6 })
  })
  it('how they ended, and whether it is well now', () => {
    const cases = [
      one({ closedAt: at(5), outcome: 'repaired', asked: true, again: 'better' }),
      one({ closedAt: at(5), outcome: 'repaired', asked: true, again: 'better' }),
      one({ closedAt: at(5), outcome: 'gesture', asked: true, again: 'worse', reopened: true }),
      one({ closedAt: at(5), outcome: 'repaired', asked: true }),
    ]
    expect(caseFigures(cases, at(6))).toMatchObject({
      closed: [
        { outcome: 'repaired', n: 3 },
        { outcome: 'gesture', n: 1 },
      ],
      asked: 4,
      better: { n: 3, value: 2 / 3 },
      again: [
        { again: 'better', n: 2 },
        { again: 'worse', n: 1 },
      ],
      reopened: 1,
    })
  })
})
