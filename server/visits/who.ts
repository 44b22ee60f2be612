import { type Because, say } from '../../contract/because.ts'
import type { Service, Staff } from '../../contract/network.ts'
import { may } from '../../contract/rights.ts'
import type { Who } from '../../contract/visits.ts'

export interface WhoQuestion {
  advisorId: string | null
  /** The advisor, of whatever site; null when they have left the house. */
  advisor: Staff | null
  deputyId: string | null
  service: Service | null
  language: string
  siteId: string
  /** Staff with a role on this site, with their duty now. */
  staff: readonly Staff[]
  /** How many people each is looking after right now. */
  busy: ReadonlyMap<string, number>
}

/**
 * Who goes? The advisor if on duty here; else their deputy (the one named on the customer, then the one the advisor named
 * when leaving); else who is on duty for that service and speaks the customer's language; else for that service; else
 * reception; else the site manager; else anyone on duty. Among equals, whoever looks after the fewest people. Nobody is in the line who may
 * not receive people here.
 * Returns the whole line of succession, each person once: the first goes, the next is told when nobody moves.
 */
export function whoGoes(question: WhoQuestion): Who[] {
  const here = question.staff.filter(
    (person) => person.duty.state === 'on' && may(person.roles, 'visits.act', question.siteId),
  )
  const onDuty = new Map(here.map((person) => [person.id, person]))
  const line: Who[] = []
  const add = (person: Staff | undefined, as: Who['as'], ...because: Who['because']) => {
    if (person && !line.some((who) => who.staffId === person.id))
      line.push({ staffId: person.id, name: person.name, as, because })
  }

  if (question.advisorId) {
    add(onDuty.get(question.advisorId), 'advisor', say('is-advisor'))
    const absent = onDuty.has(question.advisorId) ? say('is-deputy') : whyNotAdvisor(question)
    if (question.deputyId) add(onDuty.get(question.deputyId), 'deputy', absent)
    const named = question.advisor?.duty.deputyId
    if (named) add(onDuty.get(named), 'deputy', absent, say('named-by-advisor'))
  } else if (question.deputyId) add(onDuty.get(question.deputyId), 'deputy', say('is-deputy'))

  const fewestFirst = [...here].sort(
    (a, b) => (question.busy.get(a.id) ?? 0) - (question.busy.get(b.id) ?? 0) || a.name.localeCompare(b.name),
  )
  // Owner and head office are told only when nobody of the site is there.
  const ofSite = fewestFirst.filter((person) => person.roles.some((held) => held.siteId === question.siteId))
  const hosts = ofSite.filter((person) => person.roles.some((held) => HOSTS.has(held.role)))
  const service = question.service
  if (service) {
    const skilled = hosts.filter((person) => person.skills.includes(service))
    for (const person of skilled.filter((p) => p.languages.includes(question.language)))
      add(person, 'service', say('looks-after', { service }), say('speaks', { language: question.language }))
    for (const person of skilled) add(person, 'service', say('looks-after', { service }))
  }
  const withRole = (role: string) => ofSite.filter((person) => person.roles.some((held) => held.role === role))
  for (const person of withRole('reception')) add(person, 'reception', say('is-reception'))
  for (const person of withRole('site-manager')) add(person, 'manager', say('is-manager'))
  for (const person of [...hosts, ...fewestFirst]) add(person, 'anyone', say('is-on-duty'))
  return line
}

/** Why the advisor does not go themselves: they have left the house, do not receive here, are at another place today, never came in, or are away. */
function whyNotAdvisor({ advisor, siteId }: Pick<WhoQuestion, 'advisor' | 'siteId'>): Because {
  if (!advisor) return say('advisor-left')
  const { name } = advisor
  if (advisor.duty.because === 'not-joined') return say('advisor-not-joined', { name })
  if (advisor.duty.state !== 'on') return say('advisor-away', { name })
  const ofHere = advisor.roles.some((held) => held.siteId === null || held.siteId === siteId)
  return say(ofHere ? 'advisor-does-not-receive' : 'advisor-elsewhere', { name })
}

const HOSTS = new Set(['sales-advisor', 'service-advisor', 'reception', 'site-manager'])
