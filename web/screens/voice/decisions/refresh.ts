import { listDecisions, readDecision } from '../../../../contract/decisions.ts'

/** What is read again when a decision changed. */
export const REFRESH = [readDecision, listDecisions]
