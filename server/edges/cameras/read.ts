import type { CameraMessage, CameraRead } from '../../signals/plate-read.ts'
import { believe } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, listOf, numberOf, present, textOf, wordOf } from '../payload/field.ts'
import { countryOf } from './country.ts'

/** One payload never holds more cars than this. */
const MAX_READS = 50
const MAX_CANDIDATES = 20
const MAX_PLATE = 20
/** What makes write where they saw a vehicle and no plate. */
const NO_PLATE =
  /^(?:unknown|unkonw|no[ _-]?plate|none|null|undefined|n\/?a|not[ _-]?(?:detected|recognized)|无车?牌车?)$/iu

/** What a reader found, before it is checked. Values come as sent; ids make the key. */
export interface Found {
  plate: unknown
  /** What tells this payload from another of the same camera: event id, time, counters. */
  ids: readonly unknown[]
  /** These ids are counters that begin again, and no time stands among them: they tell two payloads apart only for a moment. */
  recurring?: boolean
  time?: Date | undefined
  zone?: 'sure' | 'unsure'
  track?: unknown
  state?: 'new' | 'update' | 'lost' | undefined
  confidence?: number | undefined
  charConfidence?: readonly (number | undefined)[] | undefined
  candidates?: { plate: string; confidence?: number }[] | undefined
  country?: unknown
  make?: unknown
  colour?: unknown
  vehicleType?: unknown
  direction?: unknown
}

/** The plate as sent, trimmed; nothing when the camera says there is none, or when not one character was read. */
export function plateOf(sent: unknown): string | undefined {
  const plate = textOf(sent, MAX_PLATE)
  return plate === undefined || NO_PLATE.test(plate) || !/[\p{L}\p{N}]/u.test(plate) ? undefined : plate
}

/** A candidate list of any make: `{ plate, confidence | score }`, `full` being the make's whole confidence. */
export function candidatesOf(sent: unknown, full: 1 | 100): { plate: string; confidence?: number }[] | undefined {
  const list = listOf(sent)
    .slice(0, MAX_CANDIDATES)
    .flatMap((each) => {
      const fields = fieldsOf(each)
      const plate = plateOf(fields.plate)
      return plate ? [present({ plate, confidence: confidenceOf(fields.confidence ?? fields.score, full) })] : []
    })
  return list.length > 0 ? list : undefined
}

/** A read in our words, or nothing when there is no plate in it. */
export function readOf(found: Found, now: Date): CameraRead | undefined {
  const plate = plateOf(found.plate)
  if (!plate) return undefined
  const letters = plate.replace(/[^\p{L}\p{N}?]/gu, '').length
  const each = found.charConfidence
  // Firmware pads and truncates the list: one that does not fit the plate says nothing about any letter.
  const fits = each?.length === letters && each.every((one) => one !== undefined)
  return {
    plate,
    ...believe(found.time, now, found.zone),
    key: keyOf(found, plate, now),
    ...present({
      track: textOf(found.track),
      state: found.state,
      confidence: found.confidence,
      charConfidence: fits ? (each as number[]) : undefined,
      candidates: found.candidates,
      country: countryOf(found.country),
      make: wordOf(found.make),
      colour: wordOf(found.colour),
      vehicleType: wordOf(found.vehicleType),
      direction: directionOf(found.direction),
    }),
  }
}

function directionOf(sent: unknown): 'in' | 'out' | undefined {
  const word = textOf(sent)?.toLowerCase()
  return word === 'in' || word === 'out' ? word : undefined
}

/**
 * The same payload sent twice has one key. A payload without any id of its own, or with one that comes again, is known for ten
 * seconds: by the plate alone, next month's visit would be taken for a repetition.
 */
function keyOf({ ids, recurring }: Found, plate: string, now: Date): string {
  const own = ids.map((id) => textOf(id) ?? '')
  const lasting = own.some((id) => id) && !recurring
  return [
    ...own.filter((id) => id || lasting),
    ...(lasting ? [] : [`~${Math.floor(now.getTime() / 10_000)}`]),
    plate,
  ].join('|')
}

/** All reads of one payload, each once; `no-plate` when there is none. */
export function readsOf(reads: readonly (CameraRead | undefined)[]): CameraMessage {
  const once = new Map<string, CameraRead>()
  for (const read of reads) if (read && once.size < MAX_READS && !once.has(read.key)) once.set(read.key, read)
  return once.size > 0 ? { kind: 'reads', reads: [...once.values()] } : { kind: 'nothing', because: 'no-plate' }
}

export const malformed = (because: string): CameraMessage => ({ kind: 'malformed', because })
export const nothing = (because: string): CameraMessage => ({ kind: 'nothing', because })

/** `99,99,61` as shares of 1. */
export const percentList = (sent: unknown): (number | undefined)[] | undefined =>
  textOf(sent)
    ?.split(',')
    .map((one) => confidenceOf(one, 100))

/** The best of a list of guesses `{ name, confidence }`, however they are ordered. */
export function bestName(sent: unknown): string | undefined {
  const guesses = listOf(sent).map(fieldsOf)
  const score = (guess: Record<string, unknown>): number => numberOf(guess.confidence ?? guess.score) ?? 0
  return wordOf(guesses.sort((a, b) => score(b) - score(a))[0]?.name)
}
