import { openFeatures } from './features.ts'
import { type Lesson, learn, platt, UNSAID } from './learn.ts'
import { addCommon, HEADS, type Head, type Model, NARROW_HEADS, oddsOf, probability, WIDE_HEADS } from './model.ts'
import { bookOf, polarityOf } from './read-verbatim.ts'
import { newScores, scoreAll } from './score.ts'
import { newTokens, tokenise } from './tokens.ts'

/** A text with what is true of it; a head nobody spoke of is left out. */
export interface Taught {
  text: string
  truth: Partial<Record<Head, boolean>>
  /** Texts of one group are never parted between learning and judging. */
  group: string
  weight: number
  /** Its own, of this house: bars and calibration are taken from these alone. */
  own: boolean
  /** Learned from, and no measure: a part of a text. */
  judged?: boolean
  /** Written to drill a difficulty (near misses, irony, one alert in five): how often a theme is spoken of is taken from the others. */
  drill?: boolean
}

/** A text of a voice that was not learned from, as the weights of its fold score it. */
interface Outside {
  scores: ArrayLike<number>
  peaks: ArrayLike<number>
  taught: Pick<Taught, 'truth' | 'drill'>
}

export interface TeachOptions {
  language: 'fr' | 'en'
  /** Learned on from these, rather than from nothing. */
  from?: Model
  passes?: number
  cost?: number
  folds?: number
  /** Of an alert, the share that must be found; of the others the best balance is taken. */
  recall?: number
}

const SEED = 20_261_126
/** Fewer texts that are neither good nor bad say nothing of how likely one is. */
const FEWEST_NOUGHTS = 40

export const lessonsOf = (taught: readonly Taught[], language: 'fr' | 'en'): Lesson[] => {
  const maker = openFeatures(bookOf(language))
  return taught.map(({ text, truth, weight }) => {
    const { hash, soft, n } = maker.of(text)
    return {
      hash: hash.slice(0, n),
      soft: soft.slice(0, n),
      truth: Uint8Array.from(HEADS, (head) => (truth[head] === undefined ? UNSAID : truth[head] ? 1 : 0)),
      weight,
    }
  })
}

/**
 * Learns the weights of one language. Calibration and bars are taken from texts of voices that were not learned from, fold by fold; the weights are then learned once more
 * from all. Pure: the same texts give the same bytes.
 */
export function teach(taught: readonly Taught[], options: TeachOptions): Model {
  const { language, folds = 5, passes = 12, cost = 1 } = options
  const lessons = lessonsOf(taught, language)
  const settings = {
    language,
    passes,
    cost,
    seed: SEED,
    prior: options.from,
  }
  const groups = [...new Set(taught.filter(({ own }) => own).map(({ group }) => group))].sort()
  const foldOf = new Map(groups.map((group, k) => [group, k % folds]))
  const outside: Outside[] = []
  const maker = openFeatures(bookOf(language))
  for (let fold = 0; fold < folds; fold += 1) {
    const model = learn(
      lessons.filter((_, k) => !taught[k]!.own || foldOf.get(taught[k]!.group) !== fold),
      settings,
    )
    const scores = newScores()
    for (const each of taught)
      if (each.own && each.judged !== false && foldOf.get(each.group) === fold) {
        scoreAll(model, maker.of(each.text), scores)
        outside.push({ scores: scores.whole.slice(), peaks: scores.peak.slice(), taught: each })
      }
  }
  const model = learn(lessons, settings)
  if (options.from) model.common.set(options.from.common)
  else commonWords(taught, model)
  calibrate(model, outside, options)
  return model
}

/** Fewer texts are too few to take the bars of themes and kinds from. */
const FEWEST_ASKED = 400

/** Sets how much the loudest clause counts, what a score says as a probability, and the bars. */
function calibrate(model: Model, outside: readonly Outside[], options: Pick<TeachOptions, 'from' | 'recall'>): void {
  const { recall = 0.97 } = options
  HEADS.forEach((head, h) => {
    const all = outside.filter(({ taught }) => taught.truth[head] !== undefined)
    const alert = h >= WIDE_HEADS + NARROW_HEADS - 4
    const asked = h < WIDE_HEADS || alert ? [] : all.filter(({ taught }) => !taught.drill)
    const known = asked.length >= FEWEST_ASKED ? asked : all
    if (known.length < 40) {
      if (options.from) {
        model.platt.set(options.from.platt.subarray(h * 2, h * 2 + 2), h * 2)
        model.bar[h] = options.from.bar[h]!
        model.peak[h] = options.from.peak[h]!
      }
      return
    }
    const truth = known.map(({ taught }) => (taught.truth[head] ? 1 : 0))
    const plain = known.map(({ scores }) => scores[h]!)
    const loudest = known.map(({ peaks }) => peaks[h]!)
    model.peak[h] = h < WIDE_HEADS ? 0 : peakFor(plain, loudest, truth)
    const scores = plain.map((score, k) => score + model.peak[h]! * loudest[k]!)
    const { a, b } = platt(scores, truth)
    model.platt.set([a, b], h * 2)
    if (h < WIDE_HEADS) return
    const p = scores.map((score) => probability(model, h, score))
    model.bar[h] = alert ? barForRecall(p, truth, recall, LEAST_PRECISION[head]!) : barForBalance(p, truth)
  })
  model.bar[0] = noughtFor(model, outside, options.from)
  model.bar[1] = 0.5
  model.sure.set(surenessFrom(model, outside, options.from))
}

