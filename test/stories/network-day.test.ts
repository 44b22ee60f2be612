import { expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as loop from '../../contract/loop.ts'
import { openTown } from '../town.ts'

/** Half past midnight in Versailles: in UTC it is still yesterday. */
const town = await openTown({ at: '2026-11-28T00:30:00+01:00' })
const { owner, anne, world } = town

test('who asks the log for a day means the day of the network', async () => {
  const on = async (day: string) =>
    (await owner.ask(auditApi.readAudit, { query: { from: day, to: day, action: 'customer.create' } })).rows.length
  expect([await on('2026-11-27'), await on('2026-11-28')]).toEqual([0, 1])
})

test('so does who asks the ledger', async () => {
  await world.pool.query(
    `insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, due_at, state, created_at, changed_at)
     values (gen_random_uuid(), $1, 'thanks', 'once', false, 5, 'service', 1, $2, 'planned', $2, $2)`,
    [anne.customerId, town.clock.now()],
  )
  const on = async (day: string) => (await owner.ask(loop.ledger, { query: { from: day, to: day } })).touches.length
  expect([await on('2026-11-27'), await on('2026-11-28')]).toEqual([0, 1])
})
