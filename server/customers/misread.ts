import { type Channel, codesOf, SIZE, UNREAD } from './channel.ts'
import { normalisePlate } from './plate.ts'
import { withoutBadges } from './plate-grammar.ts'
import type { PlateRead } from './plate-read.ts'

export * from './channel.ts'
export type * from './plate-read.ts'

/** What the engine says beside the letters. */
export type Evidence = Pick<PlateRead, 'confidence' | 'charConfidence' | 'candidates'>

/** P(`?` | any letter): the same for every letter, so it decides nothing but must not break the products. */
const UNREAD_RATE = 0.02
/** With a pattern of badge and plate, how probable it is that the badge was read along with the plate. */
const BADGE_READ = 0.03
/**
 * How far an engine's own list of candidates is believed against the channel. Engines rank well and boast: their
 * confidences are not probabilities, so the list is one voice among others.
 */
const CANDIDATES_BELIEVED = 0.2

/** A read made ready for many likelihoods: per view, P(this read letter | each true letter) at every place. */
export interface PreparedRead {
  plate: string
  /** The read as it is, and without badges: which of them the camera should have said. */
  hypotheses: { codes: Uint8Array; share: number; views: PreparedView[] }[]
  candidates: Map<string, number>
}
export interface PreparedView {
  share: number
  /** emission[r * SIZE + t]: letter t was kept, and read as the letter at place r. */
  emission: Float64Array
  /** For each place of the read, the whole table its emissions come from: [read * SIZE + true]. */
  tables: Float64Array[]
  /** added[r]: of all letters that may be added, it is the one read at place r. */
  added: Float64Array
  deletion: number
  firstDeletion: number
  lastDeletion: number
  insertion: number
  edgeInsertion: number
}

/** No rate may leave the range of probabilities, however poor the view. */
const WORST = 0.6

/**
 * How much an engine's confidence moves the odds of an error at one place: the root of the odds ratio against a usual
 * .9, held between a third and twelve. Engines are over-confident: the root is what keeps a stated .99 from ruling all.
 */
const errorOdds = (confidence: number): number => {
  if (Number.isNaN(confidence)) return 1
  const doubt = 1 - Math.min(Math.max(confidence, 0.001), 0.999)
  return Math.min(12, Math.max(1 / 3, Math.sqrt(doubt / (1 - doubt) / (0.1 / 0.9))))
}

/** P(read | true) of one view, the read letter first: [read * SIZE + true], its error odds moved by `odds`. */
const tableOf = (channel: Channel, factor: number, odds: number): Float64Array => {
  const table = new Float64Array((SIZE + 1) * SIZE)
  for (let truth = 0; truth < SIZE; truth++) {
    const right = channel.confusion[truth * SIZE + truth]!
    const usual = Math.min(WORST, Math.max(1e-9, (1 - right) * factor))
    const moved = (usual * odds) / (1 - usual + usual * odds)
    for (let read = 0; read < SIZE; read++) {
      table[read * SIZE + truth] =
        truth === read ? 1 - moved : (channel.confusion[truth * SIZE + read]! / (1 - right)) * moved
    }
    table[UNREAD * SIZE + truth] = UNREAD_RATE
  }
  return table
}

/** Tables by channel, view and odds (in steps of a tenth of a nat): a camera's channel serves all its reads of a day. */
const tables = new WeakMap<Channel, Map<number, Float64Array>>()
const cachedTable = (channel: Channel, view: number, odds: number): Float64Array => {
  const step = Math.round(Math.log(odds) * 10)
  let own = tables.get(channel)
  if (!own) {
    own = new Map()
    tables.set(channel, own)
  }
  const key = view * 1000 + step
  let table = own.get(key)
  if (!table) {
    table = tableOf(channel, channel.views[view]!.confusions, Math.exp(step / 10))
    own.set(key, table)
  }
  return table
}

const viewsOf = (codes: Uint8Array, channel: Channel, odds: readonly number[]): PreparedView[] =>
  channel.views.map(({ share, gaps }, view) => {
    const emission = new Float64Array(codes.length * SIZE)
    const tables = odds.map((each) => cachedTable(channel, view, each))
    const added = Float64Array.from(codes, (code) => channel.added[code] ?? 1 / SIZE)
    for (let at = 0; at < codes.length; at++) {
      const from = codes[at]! * SIZE
      const table = tables[at]!
      for (let truth = 0; truth < SIZE; truth++) emission[at * SIZE + truth] = table[from + truth]!
    }
    return {
      share,
      emission,
      tables,
      added,
      deletion: Math.min(WORST, channel.deletion * gaps),
      firstDeletion: Math.min(WORST, channel.deletion * gaps * channel.edge.firstLost),
      lastDeletion: Math.min(WORST, channel.deletion * gaps * channel.edge.lastLost),
      insertion: Math.min(WORST, channel.insertion * gaps),
      edgeInsertion: Math.min(WORST, channel.insertion * gaps * channel.edge.insertion),
    }
  })

