import { describe, expect, it } from 'vitest'
import {
  createCustomer,
  listCustomers,
  readCustomer,
  relate,
  unrelate,
  updateCustomer,
} from '../../contract/customers.ts'
import type { SentOf } from '../../contract/endpoint.ts'
import { loggedAbout, openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createCustomerFlow, listCustomersFlow, readCustomerFlow, updateCustomerFlow } from './customers.flow.ts'
import { relateFlow, unrelateFlow } from './relations.flow.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const create = (body: object) => desk.ask(createCustomer, createCustomerFlow, { body })
const read = (id: string) => desk.ask(readCustomer, readCustomerFlow, { params: { id } })
const update = (id: string, body: SentOf<typeof updateCustomer>['body']) =>
  desk.ask(updateCustomer, updateCustomerFlow, { params: { id }, body })
const nobody = '01890000-0000-7000-8000-000000000000'

describe('a customer is created', () => {
  it('with phones one can dial, e-mails in small letters, and everything once', async () => {
    const anne = await create({
      title: 'Mme',
      givenName: ' Anne\u200b ',
      familyName: 'Cieille',
      pronunciation: 'si-èye',
      phones: [
        { number: '06 12 34 56 78', label: 'portable' },
        { number: '+33 (0)6.12.34.56.78' },
        { number: '+41 44 668 18 00', label: 'bureau' },
      ],
      emails: [{ address: 'Anne@Example.FR' }, { address: 'anne@example.fr', label: 'maison' }],
    })
    expect(anne.name).toBe('Anne Cieille')
    expect(anne.phones.map(({ e164, label }) => [e164, label])).toEqual([
      ['+33612345678', 'portable'],
      ['+41446681800', 'bureau'],
    ])
    expect(anne.phones[0]!.display).not.toBe('+33612345678')
    expect(anne.emails.map(({ address, label }) => [address, label])).toEqual([['anne@example.fr', 'maison']])
    expect(anne).toMatchObject({
      version: 1,
      language: 'fr',
      formality: 'vous',
      country: 'FR',
      archivedAt: null,
      assets: [],
      relations: [],
    })
    expect(await read(anne.id)).toEqual(anne)
    expect(await loggedAbout(db, anne.id)).toEqual(['customer.create', 'customer.view'])
  })

  it('with the emoji of their name, and joiners that a script needs', async () => {
    const one = await create({ givenName: '🦊 Léa', familyName: '👩‍👩‍👧', note: 'aime les 🥐' })
    expect([one.givenName, one.familyName, one.note]).toEqual(['🦊 Léa', '👩‍👩‍👧', 'aime les 🥐'])
    expect((await create({ familyName: 'می\u200cخواهم' })).familyName).toBe('می\u200cخواهم')
  })

  it.each([
    ['no name', {}, ['body.familyName']],
    ['a name nobody can see', { givenName: '\u200b\ufeff', familyName: '\u2060' }, ['body.familyName']],
    ['a company with only a contact', { kind: 'company', familyName: 'Martin' }, ['body.companyName']],
    [
      'a number nobody can dial',
      { familyName: 'A', phones: [{ number: '0612345678' }, { number: '12 34' }] },
      ['body.phones.1.number'],
    ],
    ['words for a number', { familyName: 'A', phones: [{ number: 'chez sa sœur' }] }, ['body.phones.0.number']],
    ['a huge note', { familyName: 'A', note: 'x'.repeat(2001) }, ['body.note']],
    ['a bell in the name', { familyName: 'A\u0007' }, ['body.familyName']],
    [
      'an adviser who is nobody',
      { familyName: 'A', advisorId: nobody, siteId: nobody },
      ['body.advisorId', 'body.siteId'],
    ],
    ['a birth in the year 0', { familyName: 'A', birthDate: '0000-01-01' }, ['body.birthDate']],
    ['a country of two digits', { familyName: 'A', country: '12' }, ['body.country']],
  ])('or refused whole, each fault on its field: %s', async (_, body, paths) => {
    const before = await db
      .selectFrom('customers.customer')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    await expect(create(body)).rejects.toMatchObject({
      status: 422,
      faults: paths.map((path) => ({ path, because: expect.stringMatching(/./) })),
    })
    const after = await db
      .selectFrom('customers.customer')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(after).toEqual(before)
  })

  it('with a note as long as the contract lets it be', async () => {
    expect((await create({ familyName: 'Long', note: `${'é'.repeat(1999)}.` })).note).toHaveLength(2000)
  })
})

