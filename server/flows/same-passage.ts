import { align, edits } from '../customers/channel.ts'
import { MINUTE } from './arrival-outcome.ts'

/**
 * Reads of one passage come seconds apart. Three minutes leave room for a car that stands at the barrier, and are less than a
 * camera needs to start again and come back to a number it has given before.
 */
export const PASSAGE_MS = 3 * MINUTE

/**
 * A camera that does not number its cars reads one that stands there again within seconds. Unread for a minute, it has gone, and
 * the same letters are the next car: to the one before reception may have said no.
 */
export const GONE_MS = MINUTE

/** Are these times near enough for one passage, in whichever order the reads came? */
export const oneTime = (one: Date, other: Date): boolean => Math.abs(one.getTime() - other.getTime()) <= PASSAGE_MS

/**
 * Could these be two reads of one plate? At most a third of the letters may differ: a camera corrects one or two, and plates of
 * two cars that follow each other differ in five or six. What was not read (`?`) says nothing against it.
 */
export function oneCar(one: string, other: string): boolean {
  const unread = (one.match(/\?/gu)?.length ?? 0) + (other.match(/\?/gu)?.length ?? 0)
  const off = edits(align(one.replaceAll('?', '0'), other.replaceAll('?', '0'))) - unread
  return off * 3 <= Math.max(one.length, other.length)
}

export interface SeenPassage {
  customerId: string
  state: 'arrived' | 'greeted' | 'left' | 'withdrawn'
  goingAt: Date | null
  arrivedAt: Date
  plate: string
}

/**
 * A camera counts its cars and begins again: after it was switched off, at midnight, at a thousand. So the number of a track says
 * "the same car" only for the moment of one passage. Of the same person, that is all there is to ask. That a visit is *another*
 * person's takes it from the first: believed only while it is a correction and nothing else, of a plate that reads alike, and
 * nobody has moved. Whoever was received, has left, or to whom someone is going, came: whatever the camera says next is another
 * arrival.
 */
export function samePassage(
  seen: SeenPassage,
  read: { customerId: string; at: Date; plate: string; remembered: boolean },
): boolean {
  // Remembered: the reads of this track never stopped for long, as of a car that waits at the barrier.
  if (!read.remembered && !oneTime(seen.arrivedAt, read.at)) return false
  if (seen.customerId === read.customerId) return true
  const moved = seen.goingAt !== null || seen.state === 'greeted' || seen.state === 'left'
  return !moved && oneCar(seen.plate, read.plate)
}