/** An engine's candidates as shares of one; a list of one says nothing that the read does not. */
const candidatesOf = (read: PlateRead): Map<string, number> => {
  const found = new Map<string, number>()
  for (const candidate of (read.candidates ?? []).slice(0, 20)) {
    const plate = normalisePlate(candidate.plate)
    const heard = Math.max(0.001, Math.min(1, candidate.confidence || 0.5))
    if (plate) found.set(plate, Math.max(found.get(plate) ?? 0, heard))
  }
  if (found.size < 2) return new Map()
  const total = [...found.values()].reduce((sum, heard) => sum + heard, 0)
  for (const [plate, heard] of found) found.set(plate, heard / total)
  return found
}

export const prepareRead = (read: PlateRead, channel: Channel): PreparedRead => {
  const whole = read.confidence === undefined ? 1 : errorOdds(read.confidence)
  const odds = Array.from(read.plate, (_, at) => {
    const own = read.charConfidence?.[at]
    return own === undefined ? whole : errorOdds(own)
  })
  const bare = read.plate.length > 7 ? withoutBadges(read.plate) : []
  const hypotheses = [read.plate, ...bare].map((plate, n) => {
    const codes = codesOf(plate)
    const from = n === 0 ? 0 : read.plate.indexOf(plate)
    return {
      codes,
      share: n === 0 ? 1 - (bare.length ? BADGE_READ : 0) : BADGE_READ / bare.length,
      views: viewsOf(codes, channel, odds.slice(from, from + plate.length)),
    }
  })
  return { plate: read.plate, hypotheses, candidates: candidatesOf(read) }
}

/** One row of the alignment, used by one call at a time: pure code never yields in between. */
const row = new Float64Array(64)

/**
 * The sum over all alignments of a read of `length` letters with `n` true places. `emission[offset(t) + r * stride]` is
 * P(letter r of the read | the letter at place t). The same sum serves one true plate (offset: its letter's code) and a
 * whole shape of plates (offset: the place's averaged column, see `stranger.ts`).
 */
export const alignments = (
  view: PreparedView,
  length: number,
  n: number,
  emission: Float64Array,
  stride: number,
  offsets: Uint8Array,
): number => {
  if (length > 60 || n === 0) return 0
  const { added, deletion, firstDeletion, lastDeletion, insertion, edgeInsertion } = view
  // The gap before the first letter: letters added, then the gap is left.
  let carry = 1
  for (let r = 0; r <= length; r++) {
    row[r] = carry
    carry *= edgeInsertion * (added[r] ?? 0)
  }
  for (let t = 0; t < n; t++) {
    const leave = 1 - (t === 0 ? edgeInsertion : insertion)
    const lost = leave * (t === 0 ? firstDeletion : t === n - 1 ? lastDeletion : deletion)
    const kept = leave - lost
    const add = t === n - 1 ? edgeInsertion : insertion
    let at = offsets[t]!
    let before = row[0]!
    let here = before * lost
    row[0] = here
    for (let r = 1; r <= length; r++) {
      const above = row[r]!
      here = above * lost + before * kept * emission[at]! + here * add * added[r - 1]!
      before = above
      row[r] = here
      at += stride
    }
  }
  return row[length]! * (1 - edgeInsertion)
}

/** P(read, evidence | true plate), up to a factor that is the same for every true plate. */
export const likelihoodOf = (prepared: PreparedRead, truth: string): number => {
  const codes = codesOf(truth)
  if (codes.includes(UNREAD)) return 0
  let sum = 0
  for (const { codes: read, share, views } of prepared.hypotheses) {
    for (const view of views) {
      sum += share * view.share * alignments(view, read.length, codes.length, view.emission, SIZE, codes)
    }
  }
  if (prepared.candidates.size === 0) return sum
  return (1 - CANDIDATES_BELIEVED) * sum + CANDIDATES_BELIEVED * (prepared.candidates.get(truth) ?? 0)
}

/** The share of the engine's list in a likelihood, for those who sum over many plates at once. */
export const CANDIDATES_SHARE = CANDIDATES_BELIEVED
