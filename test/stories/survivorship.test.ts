import { beforeAll, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import { importRows } from '../../contract/imports.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, reception, clock } = town
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(town.world.house, models)) > 0);
}
type Row = Record<string, string | number>
/** What a source says, some days after what was said before; a second source's record is joined, by itself or by a person. */
async function says(source: string, row: Row, about?: string): Promise<string> {
  clock.pass(86_400)
  const { rows } = await owner.ask(importRows, { body: { source, rows: [row] } })
  await look()
  const id = rows[0]!.customerId!
  if (about && id !== about && !(await read(id)).archivedAt)
    await owner.ask(identity.mergeCustomers, { params: { id: about }, body: { other: id } })
  return id
}
const read = (id: string) => owner.ask(customers.readCustomer, { params: { id } })
async function writes(id: string, change: object): Promise<void> {
  clock.pass(86_400)
  const { version } = await read(id)
  await reception.ask(customers.updateCustomer, { params: { id }, body: { version, ...change } })
  await look()
}
const lives = async (id: string): Promise<string> => {
  const { street, postcode, city } = await read(id)
  return `${street}, ${postcode} ${city}`
}
const why = async (id: string, field: string) =>
  (await owner.ask(identity.customerRecords, { params: { id } })).fields.find((each) => each.field === field)
const trusts = (...order: string[]) => owner.ask(identity.setSourceTrust, { body: { order } })

const DIJON = { street: '3 rue Foch', postcode: '21000', city: 'Dijon' }
const LYON = { street: '12 quai Nord', postcode: '69003', city: 'Lyon' }
const NICE = { street: '7 rue Gubernatis', postcode: '06000', city: 'Nice' }
const NAMES =
  'Odette Vaugrante,Marius Peyrol,Clémence Tardivel,Bastien Quillévéré,Ysaline Dumortier,Hector Zanetti,Ludivine Fauque,Gaspard Oberlin,Nadège Kerbrat,Victor Sarlat,Philippine Roux,Anselme Jourdan,Berthe Lacaze,Ulysse Widmer,Edwige Nollet,Fulbert Charbit,Perrette Saulnier,Cyprien Delvaux,Armande Ginoux'.split(
    ',',
  )
let n = 0
/** Somebody whom no other story knows. */
const someone = () => {
  const [givenName, familyName] = NAMES[n]!.split(' ') as [string, string]
  n++
  return { givenName, familyName, phone: `+3363998${String(n * 617).padStart(4, '0')}`, key: `k-${n}` }
}

describe('an import, of somebody whom another source knows otherwise', () => {
  test('the newest said stands, and the other is kept readable', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await says('shop', { ...who, ...LYON }, id)
    expect(await lives(id)).toBe('12 quai Nord, 69003 Lyon')
    expect(await why(id, 'address')).toMatchObject({
      source: 'shop',
      because: 'newest',
      losing: [{ value: '3 rue Foch, 21000 Dijon', source: 'DMS' }],
    })
  })

  test('a source that says again what it said is no news', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await says('shop', { ...who, ...LYON }, id)
    await says('DMS', { ...who, ...DIJON, email: 'odette@example.org' }, id)
    expect(await lives(id)).toBe('12 quai Nord, 69003 Lyon')
    await says('DMS', { ...who, ...NICE, email: 'odette@example.org' }, id)
    expect(await lives(id)).toBe('7 rue Gubernatis, 06000 Nice')
  })

  test('one that says less, or the same in another writing, changes nothing', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await says('shop', { ...who, city: 'Lyon' }, id)
    await says('call centre', { ...who, ...DIJON, street: '3 RUE FOCH' }, id)
    expect(await lives(id)).toBe('3 rue Foch, 21000 Dijon')
  })

  test('what a person wrote stays, whatever comes at night', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await writes(id, NICE)
    await says('shop', { ...who, ...LYON }, id)
    await says('DMS', { ...who, ...LYON }, id)
    expect(await lives(id)).toBe('7 rue Gubernatis, 06000 Nice')
    expect(await why(id, 'address')).toMatchObject({ source: 'desk', because: 'typed' })
  })

  test('also when a file says the very same before it says another', async () => {
    const who = someone()
    const created = await reception.ask(customers.createCustomer, {
      body: { ...DIJON, givenName: who.givenName, familyName: who.familyName, phones: [{ number: who.phone }] },
    })
    await says('DMS', { ...who, ...DIJON }, created.id)
    await says('DMS', { ...who, ...LYON }, created.id)
    expect(await lives(created.id)).toBe('3 rue Foch, 21000 Dijon')
  })
})

