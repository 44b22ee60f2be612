import type { ColumnType, Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type {
  ConsentAction,
  ConsentChannel,
  ConsentPurpose,
  ContractKind,
  WordingAction,
} from '../../contract/consent.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface ConsentTables {
  'consent.receipt': {
    seq: number
    id: string
    /** Who they are today: follows a merge. */
    customer_id: string | null
    /** Who it was written about, as the chain holds it. */
    subject_id: string | null
    at: Instant
    action: ConsentAction
    channel: ConsentChannel
    purpose: ConsentPurpose
    contact: string | null
    wording: Generated<string>
    wording_version: Generated<string>
    place: string
    site_id: string | null
    by_staff: string | null
    evidence: Json<Record<string, unknown>>
    salt: string
    content_hash: string
    previous_hash: string
    hash: string
    erased_at: InstantOrNull
  }
  'consent.wording': {
    id: string
    action: Generated<WordingAction>
    channel: ConsentChannel
    purpose: ConsentPurpose
    language: string
    version: string
    text: string
    at: Instant
    by: string | null
  }
  'consent.contract': {
    id: string
    customer_id: string
    kind: ContractKind
    object: Generated<string>
    asset_id: string | null
    order_id: string | null
    legal_entity: Generated<string>
    since: string
    until: string | null
    source: Generated<string>
    key: string | null
  }
  'consent.attempt': {
    id: string
    customer_id: string
    at: Instant
    channel: string
    purpose: string
    reached: boolean
    refused: Generated<boolean>
    legal_entity: Generated<string>
    touch_id: string | null
    by_staff: string | null
    /** `work`: a task; `telephone`: seen by the telephone system; `hand`: written down. */
    source: Generated<string>
    key: string | null
  }
  'consent.preference': {
    customer_id: string
    capacity: Generated<'consumer' | 'professional'>
    per_month: number | null
    only_my_assets: Generated<boolean>
    channels: Generated<string[]>
    zone: string | null
    objected_at: InstantOrNull
    changed_at: Instant
    changed_by: Generated<'staff' | 'customer'>
    /** When they last did something on their own page. */
    heard_at: ColumnType<Date | null, Date | undefined, Date>
  }
  'consent.site_entity': { site_id: string; legal_entity: string }
  'consent.setting': {
    one: Generated<boolean>
    pack: Generated<string>
    strict_contracts: Generated<boolean>
    count_per_entity: Generated<boolean>
    legal_entity: Generated<string>
    sender_name: Generated<string>
    sender_address: Generated<string>
  }
}

/** Reasons as they are kept. */
export type Reasons = Because[]
