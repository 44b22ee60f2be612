import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as privacy from '../../contract/privacy.ts'
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
  test('to marketing, noted by any advisor: at once, proven, in the register as answered; taken back it is no yes', async () => {
    clock.pass(60)
    const say = (objects: boolean) =>
      advisor.ask(privacy.objectTo, {
        params: { id: anne.customerId },
        body: { to: 'marketing', objects, door: 'phone' },
      })
    await say(true)
    await say(true)
    const { marketingObjection, requests } = await advisor.ask(privacy.customerRights, {
      params: { id: anne.customerId },
    })
    expect(marketingObjection).not.toBeNull()
    expect(requests.filter(({ kind }) => kind === 'objection')).toMatchObject([
      { state: 'done', door: 'phone', note: 'marketing', answeredBy: 'Alice Conseil' },
    ])
    await say(false)
    expect(
      (await advisor.ask(privacy.customerRights, { params: { id: anne.customerId } })).marketingObjection,
    ).toBeNull()
    const { rows } = await town.world.pool.query('select action, channel, purpose from consent.receipt order by seq')
    expect(rows).toEqual([
      { action: 'withdrawn', channel: 'all', purpose: 'commercial' },
      { action: 'notice', channel: 'all', purpose: 'commercial' },
    ])
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
