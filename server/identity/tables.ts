import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { EventBecause, ModelQuality, Moved } from './event.ts'
import type { IdentityModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'

export interface IdentityTables {
  'identity.record': {
    id: string
    customer_id: string
    person: Json<Omit<PersonRecord, 'id'>>
    since: Instant
    at: Instant
    keys: Generated<number[]>
  }
  'identity.key': { key: number; record_id: string }
  'identity.edge': { a: string; b: string; bits: number; related: number }
  'identity.judgement': {
    id: string
    a: string
    b: string
    verdict: 'same' | 'different' | 'unsure'
    bits: number | null
    by: string | null
    reason: Generated<string>
    at: Instant
    undone_at: InstantOrNull
  }
  'identity.event': {
    id: string
    at: Instant
    kind: 'merge' | 'split'
    customer_id: string
    other_id: string
    by: string | null
    because: Json<EventBecause>
    moved: Json<Moved>
    undone_at: InstantOrNull
    undone_by: string | null
    /** The weight of the pair it rests on; written by the database. */
    bits: GeneratedAlways<number | null>
  }
  'identity.meanwhile': { record_id: string }
  'identity.control': {
    kind: 'joined' | 'asked' | 'near'
    a: string
    b: string
    band: number
    turn: number
    bits: number
    event_id: string | null
    drawn_at: Instant
  }
  'identity.stratum': {
    kind: 'joined' | 'asked' | 'near'
    band: number
    pairs: number
    undone: Generated<number>
    at: Instant
  }
  'identity.second_reading': {
    id: string
    judgement_id: string
    a: string
    b: string
    verdict: 'same' | 'different' | 'unsure'
    by: string
    at: Instant
    undone_at: InstantOrNull
  }
  'identity.model': {
    id: string
    at: Instant
    state: 'running' | 'done' | 'failed'
    finished_at: InstantOrNull
    model: Json<IdentityModel> | null
    quality: Json<ModelQuality> | null
  }
  'identity.setting': {
    one: Generated<boolean>
    same: number | null
    ask: number | null
    automatic: Generated<boolean>
    asked: Generated<number>
    looked: Generated<number>
    learn: Generated<boolean>
  }
  'identity.pass': {
    one: Generated<boolean>
    phase: 'read' | 'learn' | 'resolve' | 'write' | 'join' | 'done'
    done: number
    total: number
    started_at: Instant
    at: Instant
  }
  'identity.household': { a: string; b: string; related: number }
  'identity.apart': { a: string; b: string; by: string | null; at: Instant }
}
