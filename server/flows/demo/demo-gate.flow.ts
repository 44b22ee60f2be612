import { bandOf, SCALE_OF } from '../../../contract/surveys.ts'
import { dayChanged, saveAnswer, saveVerbatim } from '../../feedback/answer.store.ts'
import { besideScore } from '../../feedback/beside-score.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { makeVersion, withdrawByHand } from '../quality/decide.flow.ts'
import { evaluate } from '../quality/evaluate.flow.ts'
import { addAction, changeActionFlow, linkWordsFlow, noteFlow, updateFile } from '../quality/file.flow.ts'
import { readProduct } from '../quality/product-page.flow.ts'
import { createProduct } from '../quality/products.flow.ts'
import { addProof } from '../quality/proofs.flow.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { demoCaller } from './demo-caller.ts'
import { DEMO_PRODUCTS, type DemoProduct } from './demo-products.ts'
import type { DemoCustomer } from './demo-town.ts'

const DAY = 86_400_000

/** A house some days ago. */
const ago = (house: House, now: Date, days: number): House => ({
  ...house,
  now: () => new Date(now.getTime() - days * DAY),
})

/** Products with what customers said of them: one proposed for withdrawal, one that left and prepares its return, an alert, and good ones. */
export async function demoGate(
  house: House,
  reader: Reader,
  { customers, owner }: { customers: readonly DemoCustomer[]; owner: string },
  now: Date,
): Promise<void> {
  const caller = demoCaller(owner)
  const chance = chanceFrom(2028)
  let next = 0
  for (const product of DEMO_PRODUCTS) {
    const { id } = await createProduct(
      ago(house, now, 120),
      {
        params: {},
        query: {},
        body: {
          kind: product.kind,
          reference: product.reference,
          name: product.name,
          siteIds: null,
          links: [],
          ownerId: owner,
        },
      },
      caller,
    )
    for (const [at, stars] of product.stars.entries()) {
      next += 1
      const customer = customers[next % customers.length]!
      await rate(house, reader, product, customer, stars, product.words[at] ?? '', dayOf(product, at, now, chance))
    }
    if (product.left) await leave(house, id, product, caller, now)
    await evaluate(house, id)
    if (product.file) await fill(house, id, caller, product.file)
  }
}

/** The last of the stars are the newest; those of a product that left were given before it did. */
function dayOf(product: DemoProduct, at: number, now: Date, chance: Chance): Date {
  const span = 90
  const behind = product.left ? product.left + 1 : 1
  const days = behind + ((product.stars.length - at) / product.stars.length) * span
  return new Date(now.getTime() - days * DAY - Math.round(chance.next() * DAY * 0.5))
}

async function rate(
  house: House,
  reader: Reader,
  product: DemoProduct,
  customer: DemoCustomer,
  stars: number,
  text: string,
  at: Date,
): Promise<void> {
  const about = {
    customerId: customer.id,
    siteId: customer.siteId,
    staffId: null,
    assetId: null,
    orderId: null,
    visitId: null,
    moment: null,
    service: product.reference,
  }
  const answerId = await saveAnswer(house.db, false, {
    ...about,
    id: house.newId(),
    surveyId: null,
    surveyVersion: null,
    invitationId: null,
    doorId: null,
    deviceKey: house.newId(),
    channel: 'email',
    language: 'fr',
    metric: 'stars',
    score: stars,
    scale: SCALE_OF.stars,
    band: bandOf('stars', SCALE_OF.stars, stars),
    followUps: {},
    quote: null,
    quoteWording: '',
    quoteAt: null,
    leftOut: null,
    takenBy: null,
    at,
    changedAt: at,
  })
  if (text)
    await saveVerbatim(house.db, {
      id: house.newId(),
      answerId,
      about,
      text,
      more: [],
      reading: besideScore(reader.read(text), { band: bandOf('stars', SCALE_OF.stars, stars), text }),
      band: bandOf('stars', SCALE_OF.stars, stars),
      correctedAt: null,
      leftOut: null,
      at,
      changedAt: at,
    })
  await dayChanged(house.db, [{ siteId: about.siteId, at }], at)
}

async function leave(house: House, id: string, product: DemoProduct, caller: Caller, now: Date): Promise<void> {
  const then = ago(house, now, product.left ?? 0)
  await evaluate(then, id)
  await withdrawByHand(then, { params: { id }, query: {}, body: { reason: product.why ?? '' } }, caller)
  const page = await readProduct(then, { params: { id }, query: {}, body: undefined }, caller)
  const file = { params: { id: page.file?.id ?? '' }, query: {} }
  await addProof(
    then,
    { ...file, body: { title: 'Essai sur banc', text: 'Dix véhicules, 5 000 km, aucune trace.', url: null } },
    caller,
  )
  if (product.version)
    await makeVersion(
      ago(house, now, (product.left ?? 0) / 2),
      { params: { id }, query: {}, body: { ...product.version, tell: 'nobody' } },
      caller,
    )
}

async function fill(house: House, id: string, caller: Caller, words: NonNullable<DemoProduct['file']>): Promise<void> {
  const page = await readProduct(house, { params: { id }, query: {}, body: undefined }, caller)
  if (!page.file) return
  const file = { params: { id: page.file.id }, query: {} }
  await updateFile(house, { ...file, body: { wrong: words.wrong, cause: words.cause } }, caller)
  for (const word of page.spoken.slice(0, 2))
    await linkWordsFlow(house, { ...file, body: { verbatimId: word.id, linked: true } }, caller)
  for (const { title, done } of words.actions) {
    const action = await addAction(house, { ...file, body: { title, ownerId: caller.staffId, dueOn: null } }, caller)
    if (done) await changeActionFlow(house, { params: { id: action.id }, query: {}, body: { done } }, caller)
  }
  await noteFlow(house, { ...file, body: { text: words.note } }, caller)
}
