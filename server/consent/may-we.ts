import { type Because, say } from '../../contract/because.ts'
import { dayAt, numberAt } from '../plain/civil.ts'
import { agreesFrom } from './child.ts'
import type { Asked, ConsentFact, LawSettings, PersonInLaw, Verdict } from './judged.ts'
import { opened, type Question } from './openings.ts'
import type { ChannelLaw, Pack } from './pack.ts'
import { packOf } from './packs.ts'
import { type Place, placeOf } from './place.ts'
import { isNo, saidOn } from './said.ts'
import { hoursWait, oftenWait } from './waits.ts'

/** What the law says at one instant: yes; or not, and then from when at the soonest, if waiting can help. */
interface Finding {
  open: boolean
  from: number | null
  because: Because[]
  articles: string[]
}

/** Shared by many verdicts, so nobody may write on it. */
const shared = <T>(list: T[]): T[] => Object.freeze(list) as T[]
const IN_PERSON: Finding = { open: true, from: null, because: shared([say('law-in-person')]), articles: shared([]) }
const NO_PROSPECTING = say('law-no-prospecting')
const OUTSIDE_AGREED = say('law-outside-agreed')
const NOT_FORESEEN = say('law-not-foreseen')

/**
 * May we contact this person, by this channel, for this purpose, at this instant?
 *
 * In person: yes. Otherwise not to whoever is put away. No offer: yes, unless they asked not to be. An offer: not to a child, nor by what they agreed to as one; no to whoever objected, waits to be erased, or said no to this channel; else one of
 * the openings of the law must hold (a consent, a contract in progress, a sale, or simply that nobody said no), it must be within the
 * hours, and not too often. The pack of the day judges.
 *
 * Where it is not now, the next allowed minute is worked out: each rule that stands in the way says when it ends, and the whole is judged
 * again at the latest of these, until all hold or none can. What is said or happens in between cannot be known.
 */
export function mayWe(asked: Asked, person: PersonInLaw, settings: LawSettings): Verdict {
  const place = placeOf(person.country, person.postcode, person.zone)
  const day = numberAt(place.zone, asked.at)
  const pack = packOf(settings.pack, place.country, day)
  const now = find(pack, asked, person, settings, place, asked.at, day)
  if (now.open) return { answer: 'yes', because: now.because, articles: now.articles, pack: pack.id, nextAllowed: null }
  const { next, because } = search(now, asked, person, settings, place)
  return {
    answer: next === null ? 'no' : 'not-before',
    because: because === null ? now.because : [...now.because, ...because],
    articles: now.articles,
    pack: pack.id,
    nextAllowed: next,
  }
}

/** Each step goes to a later day or period; nothing that ends takes a hundred of them. */
const STEPS = 100

/** The first minute at which all holds; where there is none though waiting seemed to help, what stands in the way then. */
function search(now: Finding, asked: Asked, person: PersonInLaw, settings: LawSettings, place: Place) {
  let at = now.from
  for (let step = 0; at !== null && step < STEPS; step++) {
    const day = numberAt(place.zone, at)
    const then = find(packOf(settings.pack, place.country, day), asked, person, settings, place, at, day)
    if (then.open) return { next: at, because: null }
    if (then.from === null) return { next: null, because: then.because }
    at = then.from
  }
  return { next: null, because: null }
}

