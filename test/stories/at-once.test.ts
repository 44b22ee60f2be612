import { expect, test } from 'vitest'
import * as ways from '../../contract/message-providers.ts'
import * as network from '../../contract/network.ts'
import * as reader from '../../contract/reader.ts'
import * as reviews from '../../contract/reviews.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** What two people do at the same moment ends as if one had come after the other. */
const town = await openTown()
const { owner, anne, siteId, world } = town
const ROUNDS = 8

test('an appointment sent several times at once under one key is booked once', async () => {
  const body = {
    customerId: anne.customerId,
    siteId,
    at: '2026-11-26T10:30:00+01:00',
    source: 'dms',
    key: 'R-118',
  }
  const all = await Promise.all(Array.from({ length: 6 }, () => owner.raw(visits.createAppointment, { body })))
  expect(all.map(({ status }) => status)).toEqual(Array(6).fill(200))
  expect(new Set(all.map(({ body }) => body.id)).size).toBe(1)
  const { appointments } = await owner.ask(visits.listAppointments, { query: { customer: anne.customerId } })
  expect(appointments.filter(({ at }) => at.startsWith('2026-11-26'))).toHaveLength(1)
})

test('a new address of a camera holds, whatever else is changed of it meanwhile', async () => {
  const camera = await town.camera()
  for (let n = 0; n < ROUNDS; n++) {
    const [moved] = await Promise.all([
      owner.ask(signals.updateSource, { params: { id: camera.id }, body: { newAddress: true } }),
      owner.ask(signals.updateSource, { params: { id: camera.id }, body: { name: `Portail ${n}` } }),
    ])
    world.watch.sources.clear()
    const { status } = await town.post(new URL(moved.address!).pathname, { plate: 'ZZ111ZZ', id: `n${n}` })
    expect(status).toBe(200)
  }
})

test('so does the address where a provider brings its news', async () => {
  const settings = { url: 'https://sms.example/send', body: '{"to":"{{to}}","text":"{{text}}"}' }
  const { id } = await owner.ask(ways.createProvider, {
    body: { channel: 'sms', kind: 'http', name: 'SMS', settings, secrets: { authorization: 'Bearer 1' } },
  })
  for (let n = 0; n < ROUNDS; n++) {
    const [moved] = await Promise.all([
      owner.ask(ways.updateProvider, { params: { id }, body: { newAddress: true } }),
      owner.ask(ways.updateProvider, { params: { id }, body: { name: `SMS ${n}` } }),
    ])
    expect((await town.post(new URL(moved.newsAddress!).pathname, {})).status).not.toBe(404)
  }
})

test('an address in the reviews that is given twice at once is given once, and the other is told', async () => {
  const body = { kind: 'service' as const, slug: 'lavage', title: { fr: 'Lavage', en: 'Wash' }, siteId: null }
  const all = await Promise.all(Array.from({ length: 4 }, () => owner.raw(reviews.createSubject, { body })))
  expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422, 422, 422])
})

test('of the last two sites put away at once, one stays', async () => {
  await owner.ask(network.createSite, { body: { name: 'Chartres', services: ['sales'] } })
  const { sites } = await owner.ask(network.readNetwork)
  expect(sites).toHaveLength(2)
  const all = await Promise.all(
    sites.map(({ id }) => owner.raw(network.updateSite, { params: { id }, body: { archived: true } })),
  )
  expect(all.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422])
  expect((await owner.ask(network.readNetwork)).sites).toHaveLength(1)
})

test('what is asked for while it waits is done once', async () => {
  const waiting = async () =>
    (await world.pool.query(`select state from jobs.job where name = 'reader-learn'`)).rows.map(({ state }) => state)
  for (let n = 0; n < 3; n++) await owner.ask(reader.learnNow)
  expect(await waiting()).toEqual(['created'])
  // Under way: it may have looked already at what is asked about now.
  await world.pool.query(`update jobs.job set state = 'active' where name = 'reader-learn'`)
  await Promise.all([owner.ask(reader.learnNow), owner.ask(reader.learnNow)])
  expect(await waiting()).toHaveLength(2)
  expect(new Set(await waiting())).toEqual(new Set(['active', 'created']))
})
