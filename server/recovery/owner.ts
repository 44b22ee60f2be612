import { type Because, say } from '../../contract/because.ts'
import type { Staff } from '../../contract/network.ts'
import { may, sitesWhere } from '../../contract/rights.ts'
import { type Doer, type Doing, type Team, there, whoDoes } from '../work/who-does.ts'

export interface Owner {
  staffId: string | null
  as: Doer['as']
  because: Because[]
}

type Caring = Omit<Doing, 'by' | 'service'>

const OWN: ReadonlySet<Doer['as']> = new Set(['advisor', 'handed-over', 'deputy'])

/** A case is theirs who may open it and act on it, where it stands; one of no site is for those who may on all. */
export const mayHave = ({ roles }: Pick<Staff, 'roles'>, siteId: string | null): boolean =>
  siteId === null
    ? sitesWhere(roles, 'feedback.act') === 'all'
    : may(roles, 'feedback.act', siteId) && may(roles, 'feedback.read', siteId)

/**
 * Who sees to it: their advisor, whoever they were handed over to, the deputy, where they may open it; else whoever runs the place. Somebody whom the
 * words accuse is not asked to answer for themselves. Where there is nobody else in the house it is theirs all the same: somebody has to answer.
 * @param accused people who are accused, by name or by what they are to whoever wrote
 */
export function ownerOf(
  team: Team,
  doing: Caring,
  accused: ReadonlySet<string>,
  open: ReadonlyMap<string, number>,
): Owner {
  const theirs = whoDoes(team, { ...doing, by: 'advisor', service: null }, open)
  const person = OWN.has(theirs.as) && theirs.staffId !== null ? team.byId.get(theirs.staffId) : undefined
  if (person && !accused.has(person.id) && mayHave(person, doing.siteId))
    return { staffId: person.id, as: theirs.as, because: theirs.because }
  const because = !person
    ? theirs.because.slice(0, 1)
    : [say(accused.has(person.id) ? 'case.names-owner' : 'case.not-their-place', { name: person.name })]
  return managerOf(team, doing, because, open, accused)
}

/** Who runs a place: its managers; where it has none, head office; else the owners. */
const LADDER = [
  { role: 'site-manager', because: 'is-manager' },
  { role: 'head-office', because: 'case.is-head-office' },
  { role: 'owner', because: 'case.is-owner' },
] as const

/**
 * The manager of the place, or whoever runs the network where it has none: of several the one with the least open, of those who are there first.
 * Nobody, where nobody of them may: then everybody of the place sees that nobody has it.
 */
function managerOf(
  team: Team,
  doing: Caring,
  because: readonly Because[],
  open: ReadonlyMap<string, number>,
  accused: ReadonlySet<string> = new Set(),
): Owner {
  const able = [...team.byId.values()].filter((person) => mayHave(person, doing.siteId))
  const rest = able.filter(({ id }) => !accused.has(id))
  for (const people of [rest.filter((person) => there(person, doing)), rest, rest.length === 0 ? able : []])
    for (const { role, because: why } of LADDER) {
      const [first] = people
        .filter((person) => person.roles.some((held) => held.role === role && reaches(held, doing.siteId)))
        .sort((a, b) => (open.get(a.id) ?? 0) - (open.get(b.id) ?? 0) || a.name.localeCompare(b.name))
      if (first) {
        const alone = accused.has(first.id) ? [say('case.nobody-else')] : []
        return { staffId: first.id, as: 'manager', because: [...because, say(why), ...alone] }
      }
    }
  return { staffId: null, as: 'nobody', because: [...because, say('nobody-to-do-it')] }
}

/** Those whom « le directeur », “the boss” may mean: the managers of the place; where it has none, the owners. */
export function runTheSite(team: Team, siteId: string | null): string[] {
  const holding = (role: string) =>
    [...team.byId.values()].filter(({ roles }) => roles.some((held) => held.role === role && reaches(held, siteId)))
  const managers = holding('site-manager')
  return (managers.length > 0 ? managers : holding('owner')).map(({ id }) => id)
}

const reaches = (held: { siteId: string | null }, siteId: string | null): boolean =>
  held.siteId === null || siteId === null || held.siteId === siteId

/**
 * Whom of the line is told when the clock has run out: first the managers of the site, then head office and the owners; never whom the words accuse, nor who may not
 * open it. Who
 * has the case already knows; each level is told once.
 */
export function nextTold(
  team: Team,
  siteId: string | null,
  ownerId: string | null,
  level: number,
  accused: ReadonlySet<string> = new Set(),
): string[] {
  const roles: readonly string[] = level === 1 ? ['site-manager'] : ['head-office', 'owner']
  return [...team.byId.values()]
    .filter(
      (person) =>
        person.id !== ownerId &&
        !accused.has(person.id) &&
        mayHave(person, siteId) &&
        person.roles.some((held) => roles.includes(held.role) && reaches(held, siteId)),
    )
    .map(({ id }) => id)
    .sort()
}
export const LAST_LEVEL = 2