function find(
  pack: Pack,
  asked: Asked,
  person: PersonInLaw,
  settings: LawSettings,
  place: Place,
  at: number,
  day: number,
): Finding {
  if (pack.inPerson.includes(asked.channel)) return IN_PERSON
  // Nobody is contacted from the archive, whatever it is about; who comes in is spoken to.
  if (person.archivedAt !== undefined && person.archivedAt <= asked.at)
    return never(say('law-archived', { on: dayAt(place.zone, person.archivedAt) }), [])
  const service = asked.purpose === 'service'
  const laws = service ? pack.service : person.capacity === 'professional' ? pack.professional : pack.consumer
  const law = laws[asked.channel] ?? pack.consumer[asked.channel]
  if (!law) return never(NOT_FORESEEN, [])
  const said = saidOn(person.consents, law.consent, asked.at)
  const no = service ? said.service : said.offers
  const { objectedAt, erasureAskedAt } = person
  if (!service && objectedAt !== null && objectedAt <= asked.at && !(no?.action === 'given' && no.at > objectedAt))
    return never(say('law-objected', { on: dayAt(place.zone, objectedAt) }), [pack.objection])
  if (
    !service &&
    erasureAskedAt !== undefined &&
    erasureAskedAt <= asked.at &&
    !(no?.action === 'given' && no.at > erasureAskedAt)
  )
    return never(say('law-erasure-asked', { on: dayAt(place.zone, erasureAskedAt) }), [pack.erasure])
  if (no && isNo(no))
    return never(whyNo(no, dayAt(place.zone, no.at)), [no.channel === 'all' ? pack.objection : law.stop])
  if (service && !pack.service[asked.channel])
    return { open: true, from: null, because: [NO_PROSPECTING], articles: [pack.servedBy[asked.channel] ?? law.stop] }
  const agrees = service ? null : agreesFrom(pack, person.bornOn, place.zone)
  if (pack.child && agrees !== null && at < agrees) {
    const { article, years } = pack.child
    return { open: false, from: agrees, because: [say('law-child', { years })], articles: [article] }
  }
  return weigh(law, { asked, person, settings, place, said, at, known: asked.at, day, agrees })
}

/** Openings first; then what must be waited for, all of it, so that a person sees every reason at once. */
function weigh(law: ChannelLaw, question: Question): Finding {
  const because: Because[] = []
  const articles: string[] = []
  let open: string | null = null
  let from: number | null = null
  for (const opening of law.openings) {
    const result = opened(opening, question)
    if (result.open) {
      open = opening.article
      because.length = 0
      because.push(result.because)
      break
    }
    because.push(result.because)
    articles.push(opening.article)
    if (result.from !== null && (from === null || result.from < from)) from = result.from
  }
  if (open === null && from === null) return { open: false, from: null, because, articles }
  const hours = law.hours && hoursWait(law.hours, question)
  const often = law.often && oftenWait(law.often, question)
  if (open !== null && !hours && !often) {
    if (law.hours?.unless && question.said.outside) because.push(OUTSIDE_AGREED)
    return { open: true, from: null, because, articles: rulesKept(law, open) }
  }
  const waits: Because[] = open === null ? because : []
  const rules = open === null ? articles : []
  if (hours && law.hours) {
    waits.push(hours.because)
    rules.push(law.hours.article)
    from = later(from, hours.from)
  }
  if (often && law.often) {
    waits.push(often.because)
    rules.push(law.often.article)
    from = later(from, often.from)
  }
  return { open: false, from, because: waits, articles: rules }
}

const later = (a: number | null, b: number): number => (a === null || b > a ? b : a)

const never = (because: Because, articles: string[]): Finding => ({
  open: false,
  from: null,
  because: [because],
  articles,
})

function whyNo({ purpose, channel, action }: ConsentFact, on: string): Because {
  if (purpose === 'service') return say('law-service-no', { on })
  if (channel === 'all') return say('law-objected', { on })
  return say(action === 'refused' ? 'law-refused' : 'law-withdrawn', { on })
}

/** The rules a yes was found under and must be kept to, told once each. */
const kept = new Map<ChannelLaw, Map<string, string[]>>()
function rulesKept(law: ChannelLaw, opening: string): string[] {
  const ofLaw = kept.get(law) ?? new Map<string, string[]>()
  kept.set(law, ofLaw)
  const found = ofLaw.get(opening)
  if (found) return found
  const rules = shared([
    ...new Set([
      opening,
      ...(law.hours ? [law.hours.article] : []),
      ...(law.often ? [law.often.article] : []),
      ...law.duties,
    ]),
  ])
  ofLaw.set(opening, rules)
  return rules
}
