import type { FollowUpSaid } from '../../contract/feedback.ts'
import type { Mark } from '../../contract/reading.ts'
import type { FollowUp } from '../../contract/surveys.ts'
import { inLanguage } from '../messages/question-words.ts'
import type { Masked } from './mask.ts'
import { type Place, within } from './said-more.ts'
import type { SurveyAsks } from './tables.ts'

/** An answer, as far as what followed it goes. */
export interface Followed {
  asks: SurveyAsks | undefined
  answers: Readonly<Record<string, unknown>>
  /** All their words as they may be shown, with the marks of the reading, and where each answer stands in them. */
  masked: Masked
  marks: readonly Mark[]
  places: readonly Place[]
}

/**
 * What was answered to the questions that follow, each under its question as it was asked then, in the reader's language where the survey
 * speaks it. Words are covered and marked like all words of theirs.
 */
export function followUpsSaid({ asks, answers, masked, marks, places }: Followed, language: string): FollowUpSaid[] {
  if (!asks) return []
  return asks.followUps.flatMap((question) => {
    const said = answers[question.key]
    if (said === undefined || said === null || said === '') return []
    const place = places.find(({ key }) => key === question.key)
    if (question.kind === 'text' && !place) return []
    return [
      {
        key: question.key,
        kind: question.kind,
        title: inLanguage(question.title, language, asks),
        text: place ? masked.text.slice(place.from, place.to) : '',
        hidden: place ? within(masked.hidden, place) : [],
        marks: place ? within(marks, place) : [],
        picked: picksOf(question, said, language, asks),
        value: typeof said === 'number' || typeof said === 'boolean' ? said : null,
        best: question.scale ? Math.max(question.scale.min, question.scale.max) : null,
      },
    ]
  })
}

/** Of an answer in which nobody wrote a word: what they chose. */
export const picksSaid = (
  asks: SurveyAsks | undefined,
  answers: Followed['answers'],
  language: string,
): FollowUpSaid[] => followUpsSaid({ asks, answers, masked: { text: '', hidden: [] }, marks: [], places: [] }, language)

/** What was chosen, as it stood there; a choice that is asked no more goes by its key. */
function picksOf({ kind, options }: FollowUp, said: unknown, language: string, asks: SurveyAsks): string[] {
  if (kind !== 'choice' && kind !== 'choices') return []
  return [said].flat().map((key) => {
    const option = options.find((each) => each.key === key)
    return option ? inLanguage(option.title, language, asks) : String(key)
  })
}
