import type { Service } from '../../../contract/network.ts'
import { type HeldRole, may, ROLES, type Role } from '../../../contract/rights.ts'

/**
 * The roles this person may give, as the server will judge it: an owner all of them; head office all but owner;
 * a site manager those of a site, on their own sites only. `everywhere`: may a role be given on every site?
 */
export function givable(roles: readonly HeldRole[]): { roles: readonly Role[]; everywhere: boolean } {
  const holds = (role: Role) => roles.some((held) => held.role === role && held.siteId === null)
  if (holds('owner')) return { roles: ROLES, everywhere: true }
  const below = ROLES.filter((role) => role !== 'owner')
  if (holds('head-office')) return { roles: below, everywhere: true }
  return { roles: below.filter((role) => role !== 'head-office' && role !== 'auditor'), everywhere: false }
}

/** May this person change someone who holds these roles? Only who could have given every one of them. */
export function mayChange(mine: readonly HeldRole[], theirs: readonly HeldRole[]): boolean {
  if (!may(mine, 'staff.manage')) return false
  const { roles, everywhere } = givable(mine)
  return theirs.every(
    (held) =>
      roles.includes(held.role) && (everywhere || (held.siteId !== null && may(mine, 'staff.manage', held.siteId))),
  )
}

/** May this person reset somebody's second factor? An owner or head office, for those they may change. */
export const mayResetFactor = (mine: readonly HeldRole[]): boolean =>
  mine.some((held) => held.siteId === null && (held.role === 'owner' || held.role === 'head-office'))

/** Roles that cover the whole network by their nature are offered for every site first. */
export const isEverywhere = (role: Role): boolean => role === 'owner' || role === 'head-office' || role === 'auditor'

const LOOKS_AFTER: Partial<Record<Role, Service>> = {
  'sales-advisor': 'sales',
  'service-advisor': 'service',
  workshop: 'service',
  reception: 'reception',
}

/** What somebody of these roles looks after, unless they say otherwise: who looks after nothing is called for nothing. */
export const skillsOfRoles = (roles: readonly HeldRole[]): Service[] => [
  ...new Set(roles.flatMap(({ role }) => LOOKS_AFTER[role] ?? [])),
]
