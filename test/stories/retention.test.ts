import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as imports from '../../contract/imports.ts'
import * as privacy from '../../contract/privacy.ts'
import * as timeline from '../../contract/timeline.ts'
import { runRetention } from '../../server/flows/retention.flow.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Three years and a month pass over a small base. */
const town = await openTown({ at: '2026-11-24T10:24:00+01:00' })
const { owner, siteId, clock, world, anne } = town
const { house } = world
const { db } = house
const YEAR = 365.25 * 86_400

const enter = async (familyName: string) =>
  (await owner.ask(customers.createCustomer, { body: { givenName: 'Zoé', familyName, siteId } })).id
const order = async (id: string, number: string, amountCents: number | null) => {
  const made = await owner.ask(timeline.createOrder, {
    params: { id },
    body: { number, kind: 'repair', title: 'Freins', siteId, amountCents },
  })
  await owner.ask(timeline.updateOrder, { params: { id: made.id }, body: { state: 'delivered' } })
}
const preview = async () => {
  const { rules } = await owner.ask(privacy.previewRetention)
  return Object.fromEntries(rules.map((rule) => [rule.id, rule]))
}
const alive = async (id: string) => {
  const row = await db.selectFrom('customers.customer').select('archived_at').where('id', '=', id).executeTakeFirst()
  return row ? (row.archived_at ? 'archived' : 'alive') : 'erased'
}

// Anne waits for a car, however long it takes.
await sql`insert into timeline."order" (id, customer_id, number, kind, state, placed_at, changed_at) values (${house.newId()}, ${anne.customerId}, 'EN-COURS', 'repair', 'ready', '2020-01-01', '2020-01-01')`.execute(
  db,
)
const prospect = await enter('Prospect')
const faithful = await enter('Fidele')
const bought = await enter('Acheteuse')
const asked = await enter('Demandeuse')
await order(bought, 'R-1', 50_000)
await owner.ask(privacy.registerRequest, {
  body: { kind: 'access', customerId: asked, receivedOn: '2026-11-24', siteId },
})

