import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compilePlaybook } from '../../moments/compile.ts'
import { readPlaybook } from '../../moments/read-playbook.ts'
import { wilson } from '../../plain/proportion-interval.ts'
import { chanceFrom } from './chance.ts'
import { demoDay, demoLetters, saleOf, saleOrderId } from './demo-day.ts'
import { demoAmount, demoConsents, demoContacts } from './demo-loop.ts'
import { demoCustomer, demoSites, demoStaff } from './demo-town.ts'
import { demoWritten } from './demo-written.ts'

const NOW = new Date('2026-11-26T10:00:00Z')
const DAY = 86_400_000
const chance = chanceFrom(2026)
const sites = demoSites(chance)
const staff = demoStaff(chance, sites)
const customers = Array.from({ length: 400 }, (_, n) => demoCustomer(chance, n, sites, staff, NOW, demoWritten('fr')))
let made = 0
const newId = () => `id-${++made}`
const all = customers.map((customer, n) => demoContacts(customer, n, NOW, newId))
const contacts = all.flat()
const read = readPlaybook(readFileSync(new URL('../../../playbooks/dealership.yaml', import.meta.url), 'utf8'))
const compiled = 'playbook' in read ? compilePlaybook(read.playbook, 1) : null

describe('two years behind', () => {
  test('every state is there to be seen, each let go with its reason, and most is done', () => {
    const by = Map.groupBy(contacts, ({ touch }) => touch.state)
    for (const state of ['planned', 'held', 'done', 'dropped'] as const)
      expect(by.get(state)!.length).toBeGreaterThan(10)
    expect(by.get('done')!.length / contacts.length).toBeGreaterThan(0.6)
    for (const { touch } of by.get('dropped')!) expect(touch.because.length).toBeGreaterThan(0)
  })
  test('never more than three contacts in thirty days', () => {
    for (const one of all)
      for (const { at } of one) {
        const within = one.filter((other) => at.getTime() - other.at.getTime() < 30 * DAY && other.at <= at)
        expect(within.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(3)
      }
  })
  test('nobody was written to at night, nor called on a Sunday', () => {
    const done = contacts.filter(({ touch, at }) => touch.state === 'done' && at < NOW)
    expect(done.length).toBeGreaterThan(500)
    for (const { at, touch } of done) {
      const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/Paris')
      const minute = there.hour * 60 + there.minute
      expect(minute, there.toString()).toBeGreaterThanOrEqual(touch.gesture === 'call' ? 600 : 570)
      expect(minute, there.toString()).toBeLessThan(19 * 60)
      expect(there.dayOfWeek, there.toString()).toBeLessThanOrEqual(touch.gesture === 'call' ? 5 : 6)
    }
  })
  test('only extra moments are held out, and nobody held out had any contact', () => {
    const out = contacts.filter(({ touch }) => touch.arm === 'held-out')
    expect(out.length).toBeGreaterThan(5)
    for (const { touch, weight } of out) expect([touch.core, touch.state, weight]).toEqual([false, 'dropped', 0])
  })
  test('are held out as often as the playbook says, of those that would have been done', () => {
    const drawn = contacts.filter(({ touch }) => touch.arm !== null)
    const out = drawn.filter(({ touch }) => touch.arm === 'held-out').length
    const { low, high } = wilson(out, drawn.length)!
    expect([low < 0.1, high > 0.1]).toEqual([true, true])
  })
  test('the moments are those of the playbook that ships', () => {
    expect(compiled).not.toBeNull()
    for (const { touch } of contacts) expect([...compiled!.moments.keys()]).toContain(touch.moment)
  })
  test('an order costs what such things cost, and the same one the same', () => {
    const cars = Array.from({ length: 300 }, (_, n) => demoAmount('vehicle', `V${n}`)).sort((a, b) => a - b)
    expect(cars[150]! / 100).toBeGreaterThan(17_000)
    expect(cars[150]! / 100).toBeLessThan(28_000)
    expect(demoAmount('repair', 'R1')).toBe(demoAmount('repair', 'R1'))
  })
  test('consents are said when they came, and withdrawn after', () => {
    const receipts = customers.flatMap((customer, n) => demoConsents(customer, n, NOW))
    expect(receipts.some(({ action }) => action === 'withdrawn')).toBe(true)
    for (const { at, wording } of receipts) {
      expect(at <= NOW).toBe(true)
      expect(wording).not.toBe('')
    }
  })
})

describe('today', () => {
  const owner = 'owner'
  const day = demoDay(compiled!, { customers, sites, staff, owner }, NOW, newId)
  test('each who receives has a list, in the words of the playbook', () => {
    const advisors = staff.filter(({ roles }) => /advisor/u.test(roles[0]!.role)).map(({ id }) => id)
    expect(new Set(day.tasks.map(({ staffId }) => staffId))).toEqual(new Set([...advisors, owner]))
    for (const task of day.tasks) expect([task.title, task.opening]).not.toContain('')
    expect(day.tasks.length).toBe(day.touches.length)
  })
  test('what is to be done after a delivery stands on that order: it still means something a minute later', () => {
    const byId = new Map(customers.map((customer) => [customer.id, customer]))
    for (const { customerId, orderId } of day.touches) {
      const customer = byId.get(customerId)!
      expect(saleOf(customer)).toBeDefined()
      expect(orderId).toBe(saleOrderId(customer))
    }
  })
  test('letters that left read as they were written, nothing missing', () => {
    const letters = customers.flatMap((customer, n) =>
      demoLetters(compiled!, { sites, staff }, customer, all[n]!, NOW.getTime() - 90 * DAY, newId),
    )
    expect(letters.length).toBeGreaterThan(20)
    for (const { body, to } of letters) {
      expect(body).not.toMatch(/\{\{|undefined|null/u)
      expect(to).not.toBe('')
    }
  })
})
