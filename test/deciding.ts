import { type Metric, SCALE_OF } from '../contract/surveys.ts'
import { openReader } from '../server/edges/reader/shipped-reader.edge.ts'
import type { Given } from '../server/flows/feedback/given.ts'
import { recordAnswer } from '../server/flows/feedback/record-answer.flow.ts'
import type { House } from '../server/kit/house.ts'

const DAY = 86_400_000

/** Somebody who can be written to. */
export async function known(
  house: House,
  name: [string, string],
  over: { siteId?: string; advisorId?: string; language?: string; email?: string | null; phone?: string } = {},
): Promise<string> {
  const id = house.newId()
  const now = house.now()
  await house.db
    .insertInto('customers.customer')
    .values({
      id,
      given_name: name[0],
      family_name: name[1],
      language: over.language ?? 'fr',
      created_at: now,
      updated_at: now,
      advisor_id: over.advisorId ?? null,
      deputy_id: null,
      site_id: over.siteId ?? null,
      birth_date: null,
    })
    .execute()
  const address = over.email === undefined ? `${name.join('.').toLowerCase()}@example.org` : over.email
  if (address)
    await house.db.insertInto('customers.email').values({ id: house.newId(), customer_id: id, address }).execute()
  if (over.phone)
    await house.db
      .insertInto('customers.phone')
      .values({ id: house.newId(), customer_id: id, e164: over.phone } as never)
      .execute()
  return id
}

/** Answers as they come in by a link, with the words of whoever gives them. */
export function answering(house: House, siteId: string) {
  const reader = openReader()
  let given = 0
  return async (
    score: number,
    text: string,
    more: Partial<Omit<Given, 'about'>> & { customerId?: string | null; site?: string; daysAgo?: number } = {},
  ): Promise<{ answerId: string; verbatimId: string }> => {
    const { customerId = null, site = siteId, daysAgo = 3, metric = 'nps' as Metric, ...rest } = more
    given += 1
    const recorded = await recordAnswer(house, reader, {
      text,
      scale: SCALE_OF[metric ?? 'nps'],
      metric,
      score,
      language: 'fr',
      channel: 'email',
      survey: null,
      invitationId: null,
      doorId: null,
      deviceKey: `device-${given}`,
      followUps: {},
      quote: null,
      leftOut: null,
      at: new Date(house.now().getTime() - daysAgo * DAY),
      ...rest,
      about: {
        customerId,
        siteId: site,
        staffId: null,
        assetId: null,
        orderId: null,
        visitId: null,
        moment: null,
        service: null,
      },
    })
    const row = await house.db
      .selectFrom('feedback.verbatim')
      .select('id')
      .where('answer_id', '=', recorded.answerId)
      .executeTakeFirst()
    return { answerId: recorded.answerId, verbatimId: row?.id ?? '' }
  }
}
