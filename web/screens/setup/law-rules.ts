import type { contactRules } from '../../../contract/consent.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'

export type Rules = AnswerOf<typeof contactRules>
