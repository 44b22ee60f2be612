import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as messages from '../../contract/messages.ts'
import * as mine from '../../contract/my-page.ts'
import * as network from '../../contract/network.ts'
import * as work from '../../contract/work.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Somebody leaves: whoever they looked after is not forgotten for it. */
const town = await openTown()
const { owner, advisor, deputy, reception, siteId } = town
const leavers = async (screen = owner) => (await screen.ask(work.listLeavers)).leavers
const leaves = (id: string, archived = true) => owner.ask(network.updateStaff, { params: { id }, body: { archived } })

test('while she is here nobody is without anybody; when she leaves, hers are named until they are handed over', async () => {
  await owner.ask(customers.createCustomer, { body: { familyName: 'Bel', advisorId: advisor.staffId } })
  expect(await leavers()).toEqual([])
  await leaves(advisor.staffId)
  expect(await leavers()).toEqual([{ id: advisor.staffId, name: 'Alice Conseil', customers: 2 }])
  await leaves(advisor.staffId, false)
  expect(await leavers()).toEqual([])
  await leaves(advisor.staffId)
  const { id } = await owner.ask(work.makeHandover, {
    body: { fromId: advisor.staffId, toId: deputy.staffId, words: 'Anne aime le thé.' },
  })
  expect(await leavers()).toEqual([])
  await owner.ask(work.endHandover, { params: { id } })
  expect(await leavers()).toMatchObject([{ customers: 2 }])
})

test('one customer handed over leaves the other without anybody', async () => {
  await owner.ask(work.makeHandover, {
    body: {
      fromId: advisor.staffId,
      toId: deputy.staffId,
      words: 'Elle d’abord.',
      customerIds: [town.anne.customerId],
    },
  })
  expect(await leavers()).toMatchObject([{ id: advisor.staffId }])
})

test('is told to those who manage the staff there, and to nobody else', async () => {
  const { screen: manager } = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
  const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
  const { screen: other } = await hire(town, 'Léa Là', [{ role: 'site-manager', siteId: elsewhere.id }])
  expect(await leavers(manager)).toHaveLength(1)
  expect(await leavers(other)).toEqual([])
  expect(await leavers(deputy)).toEqual([])
  expect(await leavers(reception)).toEqual([])
})

test('their own page names who looks after them now, and for whom', async () => {
  const { customerId } = town.anne
  const { address } = await owner.ask(messages.makePageLink, { params: { id: customerId } })
  const token = address.split('/c/')[1]!
  const host = async () => (await owner.ask(mine.readMyPage, { params: { token } })).advisor
  const given = (await owner.ask(work.listHandovers)).handovers.filter(({ over }) => !over)
  for (const { id } of given) await owner.ask(work.endHandover, { params: { id } })
  await leaves(advisor.staffId, false)
  const hand = (until: string | null) =>
    owner.ask(work.makeHandover, {
      body: { fromId: advisor.staffId, toId: reception.staffId, words: 'Elle aime le thé.', until },
    })
  const away = await hand('2026-12-24')
  expect(await host()).toMatchObject({ name: 'Rose Accueil', insteadOf: 'Alice Conseil' })
  await owner.ask(work.endHandover, { params: { id: away.id } })
  await leaves(advisor.staffId)
  const gone = await hand(null)
  expect(await host()).toMatchObject({ name: 'Rose Accueil', insteadOf: null })
  await owner.ask(work.endHandover, { params: { id: gone.id } })
  expect(await host()).toMatchObject({ name: 'Denis Suppléant', insteadOf: null })
})

test('a last day is one of the giver: it ends at midnight on the clock of their site', async () => {
  const martinique = await owner.ask(network.createSite, {
    body: { name: 'Le Lamentin', timeZone: 'America/Martinique' },
  })
  const { screen: giver } = await hire(town, 'Inès Là-bas', [{ role: 'sales-advisor', siteId: martinique.id }])
  const made = await giver.ask(work.makeHandover, {
    body: { toId: deputy.staffId, words: 'En congé.', until: '2026-12-18' },
  })
  expect(made).toMatchObject({ until: '2026-12-19T04:00:00.000Z', lastDay: '2026-12-18', over: false })
  const refused = await giver.raw(work.makeHandover, {
    body: { toId: deputy.staffId, words: 'Hier.', until: '2026-01-02' },
  })
  expect((refused.body.faults as { path: string }[]).map(({ path }) => path)).toEqual(['body.until'])
  const seen = async () => (await giver.ask(work.listHandovers)).handovers.map(({ over }) => over)
  expect(await seen()).toEqual([false])
  town.clock.pass((Date.parse('2026-12-19T03:59:00Z') - town.clock.now().getTime()) / 1000)
  expect(await seen()).toEqual([false])
  town.clock.pass(60)
  expect(await seen()).toEqual([true])
})
