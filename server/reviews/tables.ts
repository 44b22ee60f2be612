import type { Generated } from 'kysely'
import type { Experience, RefusalReason, ReportReason, ReviewState, SubjectKind } from '../../contract/reviews.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'

export interface ReviewsTables {
  'reviews.subject': {
    id: string
    kind: SubjectKind
    slug: string
    former_slugs: Generated<string[]>
    title: Json<Record<string, string>>
    site_id: string | null
    matches: Generated<string[]>
    created_at: Instant
    changed_at: Instant
    archived_at: InstantOrNull
  }
  'reviews.review': {
    id: string
    answer_id: string
    subject_id: string | null
    shown_as: Generated<string>
    wording: string
    asked_at: Instant
    edited_at: InstantOrNull
    edit_mark: Buffer | null
    experience: Experience | null
    experience_id: string | null
    experience_on: string | null
    state: ReviewState
    flags: Generated<string[]>
    read_hash: Buffer | null
    published_at: InstantOrNull
    decided_by: string | null
    decided_at: InstantOrNull
    reason: RefusalReason | null
    reason_words: Generated<string>
    told_message_id: string | null
    appeal: Generated<string>
    appeal_at: InstantOrNull
    appeal_settled_at: InstantOrNull
    withdrawn_at: InstantOrNull
    changed_at: Instant
  }
  'reviews.reply': {
    review_id: string
    text: string
    role: string
    by_staff: string | null
    at: Instant
    changed_at: InstantOrNull
  }
  'reviews.report': {
    id: string
    review_id: string
    reason: ReportReason
    words: Generated<string>
    at: Instant
    more: Generated<number>
    state: Generated<'open' | 'kept' | 'upheld'>
    settled_by: string | null
    settled_at: InstantOrNull
  }
  'reviews.setting': {
    one: Generated<boolean>
    offered: Generated<boolean>
    unverified: Generated<'never' | 'marked'>
    by_itself: Generated<boolean>
    delay_days: Generated<number>
    keep_months: Generated<number>
    in_return: Json<Record<string, string>>
    changed_by: string | null
    changed_at: InstantOrNull
  }
}
