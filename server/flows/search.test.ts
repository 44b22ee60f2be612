import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { search } from '../../contract/customers.ts'
import { freshDb } from '../../test/world.ts'
import { refreshNeedles, saveManyNeedles, sweepWords } from '../customers/needles.store.ts'
import { needlesOf } from '../customers/needles.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { searchEverywhere } from './search.flow.ts'

const { db } = await freshDb()
const house = { db } as House
const reception: Caller = {
  staffId: null,
  userId: null,
  name: 'reception',
  roles: [{ role: 'reception', siteId: null }],
  locale: 'fr',
}
const ask = async (q: string, limit = 10) => {
  const { hits } = await searchEverywhere(house, { params: {}, query: { q, limit }, body: undefined }, reception)
  for (const hit of hits) search.answer.shape.hits.element.parse(hit)
  return hits
}
const named = async (q: string) => (await ask(q)).map((hit) => hit.name)

let made = 0
const newId = () => `01980000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`

interface Someone {
  given?: string
  family?: string
  company?: string
  city?: string
  changed?: string
  phone?: string
  email?: string
  plate?: string
  vin?: string
  model?: string
}
async function customer({ given = '', family = '', company = '', city = '', changed = '2026-01-01', ...has }: Someone) {
  const id = newId()
  const at = new Date(`${changed}T10:00:00Z`)
  await sql`insert into customers.customer (id, kind, given_name, family_name, company_name, city, created_at, updated_at)
    values (${id}, ${company && !family ? 'company' : 'person'}, ${given}, ${family}, ${company}, ${city}, ${at}, ${at})`.execute(
    db,
  )
  if (has.phone)
    await sql`insert into customers.phone (id, customer_id, e164) values (${newId()}, ${id}, ${has.phone})`.execute(db)
  if (has.email)
    await sql`insert into customers.email (id, customer_id, address) values (${newId()}, ${id}, ${has.email})`.execute(
      db,
    )
  if (has.plate ?? has.vin ?? has.model) {
    const asset = newId()
    await sql`insert into customers.asset (id, kind, make, model, vin, created_at, updated_at)
      values (${asset}, 'vehicle', 'Renault', ${has.model ?? 'Clio'}, ${has.vin ?? null}, ${at}, ${at})`.execute(db)
    await sql`insert into customers.ownership (id, asset_id, customer_id) values (${newId()}, ${asset}, ${id})`.execute(
      db,
    )
    if (has.plate)
      await sql`insert into customers.plate (id, asset_id, plate) values (${newId()}, ${asset}, ${has.plate})`.execute(
        db,
      )
  }
  await refreshNeedles(db, [id])
  return id
}

let anne = ''
beforeAll(async () => {
  anne = await customer({
    given: 'Anne',
    family: 'Cieille',
    city: 'Lyon',
    phone: '+33612345678',
    email: 'anne.cieille@example.org',
    plate: 'AB123CD',
    vin: 'VF1RFB00066123456',
  })
  await customer({ given: 'Thierry', family: 'Lefebvre', city: 'Saint-Étienne', phone: '+33477001122' })
  await customer({ given: 'Jean-Pierre', family: 'de la Tour', city: 'Paris' })
  await customer({ given: 'Zoé 🚗', family: 'O’Brien', city: 'Lyon' })
  await customer({ given: 'Иван', family: 'Петров' })
  await customer({ company: 'Garage du Pont', city: 'Tours', phone: '+3225551234' })
  for (let n = 0; n < 30; n++)
    await customer({
      given: 'Jean',
      family: 'Martin',
      city: n === 7 ? 'Nantes' : 'Lille',
      changed: `2025-01-${n + 1 < 10 ? '0' : ''}${n + 1}`,
    })
  await sql`insert into timeline."order" (id, customer_id, number, kind, state, placed_at, changed_at)
    values (${newId()}, ${anne}, 'r-2026/0042', 'repair', 'placed', now(), now())`.execute(db)
})

