import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { z } from 'zod'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as qualityOfIdentity from '../../contract/identity-quality.ts'
import * as timeline from '../../contract/timeline.ts'
import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId } = town
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(town.world.house, models)) > 0);
}
type Draft = z.input<typeof customers.customerDraft>
const enter = async (draft: Draft): Promise<string> => (await owner.ask(customers.createCustomer, { body: draft })).id
const read = (id: string) => owner.ask(customers.readCustomer, { params: { id } })

const LEFEVRE: Draft = {
  givenName: 'Jean-Pierre',
  familyName: 'Lefèvre',
  birthDate: '1961-04-12',
  phones: [{ number: '+33612457890' }],
  emails: [{ address: 'jp.lefevre@orange.fr' }],
  street: '12 rue Victor Hugo',
  postcode: '69003',
  city: 'Lyon',
}

describe('one person entered twice', () => {
  let first = ''
  let second = ''
  let carId = ''
  beforeAll(async () => {
    first = await enter(LEFEVRE)
    second = await enter({
      ...LEFEVRE,
      givenName: 'JEAN PIERRE',
      familyName: 'LEFEVRE',
      phones: [{ number: '+33612457890' }, { number: '+33478123456' }],
      emails: [{ address: 'jp.lefevre@gmail.com' }],
      note: 'Prend son café long',
    })
    const car = await owner.ask(customers.createAsset, {
      params: { id: second },
      body: { kind: 'vehicle', make: 'Peugeot', model: '308', plate: 'GB123CD' },
    })
    carId = car.id
    await owner.ask(timeline.addEntry, { params: { id: second }, body: { kind: 'note', text: 'Aime la musique' } })
    await look()
  })

  test('is one customer, who has all that hung on either', async () => {
    const kept = await read(first)
    expect(kept.phones.map((phone) => phone.e164)).toEqual(['+33612457890', '+33478123456'])
    expect(kept.emails.map((email) => email.address)).toEqual(['jp.lefevre@orange.fr', 'jp.lefevre@gmail.com'])
    expect(kept.note).toBe('Prend son café long')
    expect(kept.assets.map((asset) => asset.id)).toEqual([carId])
    expect(kept.givenName).toBe('Jean-Pierre')
    expect((await read(second)).archivedAt).not.toBeNull()
    const { entries } = await owner.ask(timeline.readTimeline, { params: { id: first } })
    expect(entries.some((entry) => 'text' in entry && entry.text === 'Aime la musique')).toBe(true)
  })

  test('the page says on which records it stands, and why they are one', async () => {
    const { records, events, fields } = await owner.ask(identity.customerRecords, { params: { id: first } })
    expect(records.map((record) => record.id)).toEqual([first, second])
    expect(events[0]).toMatchObject({ kind: 'merge', customerId: first, otherId: second, by: null })
    expect(events[0]!.contributions.map((each) => each.field)).toEqual(
      expect.arrayContaining(['prior', 'phone', 'birthDate']),
    )
    const bits = events[0]!.contributions.reduce((sum, each) => sum + each.bits, 0)
    expect(1 / (1 + 2 ** -bits)).toBeCloseTo(events[0]!.probability!, 3)
    expect(fields.find((field) => field.field === 'name')?.losing.map((each) => each.value)).toEqual([])
    expect(fields.filter((field) => field.field === 'email').map((each) => each.value)).toEqual([
      'jp.lefevre@orange.fr',
      'jp.lefevre@gmail.com',
    ])
  })

  test('undone after months: everything is where it was, what came since by their car too, and they stay apart', async () => {
    town.clock.pass(90 * 86_400)
    await owner.ask(timeline.createOrder, {
      params: { id: first },
      body: { number: 'R-77', kind: 'repair', title: 'Freins', assetId: carId, siteId },
    })
    const { events } = await owner.ask(identity.customerRecords, { params: { id: first } })
    await owner.ask(identity.undoIdentityEvent, { params: { id: events[0]!.id } })
    const [one, other] = [await read(first), await read(second)]
    expect(one.phones.map((phone) => phone.e164)).toEqual(['+33612457890'])
    expect(one.note).toBe('')
    expect(one.assets).toEqual([])
    expect(other.archivedAt).toBeNull()
    expect(other.phones.map((phone) => phone.e164)).toEqual(['+33612457890', '+33478123456'])
    expect(other.assets.map((asset) => asset.id)).toEqual([carId])
    const { orders } = await owner.ask(timeline.listOrders, { params: { id: second } })
    expect(orders.map((order) => order.number)).toEqual(['R-77'])
    await look()
    await owner.ask(customers.updateCustomer, { params: { id: second }, body: { version: other.version, note: 'Thé' } })
    await look()
    expect((await read(second)).archivedAt).toBeNull()
    expect(await owner.raw(identity.undoIdentityEvent, { params: { id: events[0]!.id } })).toMatchObject({
      status: 409,
    })
  })
})

