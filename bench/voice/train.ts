import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ALERTS, KINDS, THEMES } from '../../contract/reading.ts'
import { type Model, packModel } from '../../server/feedback/reader/model.ts'
import { type Taught, teach } from '../../server/feedback/reader/teach.ts'
import { clauseLessons } from './clauses.ts'
import { allocine, expressions, type Labelled, ownCorpus, plainRemarks, sharedIsHere, vaderSnippets } from './corpus.ts'
import { frenchLexicon } from './lexicons.ts'

/** What a label says to each head. */
export const taughtFrom = (each: Labelled, own: boolean, weight: number): Taught => ({
  text: each.text,
  group: each.voice,
  weight,
  own,
  ...(each.drill ? { drill: true } : {}),
  truth: {
    ...(each.polarity === undefined ? {} : { good: each.polarity === 1, bad: each.polarity === -1 }),
    ...(each.themes ? Object.fromEntries(THEMES.map((theme) => [theme, each.themes!.has(theme)])) : {}),
    ...(each.kinds ? Object.fromEntries(KINDS.map((kind) => [kind, each.kinds!.has(kind)])) : {}),
    ...Object.fromEntries(
      ALERTS.flatMap((alert) => (each.alerts[alert] === undefined ? [] : [[alert, each.alerts[alert]]])),
    ),
  },
})

const plain = (text: string): string => text.trim().toLowerCase()

/** What films and tweets count beside our own. Long reviews of films teach French to read long texts; English snippets of two lines teach less than our own. */
const FAR = { fr: 1, en: 0.6 }

/** A word of a lexicon, as a text of one word. */
const gradedWords = (lexicon: ReadonlyMap<string, number>): Taught[] =>
  [...lexicon].map(([text, value]) => ({
    text,
    group: 'lexicon',
    weight: 0.1 * Math.abs(value),
    own: false,
    truth: { good: value > 0, bad: value < 0 },
  }))

/** What one language is learned from: the corpus, and those public sets whose licence lets what ships learn from them. */
async function lessonsFor(language: 'fr' | 'en', without: { shared?: boolean } = {}): Promise<Taught[]> {
  // An expression may happen to be a whole verbatim of the test part: it is not learned from.
  const asked = [...ownCorpus(language, 'test'), ...ownCorpus(language, 'aside'), ...plainRemarks(language)]
  const tested = new Set(asked.map(({ text }) => plain(text)))
  const unseen = (each: Labelled): boolean => !tested.has(plain(each.text))
  const corpus = ownCorpus(language, 'train').filter(unseen)
  const own = corpus.map((each) => taughtFrom(each, true, 1))
  const there = sharedIsHere() && !without.shared
  const others = there ? (language === 'fr' ? await allocine('train') : vaderSnippets()) : []
  const said = expressions(language)
    .filter(unseen)
    .map((each) => taughtFrom(each, false, 0.3))
  const graded = there && language === 'fr' ? gradedWords(frenchLexicon()) : []
  const far = others.map((each) => taughtFrom(each, false, FAR[language]))
  return [...own, ...clauseLessons(corpus, language, [...own, ...said]), ...said, ...graded, ...far]
}

const trainLanguage = async (language: 'fr' | 'en', without: { shared?: boolean } = {}): Promise<Model> =>
  teach(await lessonsFor(language, without), { language })

/** `npm run train`: learns the weights that ship, and writes them where the reader looks for them. */
if (import.meta.main) {
  if (!sharedIsHere())
    process.stdout.write('../shared/verbatims is not here: the weights are learned from the corpus alone.\n')
  for (const language of ['fr', 'en'] as const) {
    const began = process.cpuUsage()
    const bytes = packModel(await trainLanguage(language))
    const { user } = process.cpuUsage(began)
    const file = join(import.meta.dirname, '..', '..', 'server', 'feedback', 'reader', `${language}.weights`)
    writeFileSync(file, bytes)
    process.stdout.write(`${language}: ${bytes.length} bytes, ${(user / 1e6).toFixed(1)} CPU-s\n`)
  }
}
