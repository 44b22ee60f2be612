import { z } from 'zod'

export const ROLES = [
  'owner',
  'head-office',
  'site-manager',
  'sales-advisor',
  'service-advisor',
  'reception',
  'workshop',
  'auditor',
] as const
export const role = z.enum(ROLES)
export type Role = z.infer<typeof role>

export const RIGHTS = [
  'customers.read',
  'customers.write',
  'visits.read',
  'visits.act',
  'perhaps.answer',
  'duty.set',
  'figures.read',
  'imports.manage',
  'identity.review',
  'identity.manage',
  'sources.manage',
  'facts.tell',
  'work.act',
  'feedback.read',
  'feedback.act',
  'surveys.manage',
  'reviews.manage',
  'gate.manage',
  'voice.read',
  'voice.manage',
  'loop.read',
  'loop.manage',
  'playbook.manage',
  'channels.manage',
  'staff.manage',
  'network.manage',
  'audit.read',
  'requests.register',
  'privacy.manage',
] as const
export const right = z.enum(RIGHTS)
export type Right = z.infer<typeof right>

const everyone: Right[] = ['customers.read', 'visits.read']
const hosts: Right[] = [
  ...everyone,
  'customers.write',
  'visits.act',
  'duty.set',
  'work.act',
  'feedback.read',
  'feedback.act',
]

/** What each role may do, on the sites where the role is held. Owner: all. */
export const RIGHTS_OF: Record<Role, readonly Right[]> = {
  owner: RIGHTS,
  'head-office': RIGHTS.filter((r) => r !== 'network.manage'),
  'site-manager': [
    ...hosts,
    'perhaps.answer',
    'figures.read',
    'imports.manage',
    'identity.review',
    'sources.manage',
    'reviews.manage',
    'voice.read',
    'loop.read',
    'staff.manage',
    'requests.register',
  ],
  'sales-advisor': hosts,
  'service-advisor': hosts,
  reception: [...hosts, 'perhaps.answer'],
  workshop: everyone,
  auditor: ['audit.read', 'figures.read', 'customers.read', 'loop.read', 'voice.read'],
}

/** What is of the whole network and of no site: only a role held on every site gives it. */
const OF_NETWORK: ReadonlySet<Right> = new Set([
  'identity.manage',
  'playbook.manage',
  'channels.manage',
  'privacy.manage',
])

/** A role held on one site, or on every site when `siteId` is null. */
export const heldRole = z.object({ role, siteId: z.uuid().nullable() })
export type HeldRole = z.infer<typeof heldRole>

const gives = ({ role, siteId }: HeldRole, wanted: Right): boolean =>
  RIGHTS_OF[role].includes(wanted) && (siteId === null || !OF_NETWORK.has(wanted))

/** May someone with these roles use this right, on this site (or on some site, when none is named)? */
export function may(roles: readonly HeldRole[], wanted: Right, siteId?: string | null): boolean {
  return roles.some((held) => gives(held, wanted) && (siteId == null || held.siteId === null || held.siteId === siteId))
}

/** The sites on which a right is held: a list, or 'all'. */
export function sitesWhere(roles: readonly HeldRole[], wanted: Right): 'all' | string[] {
  const held = roles.filter((r) => gives(r, wanted))
  if (held.some((r) => r.siteId === null)) return 'all'
  return [...new Set(held.map((r) => r.siteId as string))]
}
