import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCustomer } from '../../../contract/customers.ts'
import { putPlaybookInForce, savePlaybook } from '../../../contract/playbooks.ts'
import { openDesk } from '../../../test/desk.ts'
import { freshDb } from '../../../test/world.ts'
import { createCustomerFlow } from '../../customers/customers.flow.ts'
import { PlaybookInForce } from '../../moments/playbook.store.ts'
import {
  putPlaybookInForce as putPlaybookInForceFlow,
  savePlaybook as savePlaybookFlow,
} from '../../moments/playbooks.flow.ts'
import { saveWarnings } from '../../moments/weather.store.ts'
import { sweep } from './sweep.jobs.ts'

const { db } = await freshDb()
const desk = openDesk(db, '2026-03-02T09:00:00.000Z')
const { house, clock } = desk
const playbooks = new PlaybookInForce()
const DAY = 86_400_000

const PAGE = `playbook: 1
name: x
compass: { fr: x }
registers: {}
moments:
  - { id: birthday, title: { fr: x }, on: { date: customer.birthDate }, within: 3 days, do: word }
  - { id: warranty, title: { fr: x }, on: { date: asset.warrantyUntil }, before: 1 month, do: word }
  - { id: two-years, title: { fr: x }, on: { date: asset.boughtOn, years: [2] }, do: word }
  - { id: promised, title: { fr: x }, on: { date: order.promisedOn }, before: 3 days, do: word }
  - { id: silence, title: { fr: x }, on: { silence: 6 months }, do: word }
  - { id: likely, title: { fr: x }, on: { prediction: next-visit }, before: 7 days, do: word }
  - { id: snow, title: { fr: x }, on: { weather: snow, fitted: [pneus hiver] }, do: word }
`
const ids: Record<string, string> = {}
const person = async (name: string, set: object = {}) => {
  ids[name] = (
    await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: name, country: 'FR', ...set } })
  ).id
  return ids[name]
}
const asset = async (owner: string, set: object) => {
  const id = house.newId()
  const base = {
    id,
    kind: 'vehicle' as const,
    make: 'Peugeot',
    model: '208',
    created_at: clock.now,
    updated_at: clock.now,
  }
  await db
    .insertInto('customers.asset')
    .values({ ...base, ...set })
    .execute()
  await db
    .insertInto('customers.ownership')
    .values({ id: house.newId(), asset_id: id, customer_id: ids[owner]! })
    .execute()
  return id
}
const orderOf = async (owner: string, promised: string) => {
  const id = house.newId()
  const base = { id, customer_id: ids[owner]!, number: id, kind: 'vehicle' as const, state: 'placed' as const }
  await db
    .insertInto('timeline.order')
    .values({ ...base, promised_on: promised, placed_at: clock.now, changed_at: clock.now })
    .execute()
  return id
}
const at = (now: string) => {
  clock.now = new Date(now)
}
const touched = async (moment: string) => {
  const rows = await db
    .selectFrom('moments.touch')
    .select(['customer_id', 'because'])
    .where('moment', '=', moment)
    .execute()
  return rows
    .map((row) => Object.keys(ids).find((name) => ids[name] === row.customer_id))
    .sort((a, b) => (a! < b! ? -1 : 1))
}

beforeAll(async () => {
  await desk.ask(savePlaybook, savePlaybookFlow, { body: { yaml: PAGE } })
  await desk.ask(putPlaybookInForce, putPlaybookInForceFlow, { params: { version: 1 }, body: {} })
  await person('Today', { birthDate: '1980-03-02' })
  await person('Tomorrow', { birthDate: '1980-03-03' })
  await person('InFour', { birthDate: '1980-03-06' })
  await person('Epoch', { birthDate: '1970-01-01' })
  await person('Owner', { postcode: '68000' })
  await person('Far', { postcode: '35000' })
  await person('Belgian', { postcode: '6800', country: 'BE' })
  const car = { options: ['Pneus hiver'], warranty_until: '2026-04-03', bought_on: '2024-03-03' }
  await asset('Owner', car)
  await asset('Far', { options: ['Pneus hiver'] })
  await asset('Belgian', { options: ['Pneus hiver'] })
  await db
    .insertInto('timeline.order')
    .values({
      id: house.newId(),
      customer_id: ids.Owner!,
      number: '1',
      kind: 'vehicle',
      state: 'placed',
      promised_on: '2026-03-05',
      placed_at: clock.now,
      changed_at: clock.now,
    })
    .execute()
})

