import type { Contribution } from '../../contract/identity.ts'

/** Why two customers became one: the pair that spoke most, or a person's word. */
export interface EventBecause {
  probability: number | null
  contributions: Contribution[]
  /** The pair of records it rests on. */
  pair: [string, string] | null
  reason: string
  judgementId?: string
  /** Of a split: the merge it undid, and the answers that keep the two apart since. */
  split?: { of: string; judgements: string[] }
}

/**
 * What a merge moved, by kind: ids of the rows that changed hands, and the fields of the customer that stayed as they were
 * before and after, so that undoing gives back only what nobody has changed since.
 */
export interface Moved {
  rows: Record<string, string[]>
  records: string[]
  fields: Record<string, { before: unknown; after: unknown }>
}

/** What learning found, for the page of quality. */
export interface ModelQuality {
  records: number
  pairs: number
  generic: { field: string; value: string; count: number }[]
}
