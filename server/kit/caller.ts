import { type HeldRole, may, type Right, sitesWhere } from '../../contract/rights.ts'
import { forbidden, Problem } from './problem.ts'

/** Who is asking: a member of staff with a session, or an API key. */
export interface Caller {
  /** Staff id; null for an API key. */
  staffId: string | null
  userId: string | null
  /** The session of a person: what their device is told ends with it. */
  sessionId?: string
  /** Shown in the audit log. */
  name: string
  roles: readonly HeldRole[]
  locale: 'fr' | 'en'
  /** What they have to do before anything else; until then all but who they are is refused with these words. */
  first?: { code: string; title: string; hint: string }
}

/** May they, on this site? What is of no site (`null`) is for those who may on all; where no site is meant at all, it is enough to hold the right somewhere. */
export const callerMay = (caller: Caller, right: Right, siteId?: string | null): boolean =>
  siteId === null ? callerSites(caller, right) === 'all' : may(caller.roles, right, siteId)

/** Refuses with a 403 Problem whoever may not, as {@link callerMay} says it. */
export function need(caller: Caller, right: Right, siteId?: string | null): void {
  if (!callerMay(caller, right, siteId)) throw forbidden()
}

/** Refuses whoever has something to do first. */
export function needNothingFirst({ first }: Caller): void {
  if (first) throw new Problem(403, first.code, first.title, { hint: first.hint })
}

export const callerSites = (caller: Caller, right: Right): 'all' | string[] => sitesWhere(caller.roles, right)
