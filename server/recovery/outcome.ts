import type { CASE_OUTCOMES } from '../../contract/recovery.ts'

/** How a case may end. `withdrawn`: they took it back, or it was no complaint. */
export type Outcome = (typeof CASE_OUTCOMES)[number]

/** After these they are asked whether it is well now: who could not be reached, or took it back, is left alone. */
const ASKED_AFTER: ReadonlySet<Outcome> = new Set<Outcome>(['repaired', 'explained', 'gesture', 'no-fault'])
export const asksAfter = (outcome: Outcome): boolean => ASKED_AFTER.has(outcome)
