import type { Reading } from '../../../contract/reading.ts'
import type { House } from '../../kit/house.ts'
import { gateHears } from '../quality/hear-answer.flow.ts'
import { alarmHears } from '../recovery/hear-alarm.flow.ts'
import { caseHears } from '../recovery/hear-answer.flow.ts'
import { praiseHears } from '../recovery/hear-praise.flow.ts'
import { reviewEdited } from '../reviews/ask-publication.flow.ts'
import { tallySoon } from '../voice/tally.flow.ts'
import type { Recorded } from './given.ts'
import { noHears } from './hear-no.flow.ts'

/** What follows from an answer that was kept, in its transaction: each a flow of its own. */
type Next = (house: House, recorded: Recorded, reading: Reading) => Promise<void>
const NEXT: readonly Next[] = [reviewEdited, noHears, tallySoon, gateHears, caseHears, alarmHears, praiseHears]

export async function afterAnswer(house: House, recorded: Recorded, reading: Reading): Promise<void> {
  for (const next of NEXT) await next(house, recorded, reading)
}
