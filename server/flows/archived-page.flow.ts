import type { AnswerOf } from '../../contract/endpoint.ts'
import type { customerRights } from '../../contract/privacy.ts'
import { retentionSettings } from '../consent/retention.store.ts'
import { monthsAfter, packOn, rulesInForce } from '../consent/retention-rules.ts'
import { todayOf } from '../customers/changed.flow.ts'
import type { House } from '../kit/house.ts'
import { archivedPage } from './retention.store.ts'

/**
 * Why a page is in the archive and when it goes. The log says who put it there; where its line is gone by age, a time that was over on that day does.
 */
export async function archivedOf(house: House, id: string): Promise<AnswerOf<typeof customerRights>['archived']> {
  const page = await archivedPage(house.db, id)
  if (!page) return null
  const { enabled, chosen } = await retentionSettings(house.db)
  const rules = new Map(rulesInForce(packOn(todayOf(house)), chosen).map((rule) => [rule.id, rule.months]))
  const { last, customer } = page
  const over = customer && last !== null && monthsAfter(last, rules.get('customers')!) <= page.archivedAt
  const eraseFrom = last && monthsAfter(last, rules.get(customer ? 'contracts' : 'prospects')!)
  return {
    byRetention: page.logged ? page.rule === 'customers' : over,
    lastContact: last?.toISOString() ?? null,
    eraseFrom: (enabled && eraseFrom?.toISOString()) || null,
    held: page.held,
  }
}
