import type { FollowUp, SurveyDraft } from '../../contract/surveys.ts'

export interface SurveyFault {
  path: string
  /** A code; its words are `fault.<code>`. */
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
  if (languages.length < draft.languages.length) say('languages', 'survey-language-twice')
  const inEach = (path: string, texts: Record<string, string>): void => {
    for (const language of languages) if (!texts[language]?.trim()) say(`${path}.${language}`, 'survey-empty')
  }
  for (const part of ['title', 'question', 'word', 'thanks'] as const) inEach(part, draft[part])
  if (draft.ends) {
    inEach('ends.low', draft.ends.low)
    inEach('ends.high', draft.ends.high)
  }
  const keys = new Set<string>()
  draft.followUps.forEach((each, at) => {
    if (keys.has(each.key)) say(`followUps.${at}.key`, 'survey-key-twice')
    keys.add(each.key)
    inEach(`followUps.${at}.title`, each.title)
    followUpFaults(each, `followUps.${at}`, inEach, say)
  })
  for (const band of ['happy', 'between', 'unhappy'] as const)
    if (followUpsAfter(draft.followUps, band).length > MOST_AFTER_ONE) say('followUps', 'survey-questionnaire')
  return faults
}

function followUpFaults(
  { kind, options, scale }: FollowUp,
  path: string,
  inEach: (path: string, texts: Record<string, string>) => void,
  say: (path: string, because: string) => void,
): void {
  if (kind === 'scale' && !scale) say(`${path}.scale`, 'survey-no-scale')
  if (kind !== 'choice' && kind !== 'choices') return
  if (options.length < 2) say(`${path}.options`, 'survey-choose-two')
  if (new Set(options.map((each) => each.key)).size < options.length) say(`${path}.options`, 'survey-key-twice')
  options.forEach((each, at) => {
    inEach(`${path}.options.${at}.title`, each.title)
  })
}

/** The questions that follow an answer of this band; without a score, those that follow any. */
export const followUpsAfter = (
  followUps: readonly FollowUp[],
  band: 'happy' | 'between' | 'unhappy' | null,
): FollowUp[] => followUps.filter(({ after }) => after.length === 0 || (band !== null && after.includes(band)))
