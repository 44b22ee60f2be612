import { type Because, say } from '../../contract/because.ts'
import { type Doer, type Doing, type Team, whoDoes } from '../work/who-does.ts'

export interface Owner {
  staffId: string | null
  as: Doer['as']
  because: Because[]
}

const OWN: ReadonlySet<Doer['as']> = new Set(['advisor', 'handed-over', 'deputy'])

/**
 * Who sees to it: their advisor, whoever they were handed over to, the deputy; else the manager of the site. Somebody whom the words speak ill
 * of by name is not asked to answer for themselves: then it is the manager, too.
 * @param named people who are named in unkind words
 */
export function ownerOf(
  team: Team,
  doing: Omit<Doing, 'by' | 'service'>,
  named: ReadonlySet<string>,
  open: ReadonlyMap<string, number>,
): Owner {
  const theirs = whoDoes(team, { ...doing, by: 'advisor', service: null }, open)
  const own = OWN.has(theirs.as) && theirs.staffId !== null
  if (own && !named.has(theirs.staffId!)) return { staffId: theirs.staffId, as: theirs.as, because: theirs.because }
  const because = own
    ? [say('case.names-owner', { name: team.byId.get(theirs.staffId!)?.name ?? '' })]
    : theirs.because.slice(0, 1)
  return managerOf(team, doing, because, open)
}

/** The manager of the site; nobody, where there is none: then everybody of the site sees that nobody has it. */
export function managerOf(
  team: Team,
  doing: Omit<Doing, 'by' | 'service'>,
  because: readonly Because[],
  open: ReadonlyMap<string, number>,
): Owner {
  const manager = whoDoes(team, { ...doing, by: 'site-manager', service: null }, open)
  return { staffId: manager.staffId, as: manager.as, because: [...because, ...manager.because] }
}

/**
 * Whom of the line is told when the clock has run out: first the managers of the site, then head office and the owners. Who has the case
 * already knows; each level is told once.
 */
export function nextTold(team: Team, siteId: string | null, ownerId: string | null, level: number): string[] {
  const roles: readonly string[] = level === 1 ? ['site-manager'] : ['head-office', 'owner']
  const holds = (held: { role: string; siteId: string | null }) =>
    roles.includes(held.role) && (held.siteId === null || siteId === null || held.siteId === siteId)
  return [...team.byId.values()]
    .filter((person) => person.id !== ownerId && person.roles.some(holds))
    .map(({ id }) => id)
    .sort()
}
export const LAST_LEVEL = 2
