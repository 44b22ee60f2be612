import { align, type Channel, edits, PUBLISHED_CHANNEL } from './channel.ts'
import { colourOdds, colourOf, makeOdds, makeOf } from './colours.ts'
import { likelihoodOf, type PlateRead, type PreparedRead, prepareRead } from './misread.ts'
import { isExpected, type Mix } from './mix.ts'
import { density, FRENCH_ROADS, type Population } from './plate-grammar.ts'
import { strangerLikelihood } from './stranger.ts'

export type { PlateRead } from './misread.ts'
export { contextWeight, isExpected, type Mix, mixOf } from './mix.ts'

/** A vehicle on file that may be the one at the gate. */
export interface KnownPlate {
  /** Asset id. */
  id: string
  /** Normalised. */
  plate: string
  make?: string
  colour?: string
  /** How much likelier it comes now than an ordinary one of its group; see `contextWeight`. */
  weight: number
  /** Codes: `expected-now`, `case-open`…; `isExpected` reads the group from them. */
  becauses: string[]
}
export type Certainty = 'sure' | 'perhaps' | 'unknown'

/** Why we think so, about the best candidate; assignable to the contract's `Because`. */
export type RecognitionBecause =
  | { code: 'plate-exact'; values: Record<string, never> }
  /** `from` is on the plate, `to` was read; either is empty where a letter was added or lost. */
  | { code: 'plate-off'; values: { letters: number; from: string; to: string } }
  | { code: 'colour-agrees' | 'colour-differs'; values: { colour: string } }
  | { code: 'make-agrees' | 'make-differs'; values: { make: string } }
  | { code: 'could-be-stranger'; values: { probability: number } }
  | { code: 'could-be-other'; values: { probability: number } }
  | { code: 'same-plate'; values: { vehicles: number } }
  | { code: 'no-plate-read'; values: Record<string, never> }
  /** The codes the caller gave with the vehicle, `expected-now` and the like. */
  | { code: string; values: Record<string, never> }

export interface Recognition {
  certainty: Certainty
  /** That it is `best`; honest: of a hundred answers of .97, ninety-seven are right. */
  probability: number
  best?: { id: string; probability: number }
  /** Those worth a question to reception, best first, at most five. */
  shortlist: { id: string; probability: number }[]
  /** That it is nobody in the shortlist's reach: a stranger, or a vehicle on file that was not among the hits. */
  stranger: number
  because: RecognitionBecause[]
}
export interface RecogniseOptions {
  /** From here a name is shown on the floor. */
  sureAt?: number
  /**
   * From here for a vehicle that nobody expects. Higher, because a wrong name costs more than a missed one and here
   * little is missed: reception still has the short list.
   */
  sureUnexpectedAt?: number
  /** From here reception gets a short list. */
  perhapsAt?: number
  channel?: Channel
  population?: Population
  prepared?: PreparedRead
}

/** From here reception gets a short list. */
export const PERHAPS_AT = 0.2
const SHORTLIST = 5
const SHORTLIST_AT = 0.02
/** A plate on file may be borne by another after all: false plates, a typing error in the file, a sale nobody told. */
const FILE_WRONG = 0.002

/**
 * Not worth an alignment: of the plate's letters all but four stand more than two places from where they were read
 * (two, because a cut picture loses two letters in front at once).
 */
const tooFar = (read: string, truth: string): boolean => {
  let near = 0
  for (let at = 0; at < truth.length; at++) {
    const letter = truth.charCodeAt(at)
    const last = Math.min(read.length - 1, at + 2)
    for (let r = Math.max(0, at - 2); r <= last; r++) {
      if (read.charCodeAt(r) === letter) {
        near++
        break
      }
    }
  }
  return near < Math.min(truth.length, 7) - 4
}

interface Weighed {
  known: KnownPlate
  mass: number
  likelihood: number
}

