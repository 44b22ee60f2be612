import { ALERTS, KINDS, THEMES } from '../../../contract/reading.ts'

/** What is asked of every text, each by its own weights. */
export const HEADS = ['good', 'bad', ...THEMES, ...KINDS, ...ALERTS] as const
export type Head = (typeof HEADS)[number]
export const headAt = (head: Head): number => HEADS.indexOf(head)
/** Polarity has a table of its own, four times as wide: it learns from far more texts. */
export const WIDE = 1 << 18
export const NARROW = 1 << 16
export const WIDE_HEADS = 2
export const NARROW_HEADS = HEADS.length - WIDE_HEADS
/** The table of narrow heads is read a row at a time: padded, so that a row never crosses more lines of the cache than it must. */
export const ROW = 28
const COMMON_BITS = 1 << 18

/**
 * Weights of one language. Features are hashes; a row holds one bucket's weights for all heads. A weight is `int8 × scale` in log-odds; a text's score is the sum over its
 * features divided by the root of their number, plus the bias, plus `peak` times that of the clause that speaks loudest: in a long text one clause says that they leave. `platt` turns the score into a probability: 1 / (1 + exp(−(a·score + b))).
 */
export interface Model {
  language: 'fr' | 'en'
  wide: Int8Array
  narrow: Int8Array
  scale: Float32Array
  bias: Float32Array
  /** How much the loudest clause counts beside the whole; 0: not at all. */
  peak: Float32Array
  platt: Float32Array
  /** Above this probability a head says yes. */
  bar: Float32Array
  /** What is said of a polarity as a probability of being right, from how clearly it stood out: the two numbers of another Platt scaling. */
  sure: Float32Array
  /** Words that are also written small, as a set of bits by hash: one in twenty of the others is taken for one. */
  common: Uint8Array
}

export const emptyModel = (language: 'fr' | 'en'): Model => ({
  language,
  wide: new Int8Array(WIDE * WIDE_HEADS),
  narrow: new Int8Array(NARROW * ROW),
  scale: new Float32Array(HEADS.length).fill(1 / 64),
  bias: new Float32Array(HEADS.length),
  peak: new Float32Array(HEADS.length),
  platt: Float32Array.from({ length: HEADS.length * 2 }, (_, k) => (k % 2 === 0 ? 1 : 0)),
  bar: new Float32Array(HEADS.length).fill(0.5),
  sure: Float32Array.of(1, 0),
  common: new Uint8Array(COMMON_BITS / 8),
})

const MAGIC = 0x4b4f3253
const HEAD_BYTES = 16
const SURE = 2
const floats = HEADS.length * 6 + SURE

export const MODEL_BYTES = HEAD_BYTES + floats * 4 + WIDE * WIDE_HEADS + NARROW * ROW + COMMON_BITS / 8

/** One language's weights as bytes, little-endian; `unpackModel` reads them back. */
export function packModel(model: Model): Uint8Array {
  const bytes = new Uint8Array(MODEL_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, HEADS.length, true)
  view.setUint32(8, model.language === 'fr' ? 1 : 2, true)
  const numbers = [...model.scale, ...model.bias, ...model.platt, ...model.bar, ...model.peak, ...model.sure]
  numbers.forEach((value, k) => {
    view.setFloat32(HEAD_BYTES + k * 4, value, true)
  })
  const at = HEAD_BYTES + floats * 4
  bytes.set(new Uint8Array(model.wide.buffer, model.wide.byteOffset, model.wide.length), at)
  bytes.set(new Uint8Array(model.narrow.buffer, model.narrow.byteOffset, model.narrow.length), at + model.wide.length)
  bytes.set(model.common, at + model.wide.length + model.narrow.length)
  return bytes
}

/** @throws Error when the bytes are not weights of this version of the house */
export function unpackModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length !== MODEL_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== HEADS.length)
    throw new Error('these weights are not of this version')
  const numbers = Float32Array.from({ length: floats }, (_, k) => view.getFloat32(HEAD_BYTES + k * 4, true))
  const n = HEADS.length
  const at = HEAD_BYTES + floats * 4
  return {
    language: view.getUint32(8, true) === 1 ? 'fr' : 'en',
    scale: numbers.slice(0, n),
    bias: numbers.slice(n, 2 * n),
    platt: numbers.slice(2 * n, 4 * n),
    bar: numbers.slice(4 * n, 5 * n),
    peak: numbers.slice(5 * n, 6 * n),
    sure: numbers.slice(6 * n, 6 * n + SURE),
    // A copy: bytes read from a file lie in a buffer that others use too.
    wide: new Int8Array(bytes.buffer, bytes.byteOffset + at, WIDE * WIDE_HEADS).slice(),
    narrow: new Int8Array(bytes.buffer, bytes.byteOffset + at + WIDE * WIDE_HEADS, NARROW * ROW).slice(),
    common: Uint8Array.from(bytes.subarray(at + WIDE * WIDE_HEADS + NARROW * ROW)),
  }
}

/** A score as a probability, by the head's own Platt scaling (Platt 1999). */
export const probability = (model: Model, head: number, score: number): number =>
  1 / (1 + Math.exp(-(model.platt[head * 2]! * score + model.platt[head * 2 + 1]!)))

/** How sure a polarity is that stood out with this share of all three (between 0 and 1). */
export const sureness = ({ sure }: Pick<Model, 'sure'>, share: number): number =>
  1 / (1 + Math.exp(-(sure[0]! * oddsOf(share) + sure[1]!)))
/** Log-odds of a share, short of the infinite. */
export const oddsOf = (share: number): number => {
  const p = Math.min(0.9999, Math.max(0.0001, share))
  return Math.log(p / (1 - p))
}

const bit = (hash: number): number => (Math.imul(hash, 0x9e3779b1) >>> 0) & (COMMON_BITS - 1)
export const isCommon = ({ common }: Pick<Model, 'common'>, hash: number): boolean =>
  ((common[bit(hash) >> 3]! >> (bit(hash) & 7)) & 1) === 1
export function addCommon({ common }: Pick<Model, 'common'>, hash: number): void {
  common[bit(hash) >> 3]! |= 1 << (bit(hash) & 7)
}
