import type { Generated } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { ReportContent, ReportSection } from '../../contract/report.ts'
import type { Instant, InstantOrNull, Json } from '../network/tables.ts'
import type { CallKind } from './choose-calls.ts'

export interface ReportTables {
  'voice.report': {
    id: string
    month: string
    site_id: string
    state: Generated<'draft' | 'closed'>
    content: Json<ReportContent> | null
    words: Json<Partial<Record<ReportSection, string>>>
    comment: Generated<string>
    closed_by: string | null
    closed_at: InstantOrNull
    created_at: Instant
    changed_at: Instant
  }
  'voice.committee': { staff_id: string; position: number }
  'voice.call': {
    id: string
    report_id: string
    month: string
    staff_id: string
    customer_id: string
    kind: CallKind
    because: Json<Because[]>
    task_id: string | null
    put_aside_at: InstantOrNull
    at: Instant
  }
}