describe('a chain', () => {
  test('a third who is the second and not the first joins nobody by itself: the first would be dragged along', async () => {
    const home = { familyName: 'Guerinveau', street: '8 rue Basse', postcode: '41000', city: 'Blois' }
    const simone = await enter({ ...home, givenName: 'Simone', phones: [{ number: '+33254112233' }] })
    const s = await enter({ ...home, givenName: 'S', phones: [{ number: '+33254112233' }] })
    await look()
    expect((await read(s)).archivedAt).not.toBeNull()
    const solange = await enter({ ...home, givenName: 'Solange', phones: [{ number: '+33254112233' }] })
    await look()
    expect((await read(solange)).archivedAt).toBeNull()
    expect((await owner.ask(identity.comparePair, { query: { a: simone, b: solange } })).outcome).toBe('different')
  })
})

describe('a split', () => {
  test('is undone in its turn: one again, and nothing keeps them apart any more', async () => {
    const one = await enter({ givenName: 'Basile', familyName: 'Ferrandi', phones: [{ number: '+33639980881' }] })
    const two = await enter({ givenName: 'Apolline', familyName: 'Guermeur', phones: [{ number: '+33261910882' }] })
    await look()
    await owner.ask(identity.mergeCustomers, { params: { id: one }, body: { other: two, reason: 'la même' } })
    const eventsOf = async () => (await owner.ask(identity.identityEvents, { query: { customer: one } })).events
    town.clock.pass(60)
    await owner.ask(identity.undoIdentityEvent, { params: { id: (await eventsOf())[0]!.id } })
    const apart = async () =>
      (await owner.ask(identity.comparePair, { query: { a: one, b: two } })).judged === 'different'
    expect(await apart()).toBe(true)
    town.clock.pass(60)
    const split = (await eventsOf()).find((event) => event.kind === 'split')!
    await owner.ask(identity.undoIdentityEvent, { params: { id: split.id } })
    expect((await read(two)).archivedAt).not.toBeNull()
    expect((await read(one)).phones.map((phone) => phone.e164)).toEqual(['+33639980881', '+33261910882'])
    expect(await apart()).toBe(false)
    const after = await eventsOf()
    expect(after.find((event) => event.id === split.id)!.undoneAt).not.toBeNull()
    expect(after.filter((event) => event.kind === 'merge' && !event.undoneAt)).toHaveLength(1)
    expect(await owner.raw(identity.undoIdentityEvent, { params: { id: split.id } })).toMatchObject({ status: 409 })
    town.clock.pass(60)
    await owner.ask(identity.undoIdentityEvent, { params: { id: (await eventsOf())[0]!.id } })
    expect((await read(two)).archivedAt).toBeNull()
    expect(await apart()).toBe(true)
  })
})

describe('a father and his son of one name', () => {
  test('same house, same telephone, same name, thirty years apart: two people, whatever else they share', async () => {
    const home = { street: '3 place Carnot', postcode: '21000', city: 'Dijon', phones: [{ number: '+33380112233' }] }
    const father = await enter({ givenName: 'Michel', familyName: 'Bertillon', birthDate: '1950-02-03', ...home })
    const son = await enter({ givenName: 'Michel', familyName: 'Bertillon', birthDate: '1981-09-17', ...home })
    await look()
    expect((await read(father)).archivedAt).toBeNull()
    expect((await read(son)).archivedAt).toBeNull()
    const pair = await owner.ask(identity.comparePair, { query: { a: father, b: son } })
    expect(pair.contributions.find((each) => each.field === 'birthDate')!.bits).toBeLessThan(0)
  })
})