describe('a customer changes', () => {
  it('field by field; the list of phones is replaced, and numbers that stay keep their id', async () => {
    const one = await create({ familyName: 'Abadie', phones: [{ number: '0612345601' }, { number: '0612345602' }] })
    desk.clock.now = new Date('2026-03-02T10:00:00.000Z')
    const two = await update(one.id, {
      version: 1,
      givenName: 'Thierry',
      familyName: 'Abadie',
      phones: [{ number: '0612345603', label: 'neuf' }, { number: '0612345602' }],
    })
    expect(two).toMatchObject({ version: 2, name: 'Thierry Abadie', updatedAt: '2026-03-02T10:00:00.000Z' })
    expect(two.phones.map((phone) => phone.e164)).toEqual(['+33612345603', '+33612345602'])
    expect(two.phones[1]!.id).toBe(one.phones[1]!.id)
    const log = await db
      .selectFrom('network.audit')
      .select(['action', 'detail'])
      .where('customer_id', '=', one.id)
      .orderBy('id')
      .execute()
    expect(log.at(-1)).toEqual({ action: 'customer.change', detail: { fields: ['givenName', 'phones'] } })
    expect(JSON.stringify(log)).not.toMatch(/Thierry|6123456/)
  })

  it('only on the version that was seen: a stale form is refused with what to do', async () => {
    const one = await create({ familyName: 'Deux' })
    await update(one.id, { version: 1, city: 'Lyon' })
    await expect(update(one.id, { version: 1, city: 'Nice' })).rejects.toMatchObject({
      status: 409,
      code: 'stale',
      hint: expect.stringMatching(/again/),
    })
    expect((await read(one.id)).city).toBe('Lyon')
  })

  it('by one of two who save at the same moment', async () => {
    const one = await create({ familyName: 'Course' })
    const both = await Promise.allSettled(['Lyon', 'Nice'].map((city) => update(one.id, { version: 1, city })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await read(one.id)).version).toBe(2)
  })

  it('but never into nobody, and a bad number changes nothing else', async () => {
    const one = await create({ familyName: 'Reste', city: 'Metz' })
    await expect(update(one.id, { version: 1, familyName: '' })).rejects.toMatchObject({ status: 422 })
    await expect(update(one.id, { version: 1, city: 'Pau', phones: [{ number: '1' }] })).rejects.toMatchObject({
      status: 422,
    })
    await expect(update(one.id, { version: 1, city: 'Pau', phones: [{ number: '111' }] })).rejects.toMatchObject({
      status: 422,
      faults: [{ path: 'body.phones.0.number' }],
    })
    expect(await read(one.id)).toMatchObject({ version: 1, familyName: 'Reste', city: 'Metz' })
  })

  it('to objecting to recognition, which is kept and provable', async () => {
    const one = await create({ familyName: 'Discret' })
    expect((await update(one.id, { version: 1, recognition: 'objected' })).recognition).toBe('objected')
    expect(await loggedAbout(db, one.id)).toContain('customer.recognition-objected')
  })

  it('to archived and back; the list shows each where it belongs', async () => {
    const one = await create({ familyName: 'Parti', siteId: null })
    const away = await update(one.id, { version: 1, archived: true })
    expect(away.archivedAt).toBe(desk.clock.now.toISOString())
    const ids = async (archived?: string) =>
      (
        await desk.ask(listCustomers, listCustomersFlow, {
          query: { ...(archived ? { archived } : {}), limit: 200 } as never,
        })
      ).customers.map(({ id }) => id)
    expect(await ids()).not.toContain(one.id)
    expect(await ids('true')).toEqual([one.id])
    expect((await update(one.id, { version: 2, archived: false })).archivedAt).toBeNull()
    expect(await ids()).toContain(one.id)
    expect(await loggedAbout(db, one.id)).toEqual(['customer.create', 'customer.archive', 'customer.restore'])
  })

  it('unless there is none', async () => {
    await expect(read(nobody)).rejects.toMatchObject({ status: 404 })
    await expect(update(nobody, { version: 1 })).rejects.toMatchObject({ status: 404 })
  })
})

describe('two customers are related', () => {
  it('and both pages say so, once, from whichever side it was said', async () => {
    const [anne, paul] = [
      await create({ givenName: 'Anne', familyName: 'Foyer' }),
      await create({ givenName: 'Paul', familyName: 'Foyer' }),
    ]
    const say = (id: string, otherId: string, role: string) =>
      desk.ask(relate, relateFlow, { params: { id }, body: { otherId, kind: 'household', role } })
    await say(anne.id, paul.id, 'conjoint')
    await Promise.all([say(paul.id, anne.id, 'époux'), say(anne.id, paul.id, 'époux')])
    await say(anne.id, paul.id, 'époux')
    const [ofAnne, ofPaul] = [(await read(anne.id)).relations, (await read(paul.id)).relations]
    expect(ofAnne).toEqual([
      {
        id: expect.any(String),
        customerId: paul.id,
        name: 'Paul Foyer',
        kind: 'household',
        role: 'époux',
        roleOf: 'other',
      },
    ])
    // He is the husband on both pages: she is not.
    expect(ofPaul).toEqual([{ ...ofAnne[0], customerId: anne.id, name: 'Anne Foyer', roleOf: 'self' }])
    await say(paul.id, anne.id, 'épouse')
    expect((await read(anne.id)).relations).toMatchObject([{ role: 'épouse', roleOf: 'self' }])
    expect((await read(paul.id)).relations).toMatchObject([{ role: 'épouse', roleOf: 'other' }])
    await desk.ask(unrelate, unrelateFlow, { params: { id: ofAnne[0]!.id } })
    expect((await read(paul.id)).relations).toEqual([])
    await expect(desk.ask(unrelate, unrelateFlow, { params: { id: ofAnne[0]!.id } })).rejects.toMatchObject({
      status: 404,
    })
    await expect(say(anne.id, anne.id, '')).rejects.toMatchObject({ status: 422 })
    await expect(say(anne.id, nobody, '')).rejects.toMatchObject({ status: 422, faults: [{ path: 'body.otherId' }] })
  })
})

describe('the list', () => {
  it('goes through everyone once, last changed first, also where many changed at one instant', async () => {
    desk.clock.now = new Date('2026-03-03T08:00:00.000Z')
    for (let n = 0; n < 7; n++) await create({ familyName: `Même instant ${n}` })
    const seen: string[] = []
    let after: string | undefined
    let total = 0
    do {
      const page = await desk.ask(listCustomers, listCustomersFlow, {
        query: { limit: 3, ...(after ? { after } : {}) } as never,
      })
      seen.push(...page.customers.map(({ id }) => id))
      after = page.next ?? undefined
      total = page.total
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBe(total)
  })

  it('refuses a cursor it did not write', async () => {
    await expect(
      desk.ask(listCustomers, listCustomersFlow, { query: { after: "x' or 1=1" } as never }),
    ).rejects.toMatchObject({ status: 422 })
  })
})
