import { say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { PRIVATE_FLAGS } from '../../../contract/review-flags.ts'
import type * as api from '../../../contract/reviews.ts'
import type { Review } from '../../../contract/reviews.ts'
import { type Caller, callerMay, callerSites } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import type { Shown } from '../../network/looks.ts'
import { twoShares } from '../../plain/two-shares.ts'
import { findFlags } from '../../reviews/find-flags.ts'
import { closeReports, reportsOf } from '../../reviews/report.store.ts'
import {
  changeReview,
  colleagueNames,
  oldestFirst,
  type ReviewRow,
  refusalsByStars,
  removeReplyOf,
  reviewById,
  reviewCounts,
  reviewedAlready,
  reviewPage,
  saveReply,
} from '../../reviews/review.store.ts'
import { reviewSettings, saveReviewSettings } from '../../reviews/setting.store.ts'
import { type Told, tellsWho } from '../../reviews/tells-who.ts'
import { asReview, type Looking } from './as-review.ts'
import { callOffTelling, tellRefused } from './tell-author.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const RIGHT = 'reviews.manage'

async function lookingAs(house: House, caller: Caller): Promise<Looking> {
  const [colleagues, settings] = await Promise.all([colleagueNames(house.db), reviewSettings(house.db)])
  return {
    origin: house.origin,
    now: house.now(),
    locale: caller.locale,
    colleagues,
    delayDays: settings.delayDays,
    unverified: settings.unverified,
    customers: (siteId) => callerMay(caller, 'customers.read', siteId ?? undefined),
  }
}

/** What concerns no site, or the whole network, is for those who manage reviews everywhere. */
function needHere(caller: Caller, siteId: string | null): void {
  const sites = callerSites(caller, RIGHT)
  if (sites !== 'all' && (siteId === null || !sites.includes(siteId))) throw forbidden()
}

/** A review this caller may act on, locked when it is about to change. */
async function reviewFor(house: House, caller: Caller, id: string, lock = false): Promise<ReviewRow> {
  const row = await reviewById(house.db, id, { lock })
  if (!row) throw notFound('review')
  needHere(caller, row.siteId)
  return row
}

export async function listReviews(house: House, { query }: In<'listReviews'>, caller: Caller): Out<'listReviews'> {
  const sites = callerSites(caller, RIGHT)
  const { state: pile, limit, ...filter } = query
  const [rows, counts, looking] = await Promise.all([
    reviewPage(house.db, { ...filter, pile, sites }, limit + 1),
    reviewCounts(house.db, sites),
    lookingAs(house, caller),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const key = last && (oldestFirst(pile) ? last.askedAt : last.changedAt)
  return {
    reviews: page.map((row) => asReview(row, looking)),
    next: rows.length > limit && last && key ? `${key.toISOString()}|${last.id}` : null,
    counts,
  }
}

export const reviewsShown = ({ reviews }: Awaited<Out<'listReviews'>>): Shown => ({
  action: 'review.list',
  customerIds: [...new Set(reviews.flatMap(({ customerId }) => customerId ?? []))],
})
export const reviewShown = ({ customerId }: Review): Shown => ({
  action: 'review.list',
  customerIds: customerId ? [customerId] : [],
})

export async function readReview(house: House, { params }: In<'readReview'>, caller: Caller): Out<'readReview'> {
  return asReview(await reviewFor(house, caller, params.id), await lookingAs(house, caller))
}

/** Decides about a review in one transaction, writes it in the log, and shows what became of it. */
async function deciding(
  house: House,
  caller: Caller,
  id: string,
  action: string,
  decide: (house: House, row: ReviewRow) => Promise<Record<string, unknown> | undefined>,
): Promise<Review> {
  return inTransaction(house, async (house) => {
    const row = await reviewFor(house, caller, id, true)
    const detail = await decide(house, row)
    await audit(house, caller, action, {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { review: id, ...detail },
    })
    return asReview((await reviewById(house.db, id))!, await lookingAs(house, caller))
  })
}

/** Its author may have said it anew since: one experience has one review that waits or is shown. */
async function needOnly(house: House, { answerId, experienceId, subjectId }: ReviewRow): Promise<void> {
  if (experienceId && (await reviewedAlready(house.db, { answerId, experienceId, subjectId })))
    throw conflict(
      'reviewed-again',
      'Its author has reviewed this again since',
      'The newer review stands in its place.',
    )
}

/** Lets a review through, as it stands. Refused before, its author is told nothing more; taken back by its author, it stays away. */
export async function publishReview(
  house: House,
  { params, body }: In<'publishReview'>,
  caller: Caller,
): Out<'publishReview'> {
  return deciding(house, caller, params.id, 'review.publish', async (house, row) => {
    if (row.state === 'withdrawn') throw conflict('withdrawn', 'Its author took it back', 'It cannot be published.')
    if (row.leftOut !== null)
      throw conflict('left-out', 'This answer does not count', 'It came by a door that was flooded, or from a machine.')
    if (row.hash !== body.seen)
      throw conflict('changed-since', 'Its author has changed it since', 'Read it again: other words stand there now.')
    await needOnly(house, row)
    const tells = findFlags(row.words, []).some(({ flag }) => PRIVATE_FLAGS.includes(flag))
    if (tells && !body.tells)
      throw conflict(
        'tells-private',
        'These words tell a number, an address, an account or a plate',
        'Nothing in a review is changed. Refuse it as personal data, and its author may send it without; or publish it knowingly.',
      )
    const now = house.now()
    await callOffTelling(house, row, caller.name)
    await changeReview(
      house.db,
      row.id,
      {
        state: 'published',
        readHash: row.hash,
        publishedAt: row.publishedAt ?? now,
        decided: { by: caller.staffId, at: now },
        refusal: null,
        ...(row.appealAt ? { appealSettledAt: now } : {}),
      },
      now,
    )
    return tells ? { tells: true } : undefined
  })
}

/** Refuses a review, or takes a published one down: for a reason of the list. Reports about it are over; its author is told. */
export async function refuseReview(
  house: House,
  { params, body }: In<'refuseReview'>,
  caller: Caller,
): Out<'refuseReview'> {
  return deciding(house, caller, params.id, 'review.refuse', async (house, row) => {
    if (row.state === 'withdrawn') throw conflict('withdrawn', 'Its author took it back', 'There is nothing to refuse.')
    const now = house.now()
    await callOffTelling(house, row, caller.name)
    const told = await tellRefused(house, row, { ...body, by: caller.staffId })
    await closeReports(house.db, row.id, 'upheld', caller.staffId, now)
    await changeReview(
      house.db,
      row.id,
      {
        state: 'refused',
        readHash: row.hash,
        decided: { by: caller.staffId, at: now },
        refusal: body,
        toldMessageId: told,
        ...(row.appealAt ? { appealSettledAt: now } : {}),
      },
      now,
    )
    return { reason: body.reason, told: told !== null }
  })
}

/** Takes a decision back: it waits again. */
export async function reconsiderReview(
  house: House,
  { params }: In<'reconsiderReview'>,
  caller: Caller,
): Out<'reconsiderReview'> {
  return deciding(house, caller, params.id, 'review.reconsider', async (house, row) => {
    if (row.state !== 'published' && row.state !== 'refused')
      throw conflict('not-decided', 'Nothing was decided', 'It waits already, or its author took it back.')
    await needOnly(house, row)
    await callOffTelling(house, row, caller.name)
    await changeReview(
      house.db,
      row.id,
      { state: 'pending', readHash: null, decided: null, refusal: null, toldMessageId: null },
      house.now(),
    )
    return undefined
  })
}

/** The refusal stands, after its author answered. */
export async function settleAppeal(house: House, { params }: In<'settleAppeal'>, caller: Caller): Out<'settleAppeal'> {
  return deciding(house, caller, params.id, 'review.appeal-settled', async (house, row) => {
    if (row.state !== 'refused' || !row.appealAt || row.appealSettledAt)
      throw conflict('no-answer', 'There is no answer to settle', 'Somebody may have done it already.')
    await changeReview(house.db, row.id, { appealSettledAt: house.now() }, house.now())
    return undefined
  })
}

const TELLS_WHO: Record<Told, string> = {
  family: 'This tells who they are: their family name does not stand in the review.',
  company: 'This tells who they are: their company does not stand in the review.',
  given: 'This tells who they are: they did not sign the review.',
}

/**
 * The site answers in public. What its author did not show of themselves, the answer does not tell either: neither their name nor
 * a number or an address.
 */
export async function replyToReview(
  house: House,
  { params, body }: In<'replyToReview'>,
  caller: Caller,
): Out<'replyToReview'> {
  return deciding(house, caller, params.id, 'review.reply', async (house, row) => {
    if (row.state !== 'published') throw conflict('not-published', 'Only what is published is answered in public')
    const tells = findFlags(body.text, []).find(({ flag }) => PRIVATE_FLAGS.includes(flag))
    if (tells)
      throw invalid(
        'body.text',
        `This tells ${tells.flag}: write to them instead, a public answer is read by everyone.`,
      )
    const told = tellsWho(body.text, row)
    if (told) throw invalid('body.text', TELLS_WHO[told])
    await saveReply(house.db, row.id, { ...body, by: caller.staffId }, house.now())
    return undefined
  })
}

export async function removeReply(house: House, { params }: In<'removeReply'>, caller: Caller): Out<'removeReply'> {
  return deciding(house, caller, params.id, 'review.reply-removed', async (house, row) => {
    if (row.reply === null) throw notFound('reply')
    await removeReplyOf(house.db, row.id)
    return undefined
  })
}

export async function reviewReports(
  house: House,
  { params }: In<'reviewReports'>,
  caller: Caller,
): Out<'reviewReports'> {
  await reviewFor(house, caller, params.id)
  const rows = await reportsOf(house.db, params.id)
  return { reports: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

export async function settleReports(
  house: House,
  { params }: In<'settleReports'>,
  caller: Caller,
): Out<'settleReports'> {
  return deciding(house, caller, params.id, 'review.reports-settled', async (house, row) => ({
    reports: await closeReports(house.db, row.id, 'kept', caller.staffId, house.now()),
  }))
}

/** With fewer decided than this a share says nothing. */
const ENOUGH = 10

export async function readReviewSettings(
  house: House,
  _input: In<'readReviewSettings'>,
  caller: Caller,
): Out<'readReviewSettings'> {
  const sites = callerSites(caller, RIGHT)
  const [settings, refusals] = await Promise.all([reviewSettings(house.db), refusalsByStars(house.db, sites)])
  const share = (from: number, to: number) => {
    const some = refusals.filter(({ stars }) => stars >= from && stars <= to)
    const [decided, refused] = [sum(some.map((each) => each.decided)), sum(some.map((each) => each.refused))]
    return { decided, refused }
  }
  const [low, high] = [share(1, 2), share(4, 5)]
  const between = twoShares({ n: low.decided, successes: low.refused }, { n: high.decided, successes: high.refused })
  const unequal =
    low.decided >= ENOUGH && high.decided >= ENOUGH && between !== null && (between.low > 0 || between.high < 0)
  return {
    settings,
    mayChange: sites === 'all',
    refusals,
    because: unequal
      ? [say('refusals-unequal', { low: low.refused, lowOf: low.decided, high: high.refused, highOf: high.decided })]
      : [],
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

export async function setReviewSettings(
  house: House,
  { body }: In<'setReviewSettings'>,
  caller: Caller,
): Out<'setReviewSettings'> {
  if (callerSites(caller, RIGHT) !== 'all')
    throw forbidden('How reviews are published is set for the whole network, by head office.')
  return inTransaction(house, async (house) => {
    const before = await reviewSettings(house.db)
    await saveReviewSettings(house.db, body, caller.staffId, house.now())
    const fields = (Object.keys(body) as (keyof typeof body)[]).filter(
      (field) => JSON.stringify(body[field]) !== JSON.stringify(before[field]),
    )
    await audit(house, caller, 'review.settings', { detail: { fields } })
    return reviewSettings(house.db)
  })
}