/** How often a polarity that stood out so clearly was right: from answers as a survey brings them, where there are enough. */
function surenessFrom(model: Model, outside: readonly Outside[], from: Model | undefined): ArrayLike<number> {
  const known = outside.filter(({ taught }) => taught.truth.good !== undefined && taught.truth.bad !== undefined)
  const asked = known.filter(({ taught }) => !taught.drill)
  const judged = asked.length >= FEWEST_ASKED ? asked : known
  if (judged.length < 40) return from?.sure ?? model.sure
  const said = judged.map(({ scores, taught }) => ({
    ...polarityOf(probability(model, 0, scores[0]!), probability(model, 1, scores[1]!), model.bar[0]!),
    truth: truthOf(taught),
  }))
  const { a, b } = platt(
    said.map(({ share }) => oddsOf(share)),
    said.map(({ polarity, truth }) => (polarity === truth ? 1 : 0)),
  )
  return [a, b]
}

const truthOf = ({ truth }: Pick<Taught, 'truth'>): -1 | 0 | 1 => (truth.good ? 1 : truth.bad ? -1 : 0)

/** Between not at all and twice as much as the whole. */
const PEAKS = [0, 0.1, 0.2, 0.3, 0.45, 0.65, 1, 1.4, 2]

/** How much the loudest clause counts: what makes unseen voices least surprising. */
function peakFor(whole: readonly number[], loudest: readonly number[], truth: readonly number[]): number {
  let [best, kept] = [Number.POSITIVE_INFINITY, 0]
  for (const peak of PEAKS) {
    const scores = whole.map((score, k) => score + peak * loudest[k]!)
    const { a, b } = platt(scores, truth)
    const loss = scores.reduce((sum, score, k) => {
      const z = (truth[k] === 1 ? -1 : 1) * (a * score + b)
      return sum + Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))
    }, 0)
    if (loss < best) [best, kept] = [loss, peak]
  }
  return kept
}

/** So many times as often written small as with a capital inside a sentence: a word. Somebody types every name small. */
const SMALL_TO_NAME = 3

/** Words that are written small: whatever is mostly written with a capital inside a sentence is a name. */
function commonWords(taught: readonly Taught[], model: Model): void {
  const tokens = newTokens()
  const small = new Map<number, number>()
  const named = new Map<number, number>()
  const one = (into: Map<number, number>, hash: number) => into.set(hash, (into.get(hash) ?? 0) + 1)
  for (const { text } of taught) {
    tokenise(text, tokens)
    for (let i = 0; i < tokens.n; i += 1)
      if (/^[\p{Ll}]/u.test(text.slice(tokens.from[i]!, tokens.to[i]!))) one(small, tokens.hash[i]!)
      else if (tokens.capital[i] === 1 && !tokens.shouted) one(named, tokens.hash[i]!)
  }
  for (const [hash, times] of small) if (times >= SMALL_TO_NAME * (named.get(hash) ?? 0)) addCommon(model, hash)
}

/** The bar with the best F1; of several, the middle one. */
function barForBalance(p: readonly number[], truth: readonly number[]): number {
  const order = p.map((value, k) => ({ value, yes: truth[k] === 1 })).sort((a, b) => b.value - a.value)
  const all = truth.filter((t) => t === 1).length
  let [found, best, bar] = [0, -1, 0.5]
  order.forEach(({ value, yes }, k) => {
    if (yes) found += 1
    const f1 = (2 * found) / (k + 1 + all)
    const next = order[k + 1]?.value ?? 0
    if (f1 > best && value > next) {
      best = f1
      bar = (value + next) / 2
    }
  })
  return Math.min(0.8, Math.max(0.15, bar))
}

/**
 * Of what is found among the hard voices of the corpus, at least so much is there: in a survey it is more. What rings somebody at once
 * (*call me*, *no brakes*) may be wrong less often than what only makes a case more pressing.
 */
const LEAST_PRECISION: Partial<Record<Head, number>> = { callback: 0.75, urgent: 0.75, promise: 0.7, leaving: 0.7 }

/** The highest bar that still finds this share, but no lower than where too much of what is found would be wrong. */
function barForRecall(p: readonly number[], truth: readonly number[], recall: number, precision: number): number {
  const yes = p.filter((_, k) => truth[k] === 1).sort((a, b) => b - a)
  if (yes.length === 0) return 0.5
  const wanted = yes[Math.min(yes.length - 1, Math.ceil(yes.length * recall) - 1)]! * 0.999
  const order = p.map((value, k) => ({ value, yes: truth[k] === 1 })).sort((a, b) => b.value - a.value)
  let [found, lowest] = [0, 0.5]
  order.forEach(({ value, yes }, k) => {
    if (yes) found += 1
    if (found / (k + 1) >= precision) lowest = value
  })
  return Math.min(0.5, Math.max(wanted, lowest * 0.999))
}

/**
 * How much a nought is favoured, so that the most texts of the three kinds are read right. Lessons that tell only of good and bad, as ratings
 * do, cannot say how often it is neither: it stays as it was.
 */
function noughtFor(model: Model, outside: readonly Outside[], from: Model | undefined): number {
  const known = outside.filter(({ taught }) => taught.truth.good !== undefined && taught.truth.bad !== undefined)
  if (from && known.filter(({ taught }) => taught.truth.good === taught.truth.bad).length < FEWEST_NOUGHTS)
    return from.bar[0]!
  let [best, kept] = [-1, 1]
  for (let nought = 0.3; nought <= 2.5; nought += 0.1) {
    const right = known.filter(({ scores, taught }) => {
      const { polarity } = polarityOf(probability(model, 0, scores[0]!), probability(model, 1, scores[1]!), nought)
      return polarity === truthOf(taught)
    }).length
    if (right > best) [best, kept] = [right, nought]
  }
  return kept
}
