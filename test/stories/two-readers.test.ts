import { beforeAll, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as qualityOfIdentity from '../../contract/identity-quality.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown, type Screen } from '../town.ts'

/** Two people look at the same doubts at the same time. */
const town = await openTown()
const { owner: odile, world } = town
const bruno = await town.join('Bruno Le Gall', 'head-office', [])
const carla = await town.join('Carla Prigent', 'head-office', [])
const models = new ModelInForce()
const listOf = async (who: Screen) => (await who.ask(identity.reviewPairs, { query: { limit: 12 } })).pairs
const keysOf = async (who: Screen) => (await listOf(who)).map(({ a, b }) => [a.id, b.id].sort().join(' '))
const away = async (id: string) => (await odile.ask(customers.readCustomer, { params: { id } })).archivedAt !== null
const FAMILIES =
  'Kervella,Vaugrante,Peyrol,Tardivel,Dumortier,Zanetti,Fauque,Oberlin,Sarlat,Jourdan,Lacaze,Widmer,Nollet,Charbit,Saulnier,Delvaux'.split(
    ',',
  )

/** Of each name two, who have their town in common besides: asked about, never joined. */
beforeAll(async () => {
  for (const [n, familyName] of FAMILIES.entries())
    for (let twice = 0; twice < 2; twice++)
      await odile.ask(customers.createCustomer, {
        body: { givenName: 'Solène', familyName, postcode: String(29_200 + n), city: `Brest ${familyName}` },
      })
  while ((await resolveBatch(world.house, models)) > 0);
})

test('each has the list in an order of their own, the same each time', async () => {
  const [one, other] = [await keysOf(odile), await keysOf(bruno)]
  expect(one.length).toBeGreaterThan(8)
  expect(one).not.toEqual(other)
  expect(await keysOf(odile)).toEqual(one)
})

test('the rail says as many as the screen asks', async () => {
  const [rail, screen] = await Promise.all([
    odile.ask(qualityOfIdentity.identityQuality),
    odile.ask(identity.reviewPairs, { query: { limit: identity.REVIEWED_AT_ONCE } }),
  ])
  expect(rail.asked).toBe(screen.waiting)
})

describe('both answer one pair, each from a list they had before', () => {
  let pair: Awaited<ReturnType<typeof listOf>>[number]
  beforeAll(async () => {
    pair = (await listOf(odile))[0]!
  })
  const says = (who: Screen, verdict: 'same' | 'different', reading: 'first' | 'third' = 'first') =>
    who.ask(identity.judgePair, { body: { a: pair.a.id, b: pair.b.id, verdict, reading } })

  test('the first answer holds; the other is a second reading, and moves nothing', async () => {
    expect(await says(odile, 'different')).toMatchObject({ reading: 'first' })
    expect(await says(bruno, 'same')).toMatchObject({ reading: 'second', eventId: null })
    expect([await away(pair.a.customerId), await away(pair.b.customerId)]).toEqual([false, false])
    expect((await odile.ask(qualityOfIdentity.identityQuality)).agreement).toMatchObject({
      pairs: 1,
      agreed: 0,
      torn: 1,
    })
    const compared = await odile.ask(identity.comparePair, { query: { a: pair.a.id, b: pair.b.id } })
    expect(compared.judged).toBe('different')
  })

  test('neither has it any more; a third settles it, and nobody answers it as if it were new', async () => {
    const key = [pair.a.id, pair.b.id].sort().join(' ')
    for (const who of [odile, bruno]) expect(await keysOf(who)).not.toContain(key)
    expect(
      await carla.raw(identity.judgePair, { body: { a: pair.a.id, b: pair.b.id, verdict: 'same' } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'read-already' },
    })
    expect((await listOf(carla))[0]).toMatchObject({ reading: 'third', a: { id: pair.a.id } })
    expect(await says(carla, 'same', 'third')).toMatchObject({ reading: 'third', eventId: expect.any(String) })
  })

  test('who changes their own mind does so, as long as nobody has read it again', async () => {
    pair = (await listOf(odile))[0]!
    await says(odile, 'different')
    expect(await says(odile, 'same')).toMatchObject({ reading: 'first', eventId: expect.any(String) })
  })
})
