import { describe, expect, it } from 'vitest'
import {
  contactRules,
  customerConsents,
  customerDecisions,
  endContract,
  judgeContact,
  proveReceipts,
  setContactRules,
  setPreference,
  writeContract,
  writeReceipt,
  writeWording,
} from '../../contract/consent.ts'
import { createAsset, createCustomer } from '../../contract/customers.ts'
import { createOrder, updateOrder } from '../../contract/timeline.ts'
import { loggedAbout, openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createAssetFlow } from '../customers/assets.flow.ts'
import { createCustomerFlow } from '../customers/customers.flow.ts'
import { customerDecisionsFlow } from '../flows/loop/decisions.flow.ts'
import { merge } from '../flows/merge.flow.ts'
import { unmerge } from '../flows/unmerge.flow.ts'
import { inTransaction } from '../kit/house.ts'
import { createOrderFlow, updateOrderFlow } from '../timeline/orders.flow.ts'
import {
  customerConsentsFlow,
  endContractFlow,
  judgeContactFlow,
  setPreferenceFlow,
  writeContractFlow,
  writeReceiptFlow,
} from './consents.flow.ts'
import type { Judged } from './judged.ts'
import { lawOf, lawSettings } from './law.store.ts'
import { mayWe } from './may-we.ts'
import { writeAttempts } from './person.store.ts'
import { contactRulesFlow, proveReceiptsFlow, setContactRulesFlow, writeWordingFlow } from './rules.flow.ts'

const { db } = await freshDb()
// A Tuesday, 10:30 in Paris.
const desk = openDesk(db, '2026-11-24T09:30:00.000Z')
const someone = async (more: object = {}) =>
  (await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: 'Cieille', ...more } })).id
const read = (id: string) => desk.ask(customerConsents, customerConsentsFlow, { params: { id } })
const said = (
  id: string,
  body: Parameters<typeof desk.ask<typeof writeReceipt>>[2] extends infer S
    ? S extends { body?: infer B }
      ? B
      : never
    : never,
) => desk.ask(writeReceipt, writeReceiptFlow, { params: { id }, body: body as never })
const now = async (id: string, channel: string, purpose = 'commercial') =>
  (await read(id)).now.find((each) => each.channel === channel && each.purpose === purpose)?.verdict
const judge = (id: string, query: object) =>
  desk.ask(judgeContact, judgeContactFlow, { params: { id }, query: query as never })
const yesTo = (channel: string) =>
  ({ action: 'given', channel, purpose: 'commercial', wording: 'Oui.', place: 'counter' }) as never

