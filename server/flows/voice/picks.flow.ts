import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { FollowUp } from '../../../contract/surveys.ts'
import type * as api from '../../../contract/voice.ts'
import { allSurveys } from '../../feedback/survey.store.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { inLanguage } from '../../messages/question-words.ts'
import { type PicksRow, picksIn } from '../../voice/picks.store.ts'
import { rateOf } from '../../voice/theme-figures.ts'
import { csvLine } from './breakdown.flow.ts'
import { periodOf, scopeOf } from './scope.flow.ts'

type Answer = AnswerOf<typeof api.voiceFollowUps>

/** What was chosen under the questions that follow: of those who answered each, how many made each choice, and how surely. */
export async function voiceFollowUps(
  house: House,
  { query }: InputOf<typeof api.voiceFollowUps>,
  caller: Caller,
): Promise<Answer> {
  const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
  const [rows, surveys] = await Promise.all([picksIn(house.db, scope, period), allSurveys(house.db)])
  return {
    period,
    surveys: surveys.flatMap(({ id, asks }) => {
      const questions = rows
        .filter(({ surveyId }) => surveyId === id)
        .map((row) => questionOf(row, (texts) => inLanguage(texts, caller.locale, asks)))
      return questions.length === 0 ? [] : [{ id, title: inLanguage(asks.title, caller.locale, asks), questions }]
    }),
  }
}

function questionOf(
  { question, n, picks }: PicksRow,
  said: (texts: Record<string, string>) => string,
): Answer['surveys'][number]['questions'][number] {
  const { key, kind, title } = question
  const known = choicesOf(question, said)
  // A choice that was offered once and is no more still counts, under its key.
  const others = Object.keys(picks).filter((pick) => !known.some((each) => each.key === pick))
  return {
    key,
    kind,
    title: said(title),
    n,
    choices: [...known, ...others.map((each) => ({ key: each, title: each }))].map((choice) => ({
      ...choice,
      share: rateOf(picks[choice.key] ?? 0, n),
    })),
  }
}

/** In the order they were offered in; yes and no, and the steps of a scale, say themselves. */
function choicesOf(
  { kind, options, scale }: FollowUp,
  said: (texts: Record<string, string>) => string,
): { key: string; title: string }[] {
  if (kind === 'yes-no') return ['true', 'false'].map((key) => ({ key, title: '' }))
  if (kind === 'scale' && scale)
    return Array.from({ length: scale.max - scale.min + 1 }, (_, at) => String(scale.min + at)).map((key) => ({
      key,
      title: key,
    }))
  return options.map(({ key, title }) => ({ key, title: said(title) }))
}

const COLUMNS = [
  'survey',
  'survey_title',
  'question',
  'question_title',
  'choice',
  'choice_title',
  'answered',
  'chosen',
  'low_pct',
  'high_pct',
]

/** A line for each choice. */
export async function exportFollowUps(
  house: House,
  input: InputOf<typeof api.exportFollowUps>,
  caller: Caller,
): Promise<Raw> {
  const { period, surveys } = await voiceFollowUps(house, input, caller)
  const lines = surveys.flatMap((survey) =>
    survey.questions.flatMap((question) =>
      question.choices.map(({ key, title, share }) =>
        csvLine([
          survey.id,
          survey.title,
          question.key,
          question.title,
          key,
          title || key,
          share.n,
          share.k,
          share.interval && 100 * share.interval.low,
          share.interval && 100 * share.interval.high,
        ]),
      ),
    ),
  )
  return new Raw('text/csv; charset=utf-8', `\uFEFF${[csvLine(COLUMNS), ...lines].join('')}`, {
    'content-disposition': `attachment; filename="okaeri-follow-ups-${period.from}-${period.to}.csv"`,
  })
}
