import type { EntryKind } from '../../contract/timeline.ts'
import type { OwnFact } from './own-fact.ts'

interface Written {
  id: string
  customerId: string
  kind: EntryKind
  at: Date
  siteId: string | null
  assetId: string | null
  staffId: string | null
}

/** What a person writes on a timeline that the loop listens for. */
const FACT_OF: Partial<Record<EntryKind, string>> = {
  service: 'service.done',
  survey: 'answer.received',
  case: 'case.opened',
}

/** The fact of an entry: none for a note. */
export function entryFacts({ id, kind, ...about }: Written): OwnFact[] {
  const fact = FACT_OF[kind]
  return fact ? [{ ...about, kind: fact, key: `entry:${id}` }] : []
}

/** A case was closed; told once, also when it is opened again and closed again. */
export const caseClosed = (
  entry: Pick<Written, 'id' | 'customerId' | 'siteId'>,
  at: Date,
  staffId: string | null,
): OwnFact => ({
  kind: 'case.closed',
  customerId: entry.customerId,
  at,
  siteId: entry.siteId,
  staffId,
  key: `entry:${entry.id}:closed`,
})
