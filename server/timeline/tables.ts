import type { ColumnType, Generated } from 'kysely'
import type { Who } from '../../contract/facts.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface TimelineTables {
  'timeline.entry': {
    id: string
    customer_id: string
    kind: string
    at: Instant
    site_id: string | null
    staff_id: string | null
    asset_id: string | null
    text: Generated<string>
    data: Json<Record<string, unknown>>
    closed_at: InstantOrNull
    hint: 'say' | 'thank' | 'mind' | null
    hint_done_at: InstantOrNull
    /** Colleagues who do not read its words: a case is about them. */
    kept_from: string[] | null
    source: Generated<string>
    key: string | null
    created_at: Generated<Date>
  }
  'timeline.order': {
    id: string
    customer_id: string
    asset_id: string | null
    site_id: string | null
    number: string
    /** Of several orders of one number under one source, which; '' for the first. */
    beside: Generated<string>
    kind: 'vehicle' | 'repair' | 'parts' | 'product'
    title: Generated<string>
    state: 'placed' | 'in-progress' | 'ready' | 'delivered' | 'cancelled'
    promised_on: string | null
    family: ColumnType<string | null, string | null | undefined, string | null>
    amount_cents: number | null
    attributes: ColumnType<Record<string, string>, string | undefined, string>
    placed_at: Instant
    changed_at: Instant
    /** Since when it is in its state; null: the last change is all that is known. */
    state_at: InstantOrNull
    /** When its source last said something of it. */
    said_at: Generated<Date>
    source: Generated<string>
    kept_for: ColumnType<'accounts' | 'contract' | null, undefined, 'accounts' | 'contract'>
    kept_until: ColumnType<string | null, undefined, string>
  }
  'timeline.fact': {
    id: string
    customer_id: string | null
    who: Json<Who> | null
    kind: string
    at: Instant
    asset_id: string | null
    order_id: string | null
    site_id: string | null
    staff_id: string | null
    data: Json<Record<string, unknown>>
    source: string
    key: string
    caused_by: Generated<string[]>
    state: Generated<'new' | 'decided' | 'aside'>
    aside: string | null
    accepted_at: Instant
  }
}
