import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-hooks.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid, notFound } from '../../kit/problem.ts'
import { newSigningSecret } from '../../kit/seal.ts'
import { audit } from '../../network/audit.store.ts'
import {
  changeHook,
  claimDelivery,
  deliveriesOf,
  hookById,
  hooksOf,
  insertDeliveries,
  insertHook,
  lockHook,
  replay,
} from '../../quality/hook.store.ts'
import type { Webhooks } from '../../quality/webhook.port.ts'
import { DELIVER } from './announce.flow.ts'
import { deliver } from './deliver.flow.ts'
import { asDelivery } from './product-page.flow.ts'
import { needManage } from './who-may.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** After a change of secret both hold so long. */
const OVERLAP_MS = 86_400_000

const asHook = (row: Awaited<ReturnType<typeof hooksOf>>[number], now: Date): api.Hook => ({
  id: row.id,
  name: row.name,
  url: row.url,
  active: row.active,
  paused: row.paused,
  createdAt: row.created_at.toISOString(),
  rotatingUntil: row.before_until && row.before_until > now ? row.before_until.toISOString() : null,
  waiting: row.waiting,
  dead: row.dead,
  lastDelivered: row.last?.toISOString() ?? null,
})

export async function listHooks(house: House, _input: In<'listHooks'>, caller: Caller): Out<'listHooks'> {
  needManage(caller, null)
  const [hooks, dead] = await Promise.all([hooksOf(house.db), deliveriesOf(house.db, 'dead')])
  return {
    hooks: hooks.map((row) => asHook(row, house.now())),
    dead: dead.filter(({ product_id }) => product_id !== null).map(asDelivery),
  }
}

/** An address that may never be called is refused while it is typed, not when it matters. */
function needAddress(webhooks: Webhooks, url: string): void {
  const refused = webhooks.refuses(url)
  if (refused === 'needs-https') throw invalid('body.url', 'Receivers are called by https.')
  if (refused)
    throw invalid(
      'body.url',
      'This address is on this machine or its network, or cannot be called.',
      'To tell a server of your own network, start Okaeri with OKAERI_ALLOW_PRIVATE_WEBHOOKS=yes.',
    )
}

export const createHook =
  (webhooks: Webhooks) =>
  async (house: House, { body }: In<'createHook'>, caller: Caller): Out<'createHook'> => {
    needManage(caller, null)
    needAddress(webhooks, body.url)
    return inTransaction(house, async (house) => {
      const id = house.newId()
      const secret = newSigningSecret()
      await insertHook(house.db, { id, ...body, sealed: house.seal.seal(secret) }, house.now())
      await audit(house, caller, 'gate.hook', { detail: { hook: id, what: 'create' } })
      const row = (await hooksOf(house.db)).find((each) => each.id === id)!
      return { hook: asHook(row, house.now()), secret }
    })
  }

export const updateHook =
  (webhooks: Webhooks) =>
  async (house: House, { params, body }: In<'updateHook'>, caller: Caller): Out<'updateHook'> => {
    needManage(caller, null)
    if (body.url !== undefined) needAddress(webhooks, body.url)
    return inTransaction(house, async (house) => {
      const now = house.now()
      // One that was taken away may be put back: the toast says so.
      if (body.removed === undefined) await hookById(house.db, params.id)
      await changeHook(
        house.db,
        params.id,
        {
          ...(body.name !== undefined ? { name: body.name } : {}),
          ...(body.url !== undefined ? { url: body.url } : {}),
          ...(body.active !== undefined ? { active: body.active, paused: null } : {}),
          ...(body.removed !== undefined ? { removedAt: body.removed ? now : null } : {}),
        },
        now,
      )
      if (body.active) house.queue.wake(house, DELIVER)
      await audit(house, caller, 'gate.hook', { detail: { hook: params.id, what: Object.keys(body) } })
      return { ok: true }
    })
  }

export async function rotateHook(house: House, { params }: In<'rotateHook'>, caller: Caller): Out<'rotateHook'> {
  needManage(caller, null)
  return inTransaction(house, async (house) => {
    const hook = await lockHook(house.db, params.id)
    const secret = newSigningSecret()
    const until = new Date(house.now().getTime() + OVERLAP_MS)
    await changeHook(
      house.db,
      hook.id,
      { sealed: house.seal.seal(secret), sealedBefore: hook.sealed, beforeUntil: until },
      house.now(),
    )
    await audit(house, caller, 'gate.hook', { detail: { hook: hook.id, what: 'rotate' } })
    return { secret, until: until.toISOString() }
  })
}

/** A signed trial, sent while one waits; it changes nothing on the other side. */
export const testHook =
  (webhooks: Webhooks) =>
  async (house: House, { params }: In<'testHook'>, caller: Caller): Out<'testHook'> => {
    needManage(caller, null)
    const id = house.newId()
    const hook = await hookById(house.db, params.id)
    await inTransaction(house, async (house) => {
      const now = house.now()
      const body = JSON.stringify({ type: 'gate.test', timestamp: now.toISOString(), data: {} })
      await insertDeliveries(
        house.db,
        [{ id, hookId: hook.id, productId: null, eventId: null, type: 'gate.test', body, notBefore: now }],
        now,
      )
      await claimDelivery(house.db, id, now)
    })
    const [row] = await deliveriesOf(house.db, { id })
    await deliver(house, webhooks, row!)
    const [told] = await deliveriesOf(house.db, { id })
    return asDelivery(told!)
  }

export async function replayFlow(
  house: House,
  { params }: In<'replayDelivery'>,
  caller: Caller,
): Out<'replayDelivery'> {
  needManage(caller, null)
  return inTransaction(house, async (house) => {
    const [delivery] = await deliveriesOf(house.db, { id: params.id })
    if (!delivery) throw notFound('delivery')
    const hook = await hookById(house.db, delivery.hook_id)
    if (!hook.active) throw conflict('hook-paused', 'This receiver is paused', 'Resume it first.')
    if (!(await replay(house.db, params.id, house.now())))
      throw conflict('leaving', 'It is on its way', 'Look again in a moment.')
    house.queue.wake(house, DELIVER)
    await audit(house, caller, 'gate.replay', { detail: { delivery: params.id } })
    return { ok: true }
  })
}
