import { describe, expect, it } from 'vitest'
import { playbook } from '../../contract/playbook.ts'
import { instantOf } from '../plain/civil.ts'
import { compilePlaybook } from './compile.ts'
import { sampleScene } from './sample-scene.ts'
import { touchesOfFact } from './touches-of-fact.ts'

const PARIS = 'Europe/Paris'
const at = (day: string, hour: string, zone = PARIS) =>
  instantOf(zone, day, Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3)))
const moment = (set: object) => ({
  id: 'm',
  title: { fr: 'M' },
  on: 'order.delivered',
  do: 'word',
  ...set,
})
const compiled = (...moments: object[]) =>
  compilePlaybook(playbook.parse({ playbook: 1, name: 'x', compass: { fr: 'x' }, registers: {}, moments }), 1)
const { person, fact: sample } = sampleScene('order.delivered')
const delivered = (when: number, set: object = {}) => ({ ...sample!, at: when, ...set })
const due = (set: object, when: number, zone: string | null = null, now = when) => {
  const who = { ...person, law: { ...person.law, zone } }
  return touchesOfFact(compiled(moment(set)), delivered(when), who, now)[0]?.dueAt
}

describe('when a fact starts a touch', () => {
  const friday = at('2026-11-27', '16:20')
  it.each([
    ['at once', {}, friday],
    ['two hours later', { after: '2 hours' }, at('2026-11-27', '18:20')],
    ['ten days later, same hour', { after: '10 days' }, at('2026-12-07', '16:20')],
    ['ten days later, in the morning', { after: '10 jours', at: '10:30' }, at('2026-12-07', '10:30')],
    ['the first morning from then on', { at: '10:30' }, at('2026-11-28', '10:30')],
    ['the same evening', { at: '18:00' }, at('2026-11-27', '18:00')],
    ['two weeks', { after: '2 semaines' }, at('2026-12-11', '16:20')],
    ['a month', { after: '1 mois' }, at('2026-12-27', '16:20')],
    ['a year', { after: '1 an', at: '09:00' }, at('2027-11-27', '09:00')],
    ['ninety minutes', { after: '90 min' }, friday + 90 * 60_000],
  ])('%s', (_story, set, expected) => {
    expect(due(set, friday)).toBe(expected)
  })
  it('keeps the hour of the clock over its change', () => {
    expect(due({ after: '1 day' }, at('2026-10-24', '16:20'))).toBe(at('2026-10-25', '16:20'))
    // 02:30 does not exist that night: the first minute after it.
    expect(due({ after: '1 day' }, at('2027-03-27', '02:30'))).toBe(at('2027-03-28', '03:00'))
  })
  it('keeps the hour where the customer is', () => {
    expect(due({ after: '10 days', at: '10:30' }, friday, 'Indian/Reunion')).toBe(
      at('2026-12-07', '10:30', 'Indian/Reunion'),
    )
  })
  it('ends a month of thirty-one days on the last of February', () => {
    expect(due({ after: '1 month' }, at('2027-01-31', '10:00'))).toBe(at('2027-02-28', '10:00'))
  })
})

describe('whom a fact starts nothing for', () => {
  const when = at('2026-11-27', '16:20')
  const touches = (set: object, factSet: object = {}, now = when) =>
    touchesOfFact(compiled(moment(set)), delivered(when, factSet), person, now)
  it('a moment whose own work made the fact', () => {
    expect(touches({}, { causedBy: ['m'] })).toEqual([])
    expect(touches({}, { causedBy: ['another'] })).toHaveLength(1)
  })
  it('a fact told so late that it means nothing any more', () => {
    expect(touches({ within: '2 days' }, {}, when + 2 * 86_400_000)).toEqual([])
    expect(touches({ within: '2 days' }, {}, when + 2 * 86_400_000 - 1)).toHaveLength(1)
  })
  it('a condition that does not hold, or cannot be told', () => {
    expect(touches({ if: 'order.kind == "parts"' })).toEqual([])
    expect(touches({ if: 'order.kind == "vehicle"' }, { orderId: null })).toEqual([])
  })
  it('a fact of another kind', () => {
    expect(touches({}, { kind: 'order.placed' })).toEqual([])
  })
})

describe('what a touch is about', () => {
  const when = at('2026-11-27', '16:20')
  it('carries the fact as its occasion, with what it names', () => {
    const [touch] = touchesOfFact(compiled(moment({ core: true, priority: 2 })), delivered(when), person, when)
    expect(touch).toMatchObject({
      customerId: person.id,
      occasion: sample!.id,
      core: true,
      priority: 2,
      assetId: sample!.assetId,
      orderId: sample!.orderId,
      siteId: sample!.siteId,
    })
  })
  it('takes the only thing they have, never one of two', () => {
    const two = { ...person, assets: [person.assets[0]!, { ...person.assets[0]!, id: 'other' }] }
    const about = (who: typeof person) =>
      touchesOfFact(compiled(moment({})), delivered(when, { assetId: null, orderId: null }), who, when)[0]?.assetId
    expect(about(person)).toBe(person.assets[0]!.id)
    expect(about(two)).toBe(null)
  })
  it('starts each moment of the kind, in their order', () => {
    const both = compiled(moment({ id: 'a' }), moment({ id: 'b', after: '3 days' }))
    expect(touchesOfFact(both, delivered(when), person, when).map((each) => each.moment)).toEqual(['a', 'b'])
  })
})
