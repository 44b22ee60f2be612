import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { OUTCOMES } from '../../contract/work.ts'
import { afterOutcome, outcomeOfFact, outcomesOf, type Said, type Tried } from './outcome.ts'

const NOW = Date.parse('2026-11-26T10:00:00Z')
const HOUR = 3_600_000
const DAY = 24 * HOUR
const call = (more: Partial<Tried> = {}): Tried => ({
  kind: 'call',
  purpose: 'service',
  tries: 0,
  expiresAt: null,
  ...more,
})
const said = (outcome: Said['outcome'], more: Partial<Said> = {}): Said => ({
  outcome,
  now: NOW,
  until: null,
  weight: 1,
  attempts: [],
  ...more,
})

test.each([
  // outcome, state, touch, counted as a call, weight, consent ends
  ['reached', 'done', 'done', { reached: true, refused: false }, 1, false],
  ['left-word', 'done', 'done', { reached: false, refused: false }, 1, false],
  ['no-answer', 'open', 'doing', { reached: false, refused: false }, 0.25, false],
  ['not-now', 'open', 'doing', { reached: true, refused: false }, 1, false],
  ['not-interested', 'done', 'done', { reached: true, refused: true }, 1, false],
  ['no-calls', 'done', 'done', { reached: true, refused: true }, 1, true],
  ['wrong-number', 'let-go', 'dropped', { reached: false, refused: false }, 0, false],
  ['otherwise', 'done', 'done', null, 1, false],
  ['let-go', 'let-go', 'dropped', null, 0, false],
] as const)('%s', (outcome, state, touch, attempt, weight, withdraw) => {
  const after = afterOutcome(call(), said(outcome, { until: NOW + 2 * DAY }))
  expect([after.state, after.touch, after.attempt, after.weight, after.withdraw]).toEqual([
    state,
    touch,
    attempt,
    weight,
    withdraw,
  ])
  expect(after.because).toHaveLength(1)
})

test('a word or a coffee is no call', () => {
  expect(afterOutcome(call({ kind: 'coffee' }), said('reached')).attempt).toBeNull()
  expect(outcomesOf(call({ kind: 'coffee' }))).toEqual(['reached', 'not-now', 'otherwise', 'let-go'])
  expect([...outcomesOf(call({ purpose: 'commercial' }))].sort()).toEqual([...OUTCOMES].sort())
  expect(outcomesOf(call({ purpose: 'service' }))).not.toContain('not-interested')
})

describe('no answer', () => {
  test.each([
    [0, 3 * HOUR],
    [1, 26 * HOUR],
    [2, 5 * DAY],
  ])('after %i tries: again after a longer pause', (tries, pause) => {
    const after = afterOutcome(call({ tries }), said('no-answer'))
    expect([after.state, after.notBefore, after.tries]).toEqual(['open', NOW + pause, tries + 1])
  })
  test('the fourth is enough', () => {
    const after = afterOutcome(call({ tries: 3 }), said('no-answer'))
    expect([after.state, after.touch, after.because[0]?.code]).toEqual(['let-go', 'dropped', 'tried-enough'])
  })
  test('over before the next: let go, and says so', () => {
    const after = afterOutcome(call({ expiresAt: NOW + 2 * HOUR }), said('no-answer'))
    expect([after.state, after.because[0]?.code]).toEqual(['let-go', 'no-time-left'])
  })
  const three = [NOW - 20 * DAY, NOW - 10 * DAY, NOW - DAY]
  test('CALL-4: the fourth attempt of thirty days, by whoever, waits until the first of them is thirty days old', () =>
    expect(afterOutcome(call({ purpose: 'commercial' }), said('no-answer', { attempts: three })).notBefore).toBe(
      NOW + 10 * DAY,
    ))
  test('CALL-4 does not speak of service calls', () =>
    expect(afterOutcome(call(), said('no-answer', { attempts: three })).notBefore).toBe(NOW + 3 * HOUR))
  test('whatever was tried, a commercial call is never the fifth in thirty days', () => {
    const attempts = fc.array(fc.integer({ min: NOW - 30 * DAY + 1, max: NOW }), { maxLength: 4 })
    fc.assert(
      fc.property(attempts, fc.integer({ min: 0, max: 2 }), (attempts, tries) => {
        const { notBefore } = afterOutcome(call({ purpose: 'commercial', tries }), said('no-answer', { attempts }))
        const all = [...attempts, NOW]
        expect(all.filter((at) => at > notBefore! - 30 * DAY).length).toBeLessThan(4)
      }),
    )
  })
})

test('not now: until the day they named, as a promise, and good for a week after it', () => {
  const until = NOW + 20 * DAY
  const after = afterOutcome(call({ expiresAt: NOW + 2 * DAY }), said('not-now', { until }))
  expect([after.notBefore, after.promised, after.expiresAt]).toEqual([until, true, until + 7 * DAY])
})

test.each([
  ['nobody spoke, they answered', 'call', null, { by: 'call', answered: true }, 'reached'],
  ['nobody spoke, nobody answered', 'call', null, { by: 'call', answered: false }, 'no-answer'],
  ['« no answer », and the telephone saw an answer', 'call', 'no-answer', { by: 'call', answered: true }, 'reached'],
  ['« no answer », and so says the telephone', 'call', 'no-answer', { by: 'call', answered: false }, null],
  [
    'a word left on a machine, that the telephone takes for an answer',
    'call',
    'left-word',
    { by: 'call', answered: true },
    null,
  ],
  ['not now stands', 'call', 'not-now', { by: 'call', answered: true }, null],
  ['they came by: the call is done otherwise', 'call', null, { by: 'visit' }, 'otherwise'],
  ['they came by: the coffee was had', 'coffee', null, { by: 'visit' }, 'reached'],
  ['they came by after a call left unanswered', 'call', 'no-answer', { by: 'visit' }, 'otherwise'],
  ['they came by, and had asked for another day', 'call', 'not-now', { by: 'visit' }, null],
  ['they wrote back', 'whatsapp', null, { by: 'reply' }, 'reached'],
  ['they wrote back after a word left', 'call', 'left-word', { by: 'reply' }, 'reached'],
] as const)('%s', (_name, kind, hand, told, expected) => expect(outcomeOfFact(kind, hand, told)).toBe(expected))
