import { sql } from 'kysely'
import { afterAll } from 'vitest'
import * as timeline from '../contract/timeline.ts'
import { openWebPush } from '../server/edges/push/web-push.edge.ts'
import { askAgain } from '../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../server/flows/loop/decide.flow.ts'
import { decideDue } from '../server/flows/loop/due.flow.ts'
import { sendRound } from '../server/flows/loop/send.flow.ts'
import { vapidOf } from '../server/kit/secrets.ts'
import { linksFor } from '../server/messages/link.ts'
import { PlaybookInForce } from '../server/moments/playbook.store.ts'
import { openOutbox } from './outbox.ts'
import { CERTIFICATE, openPushService } from './push-service.ts'
import { openTown } from './town.ts'

const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 30, gapDays: 0 }
moments:
  - id: thanks
    title: { fr: Merci de votre commande }
    core: true
    on: order.placed
    do: [push, email]
    subject: { fr: 'Votre {{ order.title }}' }
    push: { fr: 'Un mot de {{ advisor.givenName }}, pour vous.' }
    message: { fr: 'Bonjour {{ customer.dear }}, merci pour {{ order.title }}. Tout est ici : {{ links.page }}' }
  - id: offer
    title: { fr: Une attention pour vous }
    on: order.delivered
    purpose: commercial
    do: push
    message: { fr: 'Bonjour {{ customer.dear }}, moins dix pour cent.' }
`

const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
export const DESK = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'

/** The small town, with a push service on this machine, a playbook that rings, and the page of Anne. */
export async function openRinging() {
  const service = await openPushService()
  const push = openWebPush(
    vapidOf('kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM'),
    'https://val.example',
    { warn: () => undefined } as never,
    { allowPrivate: true, ca: CERTIFICATE },
  )
  const town = await openTown({ push })
  const { house, app } = town.world
  const { db } = house
  const { customerId } = town.anne
  const playbooks = new PlaybookInForce()
  const outbox = openOutbox(askAgain(playbooks), '7', push)
  afterAll(() => outbox.carriers.close())
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  const link = (named: { kind: 'customer' | 'message'; id: string }) =>
    new URL(linksFor(house.seal.mark, house.origin, named, house.now()).page).pathname
  const token = link({ kind: 'customer', id: customerId }).split('/').at(-1) ?? ''
  return {
    service,
    push,
    town,
    token,
    link,
    /** What happened is decided, and what is ready leaves. */
    async round() {
      while ((await takeInFacts(house, playbooks)) > 0);
      while ((await decideDue(house, playbooks)) > 0);
      await sql`update messages.pace set tokens = 1000`.execute(db)
      return sendRound(house, outbox)
    },
    page: async () => (await app.inject({ method: 'GET', url: `/c/${token}` })).body,
    /** Sends a form of her page. */
    act: (path: string, form: Record<string, string>, at = `/c/${token}`) =>
      app.inject({
        method: 'POST',
        url: `${at}/${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(form).toString(),
      }),
    subscribe: (subscription: object, { agent = PHONE, offers = false } = {}) =>
      app.inject({
        method: 'POST',
        url: `/api/my/${token}/devices`,
        headers: { 'user-agent': agent },
        payload: { subscription, offers },
      }),
    /** What she said, oldest first. */
    async receipts() {
      const { rows } = await sql<{ said: string }>`
        select concat_ws(' ', action, channel, purpose, place) as said from consent.receipt
        where customer_id = ${customerId} order by seq`.execute(db)
      return rows.map(({ said }) => said)
    },
    order: (number: string) =>
      town.owner.ask(timeline.createOrder, {
        params: { id: customerId },
        body: { number, kind: 'parts', title: 'Barres de toit' },
      }),
    async newest() {
      const { rows } = await sql<{ id: string; to_address: string; subject: string; moment: string }>`
        select id, to_address, subject, moment from messages.message order by created_at desc, id desc limit 1`.execute(
        db,
      )
      return rows[0]!
    },
  }
}
