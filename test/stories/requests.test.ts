import { describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as privacy from '../../contract/privacy.ts'
import { writeReceipts } from '../../server/consent/receipts.store.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

const town = await openTown()
const { owner, advisor, siteId, anne, clock } = town
const otherSite = (await owner.ask(network.createSite, { body: { name: 'Chartres' } })).id
const manager = (await hire(town, 'Armand Chef', [{ role: 'site-manager', siteId }])).screen
const office = (await hire(town, 'Solange Siège', [{ role: 'head-office', siteId: null }])).screen

describe('the register', () => {
  test('a request is due a month after it came, whoever writes it down; what is due first comes first', async () => {
    const late = await manager.ask(privacy.registerRequest, {
      body: { kind: 'access', who: 'Madame Inconnue', door: 'post', receivedOn: '2026-10-20', siteId },
    })
    expect(late).toMatchObject({
      dueOn: '2026-11-20',
      daysLeft: -4,
      state: 'open',
      name: 'Madame Inconnue',
      customerId: null,
    })
    const fresh = await office.ask(privacy.registerRequest, {
      body: {
        kind: 'rectification',
        customerId: anne.customerId,
        door: 'email',
        receivedOn: '2026-11-24',
        note: 'Son adresse',
      },
    })
    expect(fresh).toMatchObject({ dueOn: '2026-12-24', daysLeft: 30, name: 'Anne Cieille' })
    const { requests, open, late: n } = await office.ask(privacy.listRequests)
    expect([requests.map(({ id }) => id), open, n]).toEqual([[late.id, fresh.id], 2, 1])
  })

  test('a site manager sees those of their sites and writes on them only; an advisor sees none', async () => {
    expect((await manager.ask(privacy.listRequests)).requests.map(({ kind }) => kind)).toEqual(['access'])
    for (const siteId of [otherSite, null])
      expect(
        await manager.raw(privacy.registerRequest, {
          body: { kind: 'access', who: 'X', receivedOn: '2026-11-24', siteId },
        }),
      ).toMatchObject({ status: 403 })
    expect(await advisor.raw(privacy.listRequests)).toMatchObject({ status: 403 })
    const [request] = (await manager.ask(privacy.listRequests)).requests
    expect(
      await manager.raw(privacy.answerRequest, { params: { id: request!.id }, body: { state: 'done' } }),
    ).toMatchObject({ status: 403 })
  })

  test('two months more, once, within the first, with the reason the person was told', async () => {
    const [late, fresh] = (await office.ask(privacy.listRequests)).requests
    expect([late!.mayExtend, fresh!.mayExtend]).toEqual([false, true])
    expect(
      await office.raw(privacy.extendRequest, { params: { id: late!.id }, body: { because: 'trop de travail' } }),
    ).toMatchObject({
      status: 409,
      body: { code: 'not-extendable' },
    })
    const extended = await office.ask(privacy.extendRequest, {
      params: { id: fresh!.id },
      body: { because: 'Archives sur trois sites' },
    })
    expect(extended).toMatchObject({
      dueOn: '2027-02-24',
      mayExtend: false,
      extendedBecause: 'Archives sur trois sites',
    })
    expect(
      (await office.raw(privacy.extendRequest, { params: { id: fresh!.id }, body: { because: 'encore' } })).status,
    ).toBe(409)
  })

  test('answered, by whom and when; a refusal says why; an erasure is answered by erasing', async () => {
    const [late, fresh] = (await office.ask(privacy.listRequests)).requests
    expect(
      await office.raw(privacy.answerRequest, { params: { id: late!.id }, body: { state: 'refused' } }),
    ).toMatchObject({ status: 422 })
    expect(
      await office.ask(privacy.answerRequest, {
        params: { id: late!.id },
        body: { state: 'refused', answer: 'Identité non prouvée' },
      }),
    ).toMatchObject({ state: 'refused', answeredBy: 'Solange Siège', answer: 'Identité non prouvée' })
    await office.ask(privacy.answerRequest, { params: { id: fresh!.id }, body: { state: 'done' } })
    expect((await office.ask(privacy.listRequests)).requests).toEqual([])
    // Answered by a slip: open again.
    expect(
      await office.ask(privacy.answerRequest, { params: { id: fresh!.id }, body: { state: 'open' } }),
    ).toMatchObject({ state: 'open', answeredAt: null })
    const erasure = await office.ask(privacy.registerRequest, {
      body: { kind: 'erasure', customerId: anne.customerId, receivedOn: '2026-11-24' },
    })
    expect(
      await office.raw(privacy.answerRequest, { params: { id: erasure.id }, body: { state: 'done' } }),
    ).toMatchObject({ body: { code: 'not-erased' } })
    await office.ask(privacy.answerRequest, { params: { id: erasure.id }, body: { state: 'withdrawn' } })
  })

  test.each([
    ['tomorrow', { kind: 'access', who: 'X', receivedOn: '2026-11-25' }],
    ['from nobody', { kind: 'access', receivedOn: '2026-11-24' }],
    [
      'from a customer who is not',
      { kind: 'access', customerId: '00000000-0000-7000-8000-000000000000', receivedOn: '2026-11-24' },
    ],
    ['of another kind', { kind: 'party', who: 'X', receivedOn: '2026-11-24' }],
  ])('a request %s is refused', async (_how, body) => {
    expect(await office.raw(privacy.registerRequest, { body: body as never })).toMatchObject({ status: 422 })
  })
})

describe('an objection', () => {
  const say = (objects: boolean) =>
    advisor.ask(privacy.objectTo, {
      params: { id: anne.customerId },
      body: { to: 'marketing', objects, door: 'phone' },
    })
  const rights = () => advisor.ask(privacy.customerRights, { params: { id: anne.customerId } })
  const seen = () => advisor.ask(consent.customerConsents, { params: { id: anne.customerId } })
  const write = (action: 'given' | 'withdrawn', channel: 'all' | 'email') =>
    advisor.ask(consent.writeReceipt, {
      params: { id: anne.customerId },
      body: { action, channel, place: 'counter', wording: 'Vous pouvez m’écrire.' },
    })

  test('to marketing, noted by any advisor: at once, proven, in the register as answered', async () => {
    clock.pass(60)
    await say(true)
    await say(true)
    const { marketingObjection, requests } = await rights()
    expect(marketingObjection).not.toBeNull()
    expect(requests.filter(({ kind }) => kind === 'objection')).toMatchObject([
      { state: 'done', door: 'phone', note: 'marketing', answeredBy: 'Alice Conseil' },
    ])
  })

  test('taken back as a slip: the judge reads what stood before it, the proof keeps both and says who, and it is no yes', async () => {
    const objected = (await seen()).now.filter(({ purpose }) => purpose === 'commercial').map(({ verdict }) => verdict)
    expect(objected.every(({ because }) => because.some(({ code }) => code === 'law-objected'))).toBe(true)
    clock.pass(60)
    await say(false)
    const { marketingObjection, requests } = await rights()
    expect(marketingObjection).toBeNull()
    expect(requests.filter(({ kind }) => kind === 'objection')).toMatchObject([{ state: 'withdrawn' }])
    const { now, receipts } = await seen()
    expect(receipts).toMatchObject([
      { action: 'notice', by: 'Alice Conseil', stands: false, evidence: { undoes: receipts[1]!.id } },
      { action: 'withdrawn', channel: 'all', stands: false },
    ])
    expect(now.flatMap(({ verdict }) => verdict.because).filter(({ code }) => code === 'law-objected')).toEqual([])
    const offer = (channel: string) =>
      now.find((one) => one.channel === channel && one.purpose === 'commercial')!.verdict
    expect([offer('post').answer, offer('email').answer]).toEqual(['yes', 'no'])
  })

  test('a slip leaves the yes and the no said before it as they were', async () => {
    await write('given', 'email')
    const before = (await seen()).now
    clock.pass(60)
    await say(true)
    clock.pass(60)
    await say(false)
    expect((await seen()).now.map(({ verdict }) => verdict.answer)).toEqual(before.map(({ verdict }) => verdict.answer))
    clock.pass(60)
    await write('withdrawn', 'email')
    await say(true)
    await say(false)
    const email = (await seen()).now.find((one) => one.channel === 'email' && one.purpose === 'commercial')!
    expect(email.verdict).toMatchObject({ answer: 'no', because: [{ code: 'law-withdrawn' }] })
  })

  test('nobody undoes a receipt by writing another', async () => {
    const [last] = (await seen()).receipts
    const forged = await advisor.raw(consent.writeReceipt, {
      params: { id: anne.customerId },
      body: { action: 'notice', channel: 'all', place: 'counter', evidence: { undoes: last!.id } },
    })
    expect(forged.status).toBe(422)
  })

  test('what they said by their own hand is no slip of ours', async () => {
    await inTransaction(town.world.house, (house) =>
      writeReceipts(house, [
        {
          customerId: anne.customerId,
          action: 'withdrawn',
          channel: 'all',
          purpose: 'commercial',
          place: 'customer-page',
        },
      ]),
    )
    const refused = await advisor.raw(privacy.objectTo, {
      params: { id: anne.customerId },
      body: { to: 'marketing', objects: false },
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'their-own-word'])
    expect((await rights()).marketingObjection).not.toBeNull()
    clock.pass(60)
    await write('given', 'all')
    expect((await rights()).marketingObjection).toBeNull()
  })

  test('to being recognised: the gate takes them for a stranger', async () => {
    const gate = await town.camera()
    const drives = (track: string) =>
      town.post(gate.path, { plate: 'FM-046-SC', confidence: 0.99, at: clock.now().toISOString(), track })
    await advisor.ask(privacy.objectTo, { params: { id: anne.customerId }, body: { to: 'recognition', objects: true } })
    expect((await drives('a')).outcome).toBe('unknown')
    expect((await advisor.ask(customers.readCustomer, { params: { id: anne.customerId } })).recognition).toBe(
      'objected',
    )
    await advisor.ask(privacy.objectTo, {
      params: { id: anne.customerId },
      body: { to: 'recognition', objects: false },
    })
    clock.pass(300)
    expect((await drives('b')).outcome).toBe('sure')
  })
})

describe('an erasure that somebody asked for at the counter', () => {
  test('no offer while the request is open, whoever noted it; refused, what they had agreed to holds again', async () => {
    const { id } = await owner.ask(customers.createCustomer, { body: { givenName: 'Odile', familyName: 'Oubli' } })
    await owner.ask(consent.writeReceipt, {
      params: { id },
      body: { action: 'given', channel: 'email', purpose: 'commercial', place: 'counter', wording: 'J’accepte.' },
    })
    const judged = async (purpose: 'commercial' | 'service') =>
      owner.ask(consent.judgeContact, { params: { id }, query: { channel: 'email', purpose } })
    expect((await judged('commercial')).answer).toBe('yes')
    clock.pass(60)
    const request = await manager.ask(privacy.registerRequest, {
      body: { kind: 'erasure', customerId: id, door: 'counter', receivedOn: '2026-11-24', siteId },
    })
    clock.pass(60)
    expect(await judged('commercial')).toMatchObject({
      answer: 'no',
      articles: ['RGPD-3'],
      because: [{ code: 'law-erasure-asked' }],
    })
    expect((await judged('service')).answer).toBe('yes')
    await office.ask(privacy.answerRequest, {
      params: { id: request.id },
      body: { state: 'refused', answer: 'Une commande est en cours.' },
    })
    expect((await judged('commercial')).answer).toBe('yes')
  })
})
