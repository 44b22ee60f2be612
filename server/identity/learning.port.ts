import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'

/** What learning found. */
export interface Learned {
  model: IdentityModel
  /** Values that too many records hold to stand for anybody. */
  generic: { field: string; value: string; count: number }[]
}

/** Learns the weights beside the house: seconds of pure work on a large base, during which the gate must go on opening. */
export interface Learning {
  learn(pages: AsyncIterable<PersonRecord[]>): Promise<Learned>
}
