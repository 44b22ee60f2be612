import { type FollowUp, onScale } from '../../contract/surveys.ts'
import type { AskFault, QuoteChoice } from './ask-html.ts'
import type { SurveyAsks } from './tables.ts'

/** Longer words are cut here, and the one who wrote them is told. */
const LONGEST_WORDS = 5_000

/** Their words as they are kept: no sign that means nothing in a text, lines ended one way, and no more than we keep. No character is halved. */
export function keptWords(typed: string): { text: string; cut: boolean } {
  const text = typed
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim()
  if (text.length <= LONGEST_WORDS) return { text, cut: false }
  const end = /[\uD800-\uDBFF]/u.test(text[LONGEST_WORDS - 1] ?? '') ? LONGEST_WORDS - 1 : LONGEST_WORDS
  return { text: text.slice(0, end).trimEnd(), cut: true }
}

/** An answer as a form sent it. */
export interface Sent {
  score: number | null
  text: string
  cut: boolean
  /** What only a program fills in is filled in. */
  trapped: boolean
  served: string
  fault: AskFault | null
}

/** Reads the first step. A score off the scale is never kept; their words stay with them all the same. */
export function readSent(fields: URLSearchParams, survey: SurveyAsks): Sent {
  const said = fields.get('score')
  const score = said !== null && /^-?\d{1,3}$/u.test(said) ? Number(said) : null
  const known = score !== null && onScale(survey.scale, score)
  const { text, cut } = keptWords(fields.get('text') ?? '')
  const unscored = fields.get('unscored') !== null && text !== ''
  const fault = said !== null && !known ? 'off-scale' : said === null && !unscored ? 'no-score' : null
  return {
    score: known ? score : null,
    text,
    cut,
    trapped: (fields.get('website') ?? '') !== '',
    served: fields.get('served') ?? '',
    fault,
  }
}

/** Reads the answers to what follows, by name; whatever was not asked, or is no answer to it, is left aside. */
export function readFollowUps(
  followUps: readonly FollowUp[],
  of: (key: string) => readonly string[],
): Record<string, string | number | boolean | string[]> {
  const answers: Record<string, string | number | boolean | string[]> = {}
  for (const each of followUps) {
    const said = of(each.key)
    const first = said[0]
    if (first === undefined) continue
    const answer = answerTo(each, said, first)
    if (answer !== undefined) answers[each.key] = answer
  }
  return answers
}

function answerTo(
  { kind, options, scale }: FollowUp,
  said: readonly string[],
  first: string,
): string | number | boolean | string[] | undefined {
  const offered = (key: string): boolean => options.some((each) => each.key === key)
  switch (kind) {
    case 'text':
      return keptWords(first).text.slice(0, 2_000) || undefined
    case 'choice':
      return offered(first) ? first : undefined
    case 'choices': {
      const chosen = [...new Set(said)].filter(offered)
      return chosen.length > 0 ? chosen : undefined
    }
    case 'scale':
      return scale && onScale(scale, Number(first)) ? Number(first) : undefined
    case 'yes-no':
      return first === 'yes' ? true : first === 'no' ? false : undefined
    default:
      return undefined
  }
}

export const readQuote = (said: string | null): QuoteChoice | null =>
  said === 'named' || said === 'unnamed' || said === 'no' ? said : null
