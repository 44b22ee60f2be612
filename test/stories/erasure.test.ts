import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as privacy from '../../contract/privacy.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { eraseDue } from '../../server/flows/person-erase.flow.ts'
import { brings, HEADER, look, openPhilo, ROW, SECRETS } from '../philo.ts'
import { openTown } from '../town.ts'
import { whereStands } from '../where-stands.ts'

const town = await openTown()
const { owner, reception, siteId, world, clock, anne } = town
const { house } = world
const { philo, paul } = await openPhilo(town)
const stands = (words: readonly string[]) => whereStands(house.db, words)

describe('an erasure', () => {
  let preview: Awaited<ReturnType<typeof preview1>>
  const preview1 = () => owner.ask(privacy.erasurePreview, { params: { id: philo } })

  test('is told before it is done, and waits for what is in progress', async () => {
    preview = await preview1()
    expect(preview.blockers.map(({ because }) => because)).toEqual(['order-in-progress', 'here-now'])
    expect(preview.gone).toMatchObject({
      'customers.customer': 2,
      'timeline.entry': 1,
      'visits.visit': 1,
      'visits.call': 1,
      'customers.import_refused': 1,
      'customers.import_piece': 2,
    })
    expect(
      await owner.raw(privacy.scheduleErasure, { params: { id: philo }, body: { confirm: 'Philomène Quévremont' } }),
    ).toMatchObject({ status: 409 })
    // Looking changed nothing.
    expect((await owner.ask(customers.readCustomer, { params: { id: philo } })).phones).toHaveLength(2)
    const { orders } = await owner.ask(timeline.listOrders, { params: { id: philo } })
    for (const order of orders)
      await owner.ask(timeline.updateOrder, {
        params: { id: order.id },
        body: { state: order.number === 'F-2026-9' ? 'delivered' : 'cancelled' },
      })
    const { waiting, calls } = await reception.ask(visits.readFloor, { query: { site: siteId } })
    for (const visit of waiting.filter((each) => each.customerId === philo))
      await reception.ask(visits.left, { params: { id: visit.id } })
    expect(calls).toHaveLength(1)
    await sql`update visits.call set state = 'ended'`.execute(house.db)
    preview = await preview1()
    expect(preview.blockers).toEqual([])
    expect(preview.stays.map(({ because, until }) => [because, until])).toEqual([
      ['accounts', '2036-12-31'],
      ['suppression', null],
      ['audit', null],
    ])
  })

  test('their name in the words of others is shown to a person, not struck blindly', async () => {
    await owner.ask(timeline.addEntry, {
      params: { id: anne.customerId },
      body: { kind: 'note', text: 'Amie de philomène quévremont' },
    })
    expect((await preview1()).namedElsewhere).toEqual([{ customerId: anne.customerId, name: 'Anne Cieille' }])
    const { entries } = await owner.ask(timeline.readTimeline, {
      params: { id: anne.customerId },
      query: { kinds: 'note' } as never,
    })
    await owner.ask(timeline.changeEntry, { params: { id: entries[0]!.id }, body: { text: 'Une amie' } })
  })

  test('the name is typed, and it waits seven days, put away; called off, all is as before', async () => {
    expect(
      await owner.raw(privacy.scheduleErasure, { params: { id: philo }, body: { confirm: 'Philo' } }),
    ).toMatchObject({ status: 422 })
    const scheduled = await owner.ask(privacy.scheduleErasure, {
      params: { id: philo },
      body: { confirm: 'philomene quevremont', door: 'email' },
    })
    expect(scheduled).toMatchObject({
      state: 'scheduled',
      kind: 'erasure',
      eraseAt: expect.stringContaining('2026-12-01'),
    })
    expect((await owner.ask(customers.search, { query: { q: 'quevremont' } })).hits).toEqual([])
    const { version } = await owner.ask(customers.readCustomer, { params: { id: philo } })
    const back = await owner.raw(customers.updateCustomer, {
      params: { id: philo },
      body: { archived: false, version },
    })
    expect([back.status, back.body.code]).toEqual([409, 'erasure-waits'])
    expect((await owner.ask(customers.readCustomer, { params: { id: philo } })).archivedAt).not.toBeNull()
    clock.pass(3 * 86_400)
    await eraseDue(house)
    const off = await owner.ask(privacy.callOffErasure, { params: { id: scheduled.id } })
    expect(off).toMatchObject({ state: 'open', eraseAt: null })
    expect((await owner.ask(customers.search, { query: { q: 'quevremont' } })).hits).toHaveLength(1)
    clock.pass(8 * 86_400)
    await eraseDue(house)
    expect((await owner.ask(customers.readCustomer, { params: { id: philo } })).archivedAt).toBeNull()
  })

  test('done: nowhere in the house is anything of them left', async () => {
    expect(await stands(SECRETS)).toEqual(
      expect.arrayContaining([
        'customers.customer.family_name',
        'identity.record.person',
        'visits.visit.card',
        'customers.import_piece.bytes',
      ]),
    )
    const { id, eraseAt } = await owner.ask(privacy.scheduleErasure, {
      params: { id: philo },
      body: { confirm: 'Philomène Quévremont' },
    })
    expect(eraseAt).not.toBeNull()
    clock.pass(7 * 86_400)
    await eraseDue(house)
    expect(await stands(SECRETS)).toEqual([])
    expect(await owner.raw(customers.readCustomer, { params: { id: philo } })).toMatchObject({ status: 404 })
    const { requests } = await owner.ask(privacy.listRequests, { query: { open: 'false' } })
    const receipt = requests.find((request) => request.id === id)!
    expect(receipt).toMatchObject({
      state: 'done',
      customerId: null,
      name: '',
      keptOut: true,
      answeredBy: 'Odile Propriétaire',
    })
    // What the preview said is what was done, but for what came in between: the look of the preview itself, and its line in the register.
    expect(receipt.receipt!.gone).toMatchObject({
      'customers.customer': 2,
      'timeline.entry': preview.gone['timeline.entry']!,
    })
    expect(receipt.receipt!.stays.map(({ because }) => because)).toEqual(['accounts', 'suppression', 'audit'])
    // The order stays for the accounts, and says nothing of anybody.
    const { rows } = await sql<
      Record<string, unknown>
    >`select number, title, amount_cents, asset_id, kept_for, kept_until, customer_id = ${philo}::uuid as hers
      from timeline."order" where number in ('F-2026-9', 'D-1')`.execute(house.db)
    expect(rows).toEqual([
      {
        number: 'F-2026-9',
        title: '',
        amount_cents: 48_000,
        asset_id: null,
        kept_for: 'accounts',
        kept_until: '2036-12-31',
        hers: false,
      },
    ])
    expect((await owner.ask(customers.readCustomer, { params: { id: paul } })).relations).toEqual([])
  })

  test('no import brings them back, and the row that was refused says so and nothing else', async () => {
    const run = await brings(town, `${HEADER}\n${ROW}\nK-80;DURAND;Léa;06 39 98 66 09;;Arras;;;;;\n`)
    expect(run).toMatchObject({ state: 'done', created: 1, refused: 1 })
    expect(
      await brings(town, 'Nom;Prénom;Mobile\nQUEVREMONT;Philomene;0639985502\n', { source: 'boutique' }),
    ).toMatchObject({
      created: 0,
      refused: 1,
    })
    const diary = 'Date;Heure;Client;Téléphone\n2026-12-20;10:00;Mme Philomène Quévremont;0639985501\n'
    expect(await brings(town, diary, { source: 'agenda', kind: 'appointments' })).toMatchObject({
      created: 0,
      refused: 1,
    })
    const { rows } = await sql<{
      because: string
      row: unknown
    }>`select because, row from customers.import_refused`.execute(house.db)
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ because: 'erased-on-request', row: { cells: [] } })))
    expect(await stands(SECRETS)).toEqual([])
    // Of the same household, with the same number: somebody else.
    expect(await brings(town, 'Nom;Prénom;Mobile\nAndrieux;Paul;0639985501\n', { source: 'famille' })).toMatchObject({
      refused: 0,
      created: 1,
    })
  })

  test('unless a person decides so: at the counter, they come back', async () => {
    const again = await owner.ask(customers.createCustomer, {
      body: { givenName: 'Philomène', familyName: 'Quévremont', phones: [{ number: '06 39 98 55 01' }] },
    })
    expect((await brings(town, `${HEADER}\n${ROW}\n`)).refused).toBe(0)
    // The file's row is a record of its own, and who-is-who says that it is theirs.
    await look(town)
    expect((await owner.ask(customers.readCustomer, { params: { id: again.id } })).emails).toHaveLength(1)
  })
})

