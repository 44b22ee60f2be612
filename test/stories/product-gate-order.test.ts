import { expect, test, vi } from 'vitest'
import * as gate from '../../contract/gate-file.ts'
import * as hooks from '../../contract/gate-hooks.ts'
import * as api from '../../contract/quality.ts'
import { openWebhooks } from '../../server/edges/webhooks/webhook.edge.ts'
import { deliverRound } from '../../server/flows/quality/deliver.flow.ts'
import { openReceiver } from '../hook-receiver.ts'
import { openTown } from '../town.ts'

/** A shop that keeps no `sequence` believes what it is told last: that is the newest thing there is to tell. */
const town = await openTown({ env: { OKAERI_ALLOW_PRIVATE_WEBHOOKS: 'yes' } })
const { owner, clock } = town
const { house, pool } = town.world
const webhooks = openWebhooks({ allowPrivate: true, timeoutMs: 400 })
const shop = await openReceiver()
const { secret } = await owner.ask(hooks.createHook, { body: { name: 'Boutique', url: shop.url } })
shop.secrets.push(secret)
const round = () => deliverRound(house, webhooks)
const later = async () => {
  for (const seconds of [1, 10, 60, 600, 3600]) {
    clock.pass(seconds)
    await round()
  }
}
const told = () =>
  shop.received.map(({ body }) => `${String(body.type)} ${(body.data as { sequence: number }).sequence}`)
const product = (reference: string) =>
  owner.ask(api.createProduct, { body: { kind: 'service', reference, name: { fr: reference } } })
const withdraw = (id: string) => owner.ask(gate.withdrawProduct, { params: { id }, body: { reason: 'À la main' } })
const undoLast = async (id: string) => {
  const { events } = await owner.ask(gate.readProduct, { params: { id } })
  await owner.ask(gate.undoGate, { params: { id: events[0]!.id } })
}

test('what was on its way when something newer was said, and did not arrive, is not said again', async () => {
  const { id } = await product('LAVAGE')
  // The first try fails, the second one is never answered.
  shop.answers((_request, response, n) => {
    if (n === 1) response.writeHead(500).end('down')
    else if (n > 2) response.writeHead(200).end('ok')
  })
  await withdraw(id)
  clock.pass(15)
  await round()
  clock.pass(6)
  const trying = round()
  await vi.waitUntil(() => shop.received.length === 2, 20_000)
  await undoLast(id)
  await trying
  await later()
  expect(told()).toEqual(['product.withdrawn 1', 'product.withdrawn 1', 'product.returned 2'])
  const { deliveries } = await owner.ask(gate.readProduct, { params: { id } })
  expect(deliveries.map(({ type, state }) => `${type} ${state}`).sort()).toEqual([
    'product.returned delivered',
    'product.withdrawn called-off',
  ])
})

test('nor is what a process that died was sending', async () => {
  shop.received.length = 0
  shop.answers((_request, response) => response.writeHead(500).end('down'))
  const { id } = await product('VIDANGE')
  await withdraw(id)
  clock.pass(15)
  await round()
  // Claimed, and its process is killed.
  await pool.query(`update quality.delivery set state = 'leaving', changed_at = $1 where product_id = $2`, [
    house.now(),
    id,
  ])
  await undoLast(id)
  shop.answers((_request, response) => response.writeHead(200).end('ok'))
  clock.pass(121)
  await later()
  expect(told().at(-1)).toBe('product.returned 2')
  expect(told()).toHaveLength(2)
})
