import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as gate from '../../contract/gate-file.ts'
import * as hooks from '../../contract/gate-hooks.ts'
import * as api from '../../contract/quality.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import { openWebhooks } from '../../server/edges/webhooks/webhook.edge.ts'
import { recordAnswer } from '../../server/flows/feedback/record-answer.flow.ts'
import { deliverRound } from '../../server/flows/quality/deliver.flow.ts'
import { evaluateDue } from '../../server/flows/quality/evaluate.flow.ts'
import { openReceiver } from '../hook-receiver.ts'
import { openTown } from '../town.ts'

/** Shops that do not answer, thresholds of the network's own, and lists of products. */
const town = await openTown({ env: { OKAERI_ALLOW_PRIVATE_WEBHOOKS: 'yes' } })
const { owner, siteId, clock } = town
const { house, app } = town.world
const reader = openReader()
const webhooks = openWebhooks({ allowPrivate: true, timeoutMs: 500 })
const shop = await openReceiver()
const DAY = 86_400

/** Seconds pass; what is due is looked at and sent. */
async function pass(seconds: number): Promise<void> {
  clock.pass(seconds)
  await evaluateDue(house)
  await deliverRound(house, webhooks)
}
const { secret, hook } = await owner.ask(hooks.createHook, { body: { name: 'Boutique', url: shop.url } })
shop.secrets.push(secret)

let people = 0
async function customer(): Promise<string> {
  people += 1
  return (await owner.ask(customers.createCustomer, { body: { familyName: `Cliente${people}`, siteId } })).id
}
/** Somebody rates a product: not content at all, unless said otherwise. */
const unhappy = (service: string, customerId: string | null, score = 1) =>
  recordAnswer(house, reader, {
    text: '',
    metric: 'stars',
    scale: { min: 1, max: 5, direction: 'up' },
    score,
    language: 'fr',
    channel: 'email',
    about: {
      customerId,
      siteId,
      staffId: null,
      assetId: null,
      orderId: null,
      visitId: null,
      moment: null,
      service,
    },
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: house.newId(),
    followUps: {},
    quote: null,
    leftOut: null,
    at: house.now(),
  })

