import type { PersonRecord } from '../../server/identity/person-record.ts'
import { type Draw, drawFrom, type Person, Town } from './household-people.ts'

/**
 * Families and firms as a dealership knows them, with who is who: what the sets at hand have little of. Couples who share an address, a
 * telephone, an e-mail and a car; a wife known by her birth name, her husband's, or both; grown children, twins, a father and a son of one
 * name; several contacts of one firm; residents of one home; people who moved, or married between two records. Each is known to the sales, the
 * workshop, the web shop and the accounts as those write: with the slips of a counter, fields that they do not ask for, a husband's number on
 * his wife's file. Made by rules of its own, with names of its own; nothing of it was used to set a bar.
 */
export interface Household {
  records: PersonRecord[]
  /** Whose each record is. */
  truth: Uint32Array
}

/** What each system asks for: the share of its files that have it. */
const SYSTEMS = {
  sales: { birthDate: 0.7, email: 0.7, phone: 0.95, address: 0.95, car: 0.9, title: 0.9 },
  workshop: { birthDate: 0.1, email: 0.35, phone: 0.95, address: 0.6, car: 0.98, title: 0.6 },
  web: { birthDate: 0.05, email: 0.98, phone: 0.7, address: 0.25, car: 0.1, title: 0.3 },
  accounts: { birthDate: 0, email: 0.3, phone: 0.5, address: 0.98, car: 0.15, title: 0.8 },
} as const
type System = keyof typeof SYSTEMS
type Asks = (typeof SYSTEMS)[System]
const SYSTEM_NAMES = Object.keys(SYSTEMS) as System[]

const slipOf = ({ below, pick }: Draw, text: string): string => {
  if (text.length < 4) return text
  const k = 1 + below(text.length - 2)
  return pick([
    text.slice(0, k) + text.slice(k + 1),
    text.slice(0, k) + text[k] + text.slice(k),
    text.slice(0, k) + text[k + 1] + text[k] + text.slice(k + 2),
  ])
}

/** A given name as a counter writes it: one of two, without its hyphen, an initial, a slip. */
function givenOf(draw: Draw, name: string): string {
  const { chance } = draw
  if (name.includes('-') && chance(0.3)) return chance(0.5) ? name.split('-')[0]! : name.replace('-', ' ')
  if (chance(0.02)) return `${name[0]}.`
  return chance(0.03) ? slipOf(draw, name) : name
}

/** Day and month the wrong way round, or another day. */
function dateOf({ chance, below }: Draw, iso: string): string {
  const [year = '', month = '', of = ''] = iso.split('-')
  if (chance(0.02) && Number(of) <= 12) return `${year}-${of}-${month}`
  return chance(0.02) ? `${year}-${month}-${String(1 + below(28)).padStart(2, '0')}` : iso
}

/** The telephone and the mailbox on a file: their own, the home's, the firm's, or of whoever filled it in for them. */
function reachedBy(
  draw: Draw,
  who: Person,
  landline: string | null,
  asks: Asks,
): Pick<PersonRecord, 'phones' | 'emails'> {
  const { chance, pick } = draw
  const on = who.through && chance(0.25) ? who.through : who
  const own = chance(0.25) && landline ? landline : on.mobile
  const phone = who.company && chance(0.6) ? who.company.phone : own
  const phones = chance(asks.phone) ? [chance(0.03) ? slipOf(draw, phone) : phone] : []
  const mails = who.company && chance(0.5) ? [who.company.email] : on.emails
  const asked = chance(asks.email) && mails.length > 0
  return { phones, emails: asked ? [chance(0.03) ? slipOf(draw, pick(mails)) : pick(mails)] : [] }
}

/** One file about somebody, as one of the systems writes it. */
function recordOf(draw: Draw, who: Person, id: string): PersonRecord {
  const { chance, pick } = draw
  const system = pick(SYSTEM_NAMES)
  const asks = SYSTEMS[system]
  const at = chance(0.5) ? who.homes[0]! : pick(who.homes)
  const reached = reachedBy(draw, who, at.landline, asks)
  const name = chance(0.7) ? who.familyNames[0]! : pick(who.familyNames)
  const [givenName, familyName] = [givenOf(draw, who.givenName), chance(0.04) ? slipOf(draw, name) : name]
  const swapped = chance(0.015)
  return {
    id,
    source: system,
    givenName: swapped ? familyName : givenName,
    familyName: swapped ? givenName : chance(0.5) ? familyName.toUpperCase() : familyName,
    ...(chance(asks.birthDate) ? { birthDate: dateOf(draw, who.birthDate) } : {}),
    ...(chance(asks.title) ? { gender: who.woman ? 'f' : 'm' } : {}),
    ...reached,
    ...(chance(asks.address)
      ? { street: chance(0.05) ? slipOf(draw, at.street) : at.street, postcode: at.postcode, city: at.city }
      : chance(0.3)
        ? { postcode: at.postcode }
        : {}),
    plates: chance(asks.car) && who.cars.length > 0 ? [pick(who.cars)] : [],
    ...(who.company && chance(0.7) ? { company: who.company.name } : {}),
  }
}

/** @param most records, about; @param seed whose draw */
export function households(most: number, seed: number): Household {
  const draw = drawFrom(seed)
  const town = new Town(draw)
  const records: PersonRecord[] = []
  const truth: number[] = []
  for (let number = 0; records.length < most; )
    for (const who of town.next()) {
      for (let n = 1 + draw.below(4); n > 0; n--) {
        records.push(recordOf(draw, who, String(records.length).padStart(9, '0')))
        truth.push(number)
      }
      number++
    }
  return { records, truth: Uint32Array.from(truth) }
}
