import type { Because } from '../../contract/because.ts'
import type { ToldBesides } from './task.ts'

/** A task as it stands, with what its line in the list needs. */
export interface TaskRow {
  id: string
  touch_id: string | null
  customer_id: string
  staff_id: string | null
  staff_name: string | null
  site_id: string | null
  site_name: string | null
  asset_id: string | null
  order_id: string | null
  kind: string
  purpose: 'service' | 'commercial'
  moment: string | null
  title: string
  because: Because[]
  opening: string
  message: string
  thank: string
  avoid: string
  also: ToldBesides[]
  priority: number
  core: boolean
  minutes: number
  not_before: Date
  due_on: string | null
  expires_at: Date | null
  state: 'open' | 'done' | 'let-go'
  outcome: string | null
  tries: number
  promised: boolean
  created_at: Date
  done_at: Date | null
  customer_kind: 'person' | 'company'
  title_of: string
  given_name: string
  family_name: string
  company_name: string
  pronunciation: string
  address_as: string
  formality: 'vous' | 'tu'
  language: string
  advisor_id: string | null
  deputy_id: string | null
  country: string
  postcode: string
  has_voice: boolean
  asset: string
  phones: { e164: string; label: string }[]
  last: {
    id: string
    outcome: string
    told_by: 'hand' | 'call' | 'visit' | 'reply' | 'time'
    at: string
    by: string | null
    note: string
  } | null
}
