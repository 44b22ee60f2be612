import type { Generated } from 'kysely'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface SignalsTables {
  'signals.source': {
    id: string
    door: 'gate' | 'phone'
    kind: string
    name: string
    site_id: string
    secret_hash: string
    sealed: string
    settings: Json<Record<string, string>>
    enabled: Generated<boolean>
    looks: 'in' | 'out' | null
    created_at: Instant
    last_event_at: InstantOrNull
    state: string | null
    state_at: InstantOrNull
    archived_at: InstantOrNull
  }
  'signals.signal': {
    id: string
    source_id: string
    key: string
    kind: string
    at: Instant
    received_at: Instant
    data: Json<Record<string, unknown>>
  }
  'signals.tally': { source_id: string; hour: Instant; what: string; n: number }
  'signals.confusion': { source_id: string; truth: string; read: string; n: number }
}
