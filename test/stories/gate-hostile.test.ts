import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, reception, deputy, anne, siteId, clock, world } = town
const gate = await town.camera()
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const totals = async () => {
  await flushTallies(world.house, world.watch)
  return (await owner.ask(signals.sourceHealth, { params: { id: gate.id }, query: {} })).totals
}

test('a wrong secret, and an address that never was, are told alike and betray nothing', async () => {
  const wrong = await town.post(gate.path.replace(/.{6}$/u, 'wrong1'), { plate: anne.plate })
  const never = await town.post('/in/01890000-0000-7000-8000-000000000000/x', { plate: anne.plate })
  expect([wrong.status, never.status]).toEqual([404, 404])
  expect(wrong.body).toEqual(never.body)
  expect((await floor()).waiting).toEqual([])
})

test.each([
  ['nothing at all', ''],
  ['half a document', '{"plate": "FM0'],
  ['a list', '[]'],
  ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41])],
])('%s gets a clear answer and a count', async (_what, body) => {
  const answer = await town.post(gate.path, body as string)
  expect(answer.status).toBeLessThan(500)
  expect(answer.body.outcome ?? answer.body.code).toBeTruthy()
})

test('ten megabytes are refused before they are read', async () => {
  const answer = await town.post(gate.path, Buffer.alloc(10 * 1024 * 1024, 0x20))
  expect(answer.status).toBe(413)
  expect((await totals())['too-large']).toBe(1)
})

test('a clock that is ahead, or a day behind, is counted; the read counts as seen now', async () => {
  const answer = await town.post(gate.path, { plate: 'GX471ZQ', at: '2031-01-01T00:00:00Z', id: 'ahead' })
  expect(answer.body.outcome).toBe('unknown')
  expect((await totals())['clock-ahead']).toBe(1)
})

test('a read that comes half an hour late is no arrival any more', async () => {
  const late = new Date(clock.now().getTime() - 30 * 60_000).toISOString()
  expect((await town.post(gate.path, { plate: anne.plate, at: late, id: 'late' })).body.outcome).toBe('late')
  expect((await floor()).waiting).toEqual([])
})

test('a camera that floods, a thousand reads of one car, makes one visit', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => town.post(gate.path, { plate: anne.plate, id: `flood-${n}` })),
  )
  expect(answers.every((answer) => answer.status === 200)).toBe(true)
  const { waiting } = await floor()
  expect(waiting).toHaveLength(1)
  expect((await totals()).repeated).toBeGreaterThanOrEqual(998)
})

test('"no, it is not her": the card goes, the read is erased, the reasons with it', async () => {
  const { waiting } = await floor()
  const visit = await deputy.ask(visits.confirmVisit, { params: { id: waiting[0]!.id }, body: { right: false } })
  expect(visit).toMatchObject({ state: 'withdrawn', card: { because: [] } })
  const { rows } = await world.pool.query('select count(*)::int as n from signals.signal')
  expect(rows[0]).toEqual({ n: 0 })
})

test('two customers with one plate, a company and its driver: the driver is greeted, the company is named', async () => {
  const company = await owner.ask(customers.createCustomer, {
    body: { kind: 'company', companyName: 'Transports Faure' },
  })
  const driver = await owner.ask(customers.createCustomer, { body: { givenName: 'Zoé 🚗', familyName: 'Faure' } })
  const asset = await owner.ask(customers.createAsset, {
    params: { id: company.id },
    body: { make: 'Peugeot', model: 'Partner', plate: 'GB-222-DD', role: 'company' },
  })
  await owner.ask(customers.setOwner, { params: { id: asset.id }, body: { customerId: driver.id, role: 'driver' } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: driver.id, assetId: asset.id, siteId, at: '2026-11-24T10:45:00+01:00' },
  })
  forgetMemory()
  expect((await town.post(gate.path, { plate: 'GB222DD', id: 'van' })).body.outcome).toBe('sure')
  const van = (await floor()).waiting.find((visit) => visit.customerId === driver.id)
  expect(van?.card.name).toBe('Zoé 🚗 Faure')
  expect(van?.card.because).toContainEqual({ code: 'also-has-this-car', values: { name: 'Transports Faure' } })
})

test('a vehicle whose owner objected is a stranger, and its plate is not taken for a neighbour’s', async () => {
  const person = await owner.ask(customers.createCustomer, { body: { familyName: 'Discret', recognition: 'objected' } })
  await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate: 'FM-047-SC' } })
  forgetMemory()
  expect((await town.post(gate.path, { plate: 'FM047SC', id: 'discreet' })).body.outcome).toBe('unknown')
  expect((await floor()).waiting.some((visit) => visit.customerId === person.id)).toBe(false)
})

test('with recognition switched off nobody is recognised', async () => {
  await owner.ask(network.updateSite, { params: { id: siteId }, body: { recognition: 'off' } })
  expect((await town.post(gate.path, { plate: 'GB222DD', id: 'off-1' })).body.outcome).toBe('off')
  await owner.ask(network.updateSite, { params: { id: siteId }, body: { recognition: 'informed' } })
})

test('a later read of the same track revises the card in place; one that unsays it takes it back', async () => {
  const person = await owner.ask(customers.createCustomer, { body: { givenName: 'Paul', familyName: 'Nouveau' } })
  const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate: 'AA-769-EG' } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:40:00+01:00' },
  })
  forgetMemory()
  const first = await town.post(gate.path, { plate: 'AA769E0', track: 't1', id: 't1-1' })
  const second = await town.post(gate.path, { plate: 'AA769EG', track: 't1', id: 't1-2', confidence: 0.99 })
  expect(['sure', 'perhaps']).toContain(first.body.outcome)
  expect(['sure', 'revised']).toContain(second.body.outcome)
  const theirs = (await floor()).waiting.filter((visit) => visit.customerId === person.id)
  expect(theirs).toHaveLength(1)
  expect((await floor()).perhaps).toEqual([])
})