/** Prior times likelihood of each vehicle; two vehicles filed under one plate share what one of them would have. */
const weigh = (
  read: PlateRead,
  hits: readonly KnownPlate[],
  likelihoods: Map<string, number>,
  mix: Mix,
  prepared: PreparedRead,
): Weighed[] => {
  const perExpected = mix.expected / Math.max(1, mix.expectedToday)
  const perKnown = mix.known / Math.max(1, mix.knownVehicles)
  const plates = new Map<string, { sum: number; most: number; likelihood: number }>()
  const weighed: Weighed[] = []
  for (const known of hits) {
    let likelihood = likelihoods.get(known.plate)
    if (likelihood === undefined) {
      if (tooFar(read.plate, known.plate) && prepared.hypotheses.length === 1 && prepared.candidates.size === 0)
        continue
      likelihood = likelihoodOf(prepared, known.plate)
    }
    const prior = Math.max(0, known.weight) * (isExpected(known.becauses) ? perExpected : perKnown)
    const seen = makeOdds(read.make, known.make) * colourOdds(read.colour, known.colour)
    const mass = prior * seen * likelihood
    if (!(mass > 0)) continue
    weighed.push({ known, mass, likelihood })
    const same = plates.get(known.plate)
    if (same) {
      same.sum += mass
      same.most = Math.max(same.most, mass)
    } else plates.set(known.plate, { sum: mass, most: mass, likelihood })
  }
  for (const each of weighed) {
    const { sum, most } = plates.get(each.known.plate)!
    each.mass *= most / sum
  }
  return weighed
}

/**
 * A read several letters off is a poor picture, and what goes wrong there goes wrong together in ways the channel does not
 * know: of hits said to be 93 % sure, those two edits off were right in 87 of 100, those three or more off in 80. (Sixty
 * cameras resampled from the measured pairs, each taught by its own reads.) So the stranger weighs more there.
 */
const doubtOf = (edits: number): number => (edits >= 3 ? 3 : edits === 2 ? 1.7 : 1)

/** From here a reason of today speaks for a vehicle: a call, an open case or order, a visit this morning; not a service due some day. */
const SPEAKS_AT = 4

/**
 * A plate that was not read as it stands names nobody by itself. Where they are not expected, nothing of today speaks for them and the camera saw neither
 * their make nor their colour, reception is asked: among few vehicles on file the sum would be sure of it, and cannot know that the neighbour
 * whose plate differs by that one letter bought their car from the same dealer in the same week.
 */
const misreadAlone = (read: PlateRead, { known }: Weighed): boolean =>
  !isExpected(known.becauses) &&
  known.weight < SPEAKS_AT &&
  makeOdds(read.make, known.make) <= 1 &&
  colourOdds(read.colour, known.colour) <= 1 &&
  edits(align(known.plate, read.plate)) > 0

const becauseOf = (
  read: PlateRead,
  best: Weighed,
  vehicles: number,
  stranger: number,
  probability: number,
): RecognitionBecause[] => {
  const because: RecognitionBecause[] = []
  const steps = align(best.known.plate, read.plate).filter((step) => step.truth !== step.read)
  if (best.known.plate === read.plate) because.push({ code: 'plate-exact', values: {} })
  else {
    because.push({
      code: 'plate-off',
      values: {
        letters: edits(steps) + (read.plate.split('?').length - 1),
        from: steps.map((step) => step.truth).join(''),
        to: steps.map((step) => step.read).join(''),
      },
    })
  }
  for (const code of best.known.becauses) because.push({ code, values: {} })
  const make = makeOdds(read.make, best.known.make)
  if (make !== 1) because.push({ code: make > 1 ? 'make-agrees' : 'make-differs', values: { make: makeOf(read.make) } })
  const colour = colourOdds(read.colour, best.known.colour)
  if (colour !== 1)
    because.push({ code: colour > 1 ? 'colour-agrees' : 'colour-differs', values: { colour: colourOf(read.colour) } })
  if (vehicles > 1) because.push({ code: 'same-plate', values: { vehicles } })
  if (stranger >= 0.01) because.push({ code: 'could-be-stranger', values: { probability: stranger } })
  const other = 1 - probability - stranger
  if (other >= 0.01) because.push({ code: 'could-be-other', values: { probability: other } })
  return because
}

