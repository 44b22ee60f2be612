import { type Because, say } from '../../contract/because.ts'
import { addMonths, dayAt, dayOf, instantOf } from '../plain/civil.ts'
import type { Asked, ContractFact, LawSettings, PersonInLaw, SaleFact } from './judged.ts'
import type { Opening } from './pack.ts'
import type { Place } from './place.ts'
import type { Said } from './said.ts'

/** All that one judgement looks at. */
export interface Question {
  asked: Asked
  person: PersonInLaw
  settings: LawSettings
  place: Place
  said: Said
  /** The instant judged; when the next allowed minute is looked for, later than the instant asked about. */
  at: number
  /** What happened later than this is not known. */
  known: number
  /** The day it is there at `at`. */
  day: number
  /** From when on they could agree by themselves to an offer; null: nobody knows of a time when they could not. */
  agrees: number | null
}

export interface Opened {
  open: boolean
  /** Shut now, and known to open then. */
  from: number | null
  because: Because
}

/** Does this make the contact lawful? */
export function opened(opening: Opening, question: Question): Opened {
  if (opening.by === 'consent') return byConsent(question)
  if (opening.by === 'contract') return byContract(opening, question)
  if (opening.by === 'sale') return bySale(opening, question)
  return byOptOut(opening, question)
}

const yes = (because: Because): Opened => ({ open: true, from: null, because })
const shut = (because: Because, from: number | null = null): Opened => ({ open: false, from, because })

const NO_CONSENT = say('law-no-consent')
const CONSENT_OF_CHILD = say('law-consent-of-child')
/** A yes to an offer is a yes to the same thing without one. What a child agreed to, they are asked again. */
function byConsent({ asked, said, place, agrees }: Question): Opened {
  const given =
    said.offers?.action === 'given'
      ? said.offers
      : asked.purpose === 'service' && said.service?.action === 'given'
        ? said.service
        : null
  if (given && agrees !== null && given.at < agrees) return shut(CONSENT_OF_CHILD)
  return given ? yes(say('law-consent', { on: dayAt(place.zone, given.at) })) : shut(NO_CONSENT)
}

const NO_CONTRACT = say('law-no-contract')
const CONTRACT_ABOUT_ELSE = say('law-contract-about-else')
const CONTRACT_UNNAMED = say('law-contract-unnamed')
function byContract(opening: Extract<Opening, { by: 'contract' }>, question: Question): Opened {
  const { person, settings, place } = question
  const today = dayOf(question.day)
  let best = NO_CONTRACT
  let from: number | null = null
  for (const contract of person.contracts) {
    if (!countsAsContract(contract, opening, settings.strictContracts)) continue
    if (!isAbout(contract, question.asked, settings.strictContracts)) {
      best = CONTRACT_ABOUT_ELSE
      continue
    }
    const unlike = isOfAnother(contract, question.asked, settings.strictContracts) ?? hasFallenAsleep(contract, today)
    if (unlike) {
      best = unlike
      continue
    }
    const until = lastDay(contract, opening, settings.strictContracts)
    if (contract.since > today) {
      const opens = instantOf(place.zone, contract.since, 0)
      if (from === null || opens < from) from = opens
      best = say('law-contract-later', { on: contract.since })
    } else if (until === null || today <= until)
      return yes(
        until === null
          ? say('law-contract', { kind: contract.kind })
          : say('law-contract-until', { kind: contract.kind, until }),
      )
    else if (best === NO_CONTRACT || best === CONTRACT_ABOUT_ELSE) best = say('law-contract-over', { on: until })
  }
  return shut(best, from)
}

const countsAsContract = (
  { kind }: ContractFact,
  { kinds, looser }: Extract<Opening, { by: 'contract' }>,
  strict: boolean,
): boolean => kinds.includes(kind) || (!strict && looser.includes(kind))

/** Related to its object: the same vehicle, or the same order. */
const isAbout = (contract: ContractFact, asked: Asked, strict: boolean): boolean =>
  (contract.assetId !== null && contract.assetId === asked.assetId) ||
  (contract.orderId !== null && contract.orderId === asked.orderId) ||
  (!strict && contract.assetId === null && contract.orderId === null)

/**
 * Related to its object, or completing or improving it: of a vehicle on order or on lease, anything about that vehicle. Of a repair, of parts, of a
 * service plan, only what is of their own family: an oil change does not let a new car be offered.
 */
function isOfAnother({ family }: ContractFact, asked: Asked, strict: boolean): Because | null {
  if (family === undefined || family === 'vehicle' || family === asked.family) return null
  if (asked.family) return say('law-contract-unlike', { family: asked.family, bought: family })
  return strict ? CONTRACT_UNNAMED : null
}

/** Months after which an order that nobody closed is no contract in progress: a car is long in coming, a repair is not. */
const ASLEEP_MONTHS = { vehicle: 24, other: 6 }
function hasFallenAsleep({ family, movedOn, until }: ContractFact, today: string): Because | null {
  if (movedOn === undefined || until !== null) return null
  const months = family === 'vehicle' ? ASLEEP_MONTHS.vehicle : ASLEEP_MONTHS.other
  return addMonths(movedOn, months) < today ? say('law-contract-asleep', { on: movedOn }) : null
}

const lastDay = (
  { kind, until }: ContractFact,
  { looseMonths }: Extract<Opening, { by: 'contract' }>,
  strict: boolean,
): string | null => (until !== null && kind === 'order' && !strict ? addMonths(until, looseMonths) : until)

const NO_SALE = say('law-no-sale')
const SALE_UNTOLD = say('law-sale-untold')
function bySale({ months }: Extract<Opening, { by: 'sale' }>, question: Question): Opened {
  const { asked, person, settings, place, known, said } = question
  let last: SaleFact | null = null
  let unlike: SaleFact | null = null
  for (const sale of person.sales) {
    if (sale.at > known || sale.entity !== settings.legalEntity) continue
    if (!isSimilar(sale, asked)) unlike = sale
    else if (last === null || sale.at > last.at) last = sale
  }
  if (last === null) return unlike === null ? shut(NO_SALE) : shut(whyUnlike(unlike, asked))
  const on = dayAt(place.zone, last.at)
  if (addMonths(on, months) < dayOf(question.day)) return shut(say('law-sale-old', { on }))
  if (!said.noticed) return shut(SALE_UNTOLD)
  if (last.family === undefined) return yes(say('law-sale', { on }))
  return yes(say('law-sale-similar', { on, family: last.family, what: last.what ?? '' }))
}

/** Of the same family. A sale of which that was never kept is taken as it was then; an offer that does not say what it is of is like none. */
const isSimilar = ({ family }: SaleFact, asked: Asked): boolean => family === undefined || family === asked.family

const whyUnlike = ({ family, what }: SaleFact, asked: Asked): Because =>
  asked.family
    ? say('law-sale-unlike', { family: asked.family, bought: family ?? '', what: what ?? '' })
    : say('law-sale-unnamed')

const LISTED = say('law-listed')
const MAY_OBJECT = say('law-may-object')
const UNTOLD = say('law-may-object-untold')
function byOptOut({ listed }: Extract<Opening, { by: 'opt-out' }>, { said }: Question): Opened {
  if (listed && said.listed) return shut(LISTED)
  return yes(said.noticed ? MAY_OBJECT : UNTOLD)
}
