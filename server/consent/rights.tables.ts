import type { ColumnType, Generated } from 'kysely'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { Counts } from '../plain/held.ts'
import type { ErasureReceipt } from './erasure-receipt.ts'

export interface RightsTables {
  'consent.request': {
    id: string
    kind: 'access' | 'rectification' | 'erasure' | 'objection' | 'portability'
    customer_id: string | null
    who: Generated<string>
    door: 'counter' | 'phone' | 'email' | 'post' | 'web'
    site_id: string | null
    note: Generated<string>
    received_on: string
    due_on: string
    extended_because: string | null
    state: 'open' | 'scheduled' | 'done' | 'refused' | 'withdrawn'
    erase_at: InstantOrNull
    /** Since when an erasure waits. */
    scheduled_at: InstantOrNull
    put_away: Generated<boolean>
    receipt: ColumnType<ErasureReceipt | null, string | null | undefined, string | null>
    answer: Generated<string>
    answered_at: InstantOrNull
    answered_by: string | null
    created_by: string | null
    created_at: Instant
  }
  'consent.retention': {
    one: Generated<boolean>
    enabled: Generated<boolean>
    changed_by: string | null
    changed_at: InstantOrNull
  }
  'consent.retention_rule': { rule: string; months: number }
  'consent.retention_run': { id: string; started_at: Instant; finished_at: InstantOrNull; counts: Json<Counts> }
}
