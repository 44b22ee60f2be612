import { rootOf } from './features.ts'
import { emptyModel, HEADS, type Model, NARROW, ROW, WIDE, WIDE_HEADS } from './model.ts'

/** A text to learn from: its features, and what is true of it. */
export interface Lesson {
  hash: Uint32Array
  /** Letters within a word: 1. */
  soft: Uint8Array
  /** 1 yes, 0 no, 255 nobody said: by head. */
  truth: Uint8Array
  weight: number
}

export interface LearnOptions {
  language: 'fr' | 'en'
  /** Passes over the lessons. */
  passes: number
  /** What an error costs, against the length of the weights (C of the support vector machine). */
  cost: number
  /** Order of the lessons: a number to begin from, so that a training can be run again. */
  seed: number
  /** Where the weights begin: those that shipped. */
  prior?: Model | undefined
}

export const UNSAID = 255
const SMOOTH = 1
/** How much letters within words count beside whole words and phrases. */
const SOFT = 0.3
/** Between no scaling by the log-count ratio (0) and all of it (1). */
const BY_RATIO = 0.6

/**
 * A linear support vector machine for each head, on features scaled by their log-count ratio (NB-SVM, Wang & Manning 2012, "Baselines and Bigrams"), by dual coordinate
 * descent (Hsieh et al. 2008), its weights held to where they began. Pure: the same lessons and seed give the same weights.
 */
export function learn(lessons: readonly Lesson[], options: LearnOptions): Model {
  const model = emptyModel(options.language)
  // Counted once for all heads that share a table.
  const counted = { wide: rowsOf(lessons, WIDE - 1), narrow: rowsOf(lessons, NARROW - 1) }
  HEADS.forEach((_, head) => {
    const wide = head < WIDE_HEADS
    const shape = {
      mask: (wide ? WIDE : NARROW) - 1,
      row: wide ? WIDE_HEADS : ROW,
      at: wide ? head : head - WIDE_HEADS,
    }
    const spoken = lessons.map(({ truth }) => truth[head] !== UNSAID)
    const said = lessons.filter((_lesson, k) => spoken[k])
    if (said.length === 0) {
      if (options.prior) stays(model, options.prior, head, shape)
      return
    }
    const rows = (wide ? counted.wide : counted.narrow).filter((_row, k) => spoken[k])
    const { weights, bias } = learnHead(said, rows, head, shape, options)
    const scale = quantum(weights)
    model.scale[head] = scale
    model.bias[head] = bias
    const into = wide ? model.wide : model.narrow
    for (let bucket = 0; bucket <= shape.mask; bucket += 1)
      into[bucket * shape.row + shape.at] = Math.max(-127, Math.min(127, Math.round(weights[bucket]! / scale)))
  })
  return model
}

/** A head that nobody spoke of says what it said before. */
function stays(model: Model, before: Model, head: number, { mask, row, at }: Shape): void {
  const [into, from] = head < WIDE_HEADS ? [model.wide, before.wide] : [model.narrow, before.narrow]
  for (let bucket = 0; bucket <= mask; bucket += 1) into[bucket * row + at] = from[bucket * row + at]!
  model.scale[head] = before.scale[head]!
  model.bias[head] = before.bias[head]!
}

/** One step of `int8`: of two thousand weights the largest is cut, the others fit. */
function quantum(weights: Float32Array): number {
  const sizes = weights
    .filter((weight) => weight !== 0)
    .map(Math.abs)
    .sort()
  return sizes.length === 0 ? 1 / 64 : Math.max(1e-4, sizes[Math.floor((sizes.length - 1) * 0.9995)]! / 127)
}

interface Shape {
  mask: number
  row: number
  at: number
}

/** Buckets of a text in the order they come, each once, with how often it comes. */
interface Row {
  buckets: Uint32Array
  times: Uint16Array
}

function rowsOf(lessons: readonly Lesson[], mask: number): Row[] {
  const slot = new Int32Array(mask + 1).fill(-1)
  return lessons.map(({ hash }) => {
    const buckets = new Uint32Array(hash.length)
    const times = new Uint16Array(hash.length)
    let n = 0
    for (const h of hash) {
      const bucket = h & mask
      if (slot[bucket]! < 0) {
        slot[bucket] = n
        buckets[n] = bucket
        n += 1
      }
      times[slot[bucket]!]! += 1
    }
    for (let k = 0; k < n; k += 1) slot[buckets[k]!] = -1
    return { buckets: buckets.slice(0, n), times: times.slice(0, n) }
  })
}