describe('in doubt, a person is asked', () => {
  let one = ''
  let other = ''
  const waiting = async () =>
    (await owner.ask(identity.reviewPairs, { query: {} })).pairs.filter((pair) =>
      [one, other].every((id) => [pair.a.id, pair.b.id].includes(id)),
    )
  beforeAll(async () => {
    one = await enter({ givenName: 'Solène', familyName: 'Kervella', postcode: '29200', city: 'Brest' })
    other = await enter({ givenName: 'Solène', familyName: 'Kervella', postcode: '29200', city: 'Brest' })
    await look()
  })

  test('both stand, and the pair waits with its reasons', async () => {
    expect((await read(other)).archivedAt).toBeNull()
    const [pair] = await waiting()
    expect(pair).toMatchObject({ outcome: 'ask', judged: null })
    expect(pair!.contributions.length).toBeGreaterThan(2)
  })

  test('"not sure": it comes last, and still waits', async () => {
    await owner.ask(identity.judgePair, { body: { a: one, b: other, verdict: 'unsure' } })
    expect(await waiting()).toMatchObject([{ judged: 'unsure' }])
  })

  test('"same": one at once; taken back: two again, and it waits again', async () => {
    const { judgementId, eventId } = await owner.ask(identity.judgePair, {
      body: { a: one, b: other, verdict: 'same' },
    })
    expect(eventId).not.toBeNull()
    expect((await read(other)).archivedAt).not.toBeNull()
    await owner.ask(identity.undoJudgement, { params: { id: judgementId } })
    expect((await read(other)).archivedAt).toBeNull()
    await look()
    expect(await waiting()).toHaveLength(1)
  })

  test('"different": never asked and never joined again, whatever is written later', async () => {
    await owner.ask(identity.judgePair, { body: { a: one, b: other, verdict: 'different', reason: 'Deux sœurs' } })
    expect(await waiting()).toEqual([])
    const { version } = await read(other)
    await owner.ask(customers.updateCustomer, {
      params: { id: other },
      body: { version, phones: [{ number: '+33298441122' }] },
    })
    await look()
    expect((await read(other)).archivedAt).toBeNull()
    expect(await waiting()).toEqual([])
    const { judgements } = await owner.ask(qualityOfIdentity.identityQuality)
    expect(judgements).toMatchObject({ different: expect.any(Number) })
  })

  test('"different" is asked about before a person joins them by hand; joined all the same, undone, it stands again', async () => {
    const { apart } = await owner.ask(identity.comparePair, { query: { a: one, b: other } })
    expect(apart).toMatchObject([{ by: expect.stringMatching(/./u), reason: 'Deux sœurs' }])
    const join = (anyway: boolean) =>
      owner.raw(identity.mergeCustomers, { params: { id: one }, body: { other, reason: 'La même', anyway } })
    expect(await join(false)).toMatchObject({ status: 409, body: { code: 'kept-apart' } })
    const { eventId } = (await join(true)).body as { eventId: string }
    await look()
    expect((await read(other)).archivedAt).not.toBeNull()
    await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
    expect((await join(false)).status).toBe(409)
    await look()
    expect(await waiting()).toEqual([])
  })

  test('yes to one pair does not join over a no to another pair of the same two', async () => {
    const third = await enter({ givenName: 'Solenn', familyName: 'Kerboull', phones: [{ number: '+33298445566' }] })
    await look()
    await owner.ask(identity.mergeCustomers, { params: { id: other }, body: { other: third } })
    const yes = await owner.raw(identity.judgePair, { body: { a: third, b: one, verdict: 'same' } })
    expect(yes.body).toMatchObject({ code: 'kept-apart' })
    expect((await read(other)).archivedAt).toBeNull()
  })

  test('who may not decide is refused', async () => {
    expect((await town.reception.raw(identity.reviewPairs)).status).toBe(403)
    expect((await town.reception.raw(identity.mergeCustomers, { params: { id: one }, body: { other } })).status).toBe(
      403,
    )
  })
})

describe('by a person’s word', () => {
  test('two who look nothing alike are joined, and stay so', async () => {
    const maiden = await enter({ givenName: 'Claire', familyName: 'Aubert', phones: [{ number: '+33611111122' }] })
    const married = await enter({ givenName: 'Claire', familyName: 'Zimmermann', phones: [{ number: '+33622222211' }] })
    await look()
    await owner.ask(identity.mergeCustomers, {
      params: { id: maiden },
      body: { other: married, reason: 'Mariée en 2024' },
    })
    await look()
    expect((await read(maiden)).phones.map((phone) => phone.e164)).toEqual(['+33611111122', '+33622222211'])
    for (const [id, other, status] of [
      [maiden, married, 409],
      [maiden, maiden, 422],
    ] as const)
      expect([status, 409, 400]).toContain(
        (await owner.raw(identity.mergeCustomers, { params: { id }, body: { other } })).status,
      )
  })
})

