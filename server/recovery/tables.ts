import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { RingsAbout } from './how-to-ring.ts'
import type { Outcome } from './outcome.ts'
import type { Again } from './second-answer.ts'
import type { Severity } from './severity.ts'
import type { StepData } from './step.ts'

export interface RecoveryTables {
  'recovery.case': {
    id: string
    customer_id: string | null
    site_id: string | null
    asset_id: string | null
    order_id: string | null
    service: string | null
    moment: string | null
    entry_id: string | null
    severity: Severity
    because: Json<Because[]>
    owner_id: string | null
    owner_as: Generated<string>
    opened_at: Instant
    due_at: Instant
    answered_at: InstantOrNull
    level: Generated<number>
    next_at: InstantOrNull
    read_at: InstantOrNull
    read_by: string | null
    closed_at: InstantOrNull
    closed_by: string | null
    outcome: Outcome | null
    again: Again | null
    again_at: InstantOrNull
    changed_at: Instant
  }
  'recovery.case_answer': {
    answer_id: string
    case_id: string
    customer_id: string | null
    kind: 'opened' | 'joined' | 'again'
    at: Instant
  }
  'recovery.accused': {
    case_id: string
    staff_id: string
    at: Instant
    said_by: string | null
    cleared_at: InstantOrNull
    cleared_by: string | null
  }
  'recovery.step': {
    id: string
    case_id: string
    customer_id: string | null
    kind: string
    by_staff: string | null
    about_staff: string | null
    text: Generated<string>
    data: Json<StepData>
    at: Instant
    undone_at: InstantOrNull
  }
  'recovery.promise': {
    id: string
    case_id: string
    customer_id: string | null
    words: string
    due_at: Instant
    made_by: string | null
    made_at: Instant
    kept_at: InstantOrNull
    kept_by: string | null
    told_at: InstantOrNull
  }
  'recovery.reply': {
    id: string
    verbatim_id: string | null
    case_id: string | null
    customer_id: string
    staff_id: string | null
    channel: string
    message_id: string | null
    text: string
    at: Instant
    called_off_at: InstantOrNull
  }
  'recovery.compliment': {
    id: string
    verbatim_id: string
    customer_id: string | null
    site_id: string | null
    name: string
    staff_id: string | null
    candidates: string[]
    at: Instant
    pushed_at: InstantOrNull
    seen_at: InstantOrNull
    cheered_by: string | null
    cheered_at: InstantOrNull
  }
  'recovery.rung': {
    staff_id: string
    about: RingsAbout
    since: Instant
    n: number
  }
  'recovery.clock': {
    site_id: string
    urgent: number
    callback: number
    unhappy: number
    ask_after: number
    changed_by: string | null
    changed_at: Instant
  }
}
