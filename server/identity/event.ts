import type { Contribution } from '../../contract/identity.ts'

/** Why two customers became one: the pair that spoke most, or a person's word. */
export interface EventBecause {
  probability: number | null
  contributions: Contribution[]
  /** The pair of records it rests on. */
  pair: [string, string] | null
  reason: string
  judgementId?: string
  /** Answers given with it, in place of older ones that said they are two people. */
  overruled?: string[]
  /** Of a split: the merge it undid, and the answers that keep the two apart since. */
  split?: { of: string; judgements: string[] }
}

/**
 * What a merge moved, by kind: ids of the rows that changed hands, the fields of the customer that stayed as they were
 * before and after, and the rest of them as they stood, so that undoing tells what was written since.
 */
export interface Moved {
  rows: Record<string, string[]>
  records: string[]
  fields: Record<string, { before: unknown; after: unknown }>
  /** Fields that joining left alone; absent in merges of before they were kept. */
  stood?: Record<string, unknown>
}

/** The fields of the customer that stayed: as they stood, and as joining left them. @param now where nothing was kept, as they stand */
export function aroundMerge({ fields, stood }: Moved, now: Readonly<Record<string, unknown>>) {
  const sides = { stood: { ...now, ...stood }, joined: { ...now, ...stood } } as Record<
    'stood' | 'joined',
    Record<string, unknown>
  >
  for (const [field, { before, after }] of Object.entries(fields)) {
    sides.stood[field] = before
    sides.joined[field] = after
  }
  return sides
}

/** What learning found, for the page of quality. */
export interface ModelQuality {
  records: number
  pairs: number
  generic: { field: string; value: string; count: number }[]
}