describe('what a customer said', () => {
  it('opens, and closes as easily; each time a receipt, and a line of the log', async () => {
    const id = await someone()
    expect(await now(id, 'call')).toMatchObject({ answer: 'no', articles: ['CALL-1', 'CALL-2'] })
    const receipt = await said(id, yesTo('call'))
    expect(receipt).toMatchObject({ action: 'given', wording: 'Oui.', place: 'counter' })
    expect(await now(id, 'call')).toMatchObject({ answer: 'yes', pack: 'FR-2026-08-11' })
    await said(id, { action: 'withdrawn', channel: 'call', place: 'counter' } as never)
    expect(await now(id, 'call')).toMatchObject({ answer: 'no', articles: ['CALL-5'] })
    const { receipts, rules } = await read(id)
    expect(receipts.map((each) => each.action)).toEqual(['withdrawn', 'given'])
    expect(rules.find((rule) => rule.id === 'CALL-5')?.says.fr).toContain('l’accord est retiré')
    expect((await loggedAbout(db, id)).filter((each) => each !== 'consent.view')).toEqual([
      'customer.create',
      'consent.write',
      'consent.write',
    ])
  })
  it('objects to everything by one word, and every channel is closed at once (RGPD-2)', async () => {
    const id = await someone()
    for (const channel of ['call', 'email', 'sms', 'voice-drop', 'post', 'push']) await said(id, yesTo(channel))
    await said(id, { action: 'withdrawn', channel: 'all', place: 'counter' } as never)
    const seen = await read(id)
    expect(
      seen.now
        .filter((each) => each.purpose === 'commercial')
        .map((each) => [each.verdict.answer, each.verdict.articles[0]]),
    ).toEqual(Array.from({ length: 6 }, () => ['no', 'RGPD-2']))
    expect(seen.preference.objectedAt).toBe(desk.clock.now.toISOString())
    expect(seen.now.find((each) => each.channel === 'call' && each.purpose === 'service')?.verdict.answer).toBe('yes')
  })
  it('a consent without its words proves nothing; nothing is said tomorrow; a stranger said nothing', async () => {
    const id = await someone()
    await expect(said(id, { action: 'given', channel: 'call', place: 'counter' } as never)).rejects.toMatchObject({
      faults: [{ path: 'body.wording' }],
    })
    const tomorrow = { ...(yesTo('call') as object), at: '2026-11-25T09:30:00Z' } as never
    await expect(said(id, tomorrow)).rejects.toMatchObject({ faults: [{ path: 'body.at' }] })
    await expect(said('01890000-0000-7000-8000-00000000dead', yesTo('call'))).rejects.toMatchObject({ status: 404 })
    expect((await read(id)).receipts).toEqual([])
  })
  it('a person in La Réunion is judged by their own clock, and by another one they give', async () => {
    const id = await someone({ postcode: '97400', country: 'FR' })
    await said(id, yesTo('call'))
    // 10:30 in Paris is 13:30 there.
    expect(await now(id, 'call')).toMatchObject({
      answer: 'not-before',
      nextAllowed: '2026-11-24T10:00:00.000Z',
      articles: ['CALL-3'],
    })
    await desk.ask(setPreference, setPreferenceFlow, { params: { id }, body: { zone: 'Europe/Paris', perMonth: 1 } })
    expect(await now(id, 'call')).toMatchObject({ answer: 'yes' })
    expect((await read(id)).preference).toMatchObject({ perMonth: 1, zone: 'Europe/Paris', onlyMyAssets: false })
    const fault = desk.ask(setPreference, setPreferenceFlow, { params: { id }, body: { zone: 'Mars/Olympus' } })
    await expect(fault).rejects.toMatchObject({ faults: [{ path: 'body.zone' }] })
  })
  it('nobody is contacted from the archive, and whoever is fetched out of it is asked as before', async () => {
    const id = await someone()
    await said(id, yesTo('call'))
    const away = async (at: Date | null) =>
      db.updateTable('customers.customer').set({ archived_at: at }).where('id', '=', id).execute()
    await away(new Date('2026-11-20T09:30:00Z'))
    for (const purpose of ['commercial', 'service'])
      expect(await judge(id, { channel: 'call', purpose })).toMatchObject({
        answer: 'no',
        because: [{ code: 'law-archived', values: { on: '2026-11-20' } }],
        nextAllowed: null,
      })
    await away(null)
    expect(await judge(id, { channel: 'call', purpose: 'commercial' })).toMatchObject({ answer: 'yes' })
  })
  it('a company is a professional unless somebody says otherwise', async () => {
    const id = await someone({ kind: 'company', companyName: 'Taxis du Val', familyName: '' })
    expect(await now(id, 'call')).toMatchObject({ answer: 'yes', articles: ['B2B-1', 'CALL-6'] })
    await desk.ask(setPreference, setPreferenceFlow, { params: { id }, body: { capacity: 'consumer' } })
    expect(await now(id, 'call')).toMatchObject({ answer: 'no' })
  })
})

