import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listSurveys } from '../../contract/asking.ts'
import { ledger } from '../../contract/loop.ts'
import { listMessages } from '../../contract/messages.ts'
import * as api from '../../contract/playbooks.ts'
import { listCases } from '../../contract/recovery.ts'
import { myDay } from '../../contract/work.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { openSending, pageOf } from '../sending.ts'

const sending = await openSending('2026-11-25T10:24:00+01:00')
const { owner, db, house, outbox, taken } = sending
const THANKS = `
  - { id: thanks, title: { fr: Merci }, core: true, on: service.done, do: sms, sms: { fr: Merci de votre visite. } }
  - { id: after, title: { fr: Après }, core: true, on: visit.first, after: 10 min, do: sms, sms: { fr: Merci encore. } }
`
/** Edited by hand in the database, or written for another release: what is in force reads no more. */
const edited = (from: string, to: string) =>
  sql`update moments.playbook set yaml = replace(yaml, ${from}, ${to}), version = version + 100 where live_until is null`.execute(
    db,
  )
const standing = async () => (await owner.ask(api.playbookStanding, {})).unread

test('a page in force that reads no more stops what leaves by itself, loses nothing, and is told with its line', async () => {
  await sending.nextDay(pageOf(THANKS))
  const anne = await sending.someone(['06 39 98 40 01'])
  const bruno = await sending.someone(['06 39 98 40 02'])
  await sending.tell(anne, 'service.done')
  await sending.tell(bruno, 'visit.first')
  expect((await sending.messages(anne)).map(({ state }) => state)).toEqual(['ready'])
  expect(await standing()).toBe(null)

  await edited('core: true', 'kore: true')
  expect(await standing()).toMatchObject({
    line: 11,
    because: { code: 'playbook-unknown-key', values: { key: 'kore' } },
  })
  // Every screen that stands on it still opens.
  for (const ask of [
    owner.ask(listCases, { query: {} as never }),
    owner.ask(myDay, { query: {} as never }),
    owner.ask(listMessages, { query: {} as never }),
    owner.ask(ledger, { query: {} as never }),
    owner.ask(listSurveys, {}),
    owner.ask(api.listPlaybooks, {}),
  ])
    await expect(ask).resolves.toBeTruthy()

  const claire = await sending.someone(['06 39 98 40 03'])
  await sending.tell(claire, 'service.done')
  await sending.leaves(20)
  expect(taken).toEqual([])
  expect(await sending.messages(anne)).toMatchObject([{ state: 'ready', codes: ['playbook-unread'] }])
  expect(await sending.touches(bruno)).toMatchObject([{ moment: 'after', state: 'planned' }])
  expect(await sending.touches(claire)).toEqual([])

  await edited('kore: true', 'core: true')
  expect(await standing()).toBe(null)
  await sending.leaves(6)
  expect(taken.map(({ to }) => to).sort()).toEqual(['+33639984001', '+33639984002', '+33639984003'])
  await sendRound(house, outbox)
  expect(taken).toHaveLength(3)
})

test('a page that an update would refuse today for making no sense goes on as it did', async () => {
  await sending.nextDay(
    pageOf(`${THANKS}  - { id: never, title: { fr: x }, on: order.placed, if: 'order.state == "nope"', do: word }\n`),
  )
  expect(await standing()).toBe(null)
  const anne = await sending.someone(['06 39 98 40 04'])
  await sending.tell(anne, 'service.done')
  await sending.leaves(1)
  expect(taken).toHaveLength(1)
})

test('a page written again by hand under the same version is the page from then on, and one that reads no more stops the loop', async () => {
  await sending.nextDay(pageOf(THANKS))
  const anne = await sending.someone(['06 39 98 40 05'])
  await sending.tell(anne, 'service.done')
  const same = (from: string, to: string) =>
    sql`update moments.playbook set yaml = replace(yaml, ${from}, ${to}) where live_until is null`.execute(db)
  await same('Merci de votre visite.', 'Merci de tout.')
  const bruno = await sending.someone(['06 39 98 40 06'])
  await sending.tell(bruno, 'service.done')
  expect((await sending.messages(bruno)).map(({ body }) => body.split('\n')[0])).toEqual(['Merci de tout.'])
  await same('core: true', 'kore: true')
  expect(await standing()).toMatchObject({ line: 11 })
  await same('kore: true', 'core: true')
  expect(await standing()).toBe(null)
})
