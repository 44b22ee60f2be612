import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/identity.ts'
import { namesOf } from '../identity/described.store.ts'
import { forgetApart, livesWith, sayApart } from '../identity/household.store.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { recordsById } from '../identity/record.store.ts'
import { scorePair } from '../identity/score.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** What people who live together share. */
const SHARED = ['address', 'phone', 'familyName', 'email']

/** With whom a customer seems to live, and what the two share. They are proposed as a household; a person says yes or no. */
export const householdProposals =
  (models: ModelInForce) =>
  async (house: House, { params }: In<'householdProposals'>): Out<'householdProposals'> => {
    const near = await livesWith(house.db, params.id)
    if (near.length === 0) return { people: [] }
    const { model } = await models.of(house.db)
    const records = await recordsById(
      house.db,
      near.flatMap(({ own, other }) => [own, other]),
    )
    const byId = new Map(records.map((record) => [record.id, record.person]))
    const names = await namesOf(
      house.db,
      near.map(({ customerId }) => customerId),
    )
    return {
      people: near.flatMap(({ own, other, customerId }) => {
        const [one, two] = [byId.get(own), byId.get(other)]
        if (!one || !two) return []
        const { contributions } = scorePair(model, one, two)
        const because = contributions.filter(({ field, bits }) => SHARED.includes(field) && bits > 0)
        return [{ customerId, name: names.get(customerId) ?? '', because }]
      }),
    }
  }

/** Both must be on file; each page's log says what was answered. */
async function answered(house: House, caller: Caller, action: string, one: string, other: string): Promise<void> {
  if (one === other) throw invalid('body.otherId', 'Nobody lives with themselves.', 'Name another customer.')
  const known = await namesOf(house.db, [one, other])
  if (!known.has(one)) throw notFound('customer')
  if (!known.has(other)) throw invalid('body.otherId', 'unknown', 'There is no customer of this id.')
  await audit(house, caller, action, { customerId: one, detail: { otherId: other } })
  await audit(house, caller, action, { customerId: other, detail: { otherId: one } })
}

export const refuseHousehold = (
  house: House,
  { params, body }: In<'refuseHousehold'>,
  caller: Caller,
): Out<'refuseHousehold'> =>
  inTransaction(house, async (house) => {
    await answered(house, caller, 'customer.not-household', params.id, body.otherId)
    await sayApart(house.db, params.id, body.otherId, caller.staffId, house.now())
    return { ok: true as const }
  })

export const proposeHouseholdAgain = (
  house: House,
  { params, body }: In<'proposeHouseholdAgain'>,
  caller: Caller,
): Out<'proposeHouseholdAgain'> =>
  inTransaction(house, async (house) => {
    await answered(house, caller, 'customer.not-household-undone', params.id, body.otherId)
    await forgetApart(house.db, params.id, body.otherId)
    return { ok: true as const }
  })