function learnHead(
  lessons: readonly Lesson[],
  rows: readonly Row[],
  head: number,
  shape: Shape,
  options: LearnOptions,
) {
  const { mask } = shape
  const ratio = featureScale(lessons, rows, head, mask + 1)
  const weights = beginnings(options, head, shape)
  // As when a text is read: a feature that comes twice counts twice, and all are divided by the root of their number.
  const values = rows.map(({ buckets, times }, k) => {
    const root = 1 / rootOf(lessons[k]!.hash.length)
    return Float32Array.from(buckets, (bucket, f) => ratio[bucket]! * root * times[f]!)
  })
  const length = values.map((row) => row.reduce((sum, x) => sum + x * x, 1))
  const begun = rows.map(({ buckets, times }, k) => {
    if (!options.prior) return 0
    const root = 1 / rootOf(lessons[k]!.hash.length)
    let sum = options.prior.bias[head]!
    for (let f = 0; f < buckets.length; f += 1) sum += weights[buckets[f]!]! * root * times[f]!
    return sum
  })
  const step = new Float32Array(mask + 1)
  let bias = 0
  const dual = new Float64Array(lessons.length)
  const order = shuffler(lessons.length, options.seed)
  for (let pass = 0; pass < options.passes; pass += 1)
    for (const k of order()) {
      const { truth, weight } = lessons[k]!
      const y = truth[head] === 1 ? 1 : -1
      const row = rows[k]!.buckets
      const value = values[k]!
      let score = begun[k]! + bias
      for (let f = 0; f < row.length; f += 1) score += step[row[f]!]! * value[f]!
      // L2 loss: the dual has no ceiling, and its diagonal is 1 / 2C.
      const diagonal = 1 / (2 * options.cost * weight)
      const gradient = y * score - 1 + dual[k]! * diagonal
      const before = dual[k]!
      dual[k] = Math.max(0, before - gradient / (length[k]! + diagonal))
      const change = (dual[k]! - before) * y
      if (change === 0) continue
      for (let f = 0; f < row.length; f += 1) step[row[f]!]! += change * value[f]!
      bias += change
    }
  for (let bucket = 0; bucket <= mask; bucket += 1) weights[bucket]! += step[bucket]! * ratio[bucket]!
  return { weights, bias: bias + (options.prior ? options.prior.bias[head]! : 0) }
}

/** Orders of n things, another each time, the same from the same seed (xorshift). */
function shuffler(n: number, from: number): () => Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, k) => k)
  let seed = from >>> 0 || 1
  return () => {
    for (let k = n - 1; k > 0; k -= 1) {
      seed ^= seed << 13
      seed ^= seed >>> 17
      seed ^= seed << 5
      const other = (seed >>> 0) % (k + 1)
      const kept = order[k]!
      order[k] = order[other]!
      order[other] = kept
    }
    return order
  }
}

/** How much a feature counts before anything is learned: by its log-count ratio, the more it is seen on one side; letters less than words. */
function featureScale(lessons: readonly Lesson[], rows: readonly Row[], head: number, size: number): Float32Array {
  const yes = new Float32Array(size)
  const no = new Float32Array(size)
  const all = [0, 0]
  lessons.forEach(({ truth, weight }, k) => {
    const true_ = truth[head] === 1
    const into = true_ ? yes : no
    all[true_ ? 1 : 0]! += weight
    for (const bucket of rows[k]!.buckets) into[bucket]! += weight
  })
  const hard = new Uint8Array(size)
  for (const { hash, soft } of lessons)
    for (let f = 0; f < hash.length; f += 1) if (soft[f] === 0) hard[hash[f]! & (size - 1)] = 1
  const ratio = new Float32Array(size)
  for (let bucket = 0; bucket < size; bucket += 1) {
    const [y, n] = [yes[bucket]!, no[bucket]!]
    if (y === 0 && n === 0) continue
    const odds = Math.log((y + SMOOTH) / (all[1]! + 2 * SMOOTH)) - Math.log((n + SMOOTH) / (all[0]! + 2 * SMOOTH))
    ratio[bucket] = (BY_RATIO * Math.abs(odds) + 1 - BY_RATIO) * (hard[bucket] === 1 ? 1 : SOFT)
  }
  return ratio
}

/** Where the weights begin: nought, or those of a model that is there. */
function beginnings({ prior }: LearnOptions, head: number, { mask, row, at }: Shape): Float32Array {
  const begin = new Float32Array(mask + 1)
  if (prior) {
    const table = head < WIDE_HEADS ? prior.wide : prior.narrow
    for (let bucket = 0; bucket <= mask; bucket += 1) begin[bucket] = table[bucket * row + at]! * prior.scale[head]!
  }
  return begin
}

/**
 * Platt scaling (Platt 1999, with Lin, Lin & Weng's targets): the two numbers that turn scores into probabilities which say how often they are right.
 * @param scores and `truth` of texts that were not learned from
 */
export function platt(scores: readonly number[], truth: readonly number[]): { a: number; b: number } {
  const yes = truth.filter((t) => t === 1).length
  const no = truth.length - yes
  const wanted = truth.map((t) => (t === 1 ? (yes + 1) / (yes + 2) : 1 / (no + 2)))
  // log(1 + e^z), without overflow.
  const soft = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
  const loss = (a: number, b: number): number =>
    scores.reduce((sum, s, k) => sum + soft(a * s + b) - wanted[k]! * (a * s + b), 0)
  let [a, b] = [1, Math.log((yes + 1) / (no + 1))]
  let now = loss(a, b)
  for (let round = 0; round < 100; round += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-9, 0, 1e-9]
    scores.forEach((s, k) => {
      const p = 1 / (1 + Math.exp(-(a * s + b)))
      const d = p - wanted[k]!
      const w = p * (1 - p)
      ga += d * s
      gb += d
      haa += w * s * s
      hab += w * s
      hbb += w
    })
    const det = haa * hbb - hab * hab
    const [da, db] = [(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det]
    // Newton's step, halved until it is a step down.
    let step = 1
    while (step > 1e-10 && loss(a - step * da, b - step * db) > now) step /= 2
    if (step <= 1e-10) break
    a -= step * da
    b -= step * db
    const next = loss(a, b)
    if (now - next < 1e-9) break
    now = next
  }
  return { a: Math.max(0.05, a), b }
}
