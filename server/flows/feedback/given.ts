import type { Band, Metric, Scale } from '../../../contract/surveys.ts'
import type { AnswerAbout } from '../../feedback/about.ts'
import type { AnswerBefore } from '../../feedback/answer-before.store.ts'

/** The channel of an answer to a message of ours that asked for none. */
export const WROTE_BACK = 'reply'

/** What somebody answered, by whatever door. */
export interface Given {
  /** Their words, as typed; may be empty. */
  text: string
  metric: Metric | null
  scale: Scale | null
  score: number | null
  language: string
  channel: string
  about: AnswerAbout
  survey: { id: string; version: number } | null
  invitationId: string | null
  doorId: string | null
  /** Given by the device, so that an answer sent twice is one. */
  deviceKey: string | null
  followUps: Record<string, unknown>
  /** May they be quoted, in the words they said yes to; `at` when that was before now. */
  quote: { as: 'named' | 'unnamed'; wording: string; at?: Date } | null
  /** Why it is kept but not counted; null: it counts. */
  leftOut: string | null
  /** Of an answer that is there: it is written anew. */
  answerId?: string
  /** A person said whether it counts: what is usually asked of its words is not asked. */
  judged?: boolean
  /** It was a person of ours who said so, of this answer. */
  byHand?: true
  /** Who took it down for them; left out: they wrote it themselves. */
  takenBy?: string | null
  /** They wrote back to a message: their timeline and the loop are told of that already. */
  told?: true
  at: Date
}

/** What was kept of it, for what comes after. */
export interface Recorded {
  answerId: string
  given: Given
  /** All they wrote: their own words, and those under the questions that followed. */
  whole: string
  band: Band | null
  /** It was there before and is now written anew. */
  again: boolean
  /** What they had written, where these words are others. */
  before?: string
}

/** An answer that is there, as it would be given again: what changes is said beside it. */
export function givenAgain(before: AnswerBefore): Given {
  return {
    answerId: before.id,
    text: before.text,
    metric: before.metric,
    scale: before.scale,
    score: before.score,
    language: before.language,
    channel: before.channel,
    about: before.about,
    survey:
      before.surveyId !== null && before.surveyVersion !== null
        ? { id: before.surveyId, version: before.surveyVersion }
        : null,
    invitationId: before.invitationId,
    doorId: before.doorId,
    deviceKey: before.deviceKey,
    followUps: before.followUps,
    quote: before.quote && {
      as: before.quote,
      wording: before.quoteWording,
      ...(before.quoteAt ? { at: before.quoteAt } : {}),
    },
    leftOut: before.leftOut,
    takenBy: before.takenBy,
    ...(before.channel === WROTE_BACK ? { told: true as const } : {}),
    at: before.at,
  }
}
