import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import * as audit from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { writeLooks } from '../../server/network/looks.flow.ts'
import { openTown, type Screen } from '../town.ts'

/** Alice works on two sites and looks at the first: whoever waits for her on the other is told too, on the one stream. */
const town = await openTown()
const { owner, advisor, deputy, siteId, clock, world } = town
const { id: other } = await owner.ask(network.createSite, {
  body: { name: 'Rouen', services: ['service', 'reception'] },
})
const { id: third } = await owner.ask(network.createSite, { body: { name: 'Lille', services: ['service'] } })
for (const screen of [advisor, deputy])
  await owner.ask(network.updateStaff, {
    params: { id: screen.staffId },
    body: {
      roles: [
        { role: 'service-advisor', siteId },
        { role: 'service-advisor', siteId: other },
      ],
    },
  })
await world.app.listen({ host: '127.0.0.1', port: 0 })
const base = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`

/** Whom a screen hears of from now on. */
async function listen(screen: Screen, query: string) {
  const answer = await fetch(`${base}/api/live?${query}`, { headers: { cookie: screen.cookie } })
  let text = ''
  void (async () => {
    for await (const more of answer.body!.pipeThrough(new TextDecoderStream())) text += more
  })().catch(() => undefined)
  await vi.waitUntil(() => text.includes('event: hello'), 20_000)
  return {
    heard: () =>
      [...text.matchAll(/^data: (.*)$/gmu)].flatMap(([, data]) => {
        const event = JSON.parse(data!) as visits.LiveEvent
        if (event.type !== 'visit') return []
        const { card, state, whoId } = event.visit
        return [`${card.name} ${state}${whoId === advisor.staffId ? ' for Alice' : ''}`]
      }),
    raw: () => text,
  }
}
const gates = new Map<string, string>()
async function comes(at: string, familyName: string, plate: string, advisorId: string) {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName, advisorId, siteId: at } })
  const asset = await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: id, assetId: asset.id, siteId: at, service: 'service', at: clock.now().toISOString() },
  })
  if (!gates.has(at)) {
    const source = await owner.ask(signals.createSource, {
      body: { door: 'gate', kind: 'json', name: 'Portail', siteId: at },
    })
    gates.set(at, new URL(source.address ?? '').pathname)
  }
  clock.pass(5)
  const answer = await town.post(gates.get(at)!, { plate })
  expect(answer.outcome).toBe('sure')
}

test('of another site only whoever waits for me, and what becomes of them', async () => {
  const mine = await listen(advisor, `site=${siteId}&mine=1`)
  const plain = await listen(advisor, `site=${siteId}`)
  await comes(other, 'Martin', 'DA-101-BC', advisor.staffId)
  await comes(other, 'Dupond', 'DA-202-BC', deputy.staffId)
  await comes(siteId, 'Durand', 'DA-303-BC', deputy.staffId)
  await vi.waitUntil(() => mine.heard().length === 2, 20_000)
  expect(mine.heard()).toEqual(['Martin arrived for Alice', 'Durand arrived'])
  expect(mine.raw(), 'nothing of a card that is not hers').not.toContain('Dupond')
  expect(plain.heard()).toEqual(['Durand arrived'])

  // Somebody else goes to him: he is told of no more, and she hears why.
  const { waiting } = await owner.ask(visits.readFloor, { query: { site: other } })
  const martin = waiting.find(({ card }) => card.name === 'Martin')!
  await deputy.ask(visits.going, { params: { id: martin.id } })
  await vi.waitUntil(() => mine.heard().length === 3, 20_000)
  // And what happens to him then is no more hers.
  await deputy.ask(visits.greeted, { params: { id: martin.id } })
  await comes(siteId, 'Petit', 'DA-404-BC', deputy.staffId)
  await vi.waitUntil(() => mine.heard().some((line) => line.startsWith('Petit')), 20_000)
  expect(mine.heard().filter((line) => line.startsWith('Martin'))).toEqual([
    'Martin arrived for Alice',
    'Martin arrived for Alice',
  ])
})

test('who waits already is said as it opens; a site one may not see never is; each telling is written down', async () => {
  await comes(other, 'Attend', 'DA-505-BC', advisor.staffId)
  await owner.ask(network.updateStaff, {
    params: { id: advisor.staffId },
    body: {
      roles: [
        { role: 'service-advisor', siteId },
        { role: 'service-advisor', siteId: third },
      ],
    },
  })
  const blind = await listen(advisor, `site=${siteId}&mine=1`)
  await comes(other, 'Cachée', 'DA-606-BC', advisor.staffId)
  await comes(siteId, 'Témoin', 'DA-707-BC', deputy.staffId)
  await vi.waitUntil(() => blind.heard().length > 0, 20_000)
  expect(blind.raw()).not.toMatch(/Attend|Cachée/u)

  await owner.ask(network.updateStaff, {
    params: { id: advisor.staffId },
    body: {
      roles: [
        { role: 'service-advisor', siteId },
        { role: 'service-advisor', siteId: other },
      ],
    },
  })
  const sees = await listen(advisor, `site=${siteId}&mine=1`)
  await vi.waitUntil(() => sees.heard().includes('Attend arrived for Alice'), 20_000)
  await writeLooks(world.house, world.watch.looks, () => true)
  const { rows } = await owner.ask(audit.readAudit, { query: { action: 'floor.view', staff: advisor.staffId } })
  const seen = rows.filter((row) => row.siteId === other).flatMap((row) => row.customers.map(({ name }) => name))
  expect(seen).toContain('Attend')
  expect(seen).not.toContain('Dupond')
})

test('the stream of one site is as it was: another site is refused, and so is a word that is none', async () => {
  const ask = async (query: string) =>
    (await fetch(`${base}/api/live?${query}`, { headers: { cookie: advisor.cookie } })).status
  expect(await ask(`site=${third}&mine=1`)).toBe(403)
  expect(await ask(`site=${siteId}&mine=all`)).toBe(422)
  expect(await ask('mine=1')).toBe(422)
})
