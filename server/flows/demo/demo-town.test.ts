import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { demoDoubles } from './demo-doubles.ts'
import { demoCustomer, demoSites, demoStaff } from './demo-town.ts'
import { demoWritten } from './demo-written.ts'

const NOW = new Date('2026-11-26T10:00:00Z')
const chance = chanceFrom(2026)
const sites = demoSites(chance)
const staff = demoStaff(chance, sites)
const customers = Array.from({ length: 2000 }, (_, n) => demoCustomer(chance, n, sites, staff, NOW, demoWritten('fr')))
let made = 0
const doubles = demoDoubles(chanceFrom(2027), customers, NOW, () => `id-${++made}`)

test('nobody is on file since a day that has not come, and nothing has happened on one', () => {
  for (const customer of [...customers, ...doubles]) {
    expect(customer.createdAt.getTime()).toBeLessThanOrEqual(NOW.getTime())
    for (const fact of customer.history) expect(fact.at.getTime()).toBeLessThanOrEqual(NOW.getTime())
  }
})

describe('how long they waited', () => {
  const waits = customers
    .flatMap(({ history }) => history.flatMap((fact) => (fact.what === 'visit' ? [fact.waitedS] : [])))
    .sort((a, b) => a - b)
  test('half of them less than a minute and a half', () => {
    const median = waits[Math.floor(waits.length / 2)]!
    expect(median).toBeGreaterThan(60)
    expect(median).toBeLessThan(100)
  })
  test('a few so long that the next card says so, none for ever', () => {
    const long = waits.filter((seconds) => seconds >= 15 * 60).length / waits.length
    expect(long).toBeGreaterThan(0.02)
    expect(long).toBeLessThan(0.08)
    expect(waits.at(-1)).toBeLessThanOrEqual(45 * 60)
  })
})

test('every car has a plate of its own, of the year in which it was registered', () => {
  const cars = [...customers, ...doubles].map(({ asset }) => asset)
  expect(new Set(cars.map(({ plate }) => plate)).size).toBe(cars.length)
  const byPlate = cars.toSorted((a, b) => a.plate.slice(0, 2).localeCompare(b.plate.slice(0, 2)))
  for (const [n, car] of byPlate.slice(1).entries()) expect(car.year).toBeGreaterThanOrEqual(byPlate[n]!.year - 1)
})
