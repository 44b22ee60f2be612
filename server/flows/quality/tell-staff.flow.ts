import { may } from '../../../contract/rights.ts'
import type { House } from '../../kit/house.ts'
import { staffOf } from '../../network/staff.store.ts'
import type { ProductRow } from '../../quality/product.store.ts'

/** Queued: a notification to some of the people who work here. */
export const TELL_STAFF = 'quality-tell'
export const STAFF_NEWS = [
  'alert',
  'proposed',
  'return-proposed',
  'withdrawn',
  'returned',
  'clock-two-thirds',
  'clock-last-days',
  'clock-over',
  'dead-letter',
] as const
export type StaffNews = (typeof STAFF_NEWS)[number]

/**
 * Tells the owner and those who manage the gate where it is sold, as a job of the same transaction: at two thirds of the clock the owner
 * alone, later and for what asks for a decision all of them.
 */
export async function tellStaff(
  house: House,
  row: Pick<ProductRow, 'id' | 'name' | 'site_ids' | 'owner_id' | 'reference'>,
  news: StaffNews,
  ownerId: string | null = row.owner_id,
): Promise<void> {
  const managers = (await staffOf(house.db, house.now()))
    .filter(({ roles }) =>
      row.site_ids === null
        ? may(
            roles.filter((role) => role.siteId === null),
            'gate.manage',
          )
        : row.site_ids.every((site) => may(roles, 'gate.manage', site)),
    )
    .map(({ id }) => id)
  const ownerAlone = news === 'clock-two-thirds' && ownerId !== null
  const staff = [...new Set([...(ownerId ? [ownerId] : []), ...(ownerAlone ? [] : managers)])]
  for (const staffId of staff)
    await house.queue.add(house, TELL_STAFF, { staffId, productId: row.id, name: row.name, news })
}