describe('at the counter', () => {
  test('as a name and a number are typed, who is on file already is told, with the reasons', async () => {
    const { people } = await owner.ask(identity.lookAlike, {
      body: { givenName: 'Jean Pierre', familyName: 'Lefevre', phones: ['06 12 45 78 90'] },
    })
    expect(people[0]).toMatchObject({ outcome: 'same', city: 'Lyon' })
    expect((await owner.ask(identity.lookAlike, { body: { familyName: 'Personne' } })).people).toEqual([])
    expect((await owner.ask(identity.lookAlike, { body: {} })).people).toEqual([])
  })
})

test('head office moves the bars and sees first what would change', async () => {
  const dry = await owner.ask(qualityOfIdentity.identityDryRun, { query: { same: 30, ask: 0 } })
  expect(dry.would.joined).toBeLessThanOrEqual(dry.now.joined)
  // What would be asked is what waits: pairs within one person are asked of nobody.
  expect(dry.now.asked).toBe((await owner.ask(qualityOfIdentity.identityQuality)).waiting)
  expect((await owner.raw(qualityOfIdentity.setIdentity, { body: { same: 3, ask: 8 } })).status).toBeGreaterThanOrEqual(
    400,
  )
  await owner.ask(qualityOfIdentity.setIdentity, { body: { automatic: false } })
  const twin = {
    ...LEFEVRE,
    givenName: 'Odile',
    familyName: 'Marchand',
    emails: [{ address: 'odile@free.fr' }],
    phones: [{ number: '+33699887766' }],
  }
  const a = await enter(twin)
  const b = await enter(twin)
  await look()
  expect((await read(b)).archivedAt).toBeNull()
  const { pairs } = await owner.ask(identity.reviewPairs, { query: {} })
  expect(pairs.some((pair) => [pair.a.id, pair.b.id].includes(a) && [pair.a.id, pair.b.id].includes(b))).toBe(true)

  // People, not only pairs: what these bars would do is what then is done.
  const counted = (same: number) =>
    vi.waitUntil(
      async () => {
        const tried = await owner.ask(qualityOfIdentity.identityTry, { query: { same, ask: 0 } })
        return tried.state === 'done' && tried
      },
      { timeout: 20_000, interval: 50 },
    )
  const { now, would } = await counted(40)
  expect(now!.joining).toBeGreaterThanOrEqual(1)
  expect(now!.largest.some(({ some }) => some.some(({ customerId }) => customerId === a))).toBe(true)
  expect(would).toMatchObject({ joining: 0, made: 0, largest: [] })
  expect(would!.asked).toBeGreaterThan(now!.asked)
  const before = await town.world.house.db.selectFrom('identity.event').select('id').execute()
  await owner.ask(qualityOfIdentity.setIdentity, { body: { automatic: true } })
  await passOverEveryone(town.world.house, models, openResolving())
  const after = await town.world.house.db.selectFrom('identity.event').select('id').execute()
  expect(after.length - before.length).toBe(now!.joining)
})

describe('two of one home and one telephone, and the car of one of them', () => {
  const home = (familyName: string, number: string): Draft => ({
    familyName,
    phones: [{ number }],
    street: `5 rue ${familyName}`,
    postcode: '48200',
    city: 'Audville',
  })
  test.each([
    ['Brassempouy', 'owner', 'AJ123ZZ', '+33639981720'],
    ['Quincampoix', 'driver', 'AK123ZZ', '+33612453390'],
  ] as const)('%s: handed to the other as %s, they stay two', async (familyName, role, plate, number) => {
    const paul = await enter({ ...home(familyName, number), givenName: 'Paul', title: 'M.' })
    const lise = await enter({ ...home(familyName, number), givenName: 'Lise', title: 'Mme' })
    const { id } = await owner.ask(customers.createAsset, {
      params: { id: paul },
      body: { kind: 'vehicle', make: 'Kia', model: 'Niro', plate },
    })
    await look()
    await owner.ask(customers.setOwner, { params: { id }, body: { customerId: lise, role } })
    await look()
    for (const each of [paul, lise]) expect((await read(each)).archivedAt).toBeNull()
    const asked = await owner.raw(identity.mergeCustomers, { params: { id: paul }, body: { other: lise } })
    expect([asked.status, asked.body.code]).toEqual([409, 'kept-apart'])
    // Who is sure all the same joins them; what is archived then is given nothing any more.
    await owner.ask(identity.mergeCustomers, { params: { id: paul }, body: { other: lise, anyway: true } })
    const gone = await owner.raw(customers.setOwner, { params: { id }, body: { customerId: lise, role: 'company' } })
    expect(gone).toMatchObject({ status: 422, body: { faults: [{ path: 'body.customerId' }] } })
  })
})