describe('three years later', () => {
  test('what the next run would do is told, with who and since when; what we sent is no contact of theirs', async () => {
    clock.pass(2 * YEAR)
    await owner.ask(timeline.addEntry, { params: { id: faithful }, body: { kind: 'call', text: 'A rappelé' } })
    // Ours: a note, and a message that was even opened.
    await owner.ask(timeline.addEntry, { params: { id: prospect }, body: { kind: 'note', text: 'Relancer' } })
    await sql`insert into timeline.entry (id, customer_id, kind, at, text, source) values (${house.newId()}, ${prospect}, 'message', ${clock.now()}, 'Offre', 'messages'),
      (${house.newId()}, ${prospect}, 'call', ${clock.now()}, 'Nous avons appelé', 'messages')`.execute(db)
    await sql`update timeline.entry set data = '{"direction":"out"}' where source = 'messages'`.execute(db)
    clock.pass(YEAR - 10 * 86_400)
    expect((await preview()).prospects).toMatchObject({ n: 0, soon: 1 })
    clock.pass(40 * 86_400)
    const { prospects, customers: buyers } = await preview()
    expect(prospects).toMatchObject({ n: 1, sample: [{ customerId: prospect, name: 'Zoé Prospect' }] })
    expect(prospects!.sample[0]!.lastContact).toMatch(/^2026-11-24/u)
    expect(buyers!.sample.map(({ customerId }) => customerId)).toEqual([bought])
  })

  test('who is over their time and stays is told, with what is finished first', async () => {
    const complained = await enter('Plaignante')
    await sql`update customers.customer set created_at = '2026-11-25' where id = ${complained}`.execute(db)
    await sql`insert into recovery."case" (id, customer_id, site_id, severity, opened_at, due_at, changed_at)
      values (${house.newId()}, ${complained}, ${siteId}, 'callback', '2026-11-24', '2026-11-24', '2026-11-24')`.execute(
      db,
    )
    const { prospects, customers: buyers } = await preview()
    expect(prospects).toMatchObject({ n: 1 })
    expect(prospects!.held.sample).toEqual([
      { customerId: asked, name: 'Zoé Demandeuse', because: ['request-open'] },
      { customerId: complained, name: 'Zoé Plaignante', because: ['case-open'] },
    ])
    expect(buyers!.held.sample).toMatchObject([{ customerId: anne.customerId, because: ['order-in-progress'] }])
    await sql`update recovery."case" set closed_at = now() where customer_id = ${complained}`.execute(db)
    expect((await preview()).prospects!.n).toBe(2)
    await sql`delete from customers.customer where id = ${complained}`.execute(db)
  })

  test('nothing is done before it is switched on', async () => {
    await runRetention(house)
    expect(await alive(prospect)).toBe('alive')
    expect((await owner.ask(privacy.readRetention)).runs).toEqual([])
  })

  test('shorter is head office’s choice; longer than the law, or for an advisor, is not', async () => {
    expect(await owner.raw(privacy.setRetention, { body: { months: { prospects: 48 } } })).toMatchObject({
      status: 422,
      body: { faults: [{ path: 'body.months.prospects', because: 'too-long' }] },
    })
    expect(await town.advisor.raw(privacy.setRetention, { body: { enabled: true } })).toMatchObject({ status: 403 })
    const manager = await hire(town, 'Armand Chef', [{ role: 'site-manager', siteId }])
    expect(await manager.screen.raw(privacy.readRetention)).toMatchObject({ status: 403 })
    await owner.ask(privacy.setRetention, { body: { enabled: true, months: { signals: 6 } } })
    const { rules, enabled } = await owner.ask(privacy.readRetention)
    expect([enabled, rules.find(({ id }) => id === 'signals')?.months]).toEqual([true, 6])
  })

  test('on: the prospect goes, the customer is archived, who asked or has an order on its way is left; twice does nothing more', async () => {
    await runRetention(house)
    expect([
      await alive(prospect),
      await alive(faithful),
      await alive(bought),
      await alive(asked),
      await alive(anne.customerId),
    ]).toEqual(['erased', 'alive', 'archived', 'alive', 'alive'])
    const { runs } = await owner.ask(privacy.readRetention)
    expect(runs[0]).toMatchObject({ counts: { prospects: 1, customers: 1 } })
    expect(runs[0]!.finishedAt).not.toBeNull()
    await runRetention(house)
    expect((await owner.ask(privacy.readRetention)).runs[0]!.counts).toEqual({})
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'privacy.erased' } })
    expect(rows).toMatchObject([
      { actor: 'Okaeri', customerId: prospect, customerName: null, detail: { rule: 'prospects' } },
    ])
  })

  test('the page says which rule put it away, and from when it is erased: not of one put away by hand, nor while the rules are off', async () => {
    const archived = async (id: string) => (await owner.ask(privacy.customerRights, { params: { id } })).archived
    const away = (await archived(bought))!
    expect(away).toMatchObject({ byRetention: true, held: [] })
    expect(away.lastContact).toMatch(/^2026-11-24/u)
    expect(away.eraseFrom).toMatch(/^2031-11-24/u)
    expect(await archived(faithful)).toBeNull()
    const hand = async (archived: boolean) =>
      owner.ask(customers.updateCustomer, {
        params: { id: faithful },
        body: { archived, version: (await owner.ask(customers.readCustomer, { params: { id: faithful } })).version },
      })
    await hand(true)
    expect(await archived(faithful)).toMatchObject({
      byRetention: false,
      eraseFrom: expect.stringMatching(/^2031-11/u),
    })
    await hand(false)
    expect(await archived(faithful)).toBeNull()
    await owner.ask(privacy.setRetention, { body: { enabled: false } })
    expect(await archived(bought)).toMatchObject({ byRetention: true, eraseFrom: null })
    await owner.ask(privacy.setRetention, { body: { enabled: true } })
    // The log keeps its lines a year, the archive its pages longer: without one, the time that was over on that day tells.
    const unlogged = await enter('Oubliee')
    await order(unlogged, 'R-9', 1000)
    for (const [years, byRetention] of [
      [2, false],
      [4, true],
    ] as const) {
      const at = new Date(clock.now().getTime() + years * YEAR * 1000)
      await sql`update customers.customer set archived_at = ${at} where id = ${unlogged}`.execute(db)
      expect(await archived(unlogged)).toMatchObject({ byRetention })
    }
    await sql`delete from customers.customer where id = ${unlogged}`.execute(db)
  })

  test('a run cut short in the middle is carried on', async () => {
    const people: string[] = []
    for (let n = 0; n < 25; n += 1) people.push(await enter(`Foule${n}`))
    clock.pass(3 * YEAR + 40 * 86_400)
    let transactions = 0
    const dying = {
      ...house,
      newId: () => {
        // The database goes away within the second batch.
        if (++transactions > 45) throw new Error('killed')
        return house.newId()
      },
    }
    await expect(runRetention(dying)).rejects.toThrow('killed')
    const left = (await Promise.all(people.map(alive))).filter((state) => state === 'alive').length
    expect([left > 0, left < people.length]).toEqual([true, true])
    expect((await owner.ask(privacy.readRetention)).runs[0]!.finishedAt).toBeNull()
    await runRetention(house)
    expect(new Set(await Promise.all(people.map(alive)))).toEqual(new Set(['erased']))
    expect((await owner.ask(privacy.readRetention)).runs[0]).toMatchObject({ finishedAt: expect.any(String) })
  })
})

