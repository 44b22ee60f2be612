import { ALERTS, KINDS, type Mark, type Polarity, type Reading, THEMES } from '../../../contract/reading.ts'
import { graveIn, isInPlay } from '../grave.ts'
import { isInsulting } from '../insults.ts'
import { privateSpans } from '../private.ts'
import type { Hints, OwnTheme, Reader } from '../reading.ts'
import { type Features, openFeatures } from './features.ts'
import { languageOf } from './language.ts'
import { HEADS, type Head, headAt, isCommon, type Model, probability, sureness } from './model.ts'
import { compilePhrases, wordsOf } from './phrases.ts'
import { PHRASES_EN } from './phrases-en.ts'
import { PHRASES_FR } from './phrases-fr.ts'
import { praisedIn } from './praised.ts'
import { ratedIn } from './rated.ts'
import { newScores, type Scores, scoreAll, weightOf } from './score.ts'

const H = HEADS.length
const [GOOD, BAD] = [headAt('good'), headAt('bad')]
const MOST_MARKS = 24
/** Under this much log-odds a word is not worth a mark. */
const LEAST_MARK = 0.12

/** The features of both languages are made alike: phrases of both are looked for, for people mix them. */
export const bookOf = (language: 'fr' | 'en') => compilePhrases(language === 'fr' ? PHRASES_FR : PHRASES_EN)

/**
 * Good, bad, or neither: each is weighed by itself; both or none of them make a nought, as likely as the network's bar says.
 * @returns the polarity and its share of all three, 0.33 … 1
 */
export function polarityOf(good: number, bad: number, nought: number): { polarity: Polarity; share: number } {
  const up = good * (1 - bad)
  const down = bad * (1 - good)
  const none = ((1 - good) * (1 - bad) + good * bad) * nought
  const all = up + down + none
  const best = Math.max(up, down, none)
  return { polarity: best === up ? 1 : best === down ? -1 : 0, share: best / all }
}

/** A reader over weights. Both languages are there; a third one is not guessed at. */
export function openReaderOver(models: Record<'fr' | 'en', Model>, name: string): Reader {
  const makers = { fr: openFeatures(bookOf('fr')), en: openFeatures(bookOf('en')) }
  const scores = newScores()
  return {
    name,
    read(typed, hints = {}) {
      const text = withoutNumbers(typed)
      const hint = hints.language === 'en' ? 'en' : 'fr'
      let features = makers[hint].of(text)
      const words: string[] = []
      wordsOf(features.tokens, words)
      const language = languageOf(words, hint)
      if (language !== hint && language !== 'other') features = makers[language].of(text)
      const model = models[language === 'other' ? hint : language]
      if (saysNothing(words) && ratedIn(text) === null) return nothing(language, name)
      scoreAll(model, features, scores)
      return language === 'other'
        ? foreign(text, features, words, hints.own ?? [], name)
        : told(text, words, model, features, scores, language, { ...hints, hidden: text !== typed }, name)
    },
  }
}

/** Digits of the shortest number that is kept from who reads: a card, an account, the social security. */
const MANY_DIGITS = 12
/** Nobody asks to be called at the number of a card or an account: blanks stand where it stood, so that marks hold. */
function withoutNumbers(text: string): string {
  if ((text.match(/\d/gu)?.length ?? 0) < MANY_DIGITS) return text
  let left = text
  for (const { from, to, for: kind } of privateSpans(text))
    if (kind === 'card' || kind === 'iban' || kind === 'number')
      left = left.slice(0, from) + ' '.repeat(to - from) + left.slice(to)
  return left
}

/** Digits and dots alone, a greeting, or nothing at all. */
const SAYING_NOTHING = new Set('# … bonjour bonsoir salut hello hi'.split(' '))
const saysNothing = (words: readonly string[]): boolean => words.every((word) => SAYING_NOTHING.has(word))

