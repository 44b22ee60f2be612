import { describe, expect, it } from 'vitest'
import { readCondition } from './condition.ts'
import { sampleScene } from './sample-scene.ts'

const scene = sampleScene('order.placed')
const told = (text: string, on = scene) => {
  const read = readCondition(text)
  if ('fault' in read) throw new Error(read.fault.said)
  return read.condition(on)
}
const fault = (text: string) => {
  const read = readCondition(text)
  return 'fault' in read ? read.fault : null
}

describe('conditions as a shopkeeper writes them', () => {
  it.each([
    ['customer.city == "Colmar"', true],
    ['customer.city in ["Colmar", "Mulhouse"]', true],
    ['customer.department == "68"', true],
    ['customer.kind == "company"', false],
    ['asset.make == "Peugeot" && asset.age >= 2', true],
    ['asset.age == 3', false],
    ['asset.mileage > 30000 && asset.mileage - 1000 == 30000', true],
    ['asset.fitted("Camera de recul")', true],
    ['asset.fitted("attelage")', false],
    ['asset.options.exists(each, each.contains("recul"))', true],
    ['order.kind == "vehicle" && order.amount > 20000', true],
    ['daysSince(order.placedOn) == 30', true],
    ['daysUntil(asset.warrantyUntil) > 60', true],
    ['asset.boughtOn.year == 2024', true],
    ['customer.age >= 18', true],
    ['!customer.openCase', true],
    ['size(asset.options) > 2 ? true : false', false],
  ])('%s', (text, holds) => {
    expect(told(text)).toEqual({ holds })
  })
  it('reads what the teller of a fact put into it, numbers as numbers', () => {
    const on = { ...scene, fact: { ...scene.fact!, data: { score: 9, word: 'x', yes: true } } }
    expect(
      told('fact.data.score >= 9 && fact.data.score == 9 && fact.data.word == "x" && fact.data.yes', on).holds,
    ).toBe(true)
  })
})

describe('what is not known', () => {
  const bare = { ...scene, asset: null, person: { ...scene.person, birthDate: '1970-01-01' } }
  it.each([
    ['asset.make == "Peugeot"', 'asset'],
    ['customer.age > 50', 'customer.birthDate'],
    ['fact.data.score > 3', 'No such key: score'],
  ])('%s does not hold, and says why', (text, because) => {
    expect(told(text, bare)).toEqual({ holds: false, because })
  })
  it('may be asked for', () => {
    expect(told('known(asset.mileage) || !known(fact.data.score)', bare).holds).toBe(true)
    expect(told('known(asset.mileage)').holds).toBe(true)
  })
  it('does not matter where the rest decides', () => {
    expect(told('asset.age > 2 || customer.city == "Colmar"', bare).holds).toBe(true)
  })
})

describe('faults of a condition', () => {
  it.each([
    ['customers.city == "x"', 'unknown-name', 0],
    ['asset.mak == "x"', 'unknown-name', 6],
    ['asset.age > "x"', 'types', 0],
    ['asset.make ==', 'syntax', 13],
    ['asset.make', 'not-yes-or-no', 0],
    ['daySince(asset.boughtOn) > 2', 'unknown-function', 0],
    ['asset.make.matches("(a+)+$")', 'refused', 0],
    ['asset.options.exists(a, asset.options.exists(b, a == b))', 'refused', 24],
    ['process.exit()', 'unknown-name', 0],
    ['asset.make.constructor == "x"', 'types', 11],
    [`${'('.repeat(60)}customer.openCase${')'.repeat(60)}`, 'syntax', 30],
  ])('%s', (text, code, from) => {
    const found = fault(text)
    expect([found?.code, found?.from]).toEqual([code, from])
  })
  it('offers the names that stand where the unknown one stood', () => {
    expect(fault('asset.mak == "x"')?.instead).toContain('make')
    expect(fault('custmer.city == "x"')?.instead).toContain('customer')
  })
})
