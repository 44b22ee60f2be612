import type { PersonRecord } from './person-record.ts'

/** A kept record: a customer as one source, or the desk, first knew them. */
export interface KeptRecord {
  id: string
  /** Whom it is part of now. */
  customerId: string
  person: PersonRecord
  since: Date
}

/** A record as a pass over everyone reads it, with the keys it has in the key table. */
export interface ReadRecord extends KeptRecord {
  keys: readonly number[]
}

export interface KeptEdge {
  a: string
  b: string
  bits: number
  related: number
}

/** Two records of people who live together. */
export interface KeptHousehold {
  a: string
  b: string
  related: number
}