describe('contracts', () => {
  it('an order lets us call about its car until it is delivered, and a plan until it ends', async () => {
    const id = await someone()
    const { id: assetId } = await desk.ask(createAsset, createAssetFlow, { params: { id }, body: { make: 'Renault' } })
    const ordered = await desk.ask(createOrder, createOrderFlow, {
      params: { id },
      body: { number: 'C-1', kind: 'vehicle', assetId },
    })
    expect((await read(id)).contracts).toMatchObject([
      { id: null, kind: 'order', until: null, orderId: ordered.id, call: { answer: 'yes' } },
    ])
    expect(await judge(id, { channel: 'call', purpose: 'commercial', orderId: ordered.id })).toMatchObject({
      answer: 'yes',
    })
    expect(await judge(id, { channel: 'call', purpose: 'commercial' })).toMatchObject({ answer: 'no' })
    await desk.ask(updateOrder, updateOrderFlow, { params: { id: ordered.id }, body: { state: 'delivered' } })
    desk.clock.now = new Date('2026-11-25T09:30:00.000Z')
    expect((await read(id)).contracts).toEqual([])
    const body = { kind: 'service-plan', object: 'Entretien 3 ans', since: '2026-11-01', assetId } as never
    const plan = await desk.ask(writeContract, writeContractFlow, { params: { id }, body })
    expect((await read(id)).contracts).toMatchObject([
      { id: plan.id, object: 'Entretien 3 ans', call: { answer: 'yes', because: [{ code: 'law-contract' }] } },
    ])
    await desk.ask(endContract, endContractFlow, { params: { id: plan.id }, body: { on: '2026-11-24' } })
    expect((await read(id)).contracts).toEqual([])
    expect(await judge(id, { channel: 'call', purpose: 'commercial', assetId })).toMatchObject({ answer: 'no' })
    desk.clock.now = new Date('2026-11-24T09:30:00.000Z')
  })
  it('a car delivered is over, and a title put right two days later does not deliver it again', async () => {
    const id = await someone()
    const { id: orderId } = await desk.ask(createOrder, createOrderFlow, {
      params: { id },
      body: { number: 'C-3', kind: 'vehicle', title: 'Zoé' },
    })
    await desk.ask(updateOrder, updateOrderFlow, { params: { id: orderId }, body: { state: 'delivered' } })
    desk.clock.now = new Date('2026-11-26T09:30:00.000Z')
    await desk.ask(updateOrder, updateOrderFlow, { params: { id: orderId }, body: { title: 'Zoé Intens' } })
    expect(await judge(id, { channel: 'call', purpose: 'commercial', orderId })).toMatchObject({
      answer: 'no',
      because: [{ code: 'law-no-consent' }, { code: 'law-contract-over', values: { on: '2026-11-24' } }],
    })
    desk.clock.now = new Date('2026-11-24T09:30:00.000Z')
  })
  it('does not end before it begins, and is about something we know', async () => {
    const id = await someone()
    const body = {
      kind: 'lease',
      object: 'LOA',
      since: '2026-11-01',
      until: '2026-10-01',
      assetId: '01890000-0000-7000-8000-00000000dead',
    } as never
    await expect(desk.ask(writeContract, writeContractFlow, { params: { id }, body })).rejects.toMatchObject({
      faults: [{ path: 'body.until' }, { path: 'body.assetId' }],
    })
  })
})

describe('the choices of the network', () => {
  const site = '01890000-0000-7000-8000-00000000000a'
  it('a recall that cost nothing is no sale (ELEC-2)', async () => {
    const id = await someone()
    const asked = { channel: 'email', purpose: 'commercial', family: 'service' } as const
    await said(id, { action: 'notice', channel: 'email', place: 'counter', wording: 'Vous pouvez refuser.' } as never)
    for (const [number, amountCents, answer] of [
      ['R-1', 0, 'no'],
      ['R-2', 9900, 'yes'],
    ] as const) {
      await desk.ask(createOrder, createOrderFlow, { params: { id }, body: { number, kind: 'repair', amountCents } })
      expect((await judge(id, asked)).answer).toBe(answer)
    }
  })
  it('which company a site is of: a sale there opens e-mail for it alone', async () => {
    await db
      .insertInto('network.site')
      .values({ id: site, brand_id: null, name: 'Nord', phone: null, hours: '{}' })
      .execute()
    await desk.ask(setContactRules, setContactRulesFlow, {
      body: { legalEntity: 'Val SAS', senderName: 'Réseau du Val', entities: { [site]: 'Nord SARL' } },
    })
    const id = await someone()
    await desk.ask(createOrder, createOrderFlow, {
      params: { id },
      body: { number: 'C-2', kind: 'repair', siteId: site },
    })
    await said(id, {
      action: 'notice',
      channel: 'email',
      place: 'counter',
      wording: 'Vous pouvez vous opposer.',
    } as never)
    expect(await judge(id, { channel: 'email', purpose: 'commercial', site })).toMatchObject({
      answer: 'yes',
      because: [{ code: 'law-sale-similar', values: { family: expect.any(String) } }],
    })
    expect(await judge(id, { channel: 'email', purpose: 'commercial' })).toMatchObject({ answer: 'no' })
    await desk.ask(setContactRules, setContactRulesFlow, { body: { entities: { [site]: '' } } })
    const { settings } = await desk.ask(contactRules, contactRulesFlow)
    expect(settings).toMatchObject({
      legalEntity: 'Val SAS',
      senderName: 'Réseau du Val',
      strictContracts: true,
      entities: {},
    })
  })
  it('only a pack that exists, only sites that exist', async () => {
    const body = { pack: 'FR-1789', entities: { '01890000-0000-7000-8000-00000000dead': 'X' } }
    await expect(desk.ask(setContactRules, setContactRulesFlow, { body })).rejects.toMatchObject({
      faults: [{ path: 'body.pack' }, { path: 'body.entities.01890000-0000-7000-8000-00000000dead' }],
    })
  })
  it('words have versions; ours stand where the network wrote none', async () => {
    const words = async (language: string) =>
      (await desk.ask(contactRules, contactRulesFlow)).wordings.find(
        (each) =>
          each.action === 'given' &&
          each.channel === 'sms' &&
          each.purpose === 'commercial' &&
          each.language === language,
      )
    expect(await words('fr')).toMatchObject({
      version: 'okaeri-1',
      text: expect.stringContaining('les offres de Réseau du Val par SMS'),
    })
    const body = { channel: 'sms', purpose: 'commercial', language: 'fr', text: 'Des nouvelles par SMS ?' } as never
    expect(await desk.ask(writeWording, writeWordingFlow, { body })).toMatchObject({ version: '1' })
    expect(await desk.ask(writeWording, writeWordingFlow, { body })).toMatchObject({ version: '2' })
    expect(await words('fr')).toMatchObject({ version: '2', text: 'Des nouvelles par SMS ?' })
    expect(await words('en')).toMatchObject({ version: 'okaeri-1' })
    expect((await desk.ask(contactRules, contactRulesFlow)).versions.map((each) => each.version)).toEqual(['2', '1'])
  })
})

