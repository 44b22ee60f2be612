import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { createAsset, createCustomer } from '../../contract/customers.ts'
import type { SentOf } from '../../contract/endpoint.ts'
import { addEntry, changeEntry, createOrder, listOrders, readTimeline, updateOrder } from '../../contract/timeline.ts'
import { loggedAbout, openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createAssetFlow } from '../customers/assets.flow.ts'
import { createCustomerFlow } from '../customers/customers.flow.ts'
import { addEntryFlow, changeEntryFlow, readTimelineFlow } from './entries.flow.ts'
import { addEntries } from './entries.store.ts'
import { createOrderFlow, listOrdersFlow, updateOrderFlow } from './orders.flow.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const person = async (familyName: string) =>
  (await desk.ask(createCustomer, createCustomerFlow, { body: { familyName } })).id
const write = (id: string, body: SentOf<typeof addEntry>['body']) =>
  desk.ask(addEntry, addEntryFlow, { params: { id }, body })
const correct = (id: string, body: SentOf<typeof changeEntry>['body']) =>
  desk.ask(changeEntry, changeEntryFlow, { params: { id }, body })
const read = (id: string, query: object = {}) =>
  desk.ask(readTimeline, readTimelineFlow, { params: { id }, query: query as never })
const order = (id: string, body: SentOf<typeof createOrder>['body']) =>
  desk.ask(createOrder, createOrderFlow, { params: { id }, body })
const move = (id: string, body: SentOf<typeof updateOrder>['body']) =>
  desk.ask(updateOrder, updateOrderFlow, { params: { id }, body })
const site = '01890000-0000-7000-8000-00000000000a'
await db
  .insertInto('network.site')
  .values({ id: site, brand_id: null, name: 'Nord', phone: null, hours: '{}' })
  .execute()
const nowhere = '01890000-0000-7000-8000-000000000000'

