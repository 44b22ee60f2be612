import { type Because, say } from '../../contract/because.ts'
import type { Service, Staff } from '../../contract/network.ts'

/** Whose people go to whom, as it was said in words. Instants are epoch milliseconds. */
export interface Handover {
  id: string
  from: string
  to: string
  at: number
  until: number | null
  words: string
  /** The customers it is about; null: all of theirs. */
  customers: ReadonlySet<string> | null
}

/** The people who work here, ready to be asked about many times. */
export interface Team {
  byId: ReadonlyMap<string, Staff>
  bySite: ReadonlyMap<string, readonly Staff[]>
  handovers: ReadonlyMap<string, readonly Handover[]>
}

export interface Doing {
  customerId: string
  /** What the moment asks for. */
  by: 'advisor' | 'service' | 'reception' | 'site-manager'
  advisorId: string | null
  deputyId: string | null
  siteId: string | null
  service: Service | null
  language: string
  now: number
  /** After this it means nothing any more. */
  expiresAt: number | null
}

export interface Doer {
  staffId: string | null
  as: 'advisor' | 'deputy' | 'handed-over' | 'service' | 'reception' | 'manager' | 'nobody'
  because: Because[]
  handover: Handover | null
}

/** Who is back within this time keeps what is theirs: a day off is no reason to be called by a stranger. */
const BACK_SOON_MS = 36 * 3_600_000

export function teamOf(staff: readonly Staff[], handovers: readonly Handover[]): Team {
  const bySite = new Map<string, Staff[]>()
  for (const person of [...staff].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)))
    for (const site of new Set(person.roles.flatMap((held) => held.siteId ?? []))) {
      const there = bySite.get(site)
      if (there) there.push(person)
      else bySite.set(site, [person])
    }
  const byGiver = new Map<string, Handover[]>()
  // The newest word counts.
  for (const handover of [...handovers].sort((a, b) => b.at - a.at))
    byGiver.set(handover.from, [...(byGiver.get(handover.from) ?? []), handover])
  return { byId: new Map(staff.map((person) => [person.id, person])), bySite, handovers: byGiver }
}

/** Is this hand-over in force for this customer now? */
export const inForce = (handover: Handover, customerId: string, now: number): boolean =>
  handover.at <= now &&
  (handover.until === null || now < handover.until) &&
  (handover.customers === null || handover.customers.has(customerId))

/** Will they be there for it? Closed for the night is no absence; away is, unless they are back soon and in time. */
export function there(
  person: Staff | undefined,
  { now, expiresAt }: Pick<Doing, 'now' | 'expiresAt'>,
): person is Staff {
  if (!person) return false
  if (person.duty.state !== 'away') return true
  if (person.duty.until === null) return false
  const back = Date.parse(person.duty.until)
  return back - now <= BACK_SOON_MS && (expiresAt === null || back < expiresAt)
}

/**
 * Who does it? What the moment asks for: the advisor; whoever they handed this customer over to, in words; their deputy when they are away or
 * gone (the one named on the customer, then the one the advisor named when leaving). Else, or where the moment asks for a service, whoever
 * looks after that service on the site and speaks the customer's language, the one with the least open first; else reception; else the site
 * manager. Nobody is never made up: then it waits, and says so.
 * @param open how many tasks each has open now
 */
export function whoDoes(team: Team, doing: Doing, open: ReadonlyMap<string, number>): Doer {
  const own = doing.by === 'advisor' ? theirOwn(team, doing) : null
  if (own) return own
  const here = (doing.siteId ? (team.bySite.get(doing.siteId) ?? []) : []).filter((person) => there(person, doing))
  const least = (people: readonly Staff[]): Staff | undefined =>
    people.reduce<Staff | undefined>(
      (best, one) => (best && (open.get(best.id) ?? 0) <= (open.get(one.id) ?? 0) ? best : one),
      undefined,
    )
  const because = doing.by === 'advisor' ? [absence(team, doing)] : []
  const service = doing.service ?? 'service'
  if (doing.by === 'advisor' || doing.by === 'service') {
    const skilled = here.filter((person) => person.skills.includes(service) && holds(person, HOSTS))
    const speaking = skilled.filter((person) => person.languages.includes(doing.language))
    const chosen = least(speaking.length > 0 ? speaking : skilled)
    if (chosen) return doer(chosen, 'service', [...because, say('looks-after', { service })])
  }
  if (doing.by !== 'site-manager') {
    const chosen = least(here.filter((person) => holds(person, RECEPTION)))
    if (chosen) return doer(chosen, 'reception', [...because, say('is-reception')])
  }
  const manager = least(here.filter((person) => holds(person, MANAGER)))
  if (manager) return doer(manager, 'manager', [...because, say('is-manager')])
  return { staffId: null, as: 'nobody', because: [...because, say('nobody-to-do-it')], handover: null }
}

