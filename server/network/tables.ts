import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Hours } from '../../contract/network.ts'

/** A jsonb column: read as T, written as a JSON string. */
export type Json<T extends object> = JSONColumnType<T>
export type Instant = ColumnType<Date, Date | string, Date | string>
export type InstantOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>

export interface NetworkTables {
  'network.setting': { key: string; value: ColumnType<unknown, string, string>; changed_at: Generated<Date> }
  'network.user': {
    id: string
    name: string
    email: string
    emailVerified: Generated<boolean>
    image: string | null
    twoFactorEnabled: Generated<boolean | null>
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  'network.session': {
    id: string
    expiresAt: Date
    token: string
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
    ipAddress: string | null
    userAgent: string | null
    userId: string
  }
  'network.twoFactor': { id: string; userId: string }
  'network.verification': { id: string; identifier: string; value: string }
  'network.brand': { id: string; name: string; archived_at: InstantOrNull }
  'network.site': {
    id: string
    brand_id: string | null
    name: string
    address: Generated<string>
    postcode: Generated<string>
    city: Generated<string>
    country: Generated<string>
    time_zone: Generated<string>
    phone: string | null
    hours: Json<Hours>
    services: Generated<string[]>
    greet_within_s: Generated<number>
    ring_s: Generated<number>
    recognition: Generated<'informed' | 'opt-in' | 'off'>
    version: Generated<number>
    created_at: Generated<Date>
    archived_at: InstantOrNull
  }
  'network.staff': {
    id: string
    user_id: string | null
    name: string
    email: string
    phone: string | null
    skills: Generated<string[]>
    languages: Generated<string[]>
    calendar_url: string | null
    calendar_checked_at: InstantOrNull
    calendar_problem: string | null
    deputy_id: string | null
    locale: Generated<'fr' | 'en'>
    second_factor_due: Generated<boolean>
    way_on_away_at: InstantOrNull
    version: Generated<number>
    created_at: Generated<Date>
    archived_at: InstantOrNull
  }
  'network.staff_role': { staff_id: string; role: string; site_id: string | null }
  'network.duty': {
    staff_id: string
    state: 'on' | 'away'
    until: InstantOrNull
    deputy_id: string | null
    changed_by: string | null
    changed_at: Instant
  }
  'network.away': { staff_id: string; from_at: Instant; to_at: Instant }
  'network.invitation': { token_hash: string; staff_id: string; expires_at: Instant; used_at: InstantOrNull }
  'network.api_key': {
    id: string
    name: string
    token_hash: string
    role: string
    site_id: string | null
    created_by: string
    created_at: Instant
    last_used_at: InstantOrNull
    revoked_at: InstantOrNull
  }
  'network.push': {
    endpoint: string
    staff_id: string
    p256dh: string
    auth: string
    created_at: Instant
    session_id: string | null
    unnamed: Generated<boolean>
  }
  'network.made': { digest: string; id: string; at: Instant }
  'network.audit': {
    id: string
    at: Instant
    staff_id: string | null
    actor: string
    action: string
    customer_id: string | null
    customer_ids: Generated<string[] | null>
    site_id: string | null
    detail: Json<Record<string, unknown>>
  }
}
