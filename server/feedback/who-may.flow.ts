import type { Right } from '../../contract/rights.ts'
import { type Caller, callerMay, callerSites } from '../kit/caller.ts'
import { forbidden } from '../kit/problem.ts'

/** May they, on this site? What is of no site is for those who may on all. */
export const mayAt = (caller: Caller, right: Right, siteId: string | null): boolean =>
  siteId === null ? callerSites(caller, right) === 'all' : callerMay(caller, right, siteId)

export function needAt(caller: Caller, right: Right, siteId: string | null): void {
  if (!mayAt(caller, right, siteId)) throw forbidden()
}