describe('one box finds Anne Cieille', () => {
  test.each([
    ['Anne Cieille', 'name'],
    ['cieille anne', 'name'],
    ['CIEI', 'name'],
    ['anne c', 'name'],
    ['Cielle', 'sound'],
    ['Sielle', 'sound'],
    ['Ane Cielle', 'sound'],
    ['anne cieikle', 'spelling'],
    ['Cieille Lyon', 'city'],
    ['06 12 34 56 78', 'phone'],
    ['+33 (0)6 12 34', 'phone'],
    ['0033612345678', 'phone'],
    ['5678', 'phone'],
    ['AB-123-CO', 'plate'],
    ['BA123CD', 'plate'],
    ['ab-123-cd', 'plate'],
    ['AB 123', 'plate'],
    ['Anne.Cieille@ex', 'email'],
    ['VF1RFB00066123456', 'vin'],
    ['66123456', 'vin'],
    ['R-2026/0042', 'order'],
    ['r-2026', 'order'],
  ])('%s (%s)', async (q, because) => {
    const [first] = await ask(q)
    expect(first).toMatchObject({ id: anne, name: 'Anne Cieille', because })
  })

  test('and shows what one needs to be sure it is her', async () => {
    const [first] = await ask('AB123CD')
    expect(first).toMatchObject({ city: 'Lyon', plate: 'AB-123-CD', matched: 'AB-123-CD', vehicle: 'Renault Clio' })
    expect(first?.phone?.replace(/\D/gu, '')).toMatch(/612345678$/u)
  })
})

test.each([
  ['lefevre tiery', 'Thierry Lefebvre'],
  ['lefevre saint etienne', 'Thierry Lefebvre'],
  ['jean pierre tour', 'Jean-Pierre de la Tour'],
  ['jeanpierre delatour', 'Jean-Pierre de la Tour'],
  ['de la tour', 'Jean-Pierre de la Tour'],
  ['o brien zoe', 'Zoé 🚗 O’Brien'],
  ['obrien', 'Zoé 🚗 O’Brien'],
  ['петров', 'Иван Петров'],
  ['pont garage', 'Garage du Pont'],
  ['0 25 55 12 34', 'Garage du Pont'],
])('%s finds %s first', async (q, name) => expect((await named(q))[0]).toBe(name))

test.each([
  '',
  ' ',
  '🚗',
  "'; drop table customers.customer; --",
  '%',
  '_',
  '\\',
  'zzzzzzzz qqqqqq',
  '+',
  '@',
  'a'.repeat(120),
  '\ud83d',
])('%j is answered calmly', async (q) => expect((await ask(q)).length).toBeLessThanOrEqual(10))

test('thirty Jean Martin: the last changed first, the city tells them apart, the limit holds', async () => {
  const ids = (
    await sql<{
      id: string
    }>`select id from customers.customer where family_name = 'Martin' order by updated_at desc`.execute(db)
  ).rows
  expect((await ask('jean martin', 5)).map((hit) => hit.id)).toEqual(ids.slice(0, 5).map((row) => row.id))
  expect(await ask('martin', 50)).toHaveLength(30)
  expect((await ask('martin nantes'))[0]).toMatchObject({ city: 'Nantes', because: 'city' })
})

describe('a company by its name, whatever its form and wherever that stands', async () => {
  beforeAll(async () => {
    await customer({ company: 'Vaucelle SARL', city: 'Lyon' })
    await customer({ company: 'S.A.R.L. Garage Vaucelle', city: 'Lille' })
    await customer({ given: 'Luc', family: 'Vaucelle', changed: '2026-02-01' })
    await customer({ given: 'Saskia', family: 'Vaucelle', changed: '2026-02-02' })
  })
  test.each([
    ['SARL Vaucelle', 'Vaucelle SARL'],
    ['vaucelle sarl', 'Vaucelle SARL'],
    ['S.A.R.L. Vaucelle', 'Vaucelle SARL'],
    ['s a r l vaucelle', 'Vaucelle SARL'],
    ['Vaucelle S.A.R.L.', 'Vaucelle SARL'],
    ['SAS Vaucelle', 'Vaucelle SARL'],
    ['Ets Vaucelle', 'Vaucelle SARL'],
    ['garage vaucelle', 'S.A.R.L. Garage Vaucelle'],
    ['sarl garage vaucelle', 'S.A.R.L. Garage Vaucelle'],
    ['Garage Vaucelle SARL', 'S.A.R.L. Garage Vaucelle'],
    ['sarl vaucelle lyon', 'Vaucelle SARL'],
    ['vaucelle sas', 'Saskia Vaucelle'],
  ])('%s finds %s first', async (q, name) => expect((await named(q))[0]).toBe(name))
})

