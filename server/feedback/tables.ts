import type { ColumnType, Generated, RawBuilder } from 'kysely'
import type { Mark, Polarity } from '../../contract/reading.ts'
import type { SurveyDraft } from '../../contract/surveys.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { Said } from './correct.ts'
import type { NightFound } from './reader/learn-and-judge.ts'

export type SurveyAsks = Omit<SurveyDraft, 'slug'>

/** What is kept of a reader that was learned: how it was judged, and why it is in force no more. */
export type LearnedFigures = NightFound & { ended?: Ended }
export type Ended = 'replaced' | 'worse' | 'by-hand' | 'another-version'

/** Whom and what an invitation or an answer is about. */
interface About {
  site_id: string | null
  staff_id: string | null
  moment: string | null
  service: string | null
}

export interface FeedbackTables {
  'feedback.survey': {
    id: string
    slug: string
    version: Generated<number>
    asks: Json<SurveyAsks>
    metric: string
    state: Generated<'draft' | 'open' | 'closed'>
    created_by: string | null
    created_at: Instant
    changed_at: Instant
  }
  'feedback.survey_version': { survey_id: string; version: number; asks: Json<SurveyAsks>; at: Instant }
  'feedback.door': {
    id: string
    survey_id: string
    site_id: string
    kind: 'qr' | 'tablet' | 'counter'
    name: string
    service: string | null
    created_at: Instant
    revoked_at: InstantOrNull
  }
  'feedback.invitation': About & {
    id: string
    survey_id: string
    survey_version: number
    customer_id: string
    asset_id: string | null
    order_id: string | null
    visit_id: string | null
    channel: string
    touch_id: string | null
    message_id: string | null
    case_id: string | null
    asked_at: Instant
    opened_at: InstantOrNull
    answered_at: InstantOrNull
    expires_at: Instant
    called_off_at: InstantOrNull
  }
  'feedback.answer': About & {
    id: string
    survey_id: string | null
    survey_version: number | null
    invitation_id: string | null
    door_id: string | null
    device_key: string | null
    customer_id: string | null
    asset_id: string | null
    order_id: string | null
    visit_id: string | null
    channel: string
    language: string
    metric: string | null
    score: number | null
    scale_min: number | null
    scale_max: number | null
    direction: 'up' | 'down' | null
    band: 'happy' | 'between' | 'unhappy' | null
    follow_ups: Json<Record<string, unknown>>
    quote: 'named' | 'unnamed' | null
    quote_wording: Generated<string>
    quote_at: InstantOrNull
    quote_taken_back: Json<object> | null
    left_out: string | null
    /** It answers whether a case is settled: another question than how content they are. */
    after_case: Generated<boolean>
    taken_by: string | null
    own_mark: string | null
    at: Instant
    changed_at: Instant
  }
  'feedback.verbatim': About & {
    id: string
    answer_id: string | null
    customer_id: string | null
    language: string
    text: string
    /** Written under the questions that followed. */
    more: Json<{ key: string; text: string }[]>
    shape: Buffer
    polarity: Polarity
    sure: number
    mixed: Generated<boolean>
    themes: Json<{ theme: string; polarity: Polarity; sure: number }[]>
    kinds: Generated<string[]>
    callback: Generated<boolean>
    promise: Generated<boolean>
    leaving: Generated<boolean>
    urgent: Generated<boolean>
    praised: Generated<string[]>
    marks: Json<Mark[]>
    reader: string
    second: Json<object> | null
    tells_private: Generated<boolean | null>
    corrected_at: InstantOrNull
    left_out: string | null
    at: Instant
    changed_at: Instant
    /** Of its answer. */
    band: 'happy' | 'between' | 'unhappy' | null
    /** As it is searched. Null only in rows of before the search. */
    words: ColumnType<string | null, RawBuilder<unknown>, RawBuilder<unknown>>
  }
  'feedback.correction': {
    id: string
    verbatim_id: string
    batch: string | null
    by_staff: string | null
    head: string
    was: Json<Said> | null
    becomes: Json<Said> | null
    at: Instant
    undone_at: InstantOrNull
  }
  'feedback.own_theme': {
    slug: string
    title: Json<Record<string, string>>
    words: Json<Record<string, string[]>>
    typed: Json<Record<string, string[]>>
    created_at: Instant
    archived_at: InstantOrNull
  }
  'feedback.reader': {
    id: string
    language: string
    state: 'champion' | 'challenger' | 'retired'
    weights: Buffer
    learned_from: number
    figures: Json<LearnedFigures>
    made_at: Instant
    changed_at: Instant
  }
  'feedback.learning': {
    language: string
    held_at: InstantOrNull
    held_by: string | null
    looked_at: InstantOrNull
    found: Json<NightFound> | null
    learned_rated: number | null
    learned_corrections: number | null
  }
  'feedback.erased': { own_mark: string; at: Instant }
  'feedback.changed': { site_id: string; day: string; at: Instant }
}
