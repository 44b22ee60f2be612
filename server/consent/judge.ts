import type { Asked, Judged, LawSettings, PersonInLaw } from './judged.ts'
import { mayWe } from './may-we.ts'

/** May we? With all that the answer was taken from, to be kept beside what follows from it: `judgeAgain` judges it anew. */
export const judge = (asked: Asked, person: PersonInLaw, settings: LawSettings): Judged => ({
  asked,
  person,
  settings,
  verdict: mayWe(asked, person, settings),
})
