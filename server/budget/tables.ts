import type { Generated } from 'kysely'
import type { Instant } from '../network/tables.ts'

export interface BudgetTables {
  'budget.attention': {
    id: string
    customer_id: string
    at: Instant
    channel: string
    weight: number
    from_them: Generated<boolean>
    moment: string | null
    core: Generated<boolean>
    touch_id: string | null
    staff_id: string | null
    site_id: string | null
  }
}
