import { ALERTS, type Alert, KINDS, type Kind, type Polarity, THEMES, type Theme } from '../../../contract/reading.ts'
import type { Reader } from '../reading.ts'
import { type Compared, compare, readsWorse, type Why, whoWins } from './judge.ts'
import type { Head, Model } from './model.ts'
import { openReaderOver } from './read-verbatim.ts'
import { type Taught, teach } from './teach.ts'

/** Words with the score that came with them. Instants are epoch milliseconds. */
export interface Rated {
  text: string
  /** Of its folded words: the same text is one voice. */
  shape: string
  happy: boolean
  at: number
}
/** What a person said against a reading. */
export interface Corrected {
  text: string
  shape: string
  head: string
  becomes: { polarity?: Polarity | null; mixed?: boolean; on?: boolean }
  at: number
}
/** What a night stands on: the words in time order, the oldest first. */
export interface Night {
  language: 'fr' | 'en'
  rated: readonly Rated[]
  corrected: readonly Corrected[]
  /** Learn a challenger, or only look whether the one in force still reads well. */
  learn: boolean
}

export const FEWEST_RATED = 50
/** A word of a colleague counts as much as so many scores. */
const BY_HAND = 5
/** What nobody corrected, as it is read, holds a corrected finding in place: so many of the newest. */
const ANCHORS = 1500
/** Of words the shipped reader is sure about, fewer agree with the scores than this: the scores are turned round, or not of these words. */
const SURE = 0.9
const FEWEST_SURE = 30
const LEAST_AGREEING = 0.5

export type NightOutcome = 'too-few' | 'turned-round' | 'looked' | 'learned' | 'promoted' | 'stepped-back'

export interface NightFound {
  outcome: NightOutcome
  rated: number
  corrections: number
  /** Texts of the last fifth; from when on. */
  n: number
  judgedFrom: number | null
  /** Read right there: by the shipped one, by the one in force when the night began, by the challenger. */
  shipped: number
  inForce: number
  challenger: number | null
  p: number | null
  because: Why | null
  /** Of what people said should not have waited, found before and after. */
  alerts: { n: number; before: number; after: number } | null
  /** Of the one in force against the shipped one. */
  steppedBack: boolean
}

/** The first four fifths are learned from, the last is judged on. */
function parted({ rated }: Pick<Night, 'rated'>): { learned: readonly Rated[]; judged: readonly Rated[] } {
  const cut = Math.floor(rated.length * 0.8)
  return { learned: rated.slice(0, cut), judged: rated.slice(cut) }
}

/**
 * Looks at the reader in force, and learns one that might be better. Pure, and minutes long on twenty thousand texts: run beside the house.
 * @param champion the one in force, where it is not the shipped one
 */
export function learnAndJudge(
  night: Night,
  shipped: Model,
  champion: Model | null,
): { found: NightFound; challenger: Model | null } {
  const { language, rated, corrected } = night
  const found: NightFound = {
    outcome: 'too-few',
    rated: rated.length,
    corrections: corrected.length,
    n: 0,
    judgedFrom: null,
    shipped: 0,
    inForce: 0,
    challenger: null,
    p: null,
    because: null,
    alerts: null,
    steppedBack: false,
  }
  if (rated.length < FEWEST_RATED) return { found, challenger: null }
  const { learned, judged } = parted(night)
  const judgedFrom = judged[0]!.at
  const truth = truths(corrected)
  const byShipped = rights(over(shipped), judged, truth)
  const byChampion = champion ? rights(over(champion), judged, truth) : byShipped
  Object.assign(found, { n: judged.length, judgedFrom, shipped: count(byShipped), inForce: count(byChampion) })
  if (turnedRound(over(shipped), rated, truth))
    return { found: { ...found, outcome: 'turned-round' }, challenger: null }
  found.steppedBack = champion !== null && readsWorse(paired(byShipped, byChampion))
  found.outcome = found.steppedBack ? 'stepped-back' : 'looked'
  if (!night.learn) return { found, challenger: null }

  const seen = corrected.filter(({ at }) => at < judgedFrom)
  const challenger = teach([...lessonsOf(learned, seen), ...anchors(over(shipped), learned, seen)], {
    language,
    from: shipped,
    passes: 8,
    folds: 3,
  })
  const stays = found.steppedBack || !champion ? shipped : champion
  const words = paired(stays === shipped ? byShipped : byChampion, rights(over(challenger), judged, truth))
  const alerts = alertsFound(corrected, judgedFrom, over(stays), over(challenger))
  const { promoted, because } = whoWins(words, alerts)
  Object.assign(found, {
    outcome: promoted ? 'promoted' : found.steppedBack ? 'stepped-back' : 'learned',
    challenger: words.after,
    p: words.p,
    because,
    alerts: { n: alerts.n, before: alerts.before, after: alerts.after },
  })
  return { found, challenger }
}

