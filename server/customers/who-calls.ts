/** Someone on file who may be holding this telephone: a household and a company share numbers. */
export interface PossibleCaller {
  /** Customer id. */
  id: string
  /** How the number is filed with them. */
  use: 'own' | 'household' | 'company' | 'former'
  /** Codes of today's context: `called-today`, `case-open`, `expected-today`… */
  becauses: string[]
}
export interface Call {
  /** E.164, or `''` when withheld. */
  number: string
  /** How many customers on file bear this number, if more than those handed in. */
  bearers?: number
}
export type CallerBecause =
  | { code: 'number-own' | 'number-household' | 'number-company' | 'number-former'; values: Record<string, never> }
  | { code: 'number-withheld' | 'number-unknown'; values: Record<string, never> }
  | { code: 'number-shared'; values: { customers: number } }
  | { code: 'could-be-other'; values: { probability: number } }
  | { code: string; values: Record<string, never> }

export interface CallerRecognition {
  certainty: 'sure' | 'perhaps' | 'unknown'
  probability: number
  best?: { id: string; probability: number }
  shortlist: { id: string; probability: number }[]
  because: CallerBecause[]
}
export interface CallOptions {
  sureAt?: number
  perhapsAt?: number
}

/** How often a number filed so is held by its bearer when it calls, against somebody who is not on file with it. */
const USE: Record<PossibleCaller['use'], number> = { own: 1, household: 0.6, company: 0.35, former: 0.05 }
/**
 * Somebody else with this telephone: a spouse, a colleague, a number that moved to another person (French operators give
 * numbers out again after some months). Against the one bearer of an own number this leaves 97 %.
 */
const OTHER = 0.03
/** Behind a company's number sit colleagues who are not on file, and so do they behind a switchboard. */
const COLLEAGUES = 0.25

/** How much likelier this person calls today than an ordinary bearer of the same number. */
const CONTEXT: Record<string, number> = {
  'called-today': 20,
  'we-called-today': 20,
  'expected-now': 15,
  'expected-today': 10,
  'case-open': 10,
  'vehicle-ready': 12,
  'order-open': 5,
  'recent-visit': 4,
  'service-due': 2,
}
const callWeight = (becauses: readonly string[]): number =>
  Math.min(
    200,
    becauses.reduce((weight, code) => weight * (CONTEXT[code] ?? 1), 1),
  )

/**
 * Whoever stands at the counter seldom telephones us: where others bear the number, what brought them here today says that it is one of
 * those. Not never: a visit stays open when nobody taps that they left.
 */
const HERE = 0.1
const massOf = ({ use, becauses }: PossibleCaller, bearers: number): number =>
  USE[use] * (becauses.includes('here-now') ? (bearers > 1 ? HERE : 1) : callWeight(becauses))

/** More bearers than this is a switchboard or a number someone typed to fill the field (0102030405). */
const SHARED_BY_MANY = 20
const SHORTLIST = 5
const SHORTLIST_AT = 0.02

/**
 * Who is calling: the same question as at the gate, without misreads. Each bearer's weight is how the number is filed
 * times today's context; somebody not on file keeps a share of it. A number of many is never *sure* without context.
 */
export const whoCalls = (
  call: Call,
  possible: readonly PossibleCaller[],
  options: CallOptions = {},
): CallerRecognition => {
  const { sureAt = 0.95, perhapsAt = 0.2 } = options
  if (call.number === '') {
    return { certainty: 'unknown', probability: 0, shortlist: [], because: [{ code: 'number-withheld', values: {} }] }
  }
  if (possible.length === 0) {
    return { certainty: 'unknown', probability: 0, shortlist: [], because: [{ code: 'number-unknown', values: {} }] }
  }
  const bearers = Math.max(call.bearers ?? 0, possible.length)
  const many = bearers > SHARED_BY_MANY
  const weighed = possible.map((caller) => ({ caller, mass: massOf(caller, bearers) })).sort((a, b) => b.mass - a.mass)
  const first = weighed[0]!
  // Bearers not handed in are ordinary ones; a number of many has as many again who are not on file.
  const unseen = (bearers - possible.length) * USE.company
  const colleagues = possible.some((caller) => caller.use === 'company') ? COLLEAGUES : 0
  const other = OTHER + colleagues + unseen + (many ? bearers * USE.company : 0)
  const total = weighed.reduce((sum, each) => sum + each.mass, other)
  const probability = first.mass / total
  const here = first.caller.becauses.includes('here-now')
  const context = !here && callWeight(first.caller.becauses) > 1
  const certainty =
    probability >= sureAt && (!many || context) ? 'sure' : probability >= perhapsAt ? 'perhaps' : 'unknown'
  const because: CallerBecause[] = [{ code: `number-${first.caller.use}`, values: {} }]
  for (const code of here ? ['here-now'] : first.caller.becauses) because.push({ code, values: {} })
  if (bearers > 1) because.push({ code: 'number-shared', values: { customers: bearers } })
  if (1 - probability >= 0.01) because.push({ code: 'could-be-other', values: { probability: 1 - probability } })
  return {
    certainty,
    probability,
    best: { id: first.caller.id, probability },
    shortlist: weighed
      .slice(0, SHORTLIST)
      .map((each) => ({ id: each.caller.id, probability: each.mass / total }))
      .filter((each) => each.probability >= SHORTLIST_AT),
    because: certainty === 'unknown' ? [{ code: 'number-shared', values: { customers: bearers } }] : because,
  }
}
