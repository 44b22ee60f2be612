import { align } from './channel.ts'
import type { PlateRead } from './plate-read.ts'

/**
 * Reads of one track see the same dirt from the same angle: a second agreeing read is worth a third of an independent one
 * (`errorOdds` takes the root of what is said here, so this is twice that third).
 */
const DAMPING = 0.7
/** Error odds of a letter that another read confirms, or contradicts. */
const CONFIRMED = 0.15
const CONTRADICTED = 8
/** A later read of the same track is nearer and sharper: each step back counts a little less. */
const EARLIER = 0.85
const USUAL = 0.9

const toOdds = (confidence: number): number => (1 - confidence) / confidence
const toConfidence = (odds: number): number => 1 / (1 + odds)
const clamp = (confidence: number): number => Math.min(0.999, Math.max(0.02, confidence || USUAL))

/**
 * Several reads of one vehicle, oldest first, as one read: the plate with most behind it (later and surer reads weigh
 * more), each of its letters as sure as the others make it (damped product of odds), and the rest as candidates.
 * So an update of the track revises the greeting instead of making a second one. No reads: an empty plate.
 */
export const combineReads = (reads: readonly PlateRead[]): PlateRead => {
  const told = reads.filter((read) => read.plate !== '')
  const last = told.at(-1)
  if (!last) return reads.at(-1) ?? { plate: '' }
  if (told.length === 1) return last
  const weights = told.map((read, at) => EARLIER ** (told.length - 1 - at) * clamp(read.confidence ?? USUAL))
  const support = new Map<string, number>()
  told.forEach((read, at) => {
    const unread = read.plate.includes('?') ? 0.3 : 1
    support.set(read.plate, (support.get(read.plate) ?? 0) + weights[at]! * unread)
  })
  const [plate] = [...support].reduce((best, each) => (each[1] >= best[1] ? each : best))
  const base = told.findLast((read) => read.plate === plate)!
  const own = told.lastIndexOf(base)
  const odds = Array.from(plate, (_, at) => toOdds(clamp(base.charConfidence?.[at] ?? base.confidence ?? USUAL)))
  told.forEach((read, n) => {
    if (n === own) return
    let at = 0
    for (const step of align(plate.replaceAll('?', '0'), read.plate.replaceAll('?', '0'))) {
      if (step.truth === '') continue
      const factor = step.truth === step.read ? CONFIRMED : CONTRADICTED
      odds[at] = odds[at]! * factor ** (DAMPING * weights[n]!)
      at++
    }
  })
  const total = [...support.values()].reduce((sum, each) => sum + each, 0)
  const candidates = new Map([...support].map(([each, weight]) => [each, weight / total]))
  for (const candidate of base.candidates ?? []) {
    if (!candidates.has(candidate.plate))
      candidates.set(candidate.plate, 0.3 * (candidate.confidence ?? 0.5) * (support.get(plate)! / total))
  }
  const latest = <K extends 'make' | 'colour' | 'country'>(key: K) => told.findLast((read) => read[key])?.[key]
  const make = latest('make')
  const colour = latest('colour')
  const country = latest('country')
  return {
    plate,
    charConfidence: odds.map(toConfidence),
    ...(candidates.size > 1
      ? { candidates: [...candidates].map(([each, confidence]) => ({ plate: each, confidence })) }
      : {}),
    ...(make ? { make } : {}),
    ...(colour ? { colour } : {}),
    ...(country ? { country } : {}),
  }
}
