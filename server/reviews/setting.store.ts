import type { ReviewSettings } from '../../contract/reviews.ts'
import type { Db } from '../kit/house.ts'

/** As they are before anybody touched them. */
const UNTOUCHED: ReviewSettings = {
  offered: true,
  unverified: 'never',
  byItself: false,
  delayDays: 7,
  keepMonths: 36,
  inReturn: { fr: '', en: '' },
}

export async function reviewSettings(db: Db): Promise<ReviewSettings> {
  const row = await db.selectFrom('reviews.setting').selectAll().executeTakeFirst()
  if (!row) return UNTOUCHED
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
  const row = {
    offered: settings.offered,
    unverified: settings.unverified,
    by_itself: settings.byItself,
    delay_days: settings.delayDays,
    keep_months: settings.keepMonths,
    in_return: JSON.stringify(settings.inReturn),
    changed_by: by,
    changed_at: now,
  }
  await db
    .insertInto('reviews.setting')
    .values(row)
    .onConflict((c) => c.column('one').doUpdateSet(row))
    .execute()
}
