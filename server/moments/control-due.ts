import { addMonths } from '../plain/civil.ts'
import type { LoopAsset, LoopPerson } from './loop-person.ts'

/** Years until the first control and between the next ones: cars by art. R323-22 of the Code de la route, two-wheelers since 2024. */
const CAR = { first: 4, every: 2 }
const MOTORCYCLE = { first: 5, every: 3 }
const TWO_WHEELS = /moto|scooter|two-wheeler|2 roues|deux-roues/iu
/** No vehicle is controlled for longer: what is older is a mistake, or a collector's, which has another rhythm. */
const MOST_CONTROLS = 15

/**
 * When a vehicle was first registered: as it is on file; else, bought in the year of its model or the year after, it was bought new, and
 * then is when. Of a vehicle bought used of which neither is known we say nothing, rather than a date that is not theirs.
 */
function firstRegistration(asset: LoopAsset): string | null {
  if (asset.registeredOn !== null) return asset.registeredOn
  if (asset.boughtOn === null || asset.year === null) return null
  const bought = Number(asset.boughtOn.slice(0, 4))
  return bought === asset.year || bought === asset.year + 1 || bought === asset.year - 1 ? asset.boughtOn : null
}

/**
 * Every control a vehicle of a customer in France has to pass, oldest first; from the end of the last one where that is on file, for
 * each runs from the one before it. Other countries have other laws: none here.
 */
export function controlsDue(asset: LoopAsset, person: LoopPerson): string[] {
  if (person.country !== 'FR' || asset.kind !== 'vehicle') return []
  const years = TWO_WHEELS.test(asset.body) ? MOTORCYCLE : CAR
  const registered = firstRegistration(asset)
  const next = asset.controlUntil ?? (registered && addMonths(registered, 12 * years.first))
  return next === null ? [] : Array.from({ length: MOST_CONTROLS }, (_, i) => addMonths(next, 12 * i * years.every))
}