/** What a phrase says whatever stands around it, in log-odds before calibration: turns that words alone read the wrong way round. */
const BENDS: Record<string, Partial<Record<Head, number>>> = {
  litotes: { good: 0.5, bad: -0.5 },
  'cannot-say': { good: -1.2, bad: 1.2 },
  'less-than-before': { good: -1, bad: 1 },
  'for-nothing': { good: -1.5, bad: 1.5 },
  'where-others-failed': { good: 0.6, bad: -0.6, leaving: -2 },
  'not-elsewhere': { good: 0.6, bad: -0.6, leaving: -2 },
  'recommend-avoid': { good: -1.5, bad: 1.5 },
  'worst-said': { good: -1.2, bad: 1.2 },
  farewell: { leaving: 2 },
  'half-done': { good: -1, bad: 1 },
  'gone-missing': { good: -1.2, bad: 1.2 },
  'if-only': { good: -1, bad: 0.6 },
  'other-than': { good: 1.5, bad: -1.5 },
}
/** What is said of lies and contempt, where nothing in the words denies it, and nobody was treated like a queen. */
const BENDS_UNDENIED: typeof BENDS = {
  deceit: { good: -0.8, bad: 0.8 },
  contempt: { good: -0.6, bad: 0.6 },
}
const DENYING = new Set(
  'pas jamais sans aucun aucune ni personne nul rien non plus not never no without none nobody nothing nor dont didnt doesnt wasnt werent wont isnt cant couldnt hardly neither instead reine roi prince princesse ami famille queen king prince royalty family friend'.split(
    ' ',
  ),
)
/** Who was advised against a thing tells of good advice, not of a place to avoid. */
const ADVISED = /\bm['’ ]?(?:a|avait|ont|avez|avaient)\s(?:m[êe]me\s)?d[ée]conseill/iu
/** How far a mark that stands in the words bends them: 5/5 to the good, 1/5 to the bad. */
const RATED = 1.5
/** An insult bends as far, to the bad. */
const INSULTED = 1.5
function bend(f: Features, text: string, words: readonly string[], insulted: boolean, whole: Float64Array): void {
  const bends = words.some((word) => DENYING.has(word)) ? BENDS : { ...BENDS, ...BENDS_UNDENIED }
  const rated = ratedIn(text)
  for (const phrase of f.phrases)
    if (phrase !== 'recommend-avoid' || !ADVISED.test(text))
      for (const [head, by] of Object.entries(bends[phrase] ?? {})) whole[headAt(head as Head)]! += by
  if (insulted) {
    whole[GOOD]! -= INSULTED
    whole[BAD]! += INSULTED
  }
  if (rated === null) return
  whole[GOOD]! += RATED * rated
  whole[BAD]! -= RATED * rated
}

const nothing = (language: Reading['language'], reader: string): Reading => ({
  language,
  polarity: 0,
  sure: 0.34,
  mixed: false,
  themes: [],
  kinds: [],
  callback: false,
  promise: false,
  leaving: false,
  urgent: false,
  praised: [],
  marks: [],
  reader,
})

/** In a language we do not read nothing is guessed: no polarity, no alert. A person reads it. */
const foreign = (
  text: string,
  f: Features,
  words: readonly string[],
  own: readonly OwnTheme[],
  reader: string,
): Reading => {
  const found = ownThemes(f, words, own, 'fr')
  return {
    ...nothing('other', reader),
    themes: found.map(({ theme }) => ({ theme, polarity: 0 as const, sure: 0.34 })),
    marks: found.map(({ theme, from, to }) => ({ from, to: Math.min(to, text.length), for: theme, weight: 1 })),
  }
}

function told(
  text: string,
  words: readonly string[],
  model: Model,
  f: Features,
  scores: Scores,
  language: 'fr' | 'en',
  hints: Hints & { hidden: boolean },
  reader: string,
): Reading {
  const { whole } = scores
  const insulted = isInsulting(text)
  bend(f, text, words, insulted, whole)
  const p = (head: number): number => probability(model, head, whole[head]!)
  const says = (head: Head): boolean => p(headAt(head)) >= model.bar[headAt(head)]!
  const { polarity, share } = polarityOf(p(GOOD), p(BAD), model.bar[GOOD]!)
  const lean = whole[GOOD]! - whole[BAD]!
  const goodness = (clause: number): number => clauseLean(model, scores, Math.min(clause, scores.clauses - 1))
  // « Numéro » beside a card is no telephone.
  const noPhone = hints.hidden && !words.includes('☎')
  const themes = THEMES.filter((theme) => says(theme) && !(noPhone && theme === 'phone')).map((theme) => ({
    theme: theme as string,
    ...(theme === 'phone' && onlyWishes(f.phrases)
      ? { polarity: 0 as const }
      : themePolarity(model, scores, headAt(theme), lean)),
    sure: p(headAt(theme)),
  }))
  const own = ownThemes(f, words, hints.own ?? [], language)
  for (const { theme, clause } of own)
    if (!themes.some((each) => each.theme === theme))
      themes.push({ theme, polarity: leanToPolarity(goodness(clause) + 2 * lean), sure: 0.9 })
  const kinds = KINDS.filter(says)
  const alerts = Object.fromEntries(ALERTS.map((alert) => [alert, says(alert)])) as Record<
    (typeof ALERTS)[number],
    boolean
  >
  // Of what is told as over and done well, nothing presses; what was done to a person, or is threatened, presses whatever else pleased.
  const pleased = polarity > 0 && sureness(model, share) >= PLEASED
  const grave = graveIn(text).filter(({ always }) => always || !pleased)
  if (grave.length > 0) alerts.urgent = true
  else if (isInPlay(text)) alerts.urgent = false
  const scorned = insulted || (polarity <= 0 && f.phrases.has('deceit'))
  // Who insults or tells of a lie thanks nobody, whatever the words pretend.
  const praise = scorned
    ? []
    : praisedIn({
        text,
        tokens: f.tokens,
        words,
        goodness,
        happy: polarity === 1,
        common: (hash) => isCommon(model, hash),
        staff: hints.staff ?? NOBODY,
        things: hints.things ?? NOBODY,
      })
  return {
    language,
    polarity,
    sure: sureness(model, share),
    mixed: themes.some((each) => each.polarity > 0) && themes.some((each) => each.polarity < 0),
    themes,
    kinds,
    ...alerts,
    praised: praise.map(({ name }) => name),
    marks: [
      ...marksOf(model, f, scores, polarity, [
        ...themes.filter(({ theme }) => !theme.startsWith('own:')).map(({ theme }) => theme as Head),
        ...kinds.filter((kind) => kind === 'suggestion' || kind === 'question'),
        ...ALERTS.filter((alert) => alerts[alert]),
      ]),
      ...grave.map(({ from, to }) => ({ from, to, for: 'urgent', weight: 1 })),
      ...own.map(({ theme, from, to }) => ({ from, to, for: theme, weight: 1 })),
      ...praise.map(({ from, to }) => ({ from, to, for: 'praised', weight: 1 })),
    ].slice(0, MOST_MARKS * 2),
    reader,
  }
}

/** From here on good words are meant. */
const PLEASED = 0.7
const NOBODY: ReadonlySet<string> = new Set()

/** How good a clause is by itself, in log-odds good over bad. */
function clauseLean(model: Model, { byClause, size }: Scores, clause: number): number {
  const good = byClause[clause * H + GOOD]! * model.scale[GOOD]!
  const bad = byClause[clause * H + BAD]! * model.scale[BAD]!
  return (good - bad) / Math.sqrt(Math.max(1, size[clause]!))
}

/** Under this lean neither good nor bad is meant. */
const LEAST_LEAN = 0.1
/** A clause speaks louder for its theme than the whole does: chosen on the training part of the corpus. */
const BY_CLAUSE = 3
const BY_WHOLE = 0.4
const leanToPolarity = (lean: number): Polarity => (lean > LEAST_LEAN ? 1 : lean < -LEAST_LEAN ? -1 : 0)

/** The polarity of a theme is that of the clauses that speak of it, each as much as it does. */
function themePolarity(model: Model, scores: Scores, head: number, lean: number): { polarity: Polarity } {
  const { byClause, clauses } = scores
  let own = 0
  let all = 0
  for (let c = 0; c < clauses; c += 1) {
    const speaks = Math.max(0, byClause[c * H + head]! * model.scale[head]!)
    own += speaks * clauseLean(model, scores, c)
    all += speaks
  }
  return { polarity: leanToPolarity(BY_CLAUSE * (all > 0 ? own / all : 0) + BY_WHOLE * lean) }
}

/** They ask to be called, and say nothing of calls that came or did not: whatever else they blame, it is not the telephone. */
const onlyWishes = (phrases: ReadonlySet<string>): boolean =>
  phrases.has('callback') && !['called-back', 'promise', 'negation-bad'].some((each) => phrases.has(each))

/** Words of the network's own themes, whole words in a row. */
function ownThemes(f: Features, words: readonly string[], own: readonly OwnTheme[], language: 'fr' | 'en') {
  const found: { theme: string; clause: number; from: number; to: number }[] = []
  if (own.length === 0) return found
  const { tokens } = f
  for (const { slug, words: said } of own) {
    const phrases = (said[language] ?? Object.values(said).flat()).map((phrase) => phrase.split(' '))
    const at = words.findIndex((_, i) => phrases.some((phrase) => phrase.every((word, k) => words[i + k] === word)))
    if (at < 0) continue
    const length = Math.max(
      ...phrases.filter((phrase) => phrase.every((word, k) => words[at + k] === word)).map((each) => each.length),
    )
    found.push({
      theme: `own:${slug}`,
      clause: tokens.clause[at]!,
      from: tokens.from[at]!,
      to: tokens.to[at + length - 1]!,
    })
  }
  return found
}

/** The words that spoke loudest for what was found: what a feature says is shared by the tokens it stands on. */
function marksOf(model: Model, f: Features, { root }: Scores, polarity: Polarity, heads: readonly Head[]): Mark[] {
  const { tokens } = f
  const marks: Mark[] = []
  const byToken = new Float64Array(tokens.n)
  const collect = (name: string, weigh: (hash: number) => number, sign: number): void => {
    byToken.fill(0)
    for (let k = 0; k < f.n; k += 1) {
      const span = f.to[k]! - f.from[k]!
      if (span === 0) continue
      const weight = weigh(f.hash[k]!) / root / span
      for (let i = f.from[k]!; i < f.to[k]!; i += 1) byToken[i]! += weight
    }
    const best = [...byToken.keys()]
      .filter((i) => byToken[i]! * sign > LEAST_MARK)
      .sort((a, b) => Math.abs(byToken[b]!) - Math.abs(byToken[a]!))
      .slice(0, name === 'polarity' ? 8 : 3)
      .sort((a, b) => a - b)
    for (const i of best) {
      const last = marks.at(-1)
      const weight = Math.round(byToken[i]! * 100) / 100
      if (last && last.for === name && tokens.from[i]! - last.to <= 1 && Math.sign(last.weight) === Math.sign(weight)) {
        last.to = tokens.to[i]!
        last.weight = Math.round((last.weight + weight) * 100) / 100
      } else marks.push({ from: tokens.from[i]!, to: tokens.to[i]!, for: name, weight })
    }
  }
  const lean = (hash: number): number => weightOf(model, GOOD, hash) - weightOf(model, BAD, hash)
  if (polarity >= 0) collect('polarity', lean, 1)
  if (polarity <= 0) collect('polarity', lean, -1)
  for (const head of heads) collect(head, (hash) => weightOf(model, headAt(head), hash), 1)
  return marks.slice(0, MOST_MARKS)
}
