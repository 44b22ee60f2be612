import type { SurveyAsks } from './tables.ts'

/** The survey that asks, after a case, whether it is settled; the network may change its words, or close it and ask nobody. */
export const SECOND_SURVEY = 'is-it-settled'

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
