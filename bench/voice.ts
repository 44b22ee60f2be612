import { ALERTS } from '../contract/reading.ts'
import { openReader, shippedModel } from '../server/edges/reader/shipped-reader.edge.ts'
import { openFeatures } from '../server/feedback/reader/features.ts'
import { MODEL_BYTES, type Model } from '../server/feedback/reader/model.ts'
import { bookOf } from '../server/feedback/reader/read-verbatim.ts'
import { newScores, scoreAll, scorePolarity } from '../server/feedback/reader/score.ts'
import { teach } from '../server/feedback/reader/teach.ts'
import type { Reader } from '../server/feedback/reading.ts'
import type { BenchOptions } from './run.ts'
import { allocine, type Labelled, ownCorpus, seedFormat, shared, sharedIsHere } from './voice/corpus.ts'
import { f1Of, type Measured, measure, precisionOf, recallOf } from './voice/measure.ts'
import { peers } from './voice/peers.ts'
import { taughtFrom } from './voice/train.ts'

const pct = (share: number): string => `${(share * 100).toFixed(1)} %`
const four = (value: number): number => Math.round(value * 1e4) / 1e4

function tell(name: string, m: Measured, log: BenchOptions['log']): Measured {
  const has = (what: number): boolean => what > 0
  log(
    `${name}: n ${m.n}; polarity ${pct(m.polarityAcc)} of three, ${pct(m.binaryAcc)} of good and bad; expected error ${m.calibration.toFixed(3)} (${m.calibrationByChance.toFixed(3)} by chance alone, were it honest)`,
  )
  if (has(m.themes.there))
    log(
      `  themes micro-F1 ${pct(f1Of(m.themes))} (P ${pct(precisionOf(m.themes))}, R ${pct(recallOf(m.themes))}), their polarity ${pct(m.themePolarityAcc)}`,
    )
  if (has(m.kinds.there)) log(`  kinds micro-F1 ${pct(f1Of(m.kinds))}`)
  if (has(m.alerts.there))
    log(
      `  alerts P ${pct(precisionOf(m.alerts))}, R ${pct(recallOf(m.alerts))}: ${ALERTS.map((alert) => {
        const own = m.byAlert.get(alert)!
        return `${alert} P ${pct(precisionOf(own))} R ${pct(recallOf(own))} (${own.there})`
      }).join(', ')}`,
    )
  if (has(m.praised.there)) log(`  praised P ${pct(precisionOf(m.praised))}, R ${pct(recallOf(m.praised))}`)
  return m
}

/** Texts a second of one core: all texts of the corpus, round and round. */
function speed(texts: readonly string[], seconds: number, read: (text: string) => void): number {
  for (const text of texts) read(text)
  const began = process.cpuUsage()
  const until = performance.now() + seconds * 1000
  let n = 0
  while (performance.now() < until)
    for (const text of texts) {
      read(text)
      n += 1
    }
  const used = process.cpuUsage(began)
  return n / ((used.user + used.system) / 1e6)
}

