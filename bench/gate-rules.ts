import { type Channel, codesOf, plateOf } from '../server/customers/channel.ts'
import { hashCodes, KnownPlates } from '../server/customers/known-plates.ts'
import { prepareRead } from '../server/customers/misread.ts'
import { plausiblePlates } from '../server/customers/plausible.ts'
import { type KnownPlate, type Mix, type Recognition, recognise } from '../server/customers/recognise.ts'
import { ROADS } from './gate-world.ts'

/** The vehicles on file: the filter asked first, and the file that confirms (a table in the product). */
export interface Fleet {
  plates: string[]
  filter: KnownPlates
  file: Map<string, number>
}
export const fleetOf = (plates: string[]): Fleet => {
  const filter = new KnownPlates(plates.length)
  const file = new Map<string, number>()
  plates.forEach((plate, at) => {
    filter.add(plate)
    file.set(plate, at)
  })
  return { plates, filter, file }
}

/** A rule's answer: the vehicle greeted by name, or none. */
export type Greeting = number | null

export const exactMatch = (fleet: Fleet, read: string): Greeting => fleet.file.get(read) ?? null

/** Levenshtein ≤ 1: the exact plate if it is on file, else the only one on file a letter away. */
export const oneLetterOff = (fleet: Fleet, read: string): Greeting => {
  const exact = fleet.file.get(read)
  if (exact !== undefined) return exact
  const codes = codesOf(read)
  const found = new Set<number>()
  const ask = (buffer: Uint8Array, length: number): void => {
    if (!fleet.filter.hasHash(hashCodes(buffer, length))) return
    const at = fleet.file.get(plateOf(buffer, length))
    if (at !== undefined) found.add(at)
  }
  const buffer = new Uint8Array(codes.length + 1)
  for (let at = 0; at < codes.length; at++) {
    buffer.set(codes)
    for (let letter = 0; letter < 36; letter++) {
      buffer[at] = letter
      ask(buffer, codes.length)
    }
    buffer.set(codes.subarray(0, at))
    buffer.set(codes.subarray(at + 1), at)
    ask(buffer, codes.length - 1)
  }
  for (let gap = 0; gap <= codes.length; gap++) {
    buffer.set(codes.subarray(0, gap))
    buffer.set(codes.subarray(gap), gap + 1)
    for (let letter = 0; letter < 36; letter++) {
      buffer[gap] = letter
      ask(buffer, codes.length + 1)
    }
  }
  return found.size === 1 ? [...found][0]! : null
}

/** Ours, from the read to the answer: plausible plates, the file, everyone expected today, the posterior. */
export const noisyChannel = (
  fleet: Fleet,
  expected: ReadonlyMap<string, KnownPlate>,
  read: string,
  channel: Channel,
  mix: Mix,
): Recognition => {
  const prepared = prepareRead({ plate: read }, channel)
  const hits: KnownPlate[] = [...expected.values()]
  const likelihoods = new Map<string, number>()
  for (const { plate, likelihood } of plausiblePlates({ plate: read }, channel, 600, fleet.filter, prepared)) {
    const at = fleet.file.get(plate)
    if (at === undefined) continue
    likelihoods.set(plate, likelihood)
    if (!expected.has(plate)) hits.push({ id: String(at), plate, weight: 1, becauses: [] })
  }
  return recognise({ plate: read }, hits, likelihoods, mix, { channel, prepared, population: ROADS })
}
