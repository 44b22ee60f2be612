import type { ColumnType, Generated } from 'kysely'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { Vouched } from './field-groups.ts'
import type { Warnings } from './import-warnings.ts'

export interface CustomersTables {
  'customers.trusted_source': { source: string; place: number }
  'customers.changed': { customer_id: string; at: Instant; by_import: Generated<boolean> }
  'customers.customer': {
    id: string
    kind: Generated<'person' | 'company'>
    title: Generated<string>
    given_name: Generated<string>
    family_name: Generated<string>
    company_name: Generated<string>
    pronunciation: Generated<string>
    address_as: Generated<string>
    formality: Generated<'vous' | 'tu'>
    language: Generated<string>
    advisor_id: string | null
    deputy_id: string | null
    site_id: string | null
    birth_date: string | null
    street: Generated<string>
    postcode: Generated<string>
    city: Generated<string>
    country: Generated<string>
    note: Generated<string>
    recognition: Generated<'default' | 'consented' | 'objected'>
    vouched: ColumnType<Vouched, string | undefined, string>
    version: Generated<number>
    created_at: Instant
    updated_at: Instant
    archived_at: InstantOrNull
  }
  'customers.voice': {
    customer_id: string
    mime: string
    audio: Buffer
    recorded_by: string | null
    recorded_at: Instant
  }
  'customers.phone': {
    id: string
    customer_id: string
    e164: string
    label: Generated<string>
    position: Generated<number>
  }
  'customers.email': {
    id: string
    customer_id: string
    address: string
    label: Generated<string>
    position: Generated<number>
  }
  'customers.relation': {
    id: string
    customer_id: string
    other_id: string
    kind: 'household' | 'company'
    role: Generated<string>
    /** Whose role it is; null: nobody knows. */
    role_of_other: Generated<boolean | null>
    /** A person said it, not a source. */
    by_hand: Generated<boolean>
  }
  'customers.asset': {
    id: string
    kind: 'vehicle' | 'product'
    make: Generated<string>
    model: Generated<string>
    body: Generated<string>
    colour: Generated<string>
    year: number | null
    vin: string | null
    options: Generated<string[]>
    key_ref: Generated<string>
    warranty_until: string | null
    next_service_on: string | null
    mileage: number | null
    bought_site_id: string | null
    bought_at: Generated<string>
    bought_on: string | null
    registered_on: string | null
    control_until: string | null
    recognition: Generated<'default' | 'consented' | 'objected'>
    version: Generated<number>
    created_at: Instant
    updated_at: Instant
    archived_at: InstantOrNull
  }
  'customers.plate': {
    id: string
    asset_id: string
    plate: string
    country: Generated<string>
    since: string | null
    until: string | null
  }
  'customers.ownership': {
    id: string
    asset_id: string
    customer_id: string
    role: Generated<'owner' | 'driver' | 'company'>
    since: string | null
    until: string | null
  }
  'customers.source_record': {
    id: string
    source: string
    key: string
    customer_id: string | null
    asset_id: string | null
    data: Json<Record<string, unknown>>
    at: Instant
  }
  'customers.import': {
    id: string
    name: string
    source: string
    site_id: string | null
    kind: ImportKind
    state: 'reading' | 'uploaded' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'
    mapping: Json<Record<string, string>>
    columns: Json<object[]>
    dialect: Json<Record<string, unknown>>
    rows: Generated<number>
    done: Generated<number>
    created: Generated<number>
    updated: Generated<number>
    unchanged: Generated<number>
    refused: Generated<number>
    warnings: ColumnType<Warnings, string | undefined, string>
    problem: string | null
    created_by: string | null
    feed_id: string | null
    /** Cars it gave to somebody else than its source did before. */
    handed: Generated<Json<object[]>>
    created_at: Instant
    started_at: InstantOrNull
    finished_at: InstantOrNull
    /** Rows that found their customer after they were set aside. */
    found_later: Generated<number>
    /** Those that still wait are to be tried again. */
    try_again: Generated<boolean>
  }
  'customers.import_person': {
    import_id: string
    customer_id: string
    kind: 'new' | 'changed'
    changes: Json<Record<string, [unknown, unknown] | null>>
  }
  'customers.import_piece': { import_id: string; part: number; n: number; bytes: Buffer }
  'customers.import_feed': {
    id: string
    source: string
    kind: ImportKind
    site_id: string | null
    how: 'query' | 'folder'
    sealed_address: string | null
    query: Generated<string>
    folder: string | null
    every_minutes: number
    paused: Generated<boolean>
    next_at: Instant
    last_at: InstantOrNull
    last_import_id: string | null
    problem: string | null
    created_by: string | null
    created_at: Instant
  }
  'customers.erased': { mark: string; erasure_id: string; why: 'request' | 'retention'; at: Instant }
  'customers.import_refused': { import_id: string; line: number; because: string; row: Json<Record<string, unknown>> }
}
