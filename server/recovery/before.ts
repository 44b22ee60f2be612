import type { CaseChange, CaseRow } from './case.store.ts'
import type { Before } from './step.ts'

/** A case as it stands, to be kept with a step. */
export const beforeOf = (row: CaseRow): Before => ({
  ownerId: row.ownerId,
  ownerAs: row.ownerAs,
  answeredAt: row.answeredAt?.toISOString() ?? null,
  level: row.level,
  nextAt: row.nextAt?.toISOString() ?? null,
})

/** What brings it back. */
export const putBack = (before: Before): CaseChange => ({
  ownerId: before.ownerId,
  ownerAs: before.ownerAs,
  answeredAt: before.answeredAt ? new Date(before.answeredAt) : null,
  level: before.level,
  nextAt: before.nextAt ? new Date(before.nextAt) : null,
})
