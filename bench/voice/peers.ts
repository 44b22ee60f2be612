import { createRequire } from 'node:module'
import type { Labelled } from './corpus.ts'

const load = createRequire(import.meta.url)

interface Peer {
  name: string
  language: 'fr' | 'en'
  /** Over nought is good; what it leaves at nought it does not know. */
  score(text: string): number
}

/** What a TypeScript user would install today, used as its own page says. */
function openPeers(): Peer[] {
  const { SentimentIntensityAnalyzer } = load('vader-sentiment') as {
    SentimentIntensityAnalyzer: { polarity_scores(text: string): { compound: number } }
  }
  const Sentiment = load('sentiment') as new () => { analyze(text: string): { score: number } }
  const many = load('multilang-sentiment') as (text: string, language: string) => { score: number }
  const afinn = new Sentiment()
  return [
    { name: 'multilang-sentiment', language: 'fr', score: (text) => many(text, 'fr').score },
    { name: 'multilang-sentiment', language: 'en', score: (text) => many(text, 'en').score },
    { name: 'sentiment (AFINN)', language: 'en', score: (text) => afinn.analyze(text).score },
    {
      name: 'vader-sentiment',
      language: 'en',
      score: (text) => SentimentIntensityAnalyzer.polarity_scores(text).compound,
    },
  ]
}

/** Right of good and bad, and of all three (nought for what it leaves at nought), and how many a second. */
export function peers(french: readonly Labelled[], english: readonly Labelled[], log: (line: string) => void): void {
  for (const { name, language, score } of openPeers()) {
    const set = language === 'fr' ? french : english
    // The slowest of them reads a dozen a second.
    const some = set.slice(0, name.startsWith('multilang') ? 120 : undefined)
    const began = process.cpuUsage()
    const said = some.map(({ text }) => Math.sign(score(text)))
    const { user } = process.cpuUsage(began)
    const right = said.filter((each, k) => each === some[k]!.polarity).length
    const sided = some.filter(({ polarity }) => polarity !== 0).length
    const binary = said.filter((each, k) => some[k]!.polarity !== 0 && each === some[k]!.polarity).length
    log(
      `${name}, ${language}: polarity ${((right / some.length) * 100).toFixed(1)} % of three, ${((binary / sided) * 100).toFixed(1)} % of good and bad (n ${some.length}); ${Math.round(some.length / (user / 1e6))} texts a second; no themes, no alerts`,
    )
  }
}
