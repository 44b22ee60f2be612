import { listVerbatims } from '../../../../contract/feedback.ts'
import { caseFigures, customerVoice, listCases, readCase, replyHow } from '../../../../contract/recovery.ts'

/** What is read again when something was done with a case, or somebody was answered. */
export const REFRESH = [readCase, listCases, caseFigures, customerVoice, listVerbatims, replyHow]