describe('five years after the last purchase', () => {
  test('the relation goes and the amount stays for the accounts, without a name; ten years after its year it goes too', async () => {
    // Six years have passed since.
    expect(await alive(bought)).toBe('erased')
    const orders = () =>
      sql<
        Record<string, unknown>
      >`select title, amount_cents, kept_for, kept_until from timeline."order" where number = 'R-1'`.execute(db)
    expect((await orders()).rows).toEqual([
      { title: '', amount_cents: 50_000, kept_for: 'accounts', kept_until: '2036-12-31' },
    ])
    clock.pass(4.2 * YEAR)
    await runRetention(house)
    expect((await orders()).rows).toEqual([])
  })
})

test('the log: lines of more than a year may go by retention, and by nothing else', async () => {
  const old = '2020-01-01T00:00:00Z'
  await sql`insert into network.audit (id, at, actor, action) values (${house.newId()}, ${old}, 'x', 'old.line')`.execute(
    db,
  )
  await expect(sql`delete from network.audit where at = ${old}`.execute(db)).rejects.toThrow('append only')
  await expect(
    db.transaction().execute(async (tx) => {
      await sql`select set_config('okaeri.retention', 'on', true)`.execute(tx)
      await sql`delete from network.audit where action = 'customer.create'`.execute(tx)
    }),
  ).rejects.toThrow('append only')
  await runRetention(house)
  const { rows } = await sql`select 1 from network.audit where action = 'old.line'`.execute(db)
  expect(rows).toEqual([])
  expect(
    (await sql`select 1 from network.audit where action = 'customer.create'`.execute(db)).rows.length,
  ).toBeGreaterThan(0)
})

describe('whom another system has known for longer', () => {
  const bring = (rows: object[], kind = 'customers') =>
    owner.ask(imports.importRows, {
      body: { source: 'old-crm', kind, site: siteId, dates: 'ymd', decimal: '.', rows } as never,
    })
  const call = (key: string, direction: string) => ({
    customerKey: key,
    at: clock.now().toISOString(),
    direction,
    reason: 'Appel',
  })

  test('is counted from what it says, not from the day of the import; our own calls are no contact of theirs', async () => {
    const { rows } = await bring([
      { key: 'k1', fullName: 'Ada Ancienne', knownSince: '2018-03-02' },
      {
        key: 'k2',
        fullName: 'Bea Revenue',
        knownSince: '2018-03-02',
        lastContact: clock.now().toISOString().slice(0, 10),
      },
      { key: 'k3', fullName: 'Cleo Nouvelle' },
      { key: 'k4', fullName: 'Dora Appelee', knownSince: '2018-03-02' },
      { key: 'k5', fullName: 'Elsa Appelante', knownSince: '2018-03-02' },
    ])
    const [ancient, back, fresh, rung, rang] = rows.map(({ customerId }) => customerId!)
    await bring([call('k4', 'sortant'), call('k5', 'entrant')], 'calls')
    const due = (await preview()).prospects!.sample.map(({ customerId }) => customerId)
    expect(due).toEqual(expect.arrayContaining([ancient, rung]))
    for (const id of [back, fresh, rang]) expect(due).not.toContain(id)
    const told = (await preview()).prospects!.sample.find(({ customerId }) => customerId === ancient)
    expect(told!.lastContact.slice(0, 7)).toMatch(/^2018-0[23]/u)
    // A later file that says nothing of it takes nothing away.
    await bring([{ key: 'k1', fullName: 'Ada Ancienne', city: 'Lyon' }])
    expect((await preview()).prospects!.sample.map(({ customerId }) => customerId)).toContain(ancient)
  })
})