describe('the timeline', () => {
  it('keeps what was written, by whom, and hands a hint to the next person', async () => {
    const id = await person('Cieille')
    const entry = await write(id, {
      kind: 'case',
      text: 'Bruit à l’arrière 🔧\nsur les pavés',
      hint: 'say',
      siteId: site,
    })
    expect(entry).toMatchObject({
      kind: 'case',
      staffId: desk.caller.staffId,
      at: desk.clock.now.toISOString(),
      closedAt: null,
      hint: 'say',
      hintDoneAt: null,
    })
    expect((await read(id)).entries).toEqual([entry])
    expect(await loggedAbout(db, id)).toEqual(['customer.create', 'timeline.add', 'timeline.view'])
  })

  it('is read page by page: many entries of one instant, each once, while somebody writes', async () => {
    const id = await person('Beaucoup')
    await addEntries(
      db,
      Array.from({ length: 25 }, (_, n) => ({
        id: desk.house.newId(),
        customerId: id,
        kind: n % 2 ? ('visit' as const) : ('call' as const),
        at: new Date('2026-01-01T10:00:00Z'),
        siteId: n % 5 ? site : null,
      })),
    )
    // The database keeps microseconds: two entries within one millisecond are still in order.
    await db
      .updateTable('timeline.entry')
      .set({ at: '2026-01-01T10:00:00.000123Z' })
      .where('customer_id', '=', id)
      .where('site_id', 'is', null)
      .execute()
    const pages = async (query: object) => {
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await read(id, { ...query, limit: 4, ...(after ? { after } : {}) })
        seen.push(...page.entries.map((entry) => entry.id))
        if (!page.next) return seen
        after = page.next
        await write(id, { kind: 'note', text: 'pendant ce temps' })
      }
    }
    expect(new Set(await pages({ kinds: 'visit,call' })).size).toBe(25)
    const all = await pages({})
    expect(new Set(all).size).toBe(all.length)
    expect((await read(id, { kinds: 'visit', limit: 200 })).entries).toHaveLength(12)
    expect((await read(id, { kinds: 'visit,call', site, limit: 200 })).entries).toHaveLength(20)
    expect((await read(id, { kinds: 'survey' })).entries).toEqual([])
    await expect(read(id, { kinds: 'gossip' })).rejects.toMatchObject({ status: 422 })
    await expect(read(id, { after: 'AAAA' })).rejects.toMatchObject({ status: 422 })
    await expect(read(nowhere)).rejects.toMatchObject({ status: 404 })
  })

  it('is asked for by vehicle and by days, as the clock of the place has them, and says how much there is beside', async () => {
    const id = await person('Filtre')
    const car = await desk.ask(createAsset, createAssetFlow, { params: { id }, body: { make: 'Renault' } })
    const overseas = '01890000-0000-7000-8000-00000000000b'
    await db
      .insertInto('network.site')
      .values({
        id: overseas,
        brand_id: null,
        name: 'Saint-Denis',
        phone: null,
        hours: '{}',
        time_zone: 'Indian/Reunion',
      })
      .execute()
    const at = async (instant: string, more: object) => {
      const { id: entry } = await write(id, { kind: 'note', text: instant, at: instant, ...more })
      return entry
    }
    // 23:30 in Paris on the 1st is 02:30 on the 2nd on La Réunion.
    const paris = await at('2025-03-01T22:30:00Z', { siteId: site, assetId: car.id })
    const island = await at('2025-03-01T22:31:00Z', { siteId: overseas })
    const call = await at('2025-03-05T10:00:00Z', { kind: 'call', assetId: car.id })
    const ids = async (query: object) => (await read(id, query)).entries.map((entry) => entry.id)
    expect(await ids({ to: '2025-03-01' })).toEqual([paris])
    expect(await ids({ from: '2025-03-02' })).toEqual([call, island])
    expect(await ids({ from: '2025-03-02', to: '2025-03-02' })).toEqual([island])
    expect(await ids({ asset: car.id })).toEqual([call, paris])
    expect(await ids({ asset: car.id, kinds: 'call', from: '2025-03-05' })).toEqual([call])

    const { counts } = await read(id, { asset: car.id, to: '2025-03-01' })
    expect(counts).toMatchObject({ all: 3, found: 1, assets: [{ assetId: car.id, n: 2 }] })
    expect(counts?.kinds).toEqual([
      { kind: 'note', n: 2 },
      { kind: 'call', n: 1 },
    ])
    expect(new Set(counts?.sites.map(({ siteId }) => siteId))).toEqual(new Set([site, overseas]))
    expect((await read(id, { kinds: 'visit' })).counts).toMatchObject({ all: 3, found: 0 })
    const first = await read(id, { limit: 1 })
    expect((await read(id, { limit: 1, after: first.next })).counts, 'counted once, with the first page').toBeNull()
    await expect(read(id, { from: '2025-03-02', to: '2025-03-01' })).rejects.toMatchObject({ status: 422 })
    await expect(read(id, { from: 'hier' })).rejects.toMatchObject({ status: 422 })
  })

  it('is told twice and written once, when the teller says who it is', async () => {
    const id = await person('Deux fois')
    const fact = () => ({
      id: desk.house.newId(),
      customerId: id,
      kind: 'survey' as const,
      at: desk.clock.now,
      source: 'enquête',
      key: '42',
    })
    expect(await addEntries(db, [fact()])).toHaveLength(1)
    expect(await addEntries(db, [fact()])).toEqual([])
    expect((await read(id)).entries).toHaveLength(1)
  })

  it.each([
    ['a note of 4001 letters', { text: 'x'.repeat(4001) }, 'body.text'],
    ['nothing', { text: '  ' }, 'body.text'],
    ['a null byte', { text: 'a\u0000b' }, 'body.text'],
    ['tomorrow', { text: 'a', at: '2026-03-03T09:00:00Z' }, 'body.at'],
    ['the Middle Ages', { text: 'a', at: '0987-07-03T09:00:00Z' }, 'body.at'],
    ['a site that is none', { text: 'a', siteId: nowhere }, 'body.siteId'],
    ['an asset that is none', { text: 'a', assetId: nowhere }, 'body.assetId'],
  ])('refuses with why: %s', async (_, body, path) => {
    const id = await person('Refus')
    await expect(write(id, { kind: 'note', ...body })).rejects.toMatchObject({ status: 422, faults: [{ path }] })
    expect((await read(id)).entries).toEqual([])
  })

  it('lets what was written by hand be corrected and removed, and a case closed and reopened', async () => {
    const id = await person('Corrige')
    const note = await write(id, { kind: 'note', text: 'Préfère le mardi', hint: 'mind' })
    await correct(note.id, { text: 'Préfère le jeudi', hintDone: true })
    expect((await read(id)).entries[0]).toMatchObject({
      text: 'Préfère le jeudi',
      hintDoneAt: desk.clock.now.toISOString(),
    })
    await correct(note.id, { hintDone: false })
    expect((await read(id)).entries[0]?.hintDoneAt).toBeNull()
    await expect(correct(note.id, { closed: true })).rejects.toMatchObject({ status: 422 })
    await correct(note.id, { removed: true })
    await expect(correct(note.id, { removed: true })).rejects.toMatchObject({ status: 404 })

    const matter = await write(id, { kind: 'case', text: 'Attente de 25 minutes' })
    await correct(matter.id, { closed: true })
    const closedAt = desk.clock.now.toISOString()
    desk.clock.now = new Date('2026-03-02T11:00:00.000Z')
    await correct(matter.id, { closed: true })
    expect((await read(id)).entries[0]?.closedAt).toBe(closedAt)
    await correct(matter.id, { closed: false })
    expect((await read(id)).entries.map((entry) => [entry.kind, entry.closedAt])).toEqual([['case', null]])
    const log = await db.selectFrom('network.audit').select('detail').where('customer_id', '=', id).execute()
    expect(JSON.stringify(log)).not.toMatch(/mardi|jeudi|Attente/)
  })

  it('keeps the facts of the house as they were', async () => {
    const id = await person('Faits')
    const [visit] = await addEntries(db, [
      { id: desk.house.newId(), customerId: id, kind: 'visit', at: desk.clock.now, hint: 'thank' },
    ])
    await expect(correct(visit!, { text: 'autre' })).rejects.toMatchObject({
      status: 422,
      faults: [{ path: 'body.text' }],
    })
    await expect(correct(visit!, { removed: true })).rejects.toMatchObject({ status: 422 })
    await correct(visit!, { hintDone: true })
    expect((await read(id)).entries[0]?.hintDoneAt).not.toBeNull()
  })
})

