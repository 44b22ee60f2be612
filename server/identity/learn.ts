import { type Blocks, blocksOf, eachPair, narrowed } from './block.ts'
import { HOME_RULE, narrowRules, RULES, WIDE, WIDEST_BLOCK } from './blocking-keys.ts'
import type { Encoded } from './columns.ts'
import { BIRTH, EMAIL, FAMILY, GENERIC, GIVEN, NATIONAL, NUMBER, PHONE, PLATE } from './columns.ts'
import { compareRows } from './compare.ts'
import { type ColumnFacts, dropGeneric, type GenericValue, genericValuesOf, learnFrequencies } from './frequencies.ts'
import { withFullNames } from './full-names.ts'
import {
  C_ADDRESS,
  C_BIRTH,
  C_EMAIL,
  C_FAMILY,
  C_GENERIC,
  C_GIVEN,
  C_NATIONAL,
  C_PHONE,
  C_VEHICLE,
  comparisonsOf,
  WIDTH,
} from './levels.ts'
import { defaultModel, type IdentityModel } from './model.ts'
import { type Scales, scalesOf, setWeights } from './scales.ts'
import { chanceOf } from './weigh.ts'
import { narrowCaps, wideSamples, worthyCaps } from './worthy-rules.ts'

/** Pairs of strangers looked at, for levels that are no exact agreement. */
const STRANGERS = 100_000
/** So many pairs are the defaults worth beside what is seen. */
const FAITH_U = 20_000
const FAITH_M = 40
const FAITH_SHARED = 200
/** So many of all records are taken to have a double, and a relative, beside those seen: in a clean base they come later. */
const FAITH_PRIOR = { same: 1 / 50, related: 1 / 5000 }
/** Pairs with a common key looked at by the learning. */
const SAMPLE = 160_000
const ROUNDS = 12

