import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { identityQuality } from '../../../contract/identity-quality.ts'

export type QualityData = AnswerOf<typeof identityQuality>