describe('the clock looks ahead', () => {
  it('finds who is near, and nobody else', async () => {
    await sweep(house, playbooks)
    expect(await touched('birthday')).toEqual(['Today', 'Tomorrow'])
    expect(await touched('warranty')).toEqual(['Owner'])
    expect(await touched('two-years')).toEqual(['Owner'])
    expect(await touched('promised')).toEqual(['Owner'])
    expect(await touched('silence')).toEqual([])
  })
  it('says why', async () => {
    const row = await db
      .selectFrom('moments.touch')
      .select('because')
      .where('moment', '=', 'warranty')
      .executeTakeFirstOrThrow()
    expect(row.because).toEqual([{ code: 'clock.asset.warrantyUntil', values: { day: '2026-04-03', years: 0 } }])
  })
  it('finds nothing twice: looked at again, restored from yesterday, killed before it was noted', async () => {
    expect(await sweep(house, playbooks)).toBe(0)
    await db.deleteFrom('moments.swept').execute()
    expect(await sweep(house, playbooks)).toBe(0)
    await sql`update moments.swept set until = '2026-03-02'`.execute(db)
    expect(await sweep(house, playbooks)).toBe(0)
  })
  it('makes up for nights that were missed, as far as it still means something', async () => {
    at('2026-03-08T09:00:00Z')
    await sweep(house, playbooks)
    // Born on the 6th: two days ago, and the wish is good for three.
    expect(await touched('birthday')).toEqual(['InFour', 'Today', 'Tomorrow'])
  })
  it('begins again at today when the clock had jumped ahead', async () => {
    at('2030-01-01T00:00:00Z')
    await sweep(house, playbooks)
    at('2026-03-09T09:00:00Z')
    await person('Late', { birthDate: '1990-03-10' })
    await sweep(house, playbooks)
    expect(await touched('birthday')).toContain('Late')
  })
  it('finds who was written late, and nobody of a day before the page was in force', async () => {
    at('2026-06-01T09:00:00Z')
    await sweep(house, playbooks)
    at('2026-06-01T11:00:00Z')
    await person('WrittenLate', { birthDate: '1980-06-01' })
    await person('Imported')
    const car = await asset('Imported', { warranty_until: '2026-07-01' })
    await person('Ordered')
    const order = await orderOf('Ordered', '2026-06-04')
    await sweep(house, playbooks)
    expect(await touched('birthday')).toContain('WrittenLate')
    expect(await touched('warranty')).toContain('Imported')
    expect(await touched('promised')).toContain('Ordered')
    // Told of the 4th, then put off: they are told of the new day, as the order's date is what they rest on.
    await sql`update moments.touch set state = 'done' where moment in ('promised', 'warranty')`.execute(db)
    await sql`update timeline."order" set promised_on = '2026-06-06' where id = ${order}`.execute(db)
    await sql`update customers.asset set warranty_until = '2026-07-04' where id = ${car}`.execute(db)
    at('2026-06-04T09:00:00Z')
    await sweep(house, playbooks)
    const occasions = await sql<{ occasion: string }>`select occasion from moments.touch
      where moment in ('promised', 'warranty') and (order_id = ${order} or asset_id = ${car}) order by occasion`.execute(
      db,
    )
    expect(occasions.rows.map((row) => row.occasion).sort()).toEqual(
      [`${order}:2026-06-04`, `${order}:2026-06-06`, `${car}:warrantyUntil:2026-07-01`].sort(),
    )
    await sql`delete from moments.swept`.execute(db)
    await person('Before', { birthDate: '1980-06-03' })
    await sweep(house, playbooks)
    at('2026-06-04T10:00:00Z')
    await sweep(house, playbooks)
    expect(await touched('birthday')).not.toContain('Before')
  })
  it('wishes who was born on 29 February on the 28th where there is none', async () => {
    at('2027-02-20T09:00:00Z')
    await person('Leap', { birthDate: '1992-02-29' })
    for (let day = 20; day <= 28; day += 1) {
      at(`2027-02-${day}T09:00:00Z`)
      await sweep(house, playbooks)
    }
    expect(await touched('birthday')).toContain('Leap')
    at('2026-08-01T09:00:00Z')
  })
  it('hears a silence', async () => {
    at('2026-09-02T09:00:00Z')
    await sweep(house, playbooks)
    expect(await touched('silence')).toContain('Today')
  })
})

