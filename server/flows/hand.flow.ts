import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as visits from '../../contract/visits.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { handVisit } from '../visits/visit.flow.ts'
import { notifyHanded } from './notify.flow.ts'

/** Hands a visit to a colleague; their phone says so, unless they took it themselves. */
export const handFlow = (
  house: House,
  input: InputOf<typeof visits.handVisit>,
  caller: Caller,
): Promise<AnswerOf<typeof visits.handVisit>> =>
  inTransaction(house, async (house) => {
    const visit = await handVisit(house, input, caller)
    if (visit.whoId !== caller.staffId) await notifyHanded(house, visit)
    return visit
  })
