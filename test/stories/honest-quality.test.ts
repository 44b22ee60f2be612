import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { spelt } from '../../bench/identity/strangers.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as qualityOfIdentity from '../../contract/identity-quality.ts'
import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { drawControls } from '../../server/identity/sample.store.ts'
import { openTown, type Screen } from '../town.ts'

const town = await openTown()
const { owner, world } = town
const { house } = world
const models = new ModelInForce()
const word = (n: number) => spelt(n, n >> 4, n * 7 + 3)
const draw = async () => drawControls(house.db, (await models.of(house.db)).model.thresholds.ask, house.now())
const quality = () => owner.ask(qualityOfIdentity.identityQuality, {})
const queueOf = (who: Screen) => who.ask(identity.reviewPairs, { query: { limit: 50 } })
const customerOf = async (record: string): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select customer_id as id from identity.record where id = ${record}::uuid`.execute(house.db)
  return rows[0]!.id
}

const joinedOf = async (who: Screen) => {
  const { pairs } = await queueOf(who)
  const both = await Promise.all(pairs.map(async ({ a, b }) => (await customerOf(a.id)) === (await customerOf(b.id))))
  return pairs.filter((_, n) => both[n])
}
const firstJoined = async () => (await joinedOf(owner))[0]

/** Forty people who came twice. */
beforeAll(async () => {
  for (let n = 0; n < 40; n++) {
    const person = {
      givenName: word(n * 5),
      familyName: word(n * 11 + 1),
      birthDate: `19${50 + (n % 40)}-0${1 + (n % 9)}-1${n % 9}`,
      phones: [{ number: `+336399800${String(n).padStart(2, '0')}` }],
      postcode: String(35_000 + n),
      city: word(n + 300),
    }
    await owner.ask(customers.createCustomer, { body: person })
    await owner.ask(customers.createCustomer, { body: { ...person, familyName: person.familyName.toUpperCase() } })
    town.clock.pass(1)
  }
  await passOverEveryone(house, models, openResolving())
  await draw()
})

describe('what is drawn at random from what was joined', () => {
  test('comes to review like any pair: nothing tells that the two are one customer', async () => {
    const { pairs } = await queueOf(owner)
    expect(pairs.length).toBeGreaterThan(5)
    for (const pair of pairs) {
      expect(pair).toMatchObject({ judged: null, reading: 'first' })
      expect(pair.a.customerId).not.toBe(pair.b.customerId)
    }
    expect((await joinedOf(owner)).length).toBeGreaterThan(3)
    // A few a day, never all at once.
    expect(pairs.length).toBeLessThanOrEqual(10)
  })

  test('drawn again, the same come again', async () => {
    const before = (await queueOf(owner)).pairs.map(({ a }) => a.id)
    await draw()
    expect((await queueOf(owner)).pairs.map(({ a }) => a.id)).toEqual(before)
  })

  test('“two people” takes the merge apart, counts against it, and can be taken back', async () => {
    const pair = await firstJoined()
    const { judgementId } = await owner.ask(identity.judgePair, {
      body: { a: pair!.a.id, b: pair!.b.id, verdict: 'different' },
    })
    expect(await customerOf(pair!.a.id)).not.toBe(await customerOf(pair!.b.id))
    await draw()
    const { sample } = await quality()
    const of = (what: 'asked' | 'same' | 'undone') => sample.reduce((sum, band) => sum + band[what], 0)
    expect([of('asked'), of('same'), of('undone')]).toEqual([1, 0, 0])
    await owner.ask(identity.undoJudgement, { params: { id: judgementId } })
    expect(await customerOf(pair!.a.id)).toBe(await customerOf(pair!.b.id))
  })

  test('twenty answers make an estimate with its interval; a merge undone by anybody is a wrong one', async () => {
    expect((await quality()).precision).toBeNull()
    await draw()
    const lucie = await town.join('Lucie Marec', 'head-office', [])
    const left = new Set<string>()
    for (let day = 0; day < 12; day++) {
      const joined = new Set((await joinedOf(owner)).map(({ a, b }) => a.id + b.id))
      for (const { a, b } of (await queueOf(owner)).pairs)
        await owner.ask(identity.judgePair, {
          body: { a: a.id, b: b.id, verdict: joined.has(a.id + b.id) ? 'same' : 'different' },
        })
      // Whoever came first has not used up the others' day: drawn pairs are left for them, and readings of what was just answered.
      if (day < 2 && (await queueOf(owner)).pairs.length === 0)
        for (const { reading } of (await queueOf(lucie)).pairs) left.add(reading)
      town.clock.pass(86_401)
    }
    expect([...left].sort()).toEqual(['first', 'second'])
    expect((await queueOf(owner)).pairs).toEqual([])
    const all = await quality()
    expect(all.precision!.value).toBe(1)
    expect(all.precision!.low).toBeLessThan(0.97)
    expect(all.precision!.low).toBeGreaterThan(0.7)
    // One that was not drawn.
    const { rows } = await sql<{ id: string }>`
      select e.id from identity.event e where kind = 'merge' and by is null and undone_at is null
        and not exists (select from identity.control c where c.event_id = e.id) limit 1`.execute(house.db)
    await owner.ask(identity.undoIdentityEvent, { params: { id: rows[0]!.id } })
    await draw()
    const after = await quality()
    expect(after.precision!.value).toBeLessThan(1)
    expect(after.precision!.high).toBeLessThan(1)
    expect(after.sample.find(({ undone }) => undone > 0)).toMatchObject({ kind: 'joined', undone: 1 })
  })
})

describe('a second reader', async () => {
  const colleague = await town.join('Lucie Le Bihan', 'head-office', [])
  const third = await town.join('Yann Cosquer', 'head-office', [])
  const again = async (who: Screen) => (await queueOf(who)).pairs.filter(({ reading }) => reading !== 'first')
  /** Reads all there is, as the first did, but for the first of those that were joined. */
  const readAll = async () => {
    let [n, differs] = [0, true]
    for (let day = 0; day < 6; day++) {
      for (const { a, b, reading } of await again(colleague)) {
        const one = (await customerOf(a.id)) === (await customerOf(b.id))
        const verdict = one && !differs ? 'same' : 'different'
        if (one) differs = false
        await colleague.ask(identity.judgePair, { body: { a: a.id, b: b.id, verdict, reading } })
        n++
      }
      town.clock.pass(86_401)
    }
    return n
  }

  test('is asked some of what another answered, as if nobody had; whoever answered is not', async () => {
    expect(await again(owner)).toEqual([])
    const pairs = await again(colleague)
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs[0]).toMatchObject({ judged: null, reading: 'second' })
    const { a, b } = pairs[0]!
    expect(
      await owner.raw(identity.judgePair, { body: { a: a.id, b: b.id, verdict: 'same', reading: 'second' } }),
    ).toMatchObject({ status: 409, body: { code: 'read-already' } })
  })

  test('moves nothing, is counted, and can be taken back', async () => {
    const { a, b } = (await joinedOf(colleague)).find(({ reading }) => reading === 'second')!
    const body = { a: a.id, b: b.id, verdict: 'different' as const, reading: 'second' as const }
    const { judgementId, eventId } = await colleague.ask(identity.judgePair, { body })
    expect(eventId).toBeNull()
    expect((await quality()).agreement).toMatchObject({ pairs: 1, agreed: 0, torn: 1, kappa: null })
    // Nothing is read a second time by a third.
    expect((await again(third)).map(({ reading }) => reading)).toContain('third')
    await colleague.ask(identity.undoJudgement, { params: { id: judgementId } })
    expect((await quality()).agreement).toMatchObject({ pairs: 0, torn: 0 })
    expect((await again(colleague)).some((pair) => pair.a.id === a.id)).toBe(true)
  })

  test('who differs leaves the pair to a third, whose answer holds', async () => {
    const read = await readAll()
    expect(read).toBeGreaterThan(1)
    const { agreement } = await quality()
    expect(agreement).toMatchObject({ pairs: read, agreed: read - 1, torn: 1 })
    expect(await again(owner)).toEqual([])
    expect(await again(colleague)).toEqual([])
    const [torn] = await again(third)
    expect(torn).toMatchObject({ reading: 'third' })
    const { a, b } = torn!
    expect(await customerOf(a.id)).toBe(await customerOf(b.id))
    const body = { a: a.id, b: b.id, verdict: 'different' as const, reading: 'third' as const }
    expect(await owner.raw(identity.judgePair, { body })).toMatchObject({ status: 409 })
    const { judgementId } = await third.ask(identity.judgePair, { body })
    expect(await customerOf(a.id)).not.toBe(await customerOf(b.id))
    expect((await quality()).agreement).toMatchObject({ pairs: read, agreed: read - 1, torn: 0 })
    await third.ask(identity.undoJudgement, { params: { id: judgementId } })
    expect(await customerOf(a.id)).toBe(await customerOf(b.id))
    expect((await quality()).agreement.torn).toBe(1)
  })
})