describe('a shop that does not take it', () => {
  const withdrawAnother = async (reference: string) => {
    const made = await owner.ask(api.createProduct, {
      body: { kind: 'service', reference, name: { fr: reference } },
    })
    await owner.ask(gate.withdrawProduct, { params: { id: made.id }, body: { reason: 'À la main' } })
    return made.id
  }
  const deliveries = async (product: string) =>
    (await owner.ask(gate.readProduct, { params: { id: product } })).deliveries
  test('is asked again with growing pauses, then a person is', async () => {
    shop.answers((_request, response) => void response.writeHead(500).end('down'))
    const product = await withdrawAnother('LAVAGE')
    const before = shop.received.length
    const waits: number[] = []
    for (let hours = 0; hours < 100; hours += 1) {
      await pass(hours === 0 ? 15 : 3600)
      const [last] = await deliveries(product)
      if (last!.state === 'dead') break
      waits.push(Math.round((Date.parse(last!.notBefore) - clock.now().getTime()) / 1000))
    }
    const [last] = await deliveries(product)
    expect(last).toMatchObject({ state: 'dead', tries: 11, problem: { code: 'hook-http', values: { status: 500 } } })
    expect(last!.attempts).toHaveLength(11)
    expect(last!.attempts[0]).toMatchObject({ status: 500, answer: 'down' })
    // One message, one number, whatever the tries.
    expect(new Set(shop.received.slice(before).map((each) => each.id)).size).toBe(1)
    const { dead } = await owner.ask(hooks.listHooks)
    expect(dead).toMatchObject([{ id: last!.id, product: 'LAVAGE' }])
    expect((await owner.ask(api.listProducts, { query: {} })).deadLetters).toBe(1)
    // Replayed by hand once the shop is back.
    shop.answers((_request, response) => void response.writeHead(200).end('ok'))
    await owner.ask(hooks.replayDelivery, { params: { id: last!.id } })
    await pass(1)
    expect((await deliveries(product))[0]).toMatchObject({ state: 'delivered', attempts: { length: 12 } })
  })
  test('is told the newest alone, when much happened while it was away', async () => {
    shop.answers((_request, response) => void response.writeHead(503).end())
    const product = await withdrawAnother('POLISH')
    await pass(15)
    const { events } = await owner.ask(gate.readProduct, { params: { id: product } })
    await owner.ask(gate.undoGate, { params: { id: events[0]!.id } })
    shop.answers((_request, response) => void response.writeHead(200).end())
    await pass(3600)
    expect((await deliveries(product)).map(({ type, state }) => [type, state])).toEqual([
      ['product.returned', 'delivered'],
      ['product.withdrawn', 'called-off'],
    ])
    expect(shop.received.at(-1)!.body.data.sequence).toBe(2)
  })
  test('that hangs or leads inside is a failure that is told, and nothing is followed', async () => {
    const product = await withdrawAnother('PARFUM')
    shop.answers(() => undefined)
    await pass(15)
    expect((await deliveries(product))[0]).toMatchObject({ state: 'waiting', problem: { code: 'hook-timed-out' } })
    shop.answers((_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    await pass(3600)
    expect((await deliveries(product))[0]).toMatchObject({
      problem: { code: 'hook-redirected', values: { status: 302 } },
    })
    shop.answers((_request, response) => void response.writeHead(200).end())
    await pass(3600)
    expect((await deliveries(product))[0]!.state).toBe('delivered')
  })
  test('that says it is gone is paused, and what waits leaves when it is resumed', async () => {
    shop.answers((_request, response) => void response.writeHead(410).end())
    await withdrawAnother('HUILE')
    await pass(15)
    expect((await owner.ask(hooks.listHooks)).hooks).toMatchObject([
      { active: false, paused: { code: 'hook-gone' }, dead: 1 },
    ])
    const product = await withdrawAnother('PNEU')
    shop.answers((_request, response) => void response.writeHead(200).end())
    await pass(3600)
    expect((await deliveries(product))[0]!.state).toBe('waiting')
    await owner.ask(hooks.updateHook, { params: { id: hook.id }, body: { active: true } })
    await pass(1)
    expect((await deliveries(product))[0]!.state).toBe('delivered')
  })
  test('whose secret is changed is signed by both for a day', async () => {
    const changed = await owner.ask(hooks.rotateHook, { params: { id: hook.id } })
    shop.secrets.unshift(changed.secret)
    const only = async (which: number) => {
      const [all] = [[...shop.secrets]]
      shop.secrets.splice(0, shop.secrets.length, all[which]!)
      await owner.ask(hooks.testHook, { params: { id: hook.id } })
      shop.secrets.splice(0, shop.secrets.length, ...all)
      return shop.received.at(-1)!.verified
    }
    expect([await only(0), await only(1)]).toEqual([0, 0])
    clock.pass(DAY + 60)
    expect([await only(0), await only(1)]).toEqual([0, null])
  })
})

describe('the network’s own thresholds', () => {
  test('are tried before they hold, and then hold', async () => {
    const settings = await owner.ask(api.readGateSettings)
    const stricter = { ...settings, bar: 4.4 }
    const wax = await owner.ask(api.createProduct, {
      body: { kind: 'product', reference: 'CIRE', name: { fr: 'Cire' } },
    })
    for (let n = 0; n < 8; n += 1) await unhappy('CIRE', await customer(), 4)
    await pass(30)
    const { counts, moved } = await owner.ask(api.previewGateSettings, { body: stricter })
    expect(moved).toEqual([{ id: wax.id, name: { fr: 'Cire' }, was: 'fine', becomes: 'withdraw' }])
    expect(counts).toMatchObject({ fine: 0, withdraw: 1 })
    expect((await owner.ask(gate.readProduct, { params: { id: wax.id } })).product.state).toBe('on-shelf')
    expect((await owner.raw(api.setGateSettings, { body: { ...settings, proposeAt: 0.97 } })).status).toBe(422)
    expect(await owner.ask(api.readGateSettings)).toEqual(settings)
  })
  test('where they say so, it leaves by itself, on the word of people who are known alone', async () => {
    const settings = await owner.ask(api.readGateSettings)
    await owner.ask(api.setGateSettings, { body: { ...settings, automatic: true } })
    const [unknown, known] = await Promise.all(
      ['TAPIS', 'BATTERIE'].map((reference) =>
        owner.ask(api.createProduct, { body: { kind: 'product', reference, name: { fr: reference } } }),
      ),
    )
    for (let n = 0; n < 9; n += 1) {
      await unhappy('TAPIS', null)
      await unhappy('batterie', await customer())
    }
    const sent = shop.received.length
    await pass(30)
    expect((await owner.ask(gate.readProduct, { params: { id: unknown!.id } })).product.state).toBe('proposed')
    const gone = await owner.ask(gate.readProduct, { params: { id: known!.id } })
    expect(gone.product).toMatchObject({
      state: 'withdrawn',
      because: [{ code: 'gate-by-itself' }, { code: 'gate-withdraw' }],
    })
    expect(gone.events[0]).toMatchObject({ kind: 'withdrawn', by: null, mayUndo: true })
    expect(shop.received.slice(sent).map(({ body }) => body.data.product?.reference)).toEqual(['BATTERIE'])
    await owner.ask(api.setGateSettings, { body: settings })
  })
})

describe('a file of products', () => {
  const send = (text: string | Buffer, keep: boolean) =>
    app.inject({
      method: 'POST',
      url: `/api/quality/import?keep=${keep}`,
      headers: { cookie: owner.cookie, 'content-type': 'text/csv' },
      payload: text,
    })
  const csv = `Référence;Désignation;Type;Lien
FILTRE-1;Filtre à huile;produit;https://shop.example/filtre
PLAQ-12;Plaquettes avant;produit;
GEO;Géométrie;prestation;
FILTRE-1;Encore;produit;
;Sans référence;produit;
A@B;Nom;produit;
X;Nom;chose;
Y;Nom;produit;javascript:alert(1)
`
  test('is shown first, its bad rows aside with their line and reason, then kept', async () => {
    await owner.ask(api.createProduct, {
      body: { kind: 'product', reference: 'PLAQ-12', name: { fr: 'Plaquettes avant' } },
    })
    const shown = (await send(csv, false)).json()
    expect(shown).toMatchObject({ kept: false, counts: { new: 2, changed: 0, same: 1, aside: 5 } })
    expect(
      (shown.aside as { line: number; because: { code: string } }[]).map(({ line, because }) => [line, because.code]),
    ).toEqual([
      [5, 'file-twice'],
      [6, 'file-bad-reference'],
      [7, 'file-bad-reference'],
      [8, 'file-bad-kind'],
      [9, 'file-bad-link'],
    ])
    expect((await owner.ask(api.listProducts, { query: { q: 'FILTRE' } })).products).toEqual([])
    // As Excel writes it in France.
    const latin = Buffer.from(csv, 'latin1')
    expect((await send(latin, true)).json()).toMatchObject({ kept: true, counts: { new: 2 } })
    expect((await owner.ask(api.listProducts, { query: { q: 'filtre' } })).products).toMatchObject([
      { reference: 'FILTRE-1', name: { fr: 'Filtre à huile' }, state: 'on-shelf' },
    ])
    expect((await send(csv, true)).json()).toMatchObject({ counts: { new: 0, same: 3 } })
  })
  test('that is none says so and changes nothing', async () => {
    expect((await send('a;b\n1;2\n', false)).json()).toMatchObject({
      rows: [],
      aside: [{ because: { code: 'file-no-columns' } }],
    })
    expect((await send('', false)).statusCode).toBe(422)
  })
  test('a reference that is taken is refused, and one that was put away comes back', async () => {
    expect(
      (await owner.raw(api.createProduct, { body: { kind: 'product', reference: 'plaq-12', name: { fr: 'x' } } }))
        .status,
    ).toBe(409)
    const [geo] = (await owner.ask(api.listProducts, { query: { q: 'GEO' } })).products
    await owner.ask(api.updateProduct, { params: { id: geo!.id }, body: { archived: true } })
    expect((await owner.ask(api.listProducts, { query: { q: 'GEO' } })).products).toEqual([])
    expect((await owner.ask(api.listProducts, { query: { q: 'GEO', archived: 'true' } })).products).toHaveLength(1)
    await owner.ask(api.updateProduct, { params: { id: geo!.id }, body: { archived: false } })
  })
})
