import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/reviews.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, Problem } from '../../kit/problem.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { publicOne } from '../../reviews/published.store.ts'
import { changeReview, type ReviewRow, removeReplyOf, reviewById, reviewSubject } from '../../reviews/review.store.ts'
import { readReviewToken } from '../../reviews/review-link.ts'
import { shownName } from '../../reviews/shown-name.ts'
import { tellsWho } from '../../reviews/tells-who.ts'
import { subjectPath } from './as-review.ts'
import { AUTHOR } from './ask-publication.flow.ts'
import { callOffTelling } from './tell-author.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DONE = { ok: true } as const

/** The review a link opens. A link that is not ours and one whose review was erased are told alike. */
async function open(house: House, token: string, lock = false): Promise<ReviewRow> {
  const named = readReviewToken(house.seal.mark, token)
  const row = named ? await reviewById(house.db, named.id, { lock }) : undefined
  if (!row || (row.linksRevoked !== null && row.linksRevoked > named!.made))
    throw new Problem(404, 'no-such-link', 'This link opens nothing', {
      hint: 'The address may be incomplete, or the review was erased.',
    })
  return row
}

const couldShow = (row: ReviewRow): string =>
  row.kind ? shownName({ kind: row.kind, givenName: row.givenName ?? '', familyName: row.familyName ?? '' }) : ''

export async function readMyReview(house: House, { params }: In<'readMyReview'>): Out<'readMyReview'> {
  const row = await open(house, params.token)
  const [senderAt, shown] = await Promise.all([sendersOf(house.db), publicOne(house.db, row.id, house.now())])
  const sender = senderAt(row.siteId)
  const language = spokenIn(row.customerLanguage ?? row.language)
  return {
    state: row.state,
    language,
    network: sender.name,
    subject: reviewSubject(row, language) ?? sender.name,
    address: shown
      ? `${house.origin}${row.subjectKind && row.subjectSlug ? subjectPath(row.subjectKind, row.subjectSlug) : '/r'}?lang=${language}#r-${row.id}`
      : null,
    words: row.words,
    stars: row.stars,
    shownAs: row.shownAs,
    couldShow: couldShow(row),
    experience: row.experience && row.experienceOn ? { kind: row.experience, on: row.experienceOn } : null,
    askedAt: row.askedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    reason: row.reason,
    reasonWords: row.reasonWords,
    appeal: row.appealAt
      ? { words: row.appeal, at: row.appealAt.toISOString(), settled: row.appealSettledAt !== null }
      : null,
    reply:
      row.reply !== null && row.replyAt
        ? {
            text: row.reply,
            role: row.replyRole ?? '',
            at: row.replyAt.toISOString(),
            changedAt: row.replyChangedAt?.toISOString() ?? null,
          }
        : null,
  }
}

/** An act of the author, in one transaction, with its line in the log. */
async function acting(
  house: House,
  token: string,
  action: string,
  act: (house: House, row: ReviewRow) => Promise<void>,
): Promise<typeof DONE> {
  return inTransaction(house, async (house) => {
    const row = await open(house, token, true)
    await act(house, row)
    await audit(house, AUTHOR, action, { customerId: row.customerId, siteId: row.siteId, detail: { review: row.id } })
    return DONE
  })
}

/** The answer of the site goes; they may write another. */
async function unanswer(house: House, row: ReviewRow): Promise<void> {
  await removeReplyOf(house.db, row.id)
  const about = { customerId: row.customerId, siteId: row.siteId, detail: { review: row.id } }
  await audit(house, AUTHOR, 'review.reply-removed', about)
}

/** Taken back, whatever state it is in: from this instant nothing public shows it. Doing it twice is doing it once. */
export async function withdrawMyReview(house: House, { params }: In<'withdrawMyReview'>): Out<'withdrawMyReview'> {
  return acting(house, params.token, 'review.withdraw', async (house, row) => {
    if (row.state === 'withdrawn') return
    await callOffTelling(house, row, AUTHOR.name)
    const now = house.now()
    await changeReview(house.db, row.id, { state: 'withdrawn', readHash: null, withdrawnAt: now, shownAs: '' }, now)
    // It answered these words, signed as they were: asked for anew, others may stand there.
    if (row.reply !== null) await unanswer(house, row)
  })
}

/** The author of a refused review answers; what they say again replaces it until somebody has read it. */
export async function appealMyReview(house: House, { params, body }: In<'appealMyReview'>): Out<'appealMyReview'> {
  return acting(house, params.token, 'review.appeal', async (house, row) => {
    if (row.state !== 'refused')
      throw conflict('not-refused', 'This review is not refused', 'There is nothing to answer.')
    const now = house.now()
    await changeReview(house.db, row.id, { appeal: { words: body.words, at: now }, appealSettledAt: null }, now)
  })
}

export async function renameMyReview(house: House, { params, body }: In<'renameMyReview'>): Out<'renameMyReview'> {
  return acting(house, params.token, 'review.rename', async (house, row) => {
    if (row.state === 'withdrawn') throw conflict('withdrawn', 'This review was taken back')
    const shownAs = body.named ? couldShow(row) : ''
    await changeReview(house.db, row.id, { shownAs }, house.now())
    // A name that its author takes away does not go on standing in the answer.
    if (row.reply !== null && tellsWho(row.reply, { ...row, shownAs })) await unanswer(house, row)
  })
}
