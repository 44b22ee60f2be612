import type { FollowUp, SurveyDraft } from '../../contract/surveys.ts'

export interface SurveyFault {
  path: string
  because: string
}

/** Follow-ups shown after one answer at most: a second step of more is a questionnaire. */
const MOST_AFTER_ONE = 3

/**
 * What keeps a survey from being asked: every text in every one of its languages, choices that can be chosen between, keys of their own,
 * and no more than a few questions after any one answer.
 */
export function surveyFaults(draft: Omit<SurveyDraft, 'slug'>): SurveyFault[] {
  const faults: SurveyFault[] = []
  const say = (path: string, because: string): void => void faults.push({ path: `body.${path}`, because })
  const languages = [...new Set(draft.languages)]
  if (languages.length < draft.languages.length) say('languages', 'A language stands here twice.')
  const inEach = (path: string, texts: Record<string, string>): void => {
    for (const language of languages)
      if (!texts[language]?.trim()) say(`${path}.${language}`, `Nothing is written in this language (${language}).`)
  }
  for (const part of ['title', 'question', 'word', 'thanks'] as const) inEach(part, draft[part])
  if (draft.ends) {
    inEach('ends.low', draft.ends.low)
    inEach('ends.high', draft.ends.high)
  }
  const keys = new Set<string>()
  draft.followUps.forEach((each, at) => {
    if (keys.has(each.key)) say(`followUps.${at}.key`, 'Another question has this key.')
    keys.add(each.key)
    inEach(`followUps.${at}.title`, each.title)
    followUpFaults(each, `followUps.${at}`, inEach, say)
  })
  for (const band of ['happy', 'between', 'unhappy'] as const)
    if (followUpsAfter(draft.followUps, band).length > MOST_AFTER_ONE)
      say('followUps', `No more than ${MOST_AFTER_ONE} questions after one answer.`)
  return faults
}

function followUpFaults(
  { kind, options, scale }: FollowUp,
  path: string,
  inEach: (path: string, texts: Record<string, string>) => void,
  say: (path: string, because: string) => void,
): void {
  if (kind === 'scale' && !scale) say(`${path}.scale`, 'A scale has a first and a last step.')
  if (kind !== 'choice' && kind !== 'choices') return
  if (options.length < 2) say(`${path}.options`, 'There are two answers at least to choose from.')
  if (new Set(options.map((each) => each.key)).size < options.length)
    say(`${path}.options`, 'Two answers have the same key.')
  options.forEach((each, at) => {
    inEach(`${path}.options.${at}.title`, each.title)
  })
}

/** The questions that follow an answer of this band; without a score, those that follow any. */
export const followUpsAfter = (
  followUps: readonly FollowUp[],
  band: 'happy' | 'between' | 'unhappy' | null,
): FollowUp[] => followUps.filter(({ after }) => after.length === 0 || (band !== null && after.includes(band)))
