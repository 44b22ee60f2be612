import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { ToldBesides } from './task.ts'

export interface WorkTables {
  'work.task': {
    id: string
    touch_id: string | null
    customer_id: string
    staff_id: string | null
    site_id: string | null
    asset_id: string | null
    order_id: string | null
    kind: string
    purpose: Generated<'service' | 'commercial'>
    moment: string | null
    title: Generated<string>
    because: Json<Because[]>
    opening: Generated<string>
    message: Generated<string>
    thank: Generated<string>
    avoid: Generated<string>
    also: Json<ToldBesides[]>
    priority: Generated<number>
    core: Generated<boolean>
    minutes: Generated<number>
    not_before: Instant
    due_on: string | null
    expires_at: InstantOrNull
    state: 'open' | 'done' | 'let-go'
    outcome: string | null
    outcome_note: Generated<string>
    outcome_from: Generated<string>
    tries: Generated<number>
    promised: Generated<boolean>
    created_at: Instant
    changed_at: Instant
    done_at: InstantOrNull
    done_by: string | null
  }
  'work.outcome': {
    id: string
    task_id: string
    customer_id: string
    outcome: string
    note: Generated<string>
    told_by: 'hand' | 'call' | 'visit' | 'reply' | 'time'
    fact: string | null
    by_staff: string | null
    at: Instant
    before: Json<object>
    receipts: Generated<string[]>
    undone_at: InstantOrNull
  }
  'work.allowance': { staff_id: string; calls: Generated<number>; minutes: Generated<number>; changed_at: Instant }
  'work.handover': {
    id: string
    from_staff: string
    to_staff: string
    at: Instant
    until: InstantOrNull
    words: Generated<string>
    customer_ids: string[] | null
    ended_at: InstantOrNull
  }
}
