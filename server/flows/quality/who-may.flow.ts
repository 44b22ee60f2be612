import type { Right } from '../../../contract/rights.ts'
import { type Caller, callerSites } from '../../kit/caller.ts'
import { forbidden, notFound } from '../../kit/problem.ts'

/** On all of these sites; on every site of the network where it is sold everywhere. */
function holds(caller: Caller, right: Right, siteIds: readonly string[] | null): boolean {
  const held = callerSites(caller, right)
  return held === 'all' || (siteIds?.every((id) => held.includes(id)) ?? false)
}

/** What leaves the shelf everywhere is decided by who manages the gate everywhere; what is sold at some sites, by who does at all of them. */
export const mayManage = (caller: Caller, siteIds: readonly string[] | null): boolean =>
  holds(caller, 'gate.manage', siteIds)

export function needManage(caller: Caller, siteIds: readonly string[] | null): void {
  if (!mayManage(caller, siteIds))
    throw forbidden('Whoever manages the product gate at every site where this is sold decides.')
}

/** What is sold everywhere is for all who read the voice; the rest for those of its sites. */
export function needToSee(caller: Caller, siteIds: readonly string[] | null): void {
  const held = callerSites(caller, 'voice.read')
  if (held !== 'all' && siteIds !== null && !siteIds.some((id) => held.includes(id))) throw notFound('product')
}