/** Their advisor, whoever stands in for them by their own word, or their deputy. */
function theirOwn(team: Team, doing: Doing): Doer | null {
  if (doing.advisorId) {
    const handed = handedOver(team, doing, doing.advisorId)
    if (handed) return handed
    const advisor = team.byId.get(doing.advisorId)
    if (there(advisor, doing)) return doer(advisor, 'advisor', [say('is-advisor')])
  }
  const named = doing.advisorId ? team.byId.get(doing.advisorId)?.duty.deputyId : null
  for (const id of [doing.deputyId, named]) {
    const deputy = id ? team.byId.get(id) : undefined
    if (there(deputy, doing)) {
      const because = doing.advisorId ? [absence(team, doing)] : [say('is-deputy')]
      return doer(deputy, 'deputy', id === doing.deputyId ? because : [...because, say('named-by-advisor')])
    }
  }
  return null
}

/** Follows hand-overs from one to the next; a ring of them leads nowhere. */
function handedOver(team: Team, doing: Doing, from: string): Doer | null {
  const passed = new Set([from])
  let last: { person: Staff; handover: Handover } | null = null
  for (let giver = from; ; ) {
    const handover = team.handovers.get(giver)?.find((one) => inForce(one, doing.customerId, doing.now))
    if (!handover || passed.has(handover.to)) break
    passed.add(handover.to)
    giver = handover.to
    const person = team.byId.get(giver)
    if (there(person, doing)) last = { person, handover }
  }
  if (!last) return null
  const name = team.byId.get(last.handover.from)?.name ?? ''
  return { ...doer(last.person, 'handed-over', [say('handed-over', { name })]), handover: last.handover }
}

/** Who was their advisor when it was given is in its reasons. */
const OF_ADVISOR = new Set(['is-advisor', 'advisor-now'])
const OF_NOBODY = new Set(['no-advisor', 'advisor-left'])
const BY_NAME = new Set(['advisor-away', 'handed-over'])

/**
 * The customer has another advisor since this was given: whose it is now; null where nothing changed. Whoever stood in for one who was away keeps
 * it as long as that one is still their advisor.
 */
export function advisorSince(task: {
  staff_id: string | null
  because: readonly Because[]
  advisor_id: string | null
  advisor_name: string | null
}): string | null {
  const { advisor_id: advisor } = task
  if (!advisor || advisor === task.staff_id) return null
  const given = task.because.findLast(({ code }) => [OF_ADVISOR, OF_NOBODY, BY_NAME].some((codes) => codes.has(code)))
  if (!given) return null
  return BY_NAME.has(given.code) && given.values.name === task.advisor_name ? null : advisor
}

function absence(team: Team, doing: Doing): Because {
  if (!doing.advisorId) return say('no-advisor')
  const advisor = team.byId.get(doing.advisorId)
  return advisor ? say('advisor-away', { name: advisor.name }) : say('advisor-left')
}

const doer = (person: Staff, as: Doer['as'], because: Because[]): Doer => ({
  staffId: person.id,
  as,
  because,
  handover: null,
})

const HOSTS: ReadonlySet<string> = new Set(['sales-advisor', 'service-advisor', 'reception', 'site-manager'])
const RECEPTION: ReadonlySet<string> = new Set(['reception'])
const MANAGER: ReadonlySet<string> = new Set(['site-manager'])
const holds = (person: Staff, roles: ReadonlySet<string>): boolean => person.roles.some((held) => roles.has(held.role))
