import type { customerConsents } from '../../../contract/consent.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'

export type Consents = AnswerOf<typeof customerConsents>
