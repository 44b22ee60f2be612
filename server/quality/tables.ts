import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Evidence, ProductKind, ShelfState } from '../../contract/quality.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

/** The evidence a person said no to. */
export interface Declined {
  version: number
  below: number
  n: number
  /** The file was closed with it: not even an alert before it is stronger. */
  closed: boolean
}

/** How a product stood before a decision, to go back to. */
export interface Before {
  state: ShelfState
  stateAt: string
  version: number
  because: Because[]
  declined: Declined | null
  fileId: string | null
  /** The proposal that was decided with it. */
  proposalId: string | null
  /** The file that was closed with it. */
  closed: string | null
  /** The version that was put on the shelf with it. */
  shelved: number | null
}

export interface QualityTables {
  'quality.product': {
    id: string
    kind: ProductKind
    reference: string
    name: Json<Record<string, string>>
    site_ids: string[] | null
    links: Json<{ title: string; url: string }[]>
    owner_id: string | null
    version: Generated<number>
    state: Generated<ShelfState>
    state_at: Instant
    because: Json<Because[]>
    evidence: Json<Evidence> | null
    evaluated_at: InstantOrNull
    declined: Json<Declined> | null
    file_id: string | null
    sequence: Generated<number>
    created_at: Instant
    changed_at: Instant
    archived_at: InstantOrNull
  }
  'quality.version': {
    product_id: string
    number: number
    label: string
    changed: Json<Record<string, string>>
    made_at: Instant
    shelf_at: InstantOrNull
  }
  'quality.rating': {
    answer_id: string
    product_id: string
    version: number | null
    rater: string | null
    source: string
    key: string
    at: Instant
  }
  'quality.file': {
    id: string
    product_id: string
    version: number
    opened_at: Instant
    due_at: Instant
    owner_id: string | null
    wrong: Generated<string>
    cause: Generated<string>
    escalated: Generated<number>
    closed_at: InstantOrNull
    outcome: 'recovered' | 'improved' | 'returned' | 'declined' | 'retired' | null
  }
  'quality.action': {
    id: string
    file_id: string
    title: string
    owner_id: string | null
    due_on: string | null
    done_at: InstantOrNull
    created_at: Instant
    removed_at: InstantOrNull
  }
  'quality.proof': {
    id: string
    file_id: string
    kind: 'text' | 'link' | 'file'
    title: string
    text: Generated<string>
    url: string | null
    mime: string | null
    content: Buffer | null
    by_staff: string | null
    at: Instant
    removed_at: InstantOrNull
  }
  'quality.word': { file_id: string; verbatim_id: string; by_staff: string | null; at: Instant }
  'quality.proposal': {
    id: string
    product_id: string
    file_id: string | null
    version: number
    move: 'withdraw' | 'return'
    strength: 'likely' | 'sure'
    because: Json<Because[]>
    state: Generated<'waiting' | 'confirmed' | 'declined' | 'overtaken'>
    reason: Generated<string>
    at: Instant
    decided_by: string | null
    decided_at: InstantOrNull
  }
  'quality.event': {
    id: string
    product_id: string
    file_id: string | null
    kind: string
    at: Instant
    by_staff: string | null
    by_name: Generated<string>
    because: Json<Because[]>
    text: Generated<string>
    before: Json<Before> | null
    undone_at: InstantOrNull
  }
  'quality.told': {
    event_id: string
    customer_id: string
    message_id: string | null
    because: Json<Because[]>
    at: Instant
  }
  'quality.hook': {
    id: string
    name: string
    url: string
    sealed: string
    sealed_before: string | null
    before_until: InstantOrNull
    active: Generated<boolean>
    paused: Json<Because> | null
    created_at: Instant
    changed_at: Instant
    removed_at: InstantOrNull
  }
  'quality.delivery': {
    id: string
    hook_id: string
    product_id: string | null
    event_id: string | null
    type: string
    body: string
    state: Generated<'waiting' | 'leaving' | 'delivered' | 'dead' | 'called-off'>
    tries: Generated<number>
    not_before: Instant
    problem: Json<Because> | null
    created_at: Instant
    changed_at: Instant
    done_at: InstantOrNull
  }
  'quality.attempt': {
    id: string
    delivery_id: string
    at: Instant
    ms: number
    status: number | null
    problem: Json<Because> | null
    answer: Generated<string>
  }
  'quality.due': { product_id: string; at: Instant }
}
