import { listVerbatims } from '../../../../contract/feedback.ts'
import { caseFigures, customerVoice, listCases, readCase } from '../../../../contract/recovery.ts'
import { replyHow } from '../../../../contract/replies.ts'

/** What is read again when something was done with a case, or somebody was answered. */
export const REFRESH = [readCase, listCases, caseFigures, customerVoice, listVerbatims, replyHow]
