import { say } from '../../../contract/because.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { conflict } from '../../kit/problem.ts'
import { callOffReady } from '../../messages/outbox.store.ts'
import { audit } from '../../network/audit.store.ts'
import { callOffReply, type ReplyRow } from '../../recovery/reply.store.ts'

/** Calls a reply off: possible until its message is on its way. */
export async function takeReplyBack(house: House, row: ReplyRow, caller: Caller): Promise<void> {
  const now = house.now()
  const because = [say('called-off-by', { name: caller.name })]
  const gone = row.messageId ? await callOffReady(house.db, [row.messageId], because, now) : []
  if (gone.length === 0) throw conflict('has-left', 'It has left already', 'Write again, and say what has changed.')
  await callOffReply(house.db, row.id, now)
  await audit(house, caller, 'feedback.reply-undo', { customerId: row.customerId, detail: { reply: row.id } })
}
