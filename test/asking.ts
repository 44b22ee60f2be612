import { sql } from 'kysely'
import * as api from '../contract/asking.ts'
import { insertInvitations } from '../server/feedback/invitation.store.ts'
import { STARTERS } from '../server/feedback/starters.ts'
import { askAddress } from '../server/messages/ask-link.ts'
import type { Town } from './town.ts'

/** A survey as it ships, open. */
export async function openSurvey({ owner }: Pick<Town, 'owner'>, slug = 'after-delivery') {
  const draft = STARTERS.find((each) => each.slug === slug)!
  const { id } = await owner.ask(api.createSurvey, { body: structuredClone(draft) })
  return owner.ask(api.setSurveyState, { params: { id }, body: { state: 'open' } })
}

/** Somebody is invited by e-mail; where their question stands. */
export async function invite(
  { world: { house }, anne, siteId, advisor }: Town,
  survey: { id: string; version: number },
  customerId = anne.customerId,
): Promise<{ id: string; path: string }> {
  const id = house.newId()
  await insertInvitations(
    house.db,
    [
      {
        id,
        customerId,
        survey,
        siteId,
        staffId: advisor.staffId,
        assetId: null,
        orderId: null,
        visitId: null,
        moment: 'delivered-question',
        service: null,
        channel: 'email',
        touchId: null,
        messageId: null,
        caseId: null,
        expiresAt: new Date(house.now().getTime() + 30 * 86_400_000),
      },
    ],
    house.now(),
  )
  return { id, path: new URL(askAddress(house.seal.mark, house.origin, 'ask', id)).pathname }
}

/** A browser without scripts: it loads a page, fills its form in, and sends it. */
export function browser(
  { world: { app } }: Pick<Town, 'world'>,
  headers: Record<string, string> = {},
  remoteAddress = '10.9.9.9',
) {
  const get = async (path: string) => app.inject({ method: 'GET', url: path, headers, remoteAddress })
  const post = async (path: string, form: URLSearchParams) =>
    app.inject({
      method: 'POST',
      url: path,
      remoteAddress,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    })
  return {
    get,
    post,
    /** Fills in the form of a page that was loaded, as it stands there with its hidden fields. */
    async send(page: { body: string }, fields: [string, string][]) {
      const form = new URLSearchParams()
      for (const [, name, value] of page.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/gu))
        form.append(name!, value!)
      for (const [name, value] of fields) form.append(name, value)
      const action = /<form [^>]*action="([^"]+)"/u.exec(page.body)![1]!
      return post(action, form)
    },
  }
}

/** All that is kept of what people said. */
export async function answersOf({ world: { house } }: Pick<Town, 'world'>) {
  const { rows } = await sql<{
    score: number | null
    band: string | null
    text: string | null
    channel: string
    left_out: string | null
    quote: string | null
    quote_wording: string
    follow_ups: Record<string, unknown>
    customer_id: string | null
    language: string
    taken_by: string | null
  }>`select a.score, a.band, v.text, a.channel, a.left_out, a.quote, a.quote_wording, a.follow_ups, a.customer_id, a.language, a.taken_by
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id order by a.at, a.id`.execute(house.db)
  return rows
}
