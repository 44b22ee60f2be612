import type { Site } from '../../contract/network.ts'
import { type KnownPerson, knownPeople } from '../customers/asset-lookup.store.ts'
import { toE164 } from '../customers/phone.ts'
import type { House } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { staffOf } from '../network/staff.store.ts'
import type { CallRing } from '../signals/call-ring.ts'
import type { CallDecision } from '../signals/device.port.ts'
import type { SourceRow } from '../signals/source.store.ts'
import { callOf } from '../visits/call.store.ts'

/** The site's own line, as it stands in a line of ids. */
const OWN_LINE = ''

/** What a system that asks is told: who it may be, and whom to ring, in the order of the line of succession. */
export async function whomToRing(
  house: House,
  site: Site,
  asked: { people: readonly KnownPerson[]; line: readonly string[]; summary: string; called: string | undefined },
): Promise<CallDecision> {
  const { people, summary } = asked
  const emails = await house.db
    .selectFrom('customers.email')
    .select(['customer_id', 'address'])
    .where(
      'customer_id',
      'in',
      people.map((person) => person.customerId),
    )
    .orderBy('position')
    .execute()
  return {
    ...spokenTo(site, people[0]),
    callers: people.map((person) => ({
      id: person.customerId,
      givenName: person.givenName,
      familyName: person.familyName,
      companyName: person.companyName,
      phone: '',
      email: emails.find((email) => email.customer_id === person.customerId)?.address ?? '',
      url: `${house.origin}/customers/${person.customerId}`,
      summary,
    })),
    // The site's own line comes last: a system that routes by our answer always has somebody to ring.
    ring: await telephones(house, site, [...asked.line, OWN_LINE], asked.called),
  }
}

/** For a caller nobody knows: the site's own line, when it has one. */
export const houseLine = (site: Site, called: string | undefined): CallDecision => ({
  ...spokenTo(site, undefined),
  callers: [],
  ring: ownLine(site, called),
})

/** Who is left of the line that was told before: its order stands for the whole call, whoever comes and goes meanwhile. */
export async function stillToRing(
  house: House,
  source: SourceRow,
  ring: CallRing,
  left: readonly string[],
): Promise<CallDecision> {
  const site = await siteById(house.db, source.siteId)
  const call = await callOf(house.db, source.id, ring.call)
  const [person] = call ? await knownPeople(house.db, [call.customerId]) : []
  return { ...spokenTo(site, person), callers: [], ring: await telephones(house, site, left, ring.to) }
}

/** Who picked up: of those we had rung the first named; else whom the system names by e-mail, number or extension. */
export async function whoTook(house: House, source: SourceRow, ring: CallRing): Promise<string | null> {
  const agent = ring.agent?.trim().toLowerCase()
  if (!ring.line && !agent) return null
  const [staff, site] = await Promise.all([
    staffOf(house.db, house.now(), { site: source.siteId }),
    siteById(house.db, source.siteId),
  ])
  if (ring.line) return staff.find(({ id }) => id === ring.line?.[0])?.id ?? null
  const number = toE164(agent ?? '', site.country)
  const found = staff.filter(
    ({ email, phone }) =>
      email.toLowerCase() === agent ||
      (phone !== null && (phone === agent || (number !== undefined && toE164(phone, site.country) === number))),
  )
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** Each of the line who has a telephone; never the number that was called, which would come round again. */
async function telephones(
  house: House,
  site: Site,
  line: readonly string[],
  called: string | undefined,
): Promise<CallDecision['ring']> {
  const staff = await staffOf(house.db, house.now(), { site: site.id })
  return line.flatMap((id) => {
    if (id === OWN_LINE) return ownLine(site, called)
    const person = staff.find((s) => s.id === id)
    return person?.phone && !sameNumber(person.phone, called, site)
      ? [{ number: person.phone, name: person.name, email: person.email, staffId: person.id }]
      : []
  })
}

const ownLine = (site: Site, called: string | undefined): CallDecision['ring'] =>
  site.phone && !sameNumber(site.phone, called, site)
    ? [{ number: site.phone, name: site.name, email: '', staffId: null }]
    : []

const sameNumber = (number: string, called: string | undefined, { country }: Site): boolean =>
  called !== undefined && toE164(number, country) !== undefined && toE164(number, country) === toE164(called, country)

/** Countries whose sites speak French to a caller nobody knows. */
const FRENCH_SPEAKING = new Set(['FR', 'BE', 'LU', 'CH', 'MC', 'GP', 'RE', 'MQ', 'GF', 'YT'])

const spokenTo = (
  { ringS, country }: Site,
  person: KnownPerson | undefined,
): Pick<CallDecision, 'ringSeconds' | 'language' | 'known'> => ({
  ringSeconds: ringS,
  language: (person ? person.language === 'fr' : FRENCH_SPEAKING.has(country)) ? 'fr' : 'en',
  known: person !== undefined,
})