describe('by what one remembers of a plate, and by what they drive', async () => {
  let troc = ''
  beforeAll(async () => {
    troc = await customer({ given: 'Ida', family: 'Martin', city: 'Le Chesnay', plate: 'ZX987YW', model: 'T-Roc' })
    await customer({ given: 'Noé', family: 'Martin', model: 'Mégane Estate' })
  })
  test.each([
    ['987', 'plate'],
    ['987-YW', 'plate'],
    ['87yw', 'plate'],
    ['zx-987', 'plate'],
    ['martin t-roc', 'vehicle'],
    ['martin troc', 'vehicle'],
    ['t roc martin', 'vehicle'],
    ['martin renault t-roc', 'vehicle'],
    ['martin chesnay', 'city'],
    ['martin le chesnay', 'city'],
  ])('%s (%s)', async (q, because) => expect((await ask(q))[0]).toMatchObject({ id: troc, because }))
  test('a model that is a number', async () => {
    const id = await customer({ given: 'Ugo', family: 'Martin', model: '3008 Hybrid' })
    for (const q of ['martin 3008', '3008 martin', 'ugo martin 3008', 'martin 300'])
      expect((await ask(q))[0], q).toMatchObject({ id, because: 'vehicle' })
    expect((await named('martin 12')).length).toBeGreaterThan(5)
  })
  test('a make begun is behind a name that sounds so', async () => {
    await customer({ given: 'Ida', family: 'Reynaud' })
    expect(await named('Rénau Ida')).toEqual(['Ida Reynaud', 'Ida Martin'])
  })
  test('an accent is left out on either side; a car sold is nobody’s any more', async () => {
    expect(await named('martin megane')).toEqual(['Noé Martin'])
    expect(await named('mégane martin')).toEqual(['Noé Martin'])
    await sql`update customers.ownership set until = '2026-01-01' where customer_id = ${troc}`.execute(db)
    expect((await ask('martin t-roc')).map(({ because }) => because)).not.toContain('vehicle')
  })
})

test('a renamed customer is found by the new name only; an archived one by none', async () => {
  const id = await customer({ given: 'Odile', family: 'Wxyzard', phone: '+33699887766' })
  expect(await named('odile wxyzard')).toEqual(['Odile Wxyzard'])
  await sql`update customers.customer set family_name = 'Kerguelen' where id = ${id}`.execute(db)
  await refreshNeedles(db, [id, id])
  expect(await named('odile kergelen')).toEqual(['Odile Kerguelen'])
  expect(await named('wxyzard')).toEqual([])
  await sql`update customers.customer set archived_at = now() where id = ${id}`.execute(db)
  expect(await named('kerguelen')).toEqual([])
  expect(await named('06 99 88 77 66')).toEqual([])
  await refreshNeedles(db, [id])
  const kept = await sql`select from customers.needle where customer_id = ${id}`.execute(db)
  expect(kept.rows).toHaveLength(0)
})

test('a name nobody bears any more is forgotten, the others are not', async () => {
  expect(await sweepWords(db, ['wxyzard', 'cieille'])).toBe(1)
  const words = await sql<{
    word: string
  }>`select distinct word from customers.word where word in ('wxyzard', 'cieille')`.execute(db)
  expect(words.rows).toEqual([{ word: 'cieille' }])
  await sql`insert into customers.word select * from customers.word where word = 'cieille'`.execute(db)
  await sweepWords(db)
  const twins = await sql`select kind, key, word from customers.word group by 1, 2, 3 having count(*) > 1`.execute(db)
  expect(twins.rows).toHaveLength(0)
  expect(await named('cielle')).toEqual(['Anne Cieille'])
})

test('what an erased customer was found by goes with them, also while somebody writes it anew', async () => {
  const id = await customer({ given: 'Odile', family: 'Gone' })
  const kept = async () => (await sql`select from customers.needle where customer_id = ${id}`.execute(db)).rows.length
  expect(await kept()).toBeGreaterThan(0)
  const late = await db.transaction().execute(async (erasing) => {
    await sql`delete from customers.customer where id = ${id}`.execute(erasing)
    const writing = refreshNeedles(db, [id])
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitUntil(async () => (await waiting.execute(db)).rows.length > 0, 20_000)
    return { writing }
  })
  await late.writing
  expect(await kept()).toBe(0)
})

test('saving twice changes nothing', async () => {
  const id = await customer({ given: 'Yves', family: 'Bulk' })
  const needles = needlesOf({ givenName: 'Yves', familyName: 'Bulk', companyName: '', city: '' })
  const kept = async () =>
    (await sql<{ key: string }>`select key from customers.needle where customer_id = ${id} order by key`.execute(db))
      .rows
  const before = await kept()
  await saveManyNeedles(db, [{ customerId: id, seen: '2026-01-01', needles }])
  expect(await kept()).toEqual(before)
  await refreshNeedles(db, ['00000000-0000-7000-8000-000000000000'])
})

test('who may not read customers is refused', async () => {
  const nobody: Caller = { ...reception, roles: [] }
  const asked = searchEverywhere(house, { params: {}, query: { q: 'anne', limit: 5 }, body: undefined }, nobody)
  await expect(asked).rejects.toMatchObject({ status: 403 })
})
