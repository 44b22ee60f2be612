import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import { writeNeedlesAnew } from '../../server/flows/needles-anew.flow.ts'
import { openTown } from '../town.ts'

/** A release finds people by another rule than the one before: those filed before are found by it too, the night after. */
const town = await openTown()
const { owner, world } = town
const { pool, house } = world

const file = (companyName: string) =>
  owner.ask(customers.createCustomer, { body: { kind: 'company', companyName, city: 'Rouen' } })
const companies = await Promise.all(['S.A.R.L. Dupont', 'S.A.S. Lebrun', 'Garage Morel'].map(file))
const ids = companies.map(({ id }) => id)
const needles = async () =>
  (
    await pool.query<{ customer_id: string; kind: string; key: string }>(
      'select customer_id, kind, key from customers.needle where customer_id = any($1) order by 1, 2, 3',
      [ids],
    )
  ).rows
/** As a release of before had written them: a word for each letter. */
async function asBefore(...which: string[]): Promise<void> {
  await pool.query('delete from customers.needle where customer_id = any($1)', [which])
  await pool.query(
    `insert into customers.needle (customer_id, kind, key, seen) select x, 'name', k, '2026-01-01'
      from unnest($1::uuid[]) x, unnest(array['s a', 'a r', 'r l', 'l dupont', 'dupont l']) k`,
    [which],
  )
}
const finds = async (q: string) => (await owner.ask(customers.search, { query: { q } })).hits.map(({ name }) => name)

test('everybody is looked at once, and whoever is found by the rule of today is left alone', async () => {
  const before = await needles()
  expect(await writeNeedlesAnew(house)).toBe(0)
  expect(await needles()).toEqual(before)
})

test('the rule became another one: those filed before are written anew, also when the round is cut short', async () => {
  const right = await needles()
  await asBefore(ids[0]!, ids[1]!)
  expect(await needles()).not.toEqual(right)
  // The round of the release before; and one that had come as far as the first of them when the process was stopped.
  await pool.query(`update network.setting set value = '{"rule":1,"after":null}' where key = 'needles'`)
  expect(await writeNeedlesAnew(house, 2)).toBe(2)
  expect(await needles()).toEqual(right)
  expect(await finds('sarl dupont')).toEqual(['S.A.R.L. Dupont'])
  expect(await writeNeedlesAnew(house, 2)).toBe(0)

  const [first, second] = [...ids].sort()
  await asBefore(first!, second!)
  await pool.query(
    `update network.setting set value = jsonb_build_object('rule', (value ->> 'rule')::int, 'after', $1::text) where key = 'needles'`,
    [first],
  )
  expect(await writeNeedlesAnew(house, 2)).toBe(1)
  expect((await needles()).filter(({ customer_id }) => customer_id === second)).toEqual(
    right.filter(({ customer_id }) => customer_id === second),
  )
})
