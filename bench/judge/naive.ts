import Holidays from 'date-holidays'
import type { Asked, LawSettings, PersonInLaw, Verdict } from '../../server/consent/judged.ts'
import { zoneOf } from '../../server/consent/zone.ts'

/** A refusal holds for sixty days, and a holiday may follow; what begins later than this the slow way does not see. */
export const HORIZON_DAYS = 91

/**
 * The law of France as one would write it first: a Temporal object for each question about time, a calendar of holidays for each year
 * asked of a library, and the next allowed hour found by trying every hour. Written without a look at the judge: where the two
 * disagree, one is wrong.
 */
export function naive(
  asked: Asked,
  person: PersonInLaw,
  settings: LawSettings,
): Pick<Verdict, 'answer' | 'nextAllowed'> {
  const zone = zoneOf(person.country, person.postcode, person.zone)
  if (allowed(asked.at, zone, asked, person, settings)) return { answer: 'yes', nextAllowed: null }
  let then = Temporal.Instant.fromEpochMilliseconds(asked.at)
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'hour', roundingMode: 'floor' })
  for (let hour = 0; hour < HORIZON_DAYS * 24; hour++) {
    then = then.add({ hours: 1 })
    if (allowed(then.epochMilliseconds, zone, asked, person, settings))
      return { answer: 'not-before', nextAllowed: then.epochMilliseconds }
  }
  return { answer: 'no', nextAllowed: null }
}

/** Only whether it is allowed at that minute: what a first version would answer, without the next allowed one. */
export const naiveNow = (asked: Asked, person: PersonInLaw, settings: LawSettings): boolean =>
  allowed(asked.at, zoneOf(person.country, person.postcode, person.zone), asked, person, settings)

type Zoned = Temporal.ZonedDateTime

function allowed(at: number, zone: string, asked: Asked, person: PersonInLaw, settings: LawSettings): boolean {
  const { channel, purpose } = asked
  if (channel === 'word' || channel === 'coffee') return true
  const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
  const speaks = channel === 'whatsapp' ? 'sms' : channel
  const known = person.consents.filter(
    (fact) => fact.at <= asked.at && (fact.channel === speaks || fact.channel === 'all'),
  )
  const lastOf = (wanted: string) => {
    const facts = known.filter((fact) => fact.purpose === wanted && fact.action !== 'notice')
    const specific = facts.findLast((fact) => !(fact.channel === 'all' && fact.action === 'given'))
    if (!specific) return null
    const lifted = facts.slice(facts.indexOf(specific) + 1).length > 0
    return specific.action !== 'given' && lifted ? null : specific
  }
  const service = lastOf('service')
  const offers = lastOf('commercial')
  if (purpose === 'service') {
    if (service && service.action !== 'given') return false
    return (
      channel !== 'voice-drop' ||
      ((offers?.action === 'given' || service?.action === 'given') && inHours(here, person, outside(known), 'call'))
    )
  }
  if (
    person.objectedAt !== null &&
    person.objectedAt <= asked.at &&
    !(offers?.action === 'given' && offers.at > person.objectedAt)
  )
    return false
  if (offers && offers.action !== 'given') return false
  const professional = person.capacity === 'professional'
  const yes = offers?.action === 'given'
  if (channel === 'post') return true
  if (channel === 'voice-drop')
    return yes && inHours(here, person, outside(known), 'call') && notTooOften(here, asked, person)
  if (professional) return channel !== 'sms' || inHours(here, person, false, 'sms')
  if (channel === 'whatsapp') return yes
  if (channel === 'email') return yes || asCustomer(here, asked, person, settings, known)
  if (channel === 'sms')
    return (yes || asCustomer(here, asked, person, settings, known)) && inHours(here, person, false, 'sms')
  const before = Temporal.PlainDate.compare(here.toPlainDate(), '2026-08-11') < 0
  return (
    (before || yes || underContract(here, asked, person)) &&
    inHours(here, person, outside(known), 'call') &&
    notTooOften(here, asked, person)
  )
}

const outside = (known: PersonInLaw['consents']): boolean => {
  let agreed = false
  for (const fact of known) {
    if (fact.purpose === 'outside-hours' && fact.action !== 'notice')
      agreed = fact.action === 'given' && fact.channel !== 'all'
    if (fact.purpose === 'commercial' && (fact.action === 'withdrawn' || fact.action === 'refused')) agreed = false
  }
  return agreed
}

