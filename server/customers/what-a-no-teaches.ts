import { type Because, say } from '../../contract/because.ts'
import type { ConfusionCount } from '../signals/confusion.ts'
import { align, type Channel } from './channel.ts'
import { likelihoodOf, prepareRead } from './misread.ts'
import { density, FRENCH_ROADS, type Population } from './plate-grammar.ts'
import { strangerLikelihood } from './stranger.ts'

/** Reception said of a read: it is none of these. */
export interface DeniedRead {
  read: string
  /** The plates of those it was taken for. */
  plates: readonly string[]
  /** Of what else it could have been, the share of strangers; the rest are others on file. */
  stranger: number
}

/** What it teaches: counts for pairs of letters, never a plate. */
export interface Lesson {
  counts: ConfusionCount[]
  because: Because
}

const nothing = (code: string): Lesson => ({ counts: [], because: say(code) })

/** The letters that were read where the plate has others, or none: by their place in the read. */
const hinges = (read: string, plate: string): number[] => {
  const places: number[] = []
  let at = 0
  for (const step of align(plate, read)) {
    if (step.read === '') continue
    if (step.read !== step.truth) places.push(at)
    at++
  }
  return places
}

/**
 * P(the read is exact | it is a stranger, none of `plates`): of all plates ever issued that could be read so, the share of the one
 * that says just this. A read that obeys no grammar was misread, whoever it was, and has next to none.
 */
const exactShare = (read: string, plates: readonly string[], channel: Channel, population: Population): number => {
  const prepared = prepareRead({ plate: read }, channel)
  const mass = (plate: string) => density(plate, population) * likelihoodOf(prepared, plate)
  const denied = plates.reduce((sum, plate) => sum + mass(plate), 0)
  const others = strangerLikelihood(prepared, population).likelihood - denied
  return others > 0 ? Math.min(1, mass(read) / others) : 0
}

/**
 * What a "no, it is not them" teaches a camera. Nobody knows what stood there, but most likely just what was read: a nought that was
 * taken for a misread D was a nought. So each letter on which the wrong name hung counts as read right, by as much as we believe
 * that it was a stranger's car, and read exactly. A person's word stands above a camera's: how sure we were does not count, or a
 * camera that had learned a mistake would hear a "no" least.
 *
 * A letter that seemed lost teaches nothing, for it has no place in the read; nor does a read that was theirs to the letter: somebody
 * else drives the car, or bought it. What "they are not here" says of D is nothing: there was none to be read. So noes alone move a
 * camera slowly; what moves at once is what a hasty yes had taught, and the site's share of strangers.
 */
export const whatANoTeaches = (
  { read, plates, stranger }: DeniedRead,
  channel: Channel,
  population: Population = FRENCH_ROADS,
): Lesson => {
  if (read.includes('?')) return nothing('no-letter-unread')
  if (plates.includes(read)) return nothing('no-plate-was-theirs')
  const places = [...new Set(plates.flatMap((plate) => hinges(read, plate)))]
  if (places.length === 0) return nothing('no-letter-hinged')
  const weight = stranger * exactShare(read, plates, channel, population)
  if (!(weight > 0)) return nothing('no-not-believed')
  const letters = places.map((at) => read[at]!)
  return {
    counts: letters.map((letter) => ({ truth: letter, read: letter, count: weight })),
    because: say('no-read-was-right', { letters: letters.join(''), weight }),
  }
}

/** What a yes had taught, taken back. */
export const takenBack = (truth: string, read: string): ConfusionCount[] =>
  read.includes('?') ? [] : align(truth, read).map((step) => ({ ...step, count: -1 }))

/** Of what else a sure one could have been, the share of strangers, as the card says it; where it says neither, a stranger. */
export const strangerShare = (because: readonly Because[]): number => {
  const said = (code: string) => Number(because.find((each) => each.code === code)?.values.probability ?? 0)
  const stranger = said('could-be-stranger')
  const other = said('could-be-other')
  return other > 0 ? stranger / (stranger + other) : 1
}
