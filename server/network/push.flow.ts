import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as pushApi from '../../contract/push.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { invalid } from '../kit/problem.ts'
import type { PushMessage, PushPort } from './push.port.ts'

export async function subscribePush(
  house: House,
  { body }: InputOf<typeof pushApi.subscribePush>,
  caller: Caller,
): Promise<AnswerOf<typeof pushApi.subscribePush>> {
  if (!caller.staffId) throw invalid('session', 'api-key')
  const row = {
    staff_id: caller.staffId,
    p256dh: body.keys.p256dh,
    auth: body.keys.auth,
    created_at: house.now(),
    session_id: caller.sessionId ?? null,
    ...(body.unnamed === undefined ? {} : { unnamed: body.unnamed }),
  }
  return house.db
    .insertInto('network.push')
    .values({ endpoint: body.endpoint, ...row })
    .onConflict((c) => c.column('endpoint').doUpdateSet(row))
    .returning('unnamed')
    .executeTakeFirstOrThrow()
}

export async function unsubscribePush(
  house: House,
  { body }: InputOf<typeof pushApi.unsubscribePush>,
  caller: Caller,
): Promise<AnswerOf<typeof pushApi.unsubscribePush>> {
  await house.db
    .deleteFrom('network.push')
    .where('endpoint', '=', body.endpoint)
    .where('staff_id', '=', caller.staffId)
    .execute()
  return { ok: true }
}

/** What one device is sent: without names where its owner keeps them off the locked screen. */
const shownOn = (device: { unnamed: boolean }, { unnamed, ...message }: PushMessage): PushMessage =>
  device.unnamed ? { ...message, ...unnamed } : message

/** Tells every browser a member of staff has granted; forgets those that are gone. To how many it was sent as it is, names and all. */
export async function pushTo(house: House, port: PushPort, staffId: string, message: PushMessage): Promise<number> {
  const rows = await house.db.selectFrom('network.push').selectAll().where('staff_id', '=', staffId).execute()
  let sent = 0
  for (const row of rows) {
    const alive = await port.send(row, shownOn(row, message))
    if (alive && !(row.unnamed && message.unnamed)) sent += 1
    if (!alive) await house.db.deleteFrom('network.push').where('endpoint', '=', row.endpoint).execute()
  }
  return sent
}
