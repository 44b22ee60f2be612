import { describe, expect, test } from 'vitest'
import { openReader } from '../../edges/reader/shipped-reader.edge.ts'
import { chanceFrom } from './chance.ts'
import { DEMO_ZONE, demoCustomer, demoSites, demoStaff } from './demo-town.ts'
import { type DemoDoor, demoAnswers, demoAtDoors } from './demo-voice.ts'
import { demoWritten } from './demo-written.ts'

const now = new Date('2026-11-26T10:00:00Z')
const chance = chanceFrom(2026)
const sites = demoSites(chance)
const staff = demoStaff(chance, sites)
let made = 0
const town = { sites, staff, reader: openReader(), now, newId: () => `id-${++made}` }
const customers = Array.from({ length: 700 }, (_, n) => demoCustomer(chance, n, sites, staff, now, demoWritten('fr')))
const told = customers.map((customer, n) => demoAnswers(customer, n, town))
const answers = told.flatMap((each) => each.answers)
const written = answers.filter(({ text }) => text !== '')

describe('what the invented town writes', () => {
  test('is hardly ever the same twice: more than one word is repeated by less than one in a hundred', () => {
    const times = new Map<string, number>()
    for (const { text } of written) times.set(text, (times.get(text) ?? 0) + 1)
    const often = [...times].filter(([text, n]) => text.length > 24 && n > written.length / 100)
    expect(often).toEqual([])
    expect(times.size / written.length).toBeGreaterThan(0.6)
  })

  test('is as content as its score: who gave the best is read as ill by few, who gave the worst as well by few', () => {
    const share = (band: string, sign: number) => {
      const of = written.filter((each) => each.band === band)
      return of.filter(({ reading }) => reading && !reading.mixed && reading.polarity === sign).length / of.length
    }
    console.info({ happyReadIll: share('happy', -1), unhappyReadWell: share('unhappy', 1) })
    expect(share('happy', -1)).toBeLessThan(0.1)
    expect(share('unhappy', 1)).toBeLessThan(0.15)
  })

  test('names nobody who is not there, and leaves nothing to be filled in', () => {
    for (const { text } of written) expect(text).not.toMatch(/[{}]|\bde [AEIOUYÉ]\p{L}+ /u)
  })
})

test('who did not answer was asked while somebody worked; some opened it, after it came and while they were awake', () => {
  const silent = told.flatMap((each) => each.silent)
  const hour = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(DEMO_ZONE).hour
  for (const { at, openedAt } of silent) {
    expect([8, 9, 10, 11, 12, 13, 14, 15, 16, 17]).toContain(hour(at))
    if (!openedAt) continue
    expect(openedAt > at && openedAt < now).toBe(true)
    expect(hour(openedAt)).toBeGreaterThanOrEqual(6)
  }
  const opened = silent.filter(({ openedAt }) => openedAt).length / silent.length
  expect(opened).toBeGreaterThan(0.2)
  expect(opened).toBeLessThan(0.45)
})

test('each door is answered at, in the hours it is open, also of late', () => {
  const doors: DemoDoor[] = sites.map(({ id }, n) => ({
    id: `door-${n}`,
    siteId: id,
    kind: n === 0 ? 'tablet' : 'qr',
    service: 'service',
  }))
  const said = demoAtDoors(town, doors)
  for (const { id, kind } of doors) {
    const here = said.filter(({ doorId }) => doorId === id)
    const late = here.filter(({ at }) => now.getTime() - at.getTime() < 90 * 86_400_000)
    expect(late.length).toBeGreaterThan(5)
    expect(new Set(here.map(({ channel }) => channel))).toEqual(new Set([kind]))
    for (const { at } of here) {
      expect(at.getUTCDay()).not.toBe(0)
      expect(at.getUTCHours()).toBeGreaterThanOrEqual(8)
      expect(at.getUTCHours()).toBeLessThan(18)
    }
  }
})
