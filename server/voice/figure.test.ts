import { describe, expect, test } from 'vitest'
import type { Metric } from '../../contract/surveys.ts'
import { changeOf } from './change.ts'
import { figureOf, intervalOf, type Steps } from './figure.ts'

const steps = (metric: Metric, counts: number[]): Steps => ({ metric, steps: counts.length - 1, counts, leftOut: 0 })

describe('one figure of many answers', () => {
  test('NPS: nine and ten less nought to six', () => {
    const figure = figureOf('nps', [steps('nps', [1, 0, 0, 2, 0, 0, 3, 4, 5, 6, 9])])
    expect(figure).toMatchObject({ n: 30, happy: 15, between: 9, unhappy: 6, value: 30 })
  })
  test('CSAT: four and five of five; CES: five to seven of seven', () => {
    expect(figureOf('csat', [steps('csat', [1, 1, 2, 3, 3])])).toMatchObject({ n: 10, value: 60 })
    expect(figureOf('ces', [steps('ces', [1, 1, 1, 1, 2, 2, 2])])).toMatchObject({ n: 10, value: 60 })
  })
  test('stars: their mean', () => {
    expect(figureOf('stars', [steps('stars', [1, 0, 0, 0, 9])]).value).toBeCloseTo(4.6, 9)
  })
  test('scales of other lengths go in by their bands, and stars by their place', () => {
    const two = [steps('csat', [0, 0, 0, 0, 4]), steps('csat', [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4])]
    expect(figureOf('csat', two)).toMatchObject({ n: 10, happy: 8, unhappy: 2, value: 80 })
    expect(figureOf('stars', [steps('stars', [0, 0, 10]), steps('stars', [0, 0, 0, 0, 10])]).value).toBe(5)
  })
  test('nobody: no value, and never a spread of nought', () => {
    const figure = figureOf('nps', [])
    expect(figure).toMatchObject({ n: 0, value: null })
    expect(figure.sd).toBeGreaterThan(10)
    expect(intervalOf(figure)).toBeNull()
  })
  test('what is left out is told apart', () =>
    expect(figureOf('nps', [{ ...steps('nps', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]), leftOut: 7 }])).toMatchObject({
      n: 2,
      leftOut: 7,
    }))
})

describe('did it move?', () => {
  const csat = (happy: number, n: number) => figureOf('csat', [steps('csat', [n - happy, 0, 0, 0, happy])])
  test('ten points of forty answers each cannot be told from chance', () => {
    const change = changeOf(csat(32, 40), csat(28, 40))!
    expect(change).toMatchObject({ said: 'cannot-tell' })
    expect(change.by).toBeCloseTo(10, 9)
    expect(change.seenFrom).toBeGreaterThan(20)
  })
  test('ten points of four thousand each are sure', () => {
    const change = changeOf(csat(3200, 4000), csat(2800, 4000))!
    expect(change.said).toBe('higher')
    expect(change.interval.low).toBeGreaterThan(7)
    expect(changeOf(csat(2800, 4000), csat(3200, 4000))!.said).toBe('lower')
  })
  test('of four answers nothing is said', () => expect(changeOf(csat(4, 4), csat(400, 4000))).toBeNull())
})