/** What a network's own rated answers add: weights that know films only, taught by the first so many of the corpus, read by other voices. */
async function gain(log: BenchOptions['log']): Promise<void> {
  const films = teach(
    (await allocine('train')).map((each) => taughtFrom(each, true, 1)),
    { language: 'fr', folds: 2 },
  )
  const rated = ownCorpus('fr', 'train')
    .filter(({ polarity }) => polarity !== 0)
    .map(({ text, polarity, voice, language }) => ({
      text,
      polarity,
      voice,
      language,
      themes: undefined,
      kinds: undefined,
      alerts: {},
      praised: undefined,
    }))
  // Spread over all writers, in an order that does not change.
  const spread = rated
    .map((each, k) => ({ each, at: (k * 7919) % rated.length }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
  const test = ownCorpus('fr', 'test').filter(({ polarity }) => polarity !== 0)
  const right = (model: Model): string => {
    const maker = openFeatures(bookOf('fr'))
    const score = test.filter(({ text, polarity }) => {
      const { good, bad } = scorePolarity(model, maker.of(text))
      return (good > bad ? 1 : -1) === polarity
    }).length
    return pct(score / test.length)
  }
  const told = [0, 50, 200, 1_000].map((n) => {
    const model =
      n === 0
        ? films
        : teach(
            spread.slice(0, n).map((each) => taughtFrom(each, true, 1)),
            { language: 'fr', from: films, folds: 2 },
          )
    return `${n}: ${right(model)}`
  })
  log(
    `films alone, then taught by a network’s own rated answers (good or bad, other voices, n ${test.length}): ${told.join(', ')}`,
  )
}

/**
 * How verbatims are read: on the part of the corpus that other voices wrote, on the public sets, beside what a TypeScript user would pick, and how fast. More sets in the
 * columns of `dealership-seed-fr` may be named in OKAERI_VOICE_SETS, one path after the other, parted by a colon.
 */
export async function run({ quick, log }: BenchOptions): Promise<Record<string, number>> {
  const reader = openReader()
  const own: Labelled[] = [...ownCorpus('fr', 'test'), ...ownCorpus('en', 'test')]
  tell('corpus, French, other voices', measure(reader, ownCorpus('fr', 'test')), log)
  tell('corpus, English, other voices', measure(reader, ownCorpus('en', 'test')), log)
  tell('three more writers, French, harder', measure(reader, ownCorpus('fr', 'aside')), log)
  const all = measure(reader, own)
  let allocineAcc = 0
  if (sharedIsHere()) {
    tell('dealership-seed-fr (a smoke test)', measure(reader, seedFormat(`${shared}/dealership-seed-fr/seed.tsv`)), log)
    const films = measure(twoSided(reader), await allocine('test'))
    allocineAcc = films.binaryAcc
    log(`Allociné-2k, test, good or bad: ${pct(films.binaryAcc)} (n ${films.n})`)
    if (!quick) await gain(log)
  } else log('../shared/verbatims is not here: the public sets were not read.')
  for (const file of (process.env.OKAERI_VOICE_SETS ?? '').split(':').filter(Boolean))
    tell(file, measure(reader, seedFormat(file)), log)
  peers(ownCorpus('fr', 'test'), ownCorpus('en', 'test'), log)

  const texts = ownCorpus('fr', 'train').map(({ text }) => text)
  const model = shippedModel('fr')
  const maker = openFeatures(bookOf('fr'))
  const scores = newScores()
  const seconds = quick ? 1.5 : 5
  const one = speed(texts, seconds, (text) => void scorePolarity(model, maker.of(text)))
  const heads = speed(texts, seconds, (text) => scoreAll(model, maker.of(text), scores))
  const whole = speed(texts, seconds, (text) => void reader.read(text))
  const letters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  log(
    `texts of ${letters.toFixed(0)} characters, a second of one core: polarity ${Math.round(one)}, all heads ${Math.round(heads)}, the whole reading with its marks ${Math.round(whole)}`,
  )
  return {
    allocineAcc: four(allocineAcc),
    ownPolarityAcc: four(all.polarityAcc),
    ownThemesF1: four(f1Of(all.themes)),
    alertRecall: four(recallOf(all.alerts)),
    alertPrecision: four(precisionOf(all.alerts)),
    docsPerS: Math.round(one),
    allHeadsDocsPerS: Math.round(heads),
    modelMiB: Math.round(((2 * MODEL_BYTES) / 2 ** 20) * 100) / 100,
  }
}

/** Of a set that knows good and bad only: what is neither is read as the likelier of the two. */
const twoSided = (reader: Reader): Reader => {
  const maker = openFeatures(bookOf('fr'))
  const model = shippedModel('fr')
  return {
    ...reader,
    read(text, hints) {
      const { good, bad } = scorePolarity(model, maker.of(text))
      const polarity = good * model.platt[0]! + model.platt[1]! > bad * model.platt[2]! + model.platt[3]! ? 1 : -1
      return { ...reader.read(text, hints), polarity }
    },
  }
}
