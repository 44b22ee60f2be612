import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/playbooks.ts'
import { STARTERS } from '../../feedback/starters.ts'
import { insertSurvey, surveysBySlug } from '../../feedback/survey.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { compiledVersion } from '../../moments/playbook.store.ts'
import { putPlaybookInForce } from '../../moments/playbooks.flow.ts'
import { audit } from '../../network/audit.store.ts'

/** A playbook comes in force with what it asks: a survey of ours that it names and that was never there is written and opened. */
export const putInForce = (
  house: House,
  input: InputOf<typeof api.putPlaybookInForce>,
  caller: Caller,
): Promise<AnswerOf<typeof api.putPlaybookInForce>> =>
  inTransaction(house, async (house) => {
    const put = await putPlaybookInForce(house, input, caller)
    const { moments } = (await compiledVersion(house.db, put.version)).playbook
    await openStarters(
      house,
      moments.flatMap(({ ask }) => ask ?? []),
      caller,
    )
    return put
  })

/** One that is there stays as it is, also when somebody closed it. */
export async function openStarters(house: House, slugs: readonly string[], caller: Caller | null): Promise<void> {
  const there = new Set((await surveysBySlug(house.db, slugs)).map(({ slug }) => slug))
  for (const { slug, ...asks } of STARTERS) {
    if (!slugs.includes(slug) || there.has(slug)) continue
    const id = house.newId()
    const survey = { id, slug, asks, state: 'open' as const, createdBy: caller?.staffId ?? null }
    if ((await insertSurvey(house.db, survey, house.now())) && caller)
      await audit(house, caller, 'survey.open', { detail: { survey: id, slug } })
  }
}
