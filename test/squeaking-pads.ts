import * as customers from '../contract/customers.ts'
import * as gate from '../contract/gate-file.ts'
import * as hooks from '../contract/gate-hooks.ts'
import * as api from '../contract/quality.ts'
import { openReader } from '../server/edges/reader/shipped-reader.edge.ts'
import { openWebhooks } from '../server/edges/webhooks/webhook.edge.ts'
import { recordAnswer } from '../server/flows/feedback/record-answer.flow.ts'
import { deliverRound } from '../server/flows/quality/deliver.flow.ts'
import { evaluateDue } from '../server/flows/quality/evaluate.flow.ts'
import { openReceiver } from './hook-receiver.ts'
import { mailBy } from './outbox.ts'
import { openTown } from './town.ts'

export const DAY = 86_400

/** Front pads that squeak, in a town whose shop hears of the gate by a signed message; one customer who is content with them. */
export async function openSqueakingPads() {
  const town = await openTown({ env: { OKAERI_ALLOW_PRIVATE_WEBHOOKS: 'yes' } })
  const { owner, advisor, siteId, clock } = town
  const { house, app } = town.world
  const reader = openReader()
  const webhooks = openWebhooks({ allowPrivate: true, timeoutMs: 500 })
  const shop = await openReceiver()
  await mailBy(house, 25)

  /** Seconds pass; what is due is looked at and sent. */
  async function pass(seconds: number): Promise<void> {
    clock.pass(seconds)
    await evaluateDue(house)
    await deliverRound(house, webhooks)
  }

  let people = 0
  async function customer(email = `client${people++}@example.org`): Promise<string> {
    const made = await owner.ask(customers.createCustomer, {
      body: { givenName: 'Zoé', familyName: `Cliente${people}`, siteId, emails: [{ address: email }] },
    })
    return made.id
  }

  /** Somebody answers a question about a service, by whatever door. */
  const answers = (
    stars: number,
    over: { customerId?: string | null; words?: string; service?: string; leftOut?: string } = {},
  ) =>
    recordAnswer(house, reader, {
      text: over.words ?? '',
      metric: 'stars',
      scale: { min: 1, max: 5, direction: 'up' },
      score: stars,
      language: 'fr',
      channel: 'email',
      about: {
        customerId: over.customerId ?? null,
        siteId,
        staffId: null,
        assetId: null,
        orderId: null,
        visitId: null,
        moment: null,
        service: over.service ?? 'PLAQ-12',
      },
      survey: null,
      invitationId: null,
      doorId: null,
      deviceKey: house.newId(),
      followUps: {},
      quote: null,
      leftOut: over.leftOut ?? null,
      at: house.now(),
    })

  const { id } = await owner.ask(api.createProduct, {
    body: {
      kind: 'product',
      reference: 'PLAQ-12',
      name: { fr: 'Plaquettes avant', en: 'Front pads' },
      ownerId: advisor.staffId,
      links: [{ title: 'Boutique', url: 'https://shop.example/plaq-12' }],
    },
  })
  const one = () => owner.ask(gate.readProduct, { params: { id } })
  const { secret, hook } = await owner.ask(hooks.createHook, { body: { name: 'Boutique', url: shop.url } })
  shop.secrets.push(secret)

  const unhappy: string[] = []
  const happy = await customer()
  /** So many more customers say that they squeak; what they say is looked at a moment later. */
  async function squeak(times: number): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      unhappy.push(await customer())
      await answers(1, { customerId: unhappy.at(-1)! })
    }
    await pass(30)
  }
  return { ...town, house, app, shop, secret, hook, id, one, customer, answers, unhappy, happy, squeak, pass }
}
