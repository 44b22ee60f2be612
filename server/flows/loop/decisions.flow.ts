import type { customerDecisions } from '../../../contract/consent.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { judgeAgain } from '../../consent/replay.ts'
import { rulesOf, toldVerdict } from '../../consent/told.ts'
import { knownCustomers } from '../../customers/customers.store.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import { judgedMessages } from '../../messages/message.store.ts'
import { audit } from '../../network/audit.store.ts'

/** What was decided about contacting somebody, each judged again from what was kept of it. */
export async function customerDecisionsFlow(
  house: House,
  { params: { id }, query }: InputOf<typeof customerDecisions>,
  caller: Caller,
): Promise<AnswerOf<typeof customerDecisions>> {
  if (!(await knownCustomers(house.db, [id])).has(id)) throw notFound('customer')
  const touches = await house.db
    .selectFrom('moments.touch')
    .select(['id', 'moment', 'state', 'judged'])
    .where('customer_id', '=', id)
    .where('judged', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit)
    .execute()
  await audit(house, caller, 'consent.decisions', { customerId: id })
  const messages = await judgedMessages(house.db, id, query.limit)
  const all = [
    ...touches.map(({ id, ...row }) => ({ ...row, touchId: id, messageId: null, title: '' })),
    ...messages.map(({ id, ...row }) => ({ ...row, touchId: null, messageId: id, moment: '' })),
  ].flatMap(({ judged, ...row }) => (judged ? [{ ...row, judged }] : []))
  const newest = all.toSorted((a, b) => b.judged.asked.at - a.judged.asked.at).slice(0, query.limit)
  const decisions = newest.map(({ judged, state, ...row }) => {
    const { same, verdict, differs } = judgeAgain(judged)
    return {
      ...row,
      channel: judged.asked.channel,
      purpose: judged.asked.purpose,
      at: new Date(judged.asked.at).toISOString(),
      state,
      verdict: toldVerdict(judged.verdict),
      again: toldVerdict(verdict),
      same,
      differs,
    }
  })
  return { decisions, rules: rulesOf(decisions.flatMap((each) => [each.verdict, each.again])) }
}
