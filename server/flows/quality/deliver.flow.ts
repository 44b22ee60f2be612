import { type Because, say } from '../../../contract/because.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import {
  callOffOvertaken,
  changeHook,
  claimDeliveries,
  type DeliveryRow,
  type HookRow,
  hookById,
  insertAttempt,
  settleDelivery,
} from '../../quality/hook.store.ts'
import { pauseAfter } from '../../quality/hook-retry.ts'
import { lockProduct } from '../../quality/product.store.ts'
import type { HookAnswer, Webhooks } from '../../quality/webhook.port.ts'
import { tellStaff } from './tell-staff.flow.ts'

/** Sent side by side in one round; a receiver that hangs holds up no more than these. */
const AT_ONCE = 10

/**
 * One round: claims what is due, commits, sends, writes what came of it. What a process was sending when it died is sent again under the
 * same number, for a receiver takes a number once. @returns how many were tried
 */
export async function deliverRound(house: House, webhooks: Webhooks): Promise<number> {
  let tried = 0
  for (;;) {
    const claimed = await inTransaction(house, (house) => claimDeliveries(house.db, house.now(), AT_ONCE))
    if (claimed.length === 0) return tried
    tried += claimed.length
    await Promise.all(claimed.map((delivery) => deliver(house, webhooks, delivery)))
  }
}

/** The secrets a message is signed with: today's, and for a day after a change the one before. */
function secretsOf(house: House, hook: HookRow): string[] {
  const before = hook.sealed_before && hook.before_until && hook.before_until > house.now() ? [hook.sealed_before] : []
  return [hook.sealed, ...before].map((sealed) => house.seal.open(sealed))
}

/** Sends one that is claimed. */
export async function deliver(house: House, webhooks: Webhooks, delivery: DeliveryRow): Promise<HookAnswer> {
  const hook = await hookById(house.db, delivery.hook_id)
  const at = house.now()
  let answer: HookAnswer
  try {
    answer = await webhooks.send(
      { url: hook.url, secrets: secretsOf(house, hook) },
      { id: delivery.id, at, body: delivery.body },
    )
  } catch {
    // The house's own secret was lost since: nothing can be signed, and nothing was sent.
    answer = { status: null, problem: 'secret-lost', answer: '', retryAfterMs: null, ms: 0 }
  }
  await inTransaction(house, (house) => settleTry(house, hook, delivery, answer, at))
  return answer
}

/** What ails a delivery, in words: `hook-http` says the number that was answered. */
const problemOf = ({ problem, status }: Pick<HookAnswer, 'problem' | 'status'>): Because | null =>
  problem === null ? null : say(`hook-${problem}`, status === null ? {} : { status })

async function settleTry(
  house: House,
  hook: HookRow,
  delivery: DeliveryRow,
  answer: HookAnswer,
  at: Date,
): Promise<void> {
  const problem = problemOf(answer)
  await insertAttempt(house.db, {
    id: house.newId(),
    deliveryId: delivery.id,
    at,
    ms: answer.ms,
    status: answer.status,
    problem,
    answer: answer.answer,
  })
  const now = house.now()
  if (problem === null) return settleDelivery(house.db, delivery.id, { state: 'delivered', problem: null }, now)
  // 410: the receiver says that it is gone for good. It is paused, and nothing is sent in vain.
  const gone = answer.status === 410
  if (gone) await changeHook(house.db, hook.id, { active: false, paused: say('hook-gone') }, now)
  if (delivery.product_id !== null) {
    // Held, so that nothing newer is said while we look.
    await lockProduct(house.db, delivery.product_id)
    if (await callOffOvertaken(house.db, delivery.id, now)) return
  }
  const pause = gone ? null : pauseAfter(delivery.tries, answer.retryAfterMs)
  // A trial is one try: whoever made it sees what came of it.
  if (delivery.product_id === null || pause === null) {
    await settleDelivery(house.db, delivery.id, { state: 'dead', problem }, now)
    if (delivery.product_id !== null)
      await tellStaff(house, await lockProduct(house.db, delivery.product_id), 'dead-letter')
    return
  }
  await settleDelivery(
    house.db,
    delivery.id,
    { state: 'waiting', notBefore: new Date(now.getTime() + pause), problem },
    now,
  )
}