describe('head office says whom to believe first', () => {
  beforeAll(async () => {
    await trusts('desk', 'DMS')
  })

  test('a trusted source stands against a newer one, and replaces an older one', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await says('shop', { ...who, ...LYON }, id)
    expect(await lives(id)).toBe('3 rue Foch, 21000 Dijon')
    expect(await why(id, 'address')).toMatchObject({ source: 'DMS', because: 'trusted' })
    const other = someone()
    const second = await says('shop', { ...other, ...LYON })
    await says('DMS', { ...other, ...DIJON }, second)
    expect(await lives(second)).toBe('3 rue Foch, 21000 Dijon')
  })

  test('above what is written here, if they want it so', async () => {
    const who = someone()
    const id = await says('shop', { ...who, ...LYON })
    await writes(id, NICE)
    await trusts('DMS', 'desk')
    await says('DMS', { ...who, ...DIJON }, id)
    expect(await lives(id)).toBe('3 rue Foch, 21000 Dijon')
    await trusts('desk', 'DMS')
    await says('shop', { ...who, ...NICE }, id)
    expect(await lives(id)).toBe('3 rue Foch, 21000 Dijon')
  })

  test('they see the order, with the sources that have none; who may not manage cannot set it', async () => {
    const { order, others } = await owner.ask(identity.sourceTrust)
    expect(order).toEqual(['desk', 'DMS'])
    expect(others).toContain('shop')
    expect((await reception.raw(identity.setSourceTrust, { body: { order: [] } })).status).toBe(403)
  })
})

describe('what the customer confirmed', () => {
  test('stands against everyone, until it is written anew or taken back', async () => {
    const who = someone()
    const id = await says('shop', { ...who, ...LYON })
    await reception.ask(identity.confirmField, { params: { id }, body: { field: 'address', confirmed: true } })
    await trusts('DMS', 'desk')
    await says('DMS', { ...who, ...DIJON }, id)
    expect(await lives(id)).toBe('12 quai Nord, 69003 Lyon')
    expect(await why(id, 'address')).toMatchObject({ because: 'verified', losing: [{ source: 'DMS' }] })
    await reception.ask(identity.confirmField, { params: { id }, body: { field: 'address', confirmed: false } })
    expect((await why(id, 'address'))!.because).not.toBe('verified')
    await says('DMS', { ...who, ...NICE }, id)
    expect(await lives(id)).toBe('7 rue Gubernatis, 06000 Nice')
    await trusts()
  })

  test('taken back, who wrote it here vouches as before', async () => {
    const who = someone()
    const id = await says('DMS', { ...who, ...DIJON })
    await writes(id, NICE)
    for (const confirmed of [true, false])
      await reception.ask(identity.confirmField, { params: { id }, body: { field: 'address', confirmed } })
    await says('DMS', { ...who, ...LYON }, id)
    expect(await lives(id)).toBe('7 rue Gubernatis, 06000 Nice')
  })

  test('nothing cannot be confirmed', async () => {
    const id = await says('DMS', someone())
    expect(
      await reception.raw(identity.confirmField, { params: { id }, body: { field: 'birthDate', confirmed: true } }),
    ).toMatchObject({ status: 409, body: { code: 'nothing-to-confirm' } })
  })
})

describe('a merge', () => {
  const joined = async (confirmed: boolean) => {
    const [one, two] = [someone(), someone()]
    const first = await says('DMS', { ...one, ...DIJON, birthDate: '1961-04-12' })
    const second = await says('shop', { ...two, ...LYON })
    expect(second).not.toBe(first)
    if (confirmed)
      await reception.ask(identity.confirmField, { params: { id: first }, body: { field: 'address', confirmed } })
    const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: first }, body: { other: second } })
    return { one, two, first, second, eventId }
  }

  test('shows the newest too, and undone gives each back their own', async () => {
    const { one, two, first, second, eventId } = await joined(false)
    expect(await lives(first)).toBe('12 quai Nord, 69003 Lyon')
    expect(await read(first)).toMatchObject({ givenName: two.givenName, birthDate: '1961-04-12' })
    await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
    expect(await lives(first)).toBe('3 rue Foch, 21000 Dijon')
    expect(await lives(second)).toBe('12 quai Nord, 69003 Lyon')
    expect((await read(first)).givenName).toBe(one.givenName)
  })

  test('what the customer confirmed stands, and stays confirmed', async () => {
    const { first } = await joined(true)
    expect(await lives(first)).toBe('3 rue Foch, 21000 Dijon')
    expect(await why(first, 'address')).toMatchObject({ because: 'verified' })
  })

  test('a confirmation goes along with the value that survives, and back with it', async () => {
    const [one, two] = [someone(), someone()]
    const [first, second] = [await says('DMS', { ...one, ...DIJON }), await says('shop', { ...two, ...LYON })]
    await writes(first, NICE)
    await reception.ask(identity.confirmField, { params: { id: second }, body: { field: 'address', confirmed: true } })
    const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: first }, body: { other: second } })
    expect(await lives(first)).toBe('12 quai Nord, 69003 Lyon')
    expect(await why(first, 'address')).toMatchObject({ because: 'verified' })
    await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
    expect(await lives(first)).toBe('7 rue Gubernatis, 06000 Nice')
    expect(await why(first, 'address')).toMatchObject({ because: 'typed' })
    expect(await why(second, 'address')).toMatchObject({ because: 'verified' })
  })
})