const underContract = (here: Zoned, asked: Asked, person: PersonInLaw): boolean =>
  person.contracts.some(
    ({ assetId, since, until }) =>
      assetId === asked.assetId &&
      Temporal.PlainDate.compare(since, here.toPlainDate()) <= 0 &&
      (until === null || Temporal.PlainDate.compare(here.toPlainDate(), until) <= 0),
  )

const asCustomer = (
  here: Zoned,
  asked: Asked,
  person: PersonInLaw,
  settings: LawSettings,
  known: PersonInLaw['consents'],
): boolean =>
  known.some((fact) => fact.action === 'notice') &&
  person.sales.some(
    (sale) =>
      sale.at <= asked.at &&
      sale.entity === settings.legalEntity &&
      Temporal.PlainDate.compare(dayOf(sale.at, here).add({ months: 36 }), here.toPlainDate()) >= 0,
  )

const dayOf = (at: number, here: Zoned) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(here.timeZoneId).toPlainDate()

function notTooOften(here: Zoned, asked: Asked, person: PersonInLaw): boolean {
  const counted = person.attempts.filter(
    (each) => each.at <= asked.at && (each.channel === 'call' || each.channel === 'voice-drop'),
  )
  const age = (at: number) => here.toPlainDate().since(dayOf(at, here), { largestUnit: 'days' }).days
  return (
    counted.filter((each) => each.purpose === 'commercial' && age(each.at) < 30).length < 4 &&
    !counted.some((each) => each.refused && age(each.at) <= 60)
  )
}

function inHours(here: Zoned, person: PersonInLaw, agreed: boolean, law: 'call' | 'sms'): boolean {
  if (agreed) return true
  if (here.dayOfWeek > (law === 'call' ? 5 : 6) || holiday(here, person.postcode)) return false
  const clock = new Intl.DateTimeFormat('fr-FR', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: here.timeZoneId,
  }).format(here.epochMilliseconds)
  return law === 'sms'
    ? clock >= '08:00' && clock < '20:00'
    : (clock >= '10:00' && clock < '13:00') || (clock >= '14:00' && clock < '20:00')
}

/** Kept by the year, or one run would take a day. */
const calendars = new Map<string, Set<string>>()
const OVERSEAS: Record<string, string> = {
  971: '05-27',
  972: '05-22',
  973: '06-10',
  974: '12-20',
  976: '04-27',
  988: '09-24',
}
const POLYNESIA = ['03-05', '06-29', '11-20']
/** Names of the days of art. L3133-1, as the library has them; it knows more days off than the article. */
const IN_THE_ARTICLE =
  /^(?:Nouvel An|Lundi de Pâques|Fête du travail|Fête de la Victoire 1945|Ascension|Lundi de Pentecôte|Fête Nationale de la France|Assomption|Toussaint|Armistice 1918|Noël)$/u
function holiday(here: Zoned, postcode: string): boolean {
  const area = /^(?:57|67|68)/u.test(postcode) ? postcode.slice(0, 2) : postcode.slice(0, 3)
  const key = `${area} ${here.year}`
  let days = calendars.get(key)
  if (!days) {
    const library = new Holidays('FR', { languages: 'fr' })
      .getHolidays(here.year)
      .filter((each) => IN_THE_ARTICLE.test(each.name))
    if (library.length !== 11)
      throw new Error(`eleven days off expected in ${here.year}: ${library.map((each) => each.name).join(', ')}`)
    days = new Set(library.map((each) => each.date.slice(0, 10)))
    if (area.length === 2) {
      const easterMonday = library.find((each) => each.name === 'Lundi de Pâques')!.date.slice(0, 10)
      days.add(Temporal.PlainDate.from(easterMonday).subtract({ days: 3 }).toString())
      days.add(`${here.year}-12-26`)
    }
    if (OVERSEAS[area]) days.add(`${here.year}-${OVERSEAS[area]}`)
    if (area === '987') for (const each of POLYNESIA) days.add(`${here.year}-${each}`)
    calendars.set(key, days)
  }
  return days.has(here.toPlainDate().toString())
}
