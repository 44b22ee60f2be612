import { createHash } from 'node:crypto'
import { writeReceipts } from '../../consent/receipts.store.ts'
import { SHIPPED } from '../../consent/shipped-wordings.ts'
import { dropQuote, type Quoted, quoteBefore, restoreQuote, type TakenBack } from '../../feedback/quote.store.ts'
import type { House } from '../../kit/house.ts'
import type { Given } from './given.ts'

/** Where something was said of being quoted. */
const placeOf = ({ channel, takenBy, doorId }: Given): string =>
  takenBy || doorId || channel === 'api' ? channel : 'answer-page'

/** The very words the yes was said of: it is proven of these and of no others, and the receipt does not repeat them. */
const markOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/**
 * A yes to being quoted is a consent like any other (CONS-1): when an answer is kept, a receipt says what was agreed to, in which words, where
 * and of which text; and when the yes that stood is gone, because they said no or wrote other words, another says so. Of somebody nobody knows
 * there is nobody a receipt could name: their answer alone holds the wording.
 */
export async function quoteHears(
  house: House,
  before: Quoted | undefined,
  given: Given,
  answerId: string,
): Promise<void> {
  const { customerId, siteId } = given.about
  const after = given.quote
  if (!customerId) return
  const was = before?.as && before.customerId === customerId ? before : null
  const same = was && after && was.as === after.as && was.wording === after.wording && was.text === given.text
  if (same || (!was && !after)) return
  const about = {
    customerId,
    channel: 'all',
    purpose: 'quote',
    place: placeOf(given),
    siteId,
    byStaff: given.takenBy ?? null,
  } as const
  if (after)
    await writeReceipts(house, [
      {
        ...about,
        action: 'given',
        wording: after.wording,
        wordingVersion: given.channel === 'api' ? '' : SHIPPED,
        evidence: { answer: answerId, as: after.as, words: markOf(given.text) },
      },
    ])
  else
    await writeReceipts(house, [
      {
        ...about,
        action: 'withdrawn',
        wording: was!.wording,
        wordingVersion: SHIPPED,
        evidence: { answer: answerId, because: was!.text === given.text ? 'said no' : 'other words' },
      },
    ])
}

/** What stood before an answer is kept, where one may stand. */
export const quoteStanding = (house: House, given: Given): Promise<Quoted | undefined> | undefined =>
  given.about.customerId && (given.answerId || given.invitationId || given.deviceKey)
    ? quoteBefore(house.db, {
        ...(given.answerId ? { answerId: given.answerId } : {}),
        invitationId: given.invitationId,
        deviceKey: given.deviceKey,
      })
    : undefined

/** The yes is taken back, at any time and by whatever door: at once nothing of it is quoted any more, in no report either. */
export async function takeQuoteBack(
  house: House,
  quoted: Quoted,
  { place, by }: { place: string; by: string | null },
): Promise<void> {
  if (!quoted.as) return
  const { answerId, customerId, siteId, as, wording, at } = quoted
  const receipts = customerId
    ? await writeReceipts(house, [
        {
          customerId,
          action: 'withdrawn',
          channel: 'all',
          purpose: 'quote',
          wording,
          wordingVersion: SHIPPED,
          place,
          siteId,
          byStaff: by,
          evidence: { answer: answerId },
        },
      ])
    : []
  const takenBack: TakenBack = {
    as,
    wording,
    at: at?.toISOString() ?? null,
    on: house.now().toISOString(),
    by,
    receipt: receipts[0] ?? null,
  }
  await dropQuote(house.db, answerId, takenBack, house.now())
}

/** It was a slip: the yes stands as it was said, and a receipt says that the other one was a mistake. */
export async function giveQuoteBack(house: House, quoted: Quoted, taken: TakenBack, by: string | null): Promise<void> {
  if (quoted.customerId && taken.receipt)
    await writeReceipts(house, [
      {
        customerId: quoted.customerId,
        action: 'given',
        channel: 'all',
        purpose: 'quote',
        wording: taken.wording,
        wordingVersion: SHIPPED,
        place: 'correction',
        siteId: quoted.siteId,
        byStaff: by,
        evidence: {
          undoes: taken.receipt,
          answer: quoted.answerId,
          as: taken.as,
          words: markOf(quoted.text),
          because: 'said by mistake, taken back within ten minutes',
        },
      },
    ])
  await restoreQuote(house.db, quoted.answerId, taken, house.now())
}
