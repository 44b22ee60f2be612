import type { Generated } from 'kysely'
import type { Card, Perhaps } from '../../contract/visits.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface VisitsTables {
  'visits.appointment': {
    id: string
    customer_id: string
    asset_id: string | null
    site_id: string
    service: string
    at: Instant
    minutes: Generated<number>
    staff_id: string | null
    reason: Generated<string>
    state: Generated<'booked' | 'kept' | 'cancelled' | 'missed'>
    source: Generated<string>
    key: string | null
    created_at: Instant
    updated_at: Instant
  }
  'visits.visit': {
    id: string
    site_id: string
    customer_id: string
    asset_id: string | null
    appointment_id: string | null
    door: 'gate' | 'counter' | 'phone' | 'web'
    state: 'arrived' | 'greeted' | 'left' | 'withdrawn'
    arrived_at: Instant
    going_by: string | null
    going_at: InstantOrNull
    greeted_by: string | null
    greeted_at: InstantOrNull
    left_at: InstantOrNull
    certainty: 'sure' | 'perhaps' | 'told'
    probability: number
    card: Json<Card>
    who_id: string | null
    escalation: Generated<number>
    escalate_at: InstantOrNull
    source_id: string | null
    track: string | null
    signal_id: string | null
    confirmed: boolean | null
    /** Who, and which car, came in by the door: while it is open, at most one of each on a site. */
    door_person: string | null
    door_car: string | null
    out_since: InstantOrNull
    version: Generated<number>
    updated_at: Instant
  }
  'visits.perhaps': {
    id: string
    site_id: string
    source_id: string
    door: 'gate' | 'phone'
    call: string | null
    at: Instant
    expires_at: Instant
    candidates: Json<Perhaps['candidates']>
    answered_at: InstantOrNull
    answered_by: string | null
    answer: string | null
    picked_up_at: InstantOrNull
    hung_up_at: InstantOrNull
    escalate_at: InstantOrNull
    taken_by: string | null
  }
  'visits.call': {
    id: string
    site_id: string
    source_id: string
    call: string
    customer_id: string
    state: 'ringing' | 'answered' | 'ended' | 'missed'
    at: Instant
    answered_at: InstantOrNull
    ended_at: InstantOrNull
    certainty: string
    probability: number
    card: Json<Card>
    who_id: string | null
    taken_by: string | null
    updated_at: Instant
  }
}