/**
 * Who is it, and how sure: Bayes over the vehicles on file that may be read so, and an explicit stranger.
 *
 * - Those expected today share `mix.expected`, the others on file share `mix.known`.
 * - A stranger bears any plate ever issued **except those on file**: the sum over all of them, less the hits. Without
 *   that "except" an exact read of a known plate would be doubted for the one vehicle that cannot be a stranger.
 * - Hand in everyone expected today, near or not: fifty alignments are cheap, and two errors in one read are found there.
 *
 * `likelihoods` is what `plausiblePlates` gave for this read; what is missing in it is computed here.
 */
export const recognise = (
  read: PlateRead,
  hits: readonly KnownPlate[],
  likelihoods: Map<string, number>,
  mix: Mix,
  options: RecogniseOptions = {},
): Recognition => {
  const {
    sureAt = 0.98,
    sureUnexpectedAt = 0.999,
    perhapsAt = PERHAPS_AT,
    channel = PUBLISHED_CHANNEL,
    population = FRENCH_ROADS,
  } = options
  if (read.plate.length < 2) {
    return {
      certainty: 'unknown',
      probability: 0,
      shortlist: [],
      stranger: 1,
      because: [{ code: 'no-plate-read', values: {} }],
    }
  }
  const prepared = options.prepared ?? prepareRead(read, channel)
  const weighed = weigh(read, hits, likelihoods, mix, prepared)

  const { likelihood: anyPlate, poor } = strangerLikelihood(prepared, population)
  let onFile = 0
  for (const [plate, likelihood] of new Map(weighed.map((each) => [each.known.plate, each.likelihood]))) {
    onFile += density(plate, population) * likelihood
  }
  const elsewhere = Math.max(anyPlate - onFile, 0) + FILE_WRONG * anyPlate
  const handedIn = hits.reduce((sum, hit) => sum + (isExpected(hit.becauses) ? hit.weight : 0), 0)
  const notHandedIn = mix.expected * Math.max(0, 1 - handedIn / Math.max(1, mix.expectedToday))
  // A vehicle on file that is not among the hits: only where more went wrong than the enumeration follows.
  const nobody = (mix.stranger + (mix.known + notHandedIn) * poor) * elsewhere

  weighed.sort((a, b) => b.mass - a.mass)
  const first = weighed[0]
  const damaged = nobody * doubtOf(first ? edits(align(first.known.plate, read.plate)) : 0)
  const total = weighed.reduce((sum, each) => sum + each.mass, damaged)
  if (!(total > 0)) return { certainty: 'unknown', probability: 0, shortlist: [], stranger: 1, because: [] }
  const stranger = damaged / total
  if (!first) return { certainty: 'unknown', probability: 0, shortlist: [], stranger, because: [] }
  const probability = first.mass / total
  const sureFrom = isExpected(first.known.becauses) ? sureAt : sureUnexpectedAt
  const named = probability >= sureFrom && !misreadAlone(read, first)
  const certainty = named ? 'sure' : probability >= perhapsAt ? 'perhaps' : 'unknown'
  const vehicles = weighed.filter((each) => each.known.plate === first.known.plate).length
  return {
    certainty,
    probability,
    best: { id: first.known.id, probability },
    shortlist: weighed
      .slice(0, SHORTLIST)
      .map((each) => ({ id: each.known.id, probability: each.mass / total }))
      .filter((each) => each.probability >= SHORTLIST_AT),
    stranger,
    because: certainty === 'unknown' ? [] : becauseOf(read, first, vehicles, stranger, probability),
  }
}
