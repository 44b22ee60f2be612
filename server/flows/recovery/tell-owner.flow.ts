import type { House } from '../../kit/house.ts'

export const CASE_PUSH = 'case-push'
export const CASE_NEWS = ['opened', 'joined', 'reopened', 'handed-over', 'late', 'promise'] as const
export type CaseNews = (typeof CASE_NEWS)[number]

/** Web Push about a case, as a job of the same transaction. */
export const tellOwner = (house: House, news: { caseId: string; staffId: string; why: CaseNews }): Promise<void> =>
  house.queue.add(house, CASE_PUSH, news)
