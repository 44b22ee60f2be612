import { THEMES } from '../../contract/reading.ts'
import { openFeatures } from '../../server/feedback/reader/features.ts'
import { learn } from '../../server/feedback/reader/learn.ts'
import { HEADS, headAt } from '../../server/feedback/reader/model.ts'
import { bookOf } from '../../server/feedback/reader/read-verbatim.ts'
import { LEAST_SIZE, newScores, scoreAll } from '../../server/feedback/reader/score.ts'
import { lessonsOf, type Taught } from '../../server/feedback/reader/teach.ts'
import type { Labelled } from './corpus.ts'

/** A clause of fewer letters says too little by itself. */
const FEWEST_LETTERS = 8
const WEIGHT = 0.4

/**
 * Clauses with the theme they speak of and its polarity, as lessons of their own: « accueil chaleureux » is good and « facture salée » bad, whatever the whole is. Which clause
 * speaks of a theme is said by weights that were learned from whole texts first; a clause of two themes that differ says nothing of good and bad. Alerts are left out: what makes
 * a farewell or a broken promise often stands in two clauses.
 */
export function clauseLessons(corpus: readonly Labelled[], language: 'fr' | 'en', own: readonly Taught[]): Taught[] {
  const first = learn(lessonsOf(own, language), { language, passes: 6, cost: 1, seed: 1 })
  const maker = openFeatures(bookOf(language))
  const scores = newScores()
  const H = HEADS.length
  return corpus.flatMap(({ text, themes, voice }) => {
    if (!themes) return []
    const { tokens } = scored(text)
    if (scores.clauses < 2) return []
    const loudest = (head: number): number | null => {
      const loud = Array.from(
        { length: scores.clauses },
        (_, c) => scores.byClause[c * H + head]! / Math.sqrt(Math.max(LEAST_SIZE, scores.size[c]!)),
      )
      const best = loud.indexOf(Math.max(...loud))
      return loud[best]! * first.scale[head]! > 0 ? best : null
    }
    const of = new Map<number, Map<string, number>>()
    const at = (clause: number) => of.get(clause) ?? of.set(clause, new Map()).get(clause)!
    for (const theme of THEMES) {
      const polarity = themes.get(theme)
      const clause = polarity === undefined ? null : loudest(headAt(theme))
      if (clause !== null) at(clause).set(theme, polarity!)
    }
    return [...of].flatMap(([clause, found]): Taught[] => {
      const inside = [...tokens.clause.subarray(0, tokens.n).keys()].filter((i) => tokens.clause[i] === clause)
      const words = text.slice(tokens.from[inside[0]!]!, tokens.to[inside.at(-1)!]!)
      if (words.length < FEWEST_LETTERS) return []
      const polarities = new Set(found.values())
      const [polarity] = polarities
      const truth: Taught['truth'] = {
        ...(polarities.size === 1 && polarity !== 0 ? { good: polarity === 1, bad: polarity === -1 } : {}),
        ...Object.fromEntries(
          THEMES.flatMap((theme): [string, boolean][] =>
            found.has(theme) ? [[theme, true]] : themes.has(theme) ? [] : [[theme, false]],
          ),
        ),
      }
      return [{ text: words, group: voice, weight: WEIGHT, own: true, judged: false, truth }]
    })
  })

  function scored(text: string) {
    const features = maker.of(text)
    scoreAll(first, features, scores)
    return features
  }
}
