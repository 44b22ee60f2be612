import { type Channel, codesOf, plateOf, SIZE, UNREAD } from './channel.ts'
import { hashCodes } from './known-plates.ts'
import { likelihoodOf, type PlateRead, type PreparedRead, prepareRead } from './misread.ts'
import { normalisePlate, PLATE_MAX } from './plate.ts'
import { fits, withoutBadges } from './plate-grammar.ts'
import { SHAPES } from './plate-shapes.ts'

export interface Plausible {
  plate: string
  /** P(read | this plate is the true one), up to a factor common to all. */
  likelihood: number
}
/** What is asked of a set of known plates: `KnownPlates` or anything else that never denies a plate it was given. */
export interface Filter {
  hasHash(hash: number): boolean
}

/** Pairs likelier than this are look-alikes: two of them in one read are worth a question. */
const LOOK_ALIKE = 0.0008
const LOOK_ALIKES = 4

/** For each read letter, the true letters it is most often made from; learned channels bring their own. */
const lookAlikes = new WeakMap<Channel, Uint8Array[]>()
const lookAlikesOf = (channel: Channel): Uint8Array[] => {
  const known = lookAlikes.get(channel)
  if (known) return known
  const found = Array.from({ length: SIZE + 1 }, (_, read) => {
    if (read === UNREAD) return new Uint8Array(0)
    const from = (truth: number) => channel.confusion[truth * SIZE + read]!
    const others = Array.from({ length: SIZE }, (_, truth) => truth).filter((t) => t !== read && from(t) >= LOOK_ALIKE)
    return Uint8Array.from(others.sort((a, b) => from(b) - from(a)).slice(0, LOOK_ALIKES))
  })
  lookAlikes.set(channel, found)
  return found
}

/** Shapes by length, with each place's letters as a table of yes and no. */
const shapesByLength = Map.groupBy(
  SHAPES.map((shape) => ({
    length: shape.places.length,
    allowed: shape.places.map((place) =>
      Uint8Array.from({ length: SIZE }, (_, c) => (place.includes(plateOf(Uint8Array.of(c))) ? 1 : 0)),
    ),
  })),
  (shape) => shape.length,
)

type LengthShape = NonNullable<ReturnType<typeof shapesByLength.get>>[number]

const NO_SHAPES: readonly LengthShape[] = []
const EVERY = Uint8Array.from({ length: SIZE }, (_, code) => code)

/** The grammars this read obeys, as their places in the list of its length: `'0,4'`; `''` when it obeys none. */
const obeyedBy = (codes: Uint8Array): string => {
  let key = ''
  const shapes = shapesByLength.get(codes.length) ?? NO_SHAPES
  for (let n = 0; n < shapes.length; n++) {
    const { allowed } = shapes[n]!
    let at = 0
    while (at < codes.length && allowed[at]![codes[at]!] === 1) at++
    if (at === codes.length) key += key === '' ? n : `,${n}`
  }
  return key
}

/** What those grammars together issue at each place; there are few such sets, and each is made once. */
const issued = new Map<string, Uint8Array[]>()
const issuedAt = (length: number, obeyed: string): Uint8Array[] => {
  const key = `${length}:${obeyed}`
  const known = issued.get(key)
  if (known) return known
  const shapes = obeyed.split(',').map((n) => shapesByLength.get(length)![Number(n)]!)
  const letters = Array.from({ length }, (_, at) =>
    EVERY.filter((letter) => shapes.some(({ allowed }) => allowed[at]![letter] === 1)),
  )
  issued.set(key, letters)
  return letters
}

type Visit = (codes: Uint8Array, length: number) => void
/** At each place of the read, the letters that may stand there instead. */
type Choices = readonly Uint8Array[]

/** Another letter than the one read, at one place. */
const oneChanged = (buffer: Uint8Array, choices: Choices, visit: Visit): void => {
  for (let at = 0; at < choices.length; at++) {
    const read = buffer[at]!
    for (const letter of choices[at]!) {
      if (letter === read) continue
      buffer[at] = letter
      visit(buffer, choices.length)
    }
    buffer[at] = read
  }
}

/** Another letter at two places. */
const twoChanged = (buffer: Uint8Array, choices: Choices, visit: Visit): void => {
  for (let first = 0; first < choices.length; first++) {
    const read = buffer[first]!
    for (const letter of choices[first]!) {
      buffer[first] = letter
      for (let second = first + 1; second < choices.length; second++) {
        const other = buffer[second]!
        for (const another of choices[second]!) {
          buffer[second] = another
          visit(buffer, choices.length)
        }
        buffer[second] = other
      }
    }
    buffer[first] = read
  }
}

/** A letter of the plate was lost: any letter, at any gap. */
const oneLost = (codes: Uint8Array, buffer: Uint8Array, visit: Visit): void => {
  const { length } = codes
  if (length >= PLATE_MAX) return
  for (let gap = 0; gap <= length; gap++) {
    buffer.set(codes.subarray(0, gap))
    buffer.set(codes.subarray(gap), gap + 1)
    for (let letter = 0; letter < SIZE; letter++) {
      // The same letter doubled is one string whichever of the two was lost.
      if (gap < length && letter === codes[gap]) continue
      buffer[gap] = letter
      visit(buffer, length + 1)
    }
  }
}

/** A letter was read that is not on the plate. */
const oneAdded = (codes: Uint8Array, buffer: Uint8Array, visit: Visit): void => {
  for (let at = 0; at < codes.length; at++) {
    if (at > 0 && codes[at] === codes[at - 1]) continue
    buffer.set(codes.subarray(0, at))
    buffer.set(codes.subarray(at + 1), at)
    visit(buffer, codes.length - 1)
  }
}

