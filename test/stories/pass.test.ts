import { expect, test } from 'vitest'
import { createCustomer } from '../../contract/customers.ts'
import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown } from '../town.ts'

const GIVEN = ['Anne', 'Paul', 'Jean', 'Claire', 'Luc', 'Marie', 'Hugo', 'Inès']
const FAMILY = ['Cieille', 'Durand', 'Kervella', 'Bertillon', 'Marchand', 'Aubert', 'Zimmermann', 'Lefèvre', 'Petit']

/** People who come twice, differently written, and neighbours of the same names. */
const people = Array.from({ length: 90 }, (_, n) => {
  const given = GIVEN[n % GIVEN.length]!
  const family = `${FAMILY[n % FAMILY.length]}${['', 'el', 'in', 'ot'][n % 4]}`
  const phone = `+3363998${String((n * 97 + 1234) % 10_000).padStart(4, '0')}`
  const once = { givenName: given, familyName: family, phones: [{ number: phone }], postcode: '29200', city: 'Brest' }
  return n % 3 === 0 ? [once, { ...once, familyName: family.toUpperCase(), street: `${n} rue des Lilas` }] : [once]
}).flat()

/** Enters everyone in some order. @returns who is who, told by where each stands in `people` */
async function whoIsWho(
  order: readonly number[],
  resolve: (town: Awaited<ReturnType<typeof openTown>>) => Promise<void>,
) {
  const town = await openTown()
  const place = new Map<string, number>()
  for (const n of order) {
    const { id } = await town.owner.ask(createCustomer, { body: people[n]! })
    place.set(id, n)
  }
  await resolve(town)
  const rows = await town.world.house.db.selectFrom('identity.record').select(['id', 'customer_id']).execute()
  const clusters = [
    ...Map.groupBy(
      rows.filter((row) => place.has(row.id)),
      (row) => row.customer_id,
    ).values(),
  ]
  const keys = await town.world.house.db.selectFrom('identity.key').select('key').execute()
  const edges = await town.world.house.db.selectFrom('identity.edge').select('bits').execute()
  return {
    clusters: clusters
      .map((of) =>
        of
          .map((row) => place.get(row.id)!)
          .sort((a, b) => a - b)
          .join(' '),
      )
      .sort(),
    keys: keys.length,
    edges: edges.map(({ bits }) => bits).sort((a, b) => a - b),
  }
}

test('all at once, or one by one in another order: the same people, keys and edges', async () => {
  const order = people.map((_, n) => n)
  const oneByOne = await whoIsWho([...order].reverse(), async ({ world: { house } }) => {
    while ((await resolveBatch(house, new ModelInForce(), 7)) > 0);
  })
  const atOnce = await whoIsWho(order, async ({ world: { house } }) => {
    expect(await passOverEveryone(house, new ModelInForce(), openResolving())).toBe(true)
  })
  expect(atOnce).toEqual(oneByOne)
  expect(atOnce.clusters.filter((each) => each.includes(' ')).length).toBeGreaterThan(25)
})

test('keys that are there and that their records do not know of do not stop a pass: the same keys, each once', async () => {
  const order = people.map((_, n) => n)
  const look = async ({ world: { house } }: Awaited<ReturnType<typeof openTown>>) =>
    expect(await passOverEveryone(house, new ModelInForce(), openResolving())).toBe(true)
  const once = await whoIsWho(order, look)
  const again = await whoIsWho(order, async (town) => {
    await look(town)
    await town.world.house.db.updateTable('identity.record').set({ keys: [] }).execute()
    await look(town)
  })
  expect(again).toEqual(once)
})