describe('two customers who are one', () => {
  it('bring what they said along, and take it back when they are parted; the chain holds', async () => {
    const [keep, other] = [await someone(), await someone()]
    await said(other, yesTo('email'))
    await said(other, { action: 'withdrawn', channel: 'sms', place: 'counter' } as never)
    await desk.ask(setPreference, setPreferenceFlow, { params: { id: other }, body: { perMonth: 2 } })
    const because = { probability: null, contributions: [], pair: null, reason: 'test' }
    const event = await inTransaction(desk.house, (house) => merge(house, desk.caller, keep, other, because))
    expect(await now(keep, 'email')).toMatchObject({ answer: 'yes' })
    expect((await read(keep)).preference.perMonth).toBe(2)
    const proof = await desk.ask(proveReceipts, proveReceiptsFlow)
    expect(proof.sound).toBe(true)
    await inTransaction(desk.house, (house) => unmerge(house, desk.caller, event))
    expect(await now(keep, 'email')).toMatchObject({ answer: 'no' })
    expect(await now(other, 'email')).toMatchObject({ answer: 'yes' })
    expect((await desk.ask(proveReceipts, proveReceiptsFlow)).sound).toBe(true)
  })
})

describe('every past decision can be replayed', () => {
  it('from what was kept of it, whatever was said since; and what was tampered with is seen', async () => {
    const id = await someone()
    await said(id, yesTo('call'))
    await writeAttempts(db, [
      {
        id: desk.house.newId(),
        customerId: id,
        at: new Date('2026-11-20T10:00:00Z'),
        channel: 'call',
        purpose: 'commercial',
        reached: true,
        refused: false,
        legalEntity: '',
        touchId: null,
        byStaff: desk.caller.staffId,
      },
    ])
    const person = (await lawOf(db, [id])).get(id)!
    expect(person.attempts).toEqual([
      {
        at: Date.parse('2026-11-20T10:00:00Z'),
        channel: 'call',
        purpose: 'commercial',
        reached: true,
        refused: false,
        entity: '',
      },
    ])
    const settings = await lawSettings(db)
    const asked = { channel: 'call' as const, purpose: 'commercial' as const, at: desk.clock.now.getTime() }
    const judged: Judged = { asked, person, settings, verdict: mayWe(asked, person, settings) }
    const touch = (occasion: string, kept: Judged) =>
      db
        .insertInto('moments.touch')
        .values({
          id: desk.house.newId(),
          customer_id: id,
          moment: 'two-years',
          occasion,
          core: false,
          priority: 5,
          purpose: 'commercial',
          playbook_version: 1,
          fact_id: null,
          asset_id: null,
          order_id: null,
          site_id: null,
          staff_id: null,
          gesture: 'call',
          due_at: desk.clock.now,
          expires_at: null,
          state: 'done',
          because: '[]',
          judged: JSON.stringify(kept),
          arm: null,
          created_at: desk.clock.now,
          changed_at: desk.clock.now,
        })
        .execute()
    await touch('1', judged)
    await touch('2', { ...judged, person: { ...person, consents: [] } })
    await said(id, { action: 'withdrawn', channel: 'call', place: 'counter' } as never)
    const { decisions, rules } = await desk.ask(customerDecisions, customerDecisionsFlow, { params: { id } })
    expect(decisions.map((each) => [each.same, each.verdict.answer, each.again.answer])).toEqual([
      [false, 'yes', 'no'],
      [true, 'yes', 'yes'],
    ])
    expect(decisions[0]?.differs).toEqual(['answer', 'articles', 'because'])
    expect(rules.map((rule) => rule.id)).toContain('CALL-1')
  })
})
