import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/playbooks.ts'
import { displayName } from '../customers/name.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { placeholderBirths, rhythmOfNetwork } from './clock-facts.store.ts'
import { momentCounts, peopleTouched } from './moment-page.store.ts'
import type { PlaybookInForce } from './playbook.store.ts'
import { sweptOf } from './swept.store.ts'

const DAY = 86_400_000

/** One moment: whom it touched, whom it held and why; what it left out, and how far it has looked. */
export const readMoment =
  (inForce: PlaybookInForce) =>
  async (
    house: House,
    { params, query }: InputOf<typeof api.readMoment>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.readMoment>> => {
    const since = new Date(house.now().getTime() - query.days * DAY)
    const moment = (await inForce.of(house.db))?.moments.get(params.id)?.moment ?? null
    const on = moment?.on
    const [counts, swept, placeholders, rhythm] = await Promise.all([
      momentCounts(house.db, params.id, since, callerSites(caller, 'loop.read')),
      sweptOf(house.db, params.id),
      typeof on === 'object' && 'date' in on && on.date === 'customer.birthDate' ? placeholderBirths(house.db) : [],
      typeof on === 'object' && 'prediction' in on ? rhythmOfNetwork(house.db) : null,
    ])
    return { moment, ...counts, placeholders, sweptUntil: swept?.until ?? null, rhythm }
  }

export async function momentPeople(
  house: House,
  { params, query }: InputOf<typeof api.momentPeople>,
  caller: Caller,
): Promise<AnswerOf<typeof api.momentPeople>> {
  const rows = await peopleTouched(house.db, {
    moment: params.id,
    sites: callerSites(caller, 'loop.read'),
    state: query.state,
    because: query.because,
    since: query.days === undefined ? undefined : new Date(house.now().getTime() - query.days * DAY),
    after: query.after,
    limit: query.limit,
  })
  return {
    people: rows.map((row) => ({
      touchId: row.id,
      customerId: row.customer_id,
      name: displayName({
        kind: row.kind,
        givenName: row.given_name,
        familyName: row.family_name,
        companyName: row.company_name,
      }),
      state: row.state,
      gesture: row.gesture,
      because: row.because,
      dueAt: row.due_at.toISOString(),
      changedAt: row.changed_at.toISOString(),
    })),
    next: rows.length === query.limit ? (rows.at(-1)?.cursor ?? null) : null,
  }
}
