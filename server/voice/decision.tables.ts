import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Audience, DecisionState, TellingWords } from '../../contract/decisions.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface DecisionTables {
  'voice.decision': {
    id: string
    text: string
    why: Generated<string>
    site_ids: string[] | null
    theme: string | null
    owner_id: string | null
    due_on: string | null
    state: Generated<DecisionState>
    outcome: Generated<string>
    settled_at: InstantOrNull
    told_at: InstantOrNull
    told_because: Generated<string>
    created_by: string | null
    created_at: Instant
    changed_at: Instant
  }
  'voice.decision_word': { decision_id: string; verbatim_id: string; by_staff: string | null; at: Instant }
  'voice.decision_note': {
    id: string
    decision_id: string
    by_staff: string | null
    by_name: Generated<string>
    state: DecisionState | null
    text: Generated<string>
    at: Instant
  }
  'voice.telling': {
    decision_id: string
    audience: Json<Audience>
    words: Json<TellingWords>
    by_staff: string | null
    total: number
    at: Instant
    done_at: InstantOrNull
  }
  'voice.told': {
    decision_id: string
    customer_id: string
    message_id: string | null
    because: Json<Because[]>
    at: Instant
  }
}
