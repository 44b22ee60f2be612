import type { ReviewSettings } from '../../contract/reviews.ts'
import type { Db } from '../kit/house.ts'

export async function reviewSettings(db: Db): Promise<ReviewSettings> {
  const row = await db.selectFrom('reviews.setting').selectAll().executeTakeFirstOrThrow()
  return {
    offered: row.offered,
    unverified: row.unverified,
    byItself: row.by_itself,
    delayDays: row.delay_days,
    keepMonths: row.keep_months,
    inReturn: { fr: row.in_return.fr ?? '', en: row.in_return.en ?? '' },
  }
}

export async function saveReviewSettings(
  db: Db,
  settings: ReviewSettings,
  by: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('reviews.setting')
    .set({
      offered: settings.offered,
      unverified: settings.unverified,
      by_itself: settings.byItself,
      delay_days: settings.delayDays,
      keep_months: settings.keepMonths,
      in_return: JSON.stringify(settings.inReturn),
      changed_by: by,
      changed_at: now,
    })
    .execute()
}