/** A small generator with a seed (xorshift, Marsaglia 2003): the same data teach the same model. */
export function randomFrom(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

/** The levels of random pairs of rows, counted: place `comparison × WIDTH + level`. */
function strangersOf(table: Encoded, comparisons: number): Float64Array {
  const seen = new Float64Array(comparisons * WIDTH)
  const levels = new Uint8Array(comparisons)
  const random = randomFrom(20_260_101)
  const wanted = Math.min(STRANGERS, table.n * (table.n - 1) * 0.5)
  for (let k = 0; k < wanted; k++) {
    const i = Math.floor(random() * table.n)
    const j = Math.floor(random() * table.n)
    if (i === j) continue
    compareRows(table, i, j, levels)
    for (let c = 0; c < comparisons; c++) seen[c * WIDTH + levels[c]!]!++
  }
  return seen
}

/** Levels that are exact agreement on one column: their chance comes from the counts of all records, not from a sample. */
const exactColumn = (c: number): number | undefined =>
  c >= C_GENERIC
    ? GENERIC + c - C_GENERIC
    : (
        {
          [C_GIVEN]: GIVEN,
          [C_FAMILY]: FAMILY,
          [C_BIRTH]: BIRTH,
          [C_EMAIL]: EMAIL,
          [C_PHONE]: PHONE,
          [C_NATIONAL]: NATIONAL,
          [C_VEHICLE]: PLATE,
          [C_ADDRESS]: NUMBER,
        } as Record<number, number>
      )[c]

function startingModel(table: Encoded, facts: Map<number, ColumnFacts>): IdentityModel {
  const model = defaultModel(table.n, table.generics)
  const comparisons = comparisonsOf(table.generics)
  const seen = strangersOf(table, comparisons.length)
  comparisons.forEach(({ name, levels }, c) => {
    const { u } = model.comparisons[name]!
    let total = 0
    for (let level = 1; level < levels.length; level++) total += seen[c * WIDTH + level]!
    for (let level = 1; level < levels.length; level++)
      u[level] = (seen[c * WIDTH + level]! + FAITH_U * u[level]!) / (total + FAITH_U)
    const column = exactColumn(c)
    const fact = column === undefined ? undefined : facts.get(column)
    if (fact && fact.held > 1 && fact.chance > 0) u[1] = fact.chance
    const sum = u.slice(1, levels.length).reduce((a, b) => a + b, 0)
    for (let level = 1; level < levels.length; level++) u[level] = u[level]! / sum
  })
  return model
}

interface Sample {
  /** The rows of the pairs, two by two, for the values they agree on. */
  rows: Uint32Array
  levels: Uint8Array
  n: number
  /** Of all pairs with a common key, the share in the sample. */
  share: number
}

function sampleOf(table: Encoded, blocks: Blocks, comparisons: number): Sample {
  let all = 0
  for (let block = 0; block + 1 < blocks.starts.length; block++) {
    const size = blocks.starts[block + 1]! - blocks.starts[block]!
    all += (size * (size - 1)) / 2
  }
  const share = Math.min(1, SAMPLE / Math.max(1, all))
  const capacity = Math.ceil(Math.min(all, SAMPLE * 1.5)) + 10_000
  const sample: Sample = {
    rows: new Uint32Array(capacity * 2),
    levels: new Uint8Array(capacity * comparisons),
    n: 0,
    share,
  }
  const levels = new Uint8Array(comparisons)
  eachPair(
    blocks,
    (i, j) => {
      if (sample.n === capacity) return
      compareRows(table, i, j, levels)
      sample.rows[sample.n * 2] = i
      sample.rows[sample.n * 2 + 1] = j
      sample.levels.set(levels, sample.n * comparisons)
      sample.n++
    },
    undefined,
    share,
  )
  return sample
}

interface Tally {
  same: Float64Array
  sharedHeld: Float64Array
  sharedSeen: Float64Array
  /** Exact agreements of related people that are one shared thing. */
  relatedExact: Float64Array
  sameSum: number
  relatedSum: number
}

/** One round: how probably each pair is of each class, and what that teaches. */
function round(scales: Scales, sample: Sample): Tally {
  const { count, valued, same, related, between, table } = scales
  const tally: Tally = {
    same: new Float64Array(count * WIDTH),
    sharedHeld: new Float64Array(count),
    sharedSeen: new Float64Array(count),
    relatedExact: new Float64Array(count),
    sameSum: 0,
    relatedSum: 0,
  }
  const ratios = new Float64Array(count)
  for (let p = 0; p < sample.n; p++) {
    let asSame = scales.priorSame
    let asRelated = scales.priorRelated
    const a = sample.rows[p * 2]! * table.stride
    const b = sample.rows[p * 2 + 1]! * table.stride
    for (let c = 0; c < count; c++) {
      const level = sample.levels[p * count + c]!
      if (level === 0) continue
      const at = c * WIDTH + level
      const ratio = valued[at] === 0 ? same[at]! : scales.m[at]! / chanceOf(scales, c, level, a, b)
      ratios[c] = ratio
      asSame *= ratio
      asRelated *= valued[at] === 0 ? related[at]! : scales.shared[c]! * ratio * between[at]! + 1 - scales.shared[c]!
    }
    const sum = asSame + asRelated + 1
    const pSame = asSame / sum
    const pRelated = asRelated / sum
    tally.sameSum += pSame
    tally.relatedSum += pRelated
    for (let c = 0; c < count; c++) {
      const level = sample.levels[p * count + c]!
      if (level === 0) continue
      tally.same[c * WIDTH + level]! += pSame
      const shared = scales.shared[c]! * ratios[c]! * between[c * WIDTH + level]!
      tally.sharedSeen[c]! += pRelated
      const held = (pRelated * shared) / (shared + 1 - scales.shared[c]!)
      tally.sharedHeld[c]! += held
      if (level === 1) tally.relatedExact[c]! += held
    }
  }
  return tally
}

/**
 * The chance of agreement among strangers: what all pairs show, less the agreement that is of one person or of related people. A column that
 * few or none held (a first file without e-mails) has shown little, and stays near what is usual.
 */
function chanceOfStrangers({ chance, held }: ColumnFacts, explained: number, usual: number): number {
  const pairs = (held * (held - 1)) / 2
  if (pairs < 1) return usual
  const shown = Math.max(chance - explained / pairs, chance / 200, 0.5 / pairs)
  return (shown * pairs + usual * FAITH_U) / (pairs + FAITH_U)
}

/**
 * One person's records seldom bear another given name, or a birth date of another year; couples always do. In a base without a double, couples are all
 * that agrees, and left alone the learning takes them for what one person looks like. So these levels are held near what is usual.
 */
const SELDOM: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  givenName: { different: 0.2 },
  birthDate: { different: 0.1, generation: 0.1 },
}

function holdSeldom(name: string, levels: readonly string[], m: number[]): void {
  let over = 0
  for (const [seldom, most] of Object.entries(SELDOM[name] ?? {})) {
    const level = levels.indexOf(seldom)
    over += Math.max(0, m[level]! - most)
    m[level] = Math.min(m[level]!, most)
  }
  // What is taken from them is exact agreement.
  m[1]! += over
}

