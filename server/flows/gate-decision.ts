import { type Because, say } from '../../contract/because.ts'
import type { Site } from '../../contract/network.ts'
import type { PlatedAsset } from '../customers/asset-lookup.store.ts'
import type { Channel } from '../customers/channel.ts'
import type { PreparedRead } from '../customers/misread.ts'
import type { PlateRead } from '../customers/plate-read.ts'
import {
  contextWeight,
  isExpected,
  type KnownPlate,
  mixOf,
  type Recognition,
  recognise,
} from '../customers/recognise.ts'
import type { ExpectedToday } from '../visits/expected-today.ts'

export interface GateQuestion {
  read: PlateRead
  /** Vehicles on file whose plate could have been read so. */
  assets: readonly PlatedAsset[]
  expected: ExpectedToday
  likelihoods: Map<string, number>
  channel: Channel
  prepared: PreparedRead
  /** Counts of the last weeks at this site. */
  counts: { expected: number; known: number; stranger: number }
  knownVehicles: number
  site: Pick<Site, 'recognition'>
}

export interface GateDecision {
  certainty: 'sure' | 'perhaps' | 'unknown'
  probability: number
  /** The vehicles worth showing, best first; empty when unknown. */
  shortlist: { assetId: string; probability: number }[]
  expected: boolean
  because: Because[]
  /** The best was a vehicle whose owner objected (or did not agree): treated as a stranger. */
  silenced: boolean
}

/**
 * Who of those who have this vehicle may be named here? Under `informed`, whoever did not object; under `opt-in`, whoever agreed, and
 * where it is the vehicle that agreed, whoever did not object: one person's yes names nobody else (law: LAPI-2). Nobody at a vehicle that objected.
 */
export function mayBeNamed<O extends { recognition: PlatedAsset['recognition'] }>(
  rule: Site['recognition'],
  asset: { recognition: PlatedAsset['recognition']; owners: readonly O[] },
): O[] {
  if (rule === 'off' || asset.recognition === 'objected') return []
  const willing = asset.owners.filter((owner) => owner.recognition !== 'objected')
  return rule === 'informed' || asset.recognition === 'consented'
    ? willing
    : willing.filter((owner) => owner.recognition === 'consented')
}

/** May this vehicle be recognised here? If somebody may be named who has it. */
export const mayRecognise = (rule: Site['recognition'], asset: Pick<PlatedAsset, 'recognition' | 'owners'>): boolean =>
  mayBeNamed(rule, asset).length > 0

/**
 * Who is at the gate: the posterior over the vehicles on file, today's expectations and an explicit stranger. Vehicles that
 * may not be recognised take part, so that their plate is not taken for a neighbour's, and then count as strangers.
 */
export function decideAtGate(question: GateQuestion): GateDecision {
  const { expected } = question
  const hits: KnownPlate[] = [
    ...writtenOnce(question.assets, expected).map((asset) => ({
      id: asset.assetId,
      plate: asset.plate,
      make: asset.make,
      colour: asset.colour,
    })),
    // Everyone expected takes part, however far the read: two errors are found there. Those with another reason of today
    // (a call, a case, here already) take part when their plate could have been read so.
    ...expected.booked
      .filter(
        (vehicle) =>
          !question.assets.some((asset) => asset.assetId === vehicle.assetId && asset.plate === vehicle.plate),
      )
      .map((vehicle) => ({ id: vehicle.assetId, plate: vehicle.plate, make: vehicle.make, colour: vehicle.colour })),
  ].map((vehicle) => {
    const becauses = expected.becausesOf(vehicle.id)
    return { ...vehicle, weight: contextWeight(becauses), becauses }
  })
  const result: Recognition = recognise(
    question.read,
    hits,
    question.likelihoods,
    // A day without appointments cannot bring an expected visitor: their share goes to the others on file and to strangers.
    withoutExpected(mixOf(question.counts, expected.weight, question.knownVehicles), expected.booked.length),
    { channel: question.channel, prepared: question.prepared },
  )
  const best = result.best
  if (!best || result.certainty === 'unknown') return { ...nobody, probability: result.probability }
  const byId = new Map(question.assets.map((asset) => [asset.assetId, asset]))
  const allowed = result.shortlist.filter((each) => {
    const asset = byId.get(each.id)
    // An expected vehicle that was not among the hits is loaded by the caller; until then it is let through.
    return asset ? mayRecognise(question.site.recognition, asset) : question.site.recognition !== 'off'
  })
  if (allowed[0]?.id !== best.id) return { ...nobody, probability: 0, silenced: true }
  const because = result.because.map(({ code, values }) => say(code, values as Record<string, string | number>))
  return {
    certainty: result.certainty,
    probability: result.probability,
    shortlist: allowed.map((each) => ({ assetId: each.id, probability: each.probability })),
    expected: isExpected(expected.becausesOf(best.id)),
    because,
    silenced: false,
  }
}

/**
 * One vehicle written down twice, with one plate and the same people, is one hypothesis, not two halves of one: the one that objected stands for
 * both, else the one that is expected, else the first.
 */
const writtenOnce = (assets: readonly PlatedAsset[], expected: ExpectedToday): PlatedAsset[] =>
  [
    ...Map.groupBy(
      assets,
      ({ plate, owners }) => `${plate} ${owners.map(({ customerId }) => customerId).sort()}`,
    ).values(),
  ].map(
    (same) =>
      same.find(({ recognition }) => recognition === 'objected') ??
      same.find(({ assetId }) => expected.becausesOf(assetId).length > 0) ??
      same[0]!,
  )

const nobody: GateDecision = {
  certainty: 'unknown',
  probability: 0,
  shortlist: [],
  expected: false,
  because: [],
  silenced: false,
}

function withoutExpected<M extends { expected: number; known: number; stranger: number }>(
  mix: M,
  expectedToday: number,
): M {
  if (expectedToday > 0) return mix
  const rest = mix.known + mix.stranger
  return { ...mix, expected: 0, known: mix.known / rest, stranger: mix.stranger / rest }
}