test('a merge that was undone: the other half stays whole', async () => {
  const enter = async (familyName: string) =>
    (
      await owner.ask(customers.createCustomer, {
        body: { givenName: 'Aglaé', familyName, phones: [{ number: '06 39 98 77 01' }], birthDate: '1980-05-06' },
      })
    ).id
  const [kept, erased] = [await enter('Roumégous'), await enter('Roumegoux')]
  await look(town)
  const { events } = await owner.ask(identity.customerRecords, { params: { id: kept } })
  if (events.length === 0)
    await owner.ask(identity.mergeCustomers, { params: { id: kept }, body: { other: erased, reason: 'la même' } })
  const joined = (await owner.ask(identity.customerRecords, { params: { id: kept } })).events[0]!
  expect(await owner.raw(privacy.erasurePreview, { params: { id: erased } })).toMatchObject({
    status: 409,
    body: { code: 'joined' },
  })
  await owner.ask(identity.undoIdentityEvent, { params: { id: joined.id } })
  await owner.ask(privacy.scheduleErasure, { params: { id: erased }, body: { confirm: 'Aglaé Roumegoux' } })
  clock.pass(7 * 86_400)
  await eraseDue(house)
  expect(await stands(['roumegoux'])).toEqual([])
  const other = await owner.ask(customers.readCustomer, { params: { id: kept } })
  expect([other.name, other.phones.length]).toEqual(['Aglaé Roumégous', 1])
})
