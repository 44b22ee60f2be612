import { type Features, rootOf } from './features.ts'
import { HEADS, type Model, NARROW, NARROW_HEADS, ROW, WIDE, WIDE_HEADS } from './model.ts'

/** Clauses that are told apart; what follows counts with the last. */
const MOST_CLAUSES = 64
const H = HEADS.length

/** Scores of one text, in log-odds before calibration. */
export interface Scores {
  /** Of the whole, with what its loudest clause adds. */
  whole: Float64Array
  /** Of the loudest clause by itself. */
  peak: Float64Array
  /** `clause × HEADS`: what each clause adds, undivided. */
  byClause: Float64Array
  /** How many features each clause has. */
  size: Uint32Array
  clauses: number
  /** What sums are divided by. */
  root: number
}

export const newScores = (): Scores => ({
  whole: new Float64Array(H),
  peak: new Float64Array(H),
  byClause: new Float64Array(MOST_CLAUSES * H),
  size: new Uint32Array(MOST_CLAUSES),
  clauses: 0,
  root: 1,
})

/** A clause of fewer features is not divided by less: two words shout, they do not say more. */
export const LEAST_SIZE = 8

/** Fewer clauses are not looked through: people do say a thing twice. */
const MANY_CLAUSES = 8

/** Of a long text, the clauses that stand in it word for word before: pasted a thousand times, they are one voice. Null: none. */
function repeated({ hash, clause, clauses, n }: Features['tokens']): Uint8Array | null {
  if (clauses <= MANY_CLAUSES) return null
  const signs = new Int32Array(clauses)
  for (let i = 0; i < n; i += 1) signs[clause[i]!] = Math.imul(signs[clause[i]!]! ^ hash[i]!, 0x01000193) + 1
  const seen = new Set<number>()
  const again = Uint8Array.from(signs, (sign) => {
    const known = seen.has(sign)
    seen.add(sign)
    return known ? 1 : 0
  })
  return seen.size === clauses ? null : again
}

/** Adds up what every feature says to every head, clause by clause. */
export function scoreAll(model: Model, f: Features, into: Scores): void {
  const { wide, narrow, scale, bias } = model
  const { whole, peak, byClause, size } = into
  const { clause } = f.tokens
  const clauses = Math.min(MOST_CLAUSES, Math.max(1, f.tokens.clauses))
  into.clauses = clauses
  byClause.fill(0, 0, clauses * H)
  size.fill(0, 0, clauses)
  const again = repeated(f.tokens)
  let n = 0
  for (let k = 0; k < f.n; k += 1) {
    if (again?.[clause[f.from[k]!]!]) continue
    n += 1
    const h = f.hash[k]!
    const c = Math.min(clause[f.from[k]!]!, clauses - 1)
    size[c]! += 1
    const at = c * H
    const w = (h & (WIDE - 1)) * WIDE_HEADS
    byClause[at]! += wide[w]!
    byClause[at + 1]! += wide[w + 1]!
    const row = (h & (NARROW - 1)) * ROW
    for (let j = 0; j < NARROW_HEADS; j += 1) byClause[at + WIDE_HEADS + j]! += narrow[row + j]!
  }
  const root = rootOf(n)
  into.root = root
  // What stands beyond the last clause that is told apart is a heap, and no clause.
  const apart = f.tokens.clauses > MOST_CLAUSES ? clauses - 1 : clauses
  for (let j = 0; j < H; j += 1) {
    let sum = 0
    let loudest = -Infinity
    for (let c = 0; c < clauses; c += 1) {
      const said = byClause[c * H + j]!
      sum += said
      if (c < apart) loudest = Math.max(loudest, said / Math.sqrt(Math.max(LEAST_SIZE, size[c]!)))
    }
    peak[j] = loudest * scale[j]! + bias[j]!
    whole[j] = (sum * scale[j]!) / root + bias[j]! + model.peak[j]! * peak[j]!
  }
}

/** Good and bad alone: for those who read by the million. */
export function scorePolarity(model: Model, f: Features): { good: number; bad: number } {
  const { wide, scale, bias } = model
  let good = 0
  let bad = 0
  for (let k = 0; k < f.n; k += 1) {
    const w = (f.hash[k]! & (WIDE - 1)) * WIDE_HEADS
    good += wide[w]!
    bad += wide[w + 1]!
  }
  const root = rootOf(f.n)
  return { good: (good * scale[0]!) / root + bias[0]!, bad: (bad * scale[1]!) / root + bias[1]! }
}

/** What one feature says to one head, in log-odds of the whole text. */
export function weightOf(model: Model, head: number, hash: number): number {
  const value =
    head < WIDE_HEADS
      ? model.wide[(hash & (WIDE - 1)) * WIDE_HEADS + head]!
      : model.narrow[(hash & (NARROW - 1)) * ROW + head - WIDE_HEADS]!
  return value * model.scale[head]!
}