/**
 * Does something twice at one moment: the order's row is held until both wait for it. Without this, the first is usually done
 * before the second has a connection, and a missing lock is not seen.
 */
async function bothAtOnce(orderId: string, work: () => Promise<unknown>): Promise<void> {
  const holder = await db.startTransaction().execute()
  await holder.selectFrom('timeline.order').select('id').where('id', '=', orderId).forUpdate().execute()
  const both = Promise.all([work(), work()])
  await vi.waitFor(async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
    expect(rows[0]?.n).toBe(2)
  }, 10_000)
  await holder.commit().execute()
  await both
}

describe('an order', () => {
  it('moves on, and what the customer notices is on the timeline, once', async () => {
    const id = await person('Commande')
    const asset = await desk.ask(createAsset, createAssetFlow, {
      params: { id },
      body: { make: 'Peugeot', plate: 'MM-123-MM' },
    })
    const placed = await order(id, {
      number: 'BC-1001',
      kind: 'vehicle',
      title: 'Peugeot 308',
      amountCents: 3_499_000_00,
      siteId: site,
      assetId: asset.id,
      promisedOn: '2026-04-01',
    })
    expect(placed).toMatchObject({ state: 'placed', amountCents: 349900000, promisedOn: '2026-04-01' })
    await move(placed.id, { state: 'in-progress' })
    await bothAtOnce(placed.id, () => move(placed.id, { state: 'ready' }))
    await move(placed.id, { state: 'delivered', promisedOn: null })
    expect((await read(id)).entries.map(({ kind, data, text }) => [kind, data.code, text])).toEqual([
      ['delivery', 'order-delivered', 'Peugeot 308 · BC-1001'],
      ['sale', 'order-ready', 'Peugeot 308 · BC-1001'],
    ])
    expect((await desk.ask(listOrders, listOrdersFlow, { params: { id } })).orders).toMatchObject([
      { id: placed.id, state: 'delivered', promisedOn: null },
    ])
    expect(await loggedAbout(db, id)).toContain('order.list')
  })

  it('of repair is service when it is ready, and again when it is ready again', async () => {
    const id = await person('Atelier')
    const repair = await order(id, { number: 'OR-77', kind: 'repair', state: 'ready' })
    await move(repair.id, { state: 'in-progress' })
    await move(repair.id, { state: 'ready' })
    expect((await read(id)).entries.map(({ kind, text }) => [kind, text])).toEqual([
      ['service', 'OR-77'],
      ['service', 'OR-77'],
    ])
  })

  it('has one number: the same one again is a conflict, an invisible one none', async () => {
    const id = await person('Numéro')
    await order(id, { number: 'N-1', kind: 'parts' })
    await expect(order(await person('Autre'), { number: 'N-1', kind: 'parts' })).rejects.toMatchObject({
      status: 409,
      hint: expect.stringMatching(/Search/),
    })
    await expect(order(id, { number: '\u200b', kind: 'parts' })).rejects.toMatchObject({ status: 422 })
    await expect(order(id, { number: 'N-2', kind: 'parts', promisedOn: '0001-01-01' })).rejects.toMatchObject({
      status: 422,
    })
    await expect(move(nowhere, { state: 'ready' })).rejects.toMatchObject({ status: 404 })
    expect((await desk.ask(listOrders, listOrdersFlow, { params: { id } })).orders).toHaveLength(1)
  })
})