test('a camera that counts its cars anew: who came before keeps their visit, who comes now gets their own', async () => {
  const axis = await town.camera('axis')
  const comes = async (plate: string, carID: string) => {
    forgetMemory()
    const answer = await town.post(axis.path, { plateUTF8: plate, plateConfidence: '0.99', carState: 'new', carID })
    return answer.body.outcome
  }
  const known = async (givenName: string, plate: string) => {
    const person = await owner.ask(customers.createCustomer, { body: { givenName, familyName: 'Revient' } })
    const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate } })
    await owner.ask(visits.createAppointment, {
      body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
    })
    return person.id
  }
  const anatole = await known('Anatole', 'EB-321-KV')
  const berthe = await known('Berthe', 'FT-795-MN')
  const visitsOf = async (customerId: string) => {
    const { waiting, greeted } = await floor()
    return [...waiting, ...greeted].filter((visit) => visit.customerId === customerId)
  }

  expect(await comes('EB321KV', '41')).toBe('sure')
  const [first] = await visitsOf(anatole)
  clock.pass(40)
  await deputy.ask(visits.greeted, { params: { id: first!.id } })
  clock.pass(30)
  // Within the moment of one passage, and greeted: what comes next is another arrival.
  expect(await comes('FT795MN', '41')).toBe('sure')
  const [second] = await visitsOf(berthe)
  expect(second).toMatchObject({ state: 'arrived', arrivedAt: clock.now().toISOString() })
  expect(await visitsOf(anatole)).toMatchObject([{ id: first!.id, state: 'greeted', greetedBy: deputy.staffId }])

  // Berthe still waits; three minutes later Anatole's number is given to somebody else, who waits as well.
  clock.pass(185)
  const colette = await known('Colette', 'GA-468-WP')
  expect(await comes('GA468WP', '41')).toBe('sure')
  expect(await visitsOf(colette)).toHaveLength(1)
  expect(await visitsOf(berthe)).toMatchObject([{ id: second!.id, arrivedAt: second!.arrivedAt }])

  // Straight after her, the camera starts anew: a plate that is no misreading of hers is another car, known or not.
  clock.pass(20)
  expect(await comes('GX471ZQ', '41')).toBe('unknown')
  expect(await visitsOf(colette)).toHaveLength(1)

  // The same person under the same number: soon after they left it is their car driving out, after ninety minutes they come again.
  await deputy.ask(visits.left, { params: { id: first!.id } })
  clock.pass(200)
  expect(await comes('EB321KV', '41')).toBe('repeated')
  clock.pass(95 * 60)
  expect(await comes('EB321KV', '41')).toBe('sure')
  expect((await visitsOf(anatole)).map((visit) => visit.state)).toEqual(['arrived'])

  // And the next day.
  clock.pass(24 * 3600)
  expect(await comes('EB321KV', '41')).toBe('sure')
  clock.pass(-24 * 3600 - 95 * 60)
})

test('perhaps: reception alone sees the short list; the answer makes the visit and teaches the camera', async () => {
  const people: { id: string }[] = []
  for (const plate of ['CB-808-BD', 'CB-888-BD']) {
    const person = await owner.ask(customers.createCustomer, { body: { familyName: `Jumeau ${plate}` } })
    const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate } })
    await owner.ask(visits.createAppointment, {
      body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
    })
    people.push(person)
  }
  forgetMemory()
  expect((await town.post(gate.path, { plate: 'CB8?8BD', id: 'twins' })).body.outcome).toBe('perhaps')
  expect((await deputy.ask(visits.readFloor, { query: { site: siteId } })).perhaps).toEqual([])
  const list = (await floor()).perhaps[0]!
  expect(new Set(list.candidates.map((candidate) => candidate.customerId))).toEqual(
    new Set(people.map((person) => person.id)),
  )
  const which = list.candidates.findIndex((candidate) => candidate.customerId === people[1]!.id)
  const { visit } = await reception.ask(visits.answerPerhaps, { params: { id: list.id }, body: { candidate: which } })
  expect(visit).toMatchObject({ customerId: people[1]!.id, card: { certainty: 'told' } })
  expect(
    (await reception.raw(visits.answerPerhaps, { params: { id: list.id }, body: { candidate: null } })).status,
  ).toBe(409)
  expect((await floor()).perhaps).toEqual([])
})

test('every connection to the database breaks: the read waits, and goes through when it is back', async () => {
  const person = await owner.ask(customers.createCustomer, { body: { familyName: 'Patient' } })
  const asset = await owner.ask(customers.createAsset, { params: { id: person.id }, body: { plate: 'DA-123-BC' } })
  await owner.ask(visits.createAppointment, {
    body: { customerId: person.id, assetId: asset.id, siteId, at: '2026-11-24T10:30:00+01:00' },
  })
  forgetMemory()
  await world.pool
    .query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    .catch(() => undefined)
  const answer = town.post(gate.path, { plate: 'DA123BC', id: 'patient' })
  expect((await answer).body.outcome).toBe('sure')
})

/** Expectations and short memories are kept some seconds; a test does not wait for them. */
function forgetMemory(): void {
  const { watch } = world
  watch.expected.clear()
  watch.recent.clear()
  watch.ready = false
}
