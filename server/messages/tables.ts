import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export type CarriedChannel = 'email' | 'sms' | 'voice-drop' | 'postcard' | 'push'
export type MessageState = 'ready' | 'leaving' | 'left' | 'delivered' | 'failed' | 'doubt' | 'called-off'

export interface MessagesTables {
  'messages.provider': {
    id: string
    channel: CarriedChannel
    kind: string
    name: string
    settings: Json<Record<string, unknown>>
    sealed: string | null
    per_second: Generated<number>
    cost_cents: Generated<number>
    idempotent: Generated<boolean>
    active: Generated<boolean>
    created_at: Instant
    changed_at: Instant
    problem: string | null
    problem_at: InstantOrNull
    news_hash: string | null
  }
  'messages.message': {
    id: string
    touch_id: string | null
    customer_id: string
    channel: CarriedChannel
    provider_id: string | null
    purpose: string
    moment: string | null
    staff_id: string | null
    language: Generated<string>
    to_address: string
    subject: Generated<string>
    body: string
    extra: Json<Record<string, unknown>>
    state: MessageState
    not_before: Instant
    because: Json<Because[]>
    provider_ref: string | null
    segments: Generated<number>
    cost_cents: Generated<number>
    tries: Generated<number>
    title: Generated<string>
    site_id: string | null
    expires_at: InstantOrNull
    claimed_by: string | null
    claimed_at: InstantOrNull
    left_at: InstantOrNull
    created_at: Instant
    changed_at: Instant
  }
  'messages.news': {
    id: string
    provider_id: string | null
    key: string
    message_id: string | null
    customer_id: string | null
    kind: 'delivered' | 'bounced' | 'refused' | 'reply' | 'stop' | 'unsubscribe' | 'complaint'
    at: Instant
    data: Json<Record<string, unknown>>
  }
  'messages.blocked': { channel: string; address: string; because: string; at: Instant }
  'messages.recording': {
    id: string
    staff_id: string
    moment: string | null
    mime: string
    audio: Buffer
    seconds: number
    words: Generated<string>
    at: Instant
    removed_at: InstantOrNull
  }
  'messages.pace': { provider_id: string; tokens: number; at: Instant }
  'messages.device': {
    id: string
    customer_id: string
    endpoint: string
    p256dh: string
    auth: string
    name: string
    created_at: Instant
    shown_at: InstantOrNull
    gone_at: InstantOrNull
    gone_because: 'removed' | 'push-service' | null
  }
  'messages.link_revoked': { customer_id: string; before: Instant }
  'messages.watch': { one: Generated<boolean>; seen_at: Instant }
}
