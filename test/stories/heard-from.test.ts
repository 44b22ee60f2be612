import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as mine from '../../contract/my-page.ts'
import * as privacy from '../../contract/privacy.ts'
import * as timeline from '../../contract/timeline.ts'
import { runRetention } from '../../server/flows/retention.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { linksFor } from '../../server/messages/link.ts'
import { noteFacts } from '../../server/timeline/note-facts.flow.ts'
import { openTown } from '../town.ts'

/** Prospects of whom nothing was heard for three years; then some of them do something. */
const town = await openTown({ at: '2026-11-24T10:24:00+01:00' })
const { owner, siteId, clock, world } = town
const { house } = world

let n = 0
const enter = async () => {
  const given = `Zoé${String.fromCharCode(97 + (n % 26))}`
  const number = `+3363998${String(1000 + n++)}`
  return (
    await owner.ask(customers.createCustomer, {
      body: { givenName: given, familyName: 'Ancienne', siteId, phones: [{ number }] },
    })
  ).id
}
const tokenOf = (id: string): string =>
  new URL(linksFor(house.seal.mark, house.origin, { kind: 'customer', id }, house.now()).page).pathname
    .split('/')
    .at(-1)!
const theirs = async (id: string, endpoint: Parameters<typeof owner.ask>[0], body: object) =>
  owner.ask(endpoint, { params: { token: tokenOf(id) }, body } as never)

const ACTS: readonly (readonly [string, boolean, (id: string) => Promise<unknown>])[] = [
  ['nothing', false, async () => undefined],
  ['they say yes to SMS on their page', true, (id) => theirs(id, mine.myConsent, { channel: 'sms', says: 'yes' })],
  ['they say no to all: no positive answer', false, (id) => theirs(id, mine.myConsent, { channel: 'all', says: 'no' })],
  ['they take a way out', false, (id) => theirs(id, mine.myWayOut, {})],
  [
    'they mend their address',
    true,
    (id) =>
      theirs(id, mine.myDetails, {
        givenName: 'Zoé',
        familyName: 'Ancienne',
        companyName: '',
        addressAs: '',
        street: '2 rue Neuve',
        postcode: '35000',
        city: 'Rennes',
        keep: [],
        phone: '',
        email: '',
      }),
  ],
  ['they choose how often we write', true, (id) => theirs(id, mine.myRhythm, { perMonth: 1, onlyMyAssets: false })],
  ['they ask to be called', true, (id) => theirs(id, mine.myAdvisor, { asks: 'contact', words: 'Une Clio' })],
  ['they choose a language', true, (id) => theirs(id, mine.myLanguage, { language: 'en' })],
  [
    'they say yes at the desk',
    true,
    (id) =>
      owner.ask(consent.writeReceipt, {
        params: { id },
        body: { action: 'given', channel: 'email', purpose: 'commercial', place: 'counter', wording: 'J’accepte' },
      }),
  ],
  [
    'they write back',
    true,
    (id) =>
      inTransaction(house, (house) =>
        noteFacts(house, [
          {
            customerId: id,
            kind: 'message.replied',
            at: house.now(),
            key: `reply ${id}`,
            siteId: null,
            staffId: null,
            data: {},
          },
        ]),
      ),
  ],
  [
    'they ring',
    true,
    (id) => owner.ask(timeline.addEntry, { params: { id }, body: { kind: 'call', text: 'A appelé' } }),
  ],
  [
    'we note something',
    false,
    (id) => owner.ask(timeline.addEntry, { params: { id }, body: { kind: 'note', text: 'Relancer' } }),
  ],
  [
    'they asked for their data, which was answered',
    true,
    async (id) => {
      const { id: request } = await owner.ask(privacy.registerRequest, {
        body: { kind: 'access', customerId: id, receivedOn: house.now().toISOString().slice(0, 10), siteId },
      })
      await owner.ask(privacy.answerRequest, {
        params: { id: request },
        body: { state: 'done', answer: 'Remis en main propre' },
      })
    },
  ],
]

describe('whoever has done something themselves within three years is kept', async () => {
  const people = await Promise.all(ACTS.map(() => enter()))
  clock.pass(3 * 365.25 * 86_400 + 40 * 86_400)
  const told: string[] = []
  for (const [at, [, , act]] of ACTS.entries()) {
    await act(people[at]!)
    told.push(people[at]!)
  }
  const { rules } = await owner.ask(privacy.previewRetention)
  const due = new Set(rules.find(({ id }) => id === 'prospects')!.sample.map(({ customerId }) => customerId))
  await owner.ask(privacy.setRetention, { body: { enabled: true } })
  await runRetention(house)
  const alive = await Promise.all(
    people.map(async (id) => (await owner.raw(customers.readCustomer, { params: { id } })).status === 200),
  )

  test.each(ACTS.map(([what, kept], at) => [what, kept, at] as const))('%s: %s', (_, kept, at) => {
    expect([due.has(people[at]!), alive[at]]).toEqual([!kept, kept])
  })
})

test('a link to their page opens it still when they have joined another, and a no said there holds', async () => {
  const [one, two] = [await enter(), await enter()]
  const token = tokenOf(two)
  const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: one }, body: { other: two } })
  const ask = (endpoint: Parameters<typeof owner.raw>[0], body: object = {}) =>
    owner.raw(endpoint, { params: { token }, body } as never)
  expect((await ask(mine.readMyPage)).status).toBe(200)
  expect((await ask(mine.myConsent, { channel: 'all', says: 'no' })).status).toBe(200)
  const objects = async (id: string) =>
    (await owner.ask(privacy.customerRights, { params: { id } })).marketingObjection !== null
  expect(await objects(one)).toBe(true)
  await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
  expect([await objects(one), await objects(two)]).toEqual([true, true])
  await sql`insert into messages.link_revoked (customer_id, before) values (${two}, ${new Date(house.now().getTime() + 60_000)})`.execute(
    house.db,
  )
  await owner.ask(identity.mergeCustomers, { params: { id: one }, body: { other: two, anyway: true } })
  expect((await ask(mine.readMyPage)).status).toBe(404)
})