describe('snow, where they live, on what they drive', () => {
  it('starts once for those it helps, however often it is told', async () => {
    at('2026-12-01T09:00:00Z')
    const snow = {
      kind: 'snow' as const,
      area: '68',
      from: clock.now.getTime() + DAY,
      to: clock.now.getTime() + 2 * DAY,
      level: '',
      key: 'a',
    }
    await saveWarnings(house, 'hand', [snow])
    await sweep(house, playbooks)
    await saveWarnings(house, 'hand', [{ ...snow, key: 'b', from: snow.from + 3_600_000 }])
    await sweep(house, playbooks)
    expect(await touched('snow')).toEqual(['Owner'])
    // 6800 is Libramont, and no part of the Haut-Rhin: warned in its own country it is.
    await saveWarnings(house, 'hand', [{ ...snow, area: 'BE-68' }])
    await sweep(house, playbooks)
    expect(await touched('snow')).toEqual(['Belgian', 'Owner'])
  })
})

describe('a visit that is likely', () => {
  it('is told before it, with its error, once the network has a rhythm', async () => {
    at('2027-02-01T09:00:00Z')
    const fact = (assetId: string, customer: string, day: string) => ({
      id: house.newId(),
      customer_id: ids[customer]!,
      kind: 'service.done',
      at: new Date(day),
      asset_id: assetId,
      source: 'test',
      key: `${assetId} ${day}`,
      state: 'decided' as const,
      data: '{}',
      accepted_at: clock.now,
    }) // prettier-ignore
    await person('Regular')
    await person('Others')
    const [mine, others] = [await asset('Regular', {}), await asset('Others', {})]
    const days = Array.from({ length: 24 }, (_, i) =>
      new Date(Date.UTC(2001, 0, 1) + i * 365 * DAY).toISOString().slice(0, 10),
    )
    const yearly = ['2024-02-08', '2025-02-07', '2026-02-08']
    await db
      .insertInto('timeline.fact')
      .values([...days.map((day) => fact(others, 'Others', day)), ...yearly.map((day) => fact(mine, 'Regular', day))])
      .execute()
    await sweep(house, playbooks)
    expect(await touched('likely')).toEqual(['Regular'])
    const row = await db
      .selectFrom('moments.touch')
      .select('because')
      .where('moment', '=', 'likely')
      .executeTakeFirstOrThrow()
    expect(row.because[0]).toMatchObject({ code: 'clock.next-visit', values: { n: 2 } })
  })
})

describe('a great many of one day', () => {
  it('are looked at in pages, each once, and placeholders are no birth dates', async () => {
    at('2027-06-01T09:00:00Z')
    await sql`insert into customers.customer (id, family_name, birth_date, created_at, updated_at)
      select gen_random_uuid(), 'n', case when i <= 1200 then date '1950-01-01' + (i * 365.25)::int / 20 else '1975-06-02' end, now(), now()
      from generate_series(1, 1200) i`.execute(db)
    await sql`insert into customers.customer (id, family_name, birth_date, created_at, updated_at)
      select gen_random_uuid(), 'p', '1975-06-02', now(), now() from generate_series(1, 1200)`.execute(db)
    await sweep(house, playbooks)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from moments.touch t join customers.customer c on c.id = t.customer_id
      where t.moment = 'birthday' and c.family_name = 'p'`.execute(db)
    expect(rows[0]!.n).toBe(0)
    // A moment on the date of an order reaches all of a day, more than one page.
    await sql`insert into timeline."order" (id, customer_id, number, kind, state, promised_on, placed_at, changed_at)
      select gen_random_uuid(), id, id::text, 'vehicle', 'placed', '2027-06-06', now(), now() from customers.customer where family_name = 'p'`.execute(
      db,
    )
    at('2027-06-02T09:00:00Z')
    await sweep(house, playbooks)
    const promised = await sql<{
      n: number
    }>`select count(*)::int as n from moments.touch t join customers.customer c on c.id = t.customer_id
      where t.moment = 'promised' and c.family_name = 'p'`.execute(db)
    expect(promised.rows[0]!.n).toBe(1200)
  })
})
