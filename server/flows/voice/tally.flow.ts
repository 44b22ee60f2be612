import { type SiteDay, takeChangedDays } from '../../feedback/changed.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { addDays } from '../../plain/civil.ts'
import { askedDaysOf, countAsked, countDays, countMonths, daysSince } from '../../voice/tally.store.ts'

/** The tick that counts days anew; whoever changes one may wake it. */
export const TALLY = 'voice-tally'
/** An answer was kept: its day is counted once it is committed. */
export const tallySoon = async (house: House): Promise<void> => house.queue.wake(house, TALLY)

/** Days counted in one transaction. */
const AT_ONCE = 400

const unique = (days: readonly SiteDay[]): SiteDay[] => [
  ...new Map(days.map((each) => [`${each.siteId} ${each.day}`, each])).values(),
]

/**
 * Counts anew the days that changed, some at a time. A process killed in the middle has counted nothing of its batch, which still waits.
 * @returns how many days were counted
 */
export async function tally(house: House): Promise<number> {
  let counted = 0
  for (;;) {
    const some = await inTransaction(house, async ({ db }) => {
      const days = await takeChangedDays(db, AT_ONCE)
      if (days.length === 0) return 0
      await countDays(db, days)
      // Whoever answers today was asked some days ago: that day has one answer more.
      const asked = unique([...days, ...(await askedDaysOf(db, days))])
      await countAsked(db, asked)
      await countMonths(db, asked)
      return days.length
    })
    counted += some
    if (some < AT_ONCE) return counted
  }
}

/**
 * Invitations are sent, opened, called off, and visits happen without a day of answers changing: their days are counted anew by the hour as
 * far back as invitations usually stay open, and once a night as far as they ever do.
 */
export async function tallyAsked(house: House, daysBack: number): Promise<void> {
  const today = house.now().toISOString().slice(0, 10)
  const days = await daysSince(house.db, addDays(today, -daysBack), today)
  for (let from = 0; from < days.length; from += AT_ONCE)
    await inTransaction(house, async ({ db }) => {
      const some = days.slice(from, from + AT_ONCE)
      await countAsked(db, some)
      await countMonths(db, some)
    })
}
