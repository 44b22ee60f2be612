import { sql } from 'kysely'
import * as customers from '../contract/customers.ts'
import * as api from '../contract/reviews.ts'
import { insertInvitations } from '../server/feedback/invitation.store.ts'
import { askAddress } from '../server/messages/ask-link.ts'
import { browser } from './asking.ts'
import type { Town } from './town.ts'

type Survey = { id: string; version: number }
let people = 0

/** Somebody new, with an address to write to. */
export async function newcomer(town: Town, over: { givenName?: string; familyName?: string; email?: string } = {}) {
  people += 1
  const { id } = await town.owner.ask(customers.createCustomer, {
    body: {
      givenName: over.givenName ?? 'Lucie',
      familyName: over.familyName ?? `Martin${String.fromCharCode(97 + (people % 26))}`,
      siteId: town.siteId,
      emails: [{ address: over.email ?? `client${people}@example.org` }],
    },
  })
  return id
}

/** A visit of theirs, at this hour. */
export async function visited(
  town: Town,
  customerId: string,
  at = town.clock.now(),
  siteId = town.siteId,
): Promise<string> {
  const id = town.world.house.newId()
  await sql`insert into visits.visit (id, site_id, customer_id, door, state, arrived_at, certainty, probability, card, updated_at)
    values (${id}, ${siteId}, ${customerId}, 'counter', 'left', ${at}, 'told', 1, '{}', ${at})`.execute(
    town.world.house.db,
  )
  return id
}

/** An order of theirs. */
export async function ordered(
  town: Town,
  customerId: string,
  over: { kind?: string; state?: string; at?: Date } = {},
): Promise<string> {
  const id = town.world.house.newId()
  const at = over.at ?? town.clock.now()
  await sql`insert into timeline."order" (id, customer_id, site_id, number, kind, state, placed_at, changed_at)
    values (${id}, ${customerId}, ${town.siteId}, ${id}, ${over.kind ?? 'vehicle'}, ${over.state ?? 'delivered'}, ${at}, ${at})`.execute(
    town.world.house.db,
  )
  return id
}

export interface Said {
  score?: number | null
  text?: string
  customerId?: string
  /** What the invitation names; a visit of theirs when nothing is said. */
  about?: {
    visitId?: string | null
    orderId?: string | null
    touchId?: string | null
    siteId?: string
    service?: string
    caseId?: string
    assetId?: string
  }
}

/** A customer is invited and answers on the page, as a person does; nothing is published by that. */
export async function answers(
  town: Town,
  survey: Survey,
  said: Said = {},
): Promise<{ path: string; customerId: string }> {
  const { house } = town.world
  const customerId = said.customerId ?? (await newcomer(town))
  const about = said.about ?? { visitId: await visited(town, customerId) }
  const id = house.newId()
  await insertInvitations(
    house.db,
    [
      {
        id,
        customerId,
        survey,
        siteId: about.siteId ?? town.siteId,
        staffId: null,
        assetId: about.assetId ?? null,
        orderId: about.orderId ?? null,
        visitId: about.visitId ?? null,
        moment: 'after-visit',
        service: about.service ?? null,
        channel: 'email',
        touchId: about.touchId ?? null,
        messageId: null,
        caseId: about.caseId ?? null,
        expiresAt: new Date(house.now().getTime() + 30 * 86_400_000),
      },
    ],
    house.now(),
  )
  const path = new URL(askAddress(house.seal.mark, house.origin, 'ask', id)).pathname
  await answerAt(town, path, said)
  return { path, customerId }
}

/** The page of an invitation or a QR is filled in and sent; where its thanks stand. */
export async function answerAt(
  town: Town,
  path: string,
  { score = 9, text = 'Très bon accueil.' }: Said,
): Promise<string> {
  people += 1
  const { get, send } = browser(town, {}, `10.7.${people >> 8}.${people & 255}`)
  const page = await get(path)
  town.clock.pass(5)
  const sent = await send(page, [
    ...(score === null
      ? ([['unscored', '1']] as [string, string][])
      : ([['score', String(score)]] as [string, string][])),
    ['text', text],
  ])
  if (sent.statusCode !== 303) throw new Error(`${sent.statusCode} ${sent.body}`)
  return String(sent.headers.location)
    .split('?')[0]!
    .replace(/\/more$/u, '')
}

/** The box under the thanks is ticked and sent. */
export async function publishes(town: Town, path: string, over: Record<string, string> = {}): Promise<number> {
  people += 1
  const { post } = browser(town, {}, `10.7.${people >> 8}.${people & 255}`)
  const sent = await post(`${path}/review`, new URLSearchParams({ lang: 'fr', publish: 'yes', named: 'yes', ...over }))
  return sent.statusCode
}

/** The id of the newest review there is. */
export async function newest(town: Town): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select id from reviews.review order by asked_at desc, id desc limit 1`.execute(town.world.house.db)
  return rows[0]!.id
}

/** All of it: invited, answered, asked for, and let through unless it is to wait. */
export async function reviewed(town: Town, survey: Survey, said: Said & { named?: boolean; wait?: boolean } = {}) {
  const { path, customerId } = await answers(town, survey, said)
  const status = await publishes(town, path, said.named === false ? { named: 'no' } : {})
  if (status !== 303) throw new Error(`asked: ${status}`)
  const id = await newest(town)
  if (!said.wait) await letThrough(town, id)
  return { id, path, customerId }
}

export async function letThrough(town: Town, id: string) {
  const { seen } = await town.owner.ask(api.readReview, { params: { id } })
  return town.owner.ask(api.publishReview, { params: { id }, body: { seen } })
}

/** A reader somewhere in the world. */
export const reader = (town: Pick<Town, 'world'>) => ({
  get: (url: string, headers: Record<string, string> = {}) => town.world.app.inject({ method: 'GET', url, headers }),
  post: (url: string, form: Record<string, string>, remoteAddress = '10.8.0.1') =>
    town.world.app.inject({
      method: 'POST',
      url,
      remoteAddress,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    }),
})

/** What a page tells search engines. */
export const toldIn = (html: string): Record<string, unknown> =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/su.exec(html)![1]!) as Record<string, unknown>

/** Where the author of a review follows it: the link of their page of thanks. */
export async function mineAt(town: Town, path: string): Promise<string> {
  const { get } = browser(town)
  const found = /href="(\/r\/mine\/[\w-]+)[?"]/u.exec((await get(`${path}?done=1`)).body)
  if (!found) throw new Error('no link of their own')
  return found[1]!
}

/** The page of the town's one site. */
export const PAGE = '/r/versailles?lang=fr'

/** What head office does with reviews, in short. */
export const desk = (town: Town) => ({
  read: (id: string) => town.owner.ask(api.readReview, { params: { id } }),
  async settings(over: Partial<api.ReviewSettings>) {
    const { settings } = await town.owner.ask(api.readReviewSettings, {})
    return town.owner.ask(api.setReviewSettings, { body: { ...settings, ...over } })
  },
  async wipe() {
    await sql`truncate reviews.review, reviews.reply, reviews.report`.execute(town.world.house.db)
  },
})