/** These weights, whatever language a text is taken for: the texts are of one. */
const over = (model: Model): Reader => openReaderOver({ fr: model, en: model }, 'judged')

/** What a person said of how a text leans, by text. */
const truths = (corrected: readonly Corrected[]): Map<string, Polarity> =>
  new Map(
    corrected
      .filter(({ head }) => head === 'polarity')
      .map(({ shape, becomes }) => [shape, becomes.polarity ?? 0] as const),
  )

/** Which of them a reader reads as they were meant: as the score says, unless a colleague said better. */
const rights = (reader: Reader, words: readonly Rated[], truth: ReadonlyMap<string, Polarity>): boolean[] =>
  words.map(({ text, shape, happy }) => reader.read(text).polarity === (truth.get(shape) ?? (happy ? 1 : -1)))

const count = (rights: readonly boolean[]): number => rights.filter(Boolean).length
const paired = (before: readonly boolean[], after: readonly boolean[]): Compared =>
  compare(before.map((right, k) => ({ before: right, after: after[k]! })))

/** Plain words that say the contrary of their scores: a scale that was asked upside down, or a flood. Nothing is learned from that. */
function turnedRound(shipped: Reader, rated: readonly Rated[], truth: ReadonlyMap<string, Polarity>): boolean {
  const sure = rated
    .filter(({ shape }) => !truth.has(shape))
    .map(({ text, happy }) => ({ reading: shipped.read(text), happy }))
    .filter(({ reading }) => reading.sure >= SURE && reading.polarity !== 0)
  const agreeing = sure.filter(({ reading, happy }) => reading.polarity === (happy ? 1 : -1)).length
  return sure.length >= FEWEST_SURE && agreeing < LEAST_AGREEING * sure.length
}

const said = (truth: Taught['truth'], text: string, group: string, weight: number, own: boolean): Taught => ({
  text,
  truth,
  group,
  weight,
  own,
})

function lessonsOf(rated: readonly Rated[], corrected: readonly Corrected[]): Taught[] {
  const truth = truths(corrected)
  return [
    ...rated
      .filter(({ shape }) => !truth.has(shape))
      .map(({ text, shape, happy }) => said({ good: happy, bad: !happy }, text, shape, 1, true)),
    ...[...Map.groupBy(corrected, ({ shape }) => shape)].map(([shape, of]) =>
      said(Object.assign({}, ...of.map(truthOf)) as Taught['truth'], of[0]!.text, shape, BY_HAND, true),
    ),
  ]
}

const behind = (head: string, start: string): string | null =>
  head.startsWith(start) ? head.slice(start.length) : null

/** What a correction teaches; nothing where it is about a theme of the network's own, or about a name. */
export function truthOf({ head, becomes }: Pick<Corrected, 'head' | 'becomes'>): Taught['truth'] {
  if (head === 'polarity') {
    const { polarity = 0, mixed = false } = becomes
    return { good: polarity === 1 || mixed, bad: polarity === -1 || mixed }
  }
  const theme = behind(head, 'theme:')
  if (theme !== null) return THEMES.includes(theme as Theme) ? { [theme as Theme]: becomes.polarity != null } : {}
  const kind = behind(head, 'kind:')
  if (kind !== null) return KINDS.includes(kind as Kind) ? { [kind as Kind]: becomes.on ?? false } : {}
  return ALERTS.includes(head as Alert) ? { [head as Alert]: becomes.on ?? false } : {}
}

/** People correct what is wrong, never what is right: without the readings they left alone, ten « no » would silence a finding for good. */
function anchors(shipped: Reader, rated: readonly Rated[], corrected: readonly Corrected[]): Taught[] {
  const heads = new Set(corrected.flatMap((each) => Object.keys(truthOf(each)) as Head[]))
  heads.delete('good')
  heads.delete('bad')
  if (heads.size === 0) return []
  const touched = new Set(corrected.map(({ shape }) => shape))
  return rated
    .slice(-ANCHORS)
    .filter(({ shape }) => !touched.has(shape))
    .map(({ text, shape }) => {
      const reading = shipped.read(text)
      const yes = new Set<string>([
        ...reading.themes.map(({ theme }) => theme),
        ...reading.kinds,
        ...ALERTS.filter((alert) => reading[alert]),
      ])
      const truth = Object.fromEntries([...heads].map((head) => [head, yes.has(head)]))
      return said(truth, text, shape, 1, false)
    })
}

/** What people marked as not to wait in words that were not learned from: who finds it? */
function alertsFound(corrected: readonly Corrected[], from: number, before: Reader, after: Reader): Compared {
  const wanted = corrected.filter(
    ({ head, becomes, at }) => at >= from && ALERTS.includes(head as Alert) && becomes.on === true,
  )
  return compare(
    wanted.map(({ text, head }) => ({
      before: before.read(text)[head as Alert],
      after: after.read(text)[head as Alert],
    })),
  )
}
