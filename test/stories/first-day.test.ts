import { beforeAll, expect, test, vi } from 'vitest'
import { importRows } from '../../contract/imports.ts'
import { keepPlates } from '../../server/flows/known-plates.flow.ts'
import { openTown } from '../town.ts'

/**
 * The first day: a house opened empty, its customers imported, its gate on, and never started again. Whoever drives by then must be weighed
 * against everyone on file, as after a restart.
 */
const town = await openTown()
const { owner, clock, world } = town
const { watch } = world

const MANY = 4000
const LETTERS = 'ABCEFGHJKLMNPQRSTVW'
const nth = (n: number) => LETTERS[n % LETTERS.length]!
/** A plate that ends with D, which no camera takes for an X. */
const plate = (n: number) => `${nth(Math.floor(n / 19))}${nth(n)}${100 + ((n * 7) % 900)}${nth(n * 5)}D`
const oneLetterOff = (n: number) => `${plate(n).slice(0, -1)}X`

let gate: { path: string }
let reads = 0
/** What becomes of strangers whose plate is a customer's but for one letter, each read perfectly. */
async function strangers(from: number): Promise<string[]> {
  const outcomes: string[] = []
  for (let n = from; n < from + 10; n++) {
    clock.pass(200)
    const { body } = await town.post(gate.path, { plate: oneLetterOff(n), id: `s${reads++}`, confidence: 0.9 })
    outcomes.push(String(body.outcome))
  }
  return outcomes
}

beforeAll(async () => {
  gate = await town.camera()
  await vi.waitUntil(() => watch.ready, 20_000)
  for (let from = 0; from < MANY; from += 1000)
    await owner.ask(importRows, {
      body: {
        source: 'dms',
        rows: Array.from({ length: 1000 }, (_, at) => ({
          familyName: `Client ${from + at}`,
          plate: plate(from + at),
          customerKey: `k${from + at}`,
        })),
      },
    })
  await vi.waitUntil(() => watch.plates.size >= MANY, { timeout: 20_000 })
})

test('a customer is known', async () => {
  expect((await town.post(gate.path, { plate: plate(3999), id: 'own', confidence: 0.9 })).body.outcome).toBe('sure')
})

test('no stranger is greeted by a customer’s name', async () => {
  expect(await strangers(0)).not.toContain('sure')
})

test('nor while the plates are not loaded yet, when the cameras send again what they kept', async () => {
  watch.ready = false
  expect(await strangers(20)).not.toContain('sure')
  watch.ready = true
})

test('plates that could not be loaded are loaded as soon as they can be', async () => {
  watch.ready = false
  const { db } = world.house
  let away = true
  // The database goes at the very first question of the load.
  const leaving = new Proxy(db, {
    get(target, name) {
      if (name === 'startTransaction' && away) throw new Error('Connection terminated unexpectedly')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const plates = keepPlates({ ...world.house, db: leaving }, watch)
  plates.load()
  await vi.waitUntil(() => town.log.some((line) => line.includes('known plates not loaded')), 20_000)
  expect(watch.ready).toBe(false)
  away = false
  await plates.again()
  expect(watch.ready).toBe(true)
  expect(watch.plates.size).toBeGreaterThanOrEqual(MANY)
  await plates.stop()
})