/** Every `?` as any letter, up to two of them: beyond, only a list of those expected can tell. */
const unreadFilled = (buffer: Uint8Array, length: number, visit: Visit): void => {
  const at = buffer.subarray(0, length).indexOf(UNREAD)
  if (at < 0) {
    visit(buffer, length)
    return
  }
  for (let letter = 0; letter < SIZE; letter++) {
    buffer[at] = letter
    unreadFilled(buffer, length, visit)
  }
  buffer[at] = UNREAD
}

const REPAIRED_PLACES = 3
const REPAIRS_EACH = 3

/** A read that obeys no grammar, put right: at each impossible place the likeliest letters that may stand there. */
const repaired = (codes: Uint8Array, channel: Channel, alike: readonly Uint8Array[], visit: Visit): void => {
  const length = codes.length
  for (const { allowed } of shapesByLength.get(length) ?? []) {
    const wrong = [...codes.keys()].filter((at) => !allowed[at]![codes[at]!])
    if (wrong.length === 0 || wrong.length > REPAIRED_PLACES) continue
    const choices = wrong.map((at) => {
      const from = (truth: number) => channel.confusion[truth * SIZE + codes[at]!]!
      const letters = Array.from({ length: SIZE }, (_, letter) => letter).filter((letter) => allowed[at]![letter])
      return letters.sort((a, b) => from(b) - from(a)).slice(0, REPAIRS_EACH)
    })
    // Only where look-alikes explain what is impossible: else every shape would claim every read.
    if (!wrong.every((at, n) => channel.confusion[choices[n]![0]! * SIZE + codes[at]!]! >= LOOK_ALIKE / 2)) continue
    const buffer = Uint8Array.from(codes)
    const fill = (n: number): void => {
      if (n < wrong.length) {
        for (const letter of choices[n]!) {
          buffer[wrong[n]!] = letter
          fill(n + 1)
        }
        return
      }
      visit(buffer, length)
      for (let at = 0; at < length; at++) {
        if (wrong.includes(at)) continue
        const read = buffer[at]!
        for (const letter of alike[read]!) {
          if (!allowed[at]![letter]) continue
          buffer[at] = letter
          visit(buffer, length)
        }
        buffer[at] = read
      }
    }
    fill(0)
  }
}

/** Walks through the strings the true plate may be, some hundreds, some of them twice; `visit` must copy what it keeps. */
const walk = (read: PlateRead, channel: Channel, visit: Visit): void => {
  const codes = codesOf(read.plate)
  const alike = lookAlikesOf(channel)
  const buffer = new Uint8Array(PLATE_MAX + 2)
  const restart = (): Uint8Array => {
    buffer.set(codes)
    return buffer
  }
  for (const candidate of (read.candidates ?? []).slice(0, 20)) {
    const listed = codesOf(normalisePlate(candidate.plate))
    if (listed.length > 0 && !listed.includes(UNREAD)) visit(listed, listed.length)
  }
  const unread = codes.filter((code) => code === UNREAD).length
  if (unread > 2 || codes.length < 2) return
  unreadFilled(restart(), codes.length, visit)
  for (const bare of withoutBadges(read.plate)) {
    const own = codesOf(bare)
    visit(own, own.length)
    oneChanged(own, issuedAt(own.length, obeyedBy(own)), visit)
  }
  if (unread > 0) return
  const similar = Array.from(codes, (code) => alike[code]!)
  const obeyed = obeyedBy(codes)
  oneAdded(codes, buffer, visit)
  if (obeyed !== '') {
    // A read that looks like a plate: what else of the same grammar, and one look-alike whatever the grammar.
    const grammar = issuedAt(codes.length, obeyed)
    oneChanged(restart(), grammar, visit)
    oneChanged(restart(), similar, visit)
    const both = similar.map((letters, at) => letters.filter((letter) => grammar[at]!.includes(letter)))
    twoChanged(restart(), both, visit)
    return
  }
  const every = similar.map(() => EVERY)
  oneChanged(restart(), every, visit)
  twoChanged(restart(), similar, visit)
  oneLost(codes, buffer, visit)
  repaired(codes, channel, alike, visit)
}

/**
 * The plausible true plates of one read, best first. With `known`, only those the filter does not deny are scored, which
 * is what makes a lookup cheap: hundreds of probes of a hash set, a handful of alignments. Grammar orders, it never
 * excludes: a plate of no known grammar is found like any other, only not repaired.
 */
export const plausiblePlates = (
  read: PlateRead,
  channel: Channel,
  limit = 600,
  known?: Filter,
  prepared: PreparedRead = prepareRead(read, channel),
): Plausible[] => {
  const found = new Map<string, number>()
  walk(read, channel, (codes, length) => {
    if (known && !known.hasHash(hashCodes(codes, length))) return
    const plate = plateOf(codes, length)
    if (!found.has(plate)) found.set(plate, likelihoodOf(prepared, plate))
  })
  const plates = [...found].map(([plate, likelihood]) => ({ plate, likelihood }))
  if (known && plates.length <= limit) return plates.sort((a, b) => b.likelihood - a.likelihood)
  // Without a filter to ask, the places go first to what may have been issued.
  const rank = new Map(plates.map((each) => [each.plate, each.likelihood * (fits(each.plate) ? 1 : 0.02)]))
  return plates.sort((a, b) => rank.get(b.plate)! - rank.get(a.plate)!).slice(0, limit)
}