/** What a round taught becomes the model: frequencies, drawn towards the defaults as if those were a few pairs seen before. */
function improve(
  model: IdentityModel,
  tally: Tally,
  pairs: number,
  share: number,
  facts: Map<number, ColumnFacts>,
): void {
  const fresh = defaultModel(1000, model.generics)
  comparisonsOf(model.generics).forEach(({ name, levels, kind }, c) => {
    const own = model.comparisons[name]!
    const start = fresh.comparisons[name]!
    let total = 0
    for (let level = 1; level < levels.length; level++) total += tally.same[c * WIDTH + level]!
    for (let level = 1; level < levels.length; level++)
      own.m[level] = (tally.same[c * WIDTH + level]! + FAITH_M * start.m[level]!) / (total + FAITH_M)
    holdSeldom(name, levels, own.m)
    // Given and family name are swapped together: the given name's weight holds for both.
    if (c === C_FAMILY) own.m[levels.indexOf('swapped')] = 1
    const faith = kind === 'personal' ? FAITH_SHARED * 5 : FAITH_SHARED
    own.shared = (tally.sharedHeld[c]! + faith * start.shared) / (tally.sharedSeen[c]! + faith)
    if (kind === 'personal') own.shared = Math.min(own.shared, 0.05)
    const fact = facts.get(exactColumn(c) ?? -1)
    if (fact)
      own.u[1] = chanceOfStrangers(fact, (tally.same[c * WIDTH + 1]! + tally.relatedExact[c]!) / share, start.u[1]!)
  })
  model.prior.same = (tally.sameSum / share + FAITH_PRIOR.same * model.records) / pairs
  model.prior.related = (tally.relatedSum / share + FAITH_PRIOR.related * model.records) / pairs
}

/** The chance that two records taken at random are of one home: from the blocks of one number, street and town. */
function sharedHomes({ rules, keys, starts, placeOf }: Blocks): ColumnFacts {
  const place = rules.indexOf(HOME_RULE)
  let held = 0
  for (let at = place; at < keys.length; at += rules.length) if (keys[at] !== 0) held++
  let pairs = 0
  for (let block = 0; block < placeOf.length; block++) {
    const size = starts[block + 1]! - starts[block]!
    if (placeOf[block] === place) pairs += size * (size - 1)
  }
  return { chance: held < 2 ? 0 : pairs / (held * (held - 1)), held }
}

export interface Learnt {
  model: IdentityModel
  blocks: Blocks
  generic: GenericValue[]
}

/**
 * Learns a model from records without any label: the chances among strangers from counts and random pairs; what one person's
 * records look like, what related people share and how many there are of each by expectation–maximisation (Dempster, Laird & Rubin
 * 1977; Winkler 1988 for linkage) over the pairs that share a key. Pairs without a common key count as strangers, so that
 * no rule teaches the field it blocks on that it always agrees.
 */
export function learn(table: Encoded): Learnt {
  const generic = genericValuesOf(table)
  const genericValues: IdentityModel['genericValues'] = {}
  for (const { column, hash } of generic) genericValues[column] = [...(genericValues[column] ?? []), hash]
  dropGeneric(table, { genericValues })
  const { counts, facts } = learnFrequencies(table)
  const model = startingModel(table, facts)
  Object.assign(model, { counts: withFullNames(counts, table), genericValues, records: table.n })
  model.caps = RULES.map(({ wide }) => (wide ? 0 : WIDEST_BLOCK))
  const { samples, collect } = wideSamples(table.n)
  const narrow = blocksOf(table, narrowRules(table), model.caps, collect)
  facts.set(NUMBER, sharedHomes(narrow))
  const sample = sampleOf(table, narrow, comparisonsOf(table.generics).length)
  const pairs = Math.max(1, (table.n * (table.n - 1)) / 2)
  const scales = scalesOf(table, model)
  for (let n = 0; n < ROUNDS && sample.n > 0; n++) {
    improve(model, round(scales, sample), pairs, sample.share, facts)
    setWeights(scales, model)
  }
  const caps = narrowCaps(narrow, scales)
  const blocks = narrowed(narrow, caps)
  model.caps = worthyCaps(samples, blocks, scales, caps)
  return { model, blocks, generic }
}

/** The blocks of the wide rules a model found worth their pairs. */
export const wideBlocks = (table: Encoded, model: IdentityModel): Blocks =>
  blocksOf(
    table,
    WIDE.filter((rule) => model.caps[rule]! > 0),
    model.caps,
  )
