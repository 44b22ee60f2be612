import type { SurveyAsks } from './tables.ts'

/** A survey as it stands today. */
export interface SurveyRow {
  id: string
  slug: string
  version: number
  state: 'draft' | 'open' | 'closed'
  asks: SurveyAsks
  createdAt: Date
  changedAt: Date
}
