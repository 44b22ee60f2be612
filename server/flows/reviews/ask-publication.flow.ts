import { PRIVATE_FLAGS } from '../../../contract/review-flags.ts'
import { isChildNow } from '../../consent/too-young.store.ts'
import { lockCustomer } from '../../customers/customers.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid, notFound } from '../../kit/problem.ts'
import { networkSender } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { fold } from '../../plain/fold.ts'
import { findFlags, flagsOf } from '../../reviews/find-flags.ts'
import { askReview, changeReview, colleagueNames, reviewedAlready, reviewOfAnswer } from '../../reviews/review.store.ts'
import { reviewToken } from '../../reviews/review-link.ts'
import { AUTHOR_WORDS, type Language } from '../../reviews/review-words.ts'
import { reviewSettings } from '../../reviews/setting.store.ts'
import { shownName } from '../../reviews/shown-name.ts'
import { allSubjects, type SubjectRow, siteSubjects } from '../../reviews/subject.store.ts'
import { type AnswerToPublish, answerToPublish, experienceOf } from './experience.store.ts'

/** Who acts, for the audit log: the author, by their own link. */
export const AUTHOR = { staffId: null, name: 'review-author' }

/** The same words from so many others are nobody's own. */
const SAME_WORDS = 3

/** What the page of thanks may offer for an answer. */
export interface Offer {
  network: string
  /** The name they could sign with; empty: only without one. */
  couldShow: string
  /** Their words tell a number, an address, an account or a plate: they are told before anybody reads them. */
  tells: boolean
  /** What it may be about; the first is what is meant when nothing is chosen. */
  subjects: { id: string; title: string }[]
  /** There is one already: what became of it, and where its author follows it. */
  review: { state: 'pending' | 'published' | 'refused' | 'withdrawn'; token: string } | null
}

/**
 * What may be offered to whoever gave this answer; null where nothing is. Everyone who may publish is asked alike, in the same words: how
 * content they are is not looked at, and is not even read here.
 */
export async function publicationOffer(house: House, answerId: string, language: Language): Promise<Offer | null> {
  const { db } = house
  const [answer, settings, sender] = await Promise.all([
    answerToPublish(db, answerId),
    reviewSettings(db),
    networkSender(db),
  ])
  if (!answer || !mayBePublished(answer)) return null
  const review = await reviewOfAnswer(db, answerId)
  // A child does not agree alone to being shown in public (RGPD-8); what a review of theirs became is told.
  if (!review && answer.customerId && (await isChildNow(db, answer.customerId, house.now()))) return null
  if (!review && !settings.offered) return null
  if (!review && settings.unverified === 'never' && !(await experienceOf(db, answerId))) return null
  return {
    network: sender.name,
    couldShow: nameOf(answer),
    tells: findFlags(answer.words, []).some(({ flag }) => PRIVATE_FLAGS.includes(flag)),
    subjects: (await subjectsOf(house, answer)).map((subject) => ({
      id: subject.id,
      title: titleIn(subject, language),
    })),
    review: review ? { state: review.state, token: reviewToken(house.seal.mark, review.id, house.now()) } : null,
  }
}

/** There is something in it, it counts, its author wrote it themselves and was not asked about the very same before. */
const mayBePublished = (answer: AnswerToPublish): boolean =>
  (answer.hasScore || answer.words !== '') && answer.leftOut === null && !answer.secondAsking && !answer.takenDown

const nameOf = ({ kind, givenName, familyName }: AnswerToPublish): string =>
  kind === null ? '' : shownName({ kind, givenName, familyName })

export const titleIn = (subject: Pick<SubjectRow, 'kind' | 'title' | 'site'>, language: Language): string =>
  (subject.kind === 'site' ? subject.site : (subject.title[language] ?? subject.title.fr)) ?? ''

/** What an answer may be about: its site, a service of its code, a product of its make and model. */
async function subjectsOf(house: House, answer: AnswerToPublish): Promise<SubjectRow[]> {
  await siteSubjects(house.db, house.newId, house.now())
  const product = fold(answer.product)
  return (await allSubjects(house.db)).filter((subject) => {
    if (subject.archivedAt) return false
    if (subject.kind === 'site') return subject.siteId === answer.siteId
    if (subject.siteId !== null && subject.siteId !== answer.siteId) return false
    if (subject.kind === 'service') return answer.service !== null && subject.matches.includes(answer.service)
    return product !== '' && subject.matches.some((each) => ` ${product} `.startsWith(` ${fold(each)} `))
  })
}

/**
 * The author asks for their answer to be published. It waits for a person, or for its delay; what a person has to look at is flagged.
 * Asked again, it changes what it is about and how it is signed; taken back before, it waits anew.
 * @returns the token of its author's own page
 * @throws Problem `not-offered`, `already-reviewed`, `refused`
 */
export async function askPublication(
  house: House,
  answerId: string,
  asked: { named: boolean; subjectId: string | null; language: Language },
): Promise<{ token: string }> {
  return inTransaction(house, async (house) => {
    const { db } = house
    const answer = await answerToPublish(db, answerId)
    // Two clicks, or two answers about the same experience, come one after the other.
    if (answer?.customerId) await lockCustomer(db, answer.customerId)
    const offer = await publicationOffer(house, answerId, asked.language)
    if (!offer || !answer)
      throw conflict('not-offered', 'This answer cannot be published', 'It stays with those it was sent to.')
    const subject =
      asked.subjectId === null ? offer.subjects[0] : offer.subjects.find(({ id }) => id === asked.subjectId)
    if (asked.subjectId !== null && !subject) throw invalid('subject', 'There is no such choice.')
    const before = await reviewOfAnswer(db, answerId, { lock: true })
    if (before?.state === 'refused')
      throw conflict('refused', 'This review was refused', 'Answer the refusal on the page of your review.')
    const shownAs = asked.named ? offer.couldShow : ''
    const subjectId = subject?.id ?? null
    const experience = await experienceOf(db, answerId)
    if (experience && (await reviewedAlready(db, { answerId, experienceId: experience.id, subjectId })))
      throw conflict('already-reviewed', 'You have reviewed this already', 'Take the other review back first.')
    const id = before?.id ?? house.newId()
    if (before && before.state !== 'withdrawn')
      await changeReview(db, id, { shownAs, ...(before.state === 'pending' ? { subjectId } : {}) }, house.now())
    else
      await askReview(
        db,
        {
          id,
          answerId,
          subjectId,
          shownAs,
          wording: AUTHOR_WORDS[asked.language].wording(offer.network, shownAs),
          experience,
          flags: await flagsFor(house, answer),
        },
        house.now(),
      )
    await audit(house, AUTHOR, 'review.ask', {
      customerId: answer.customerId,
      siteId: answer.siteId,
      detail: { review: id },
    })
    return { token: reviewToken(house.seal.mark, id, house.now()) }
  })
}

/** What a person has to look at: what stands in the words, and who wrote them. Never how content they are. */
async function flagsFor(house: House, answer: AnswerToPublish): Promise<string[]> {
  const found = findFlags(answer.words, await colleagueNames(house.db))
  return [
    ...flagsOf(answer.words, found),
    ...(answer.colleague ? ['colleague'] : []),
    ...(answer.sameWords >= SAME_WORDS ? ['same-words'] : []),
  ]
}

/**
 * The author changed their answer. Other words than were read are not shown: they wait, and are looked at anew. The same words with
 * another score stay, and the day of the change is shown. A refused one that was mended waits again.
 */
export async function reviewEdited(
  house: House,
  { answerId, again }: { answerId: string; again: boolean },
): Promise<void> {
  if (!again) return
  const review = await reviewOfAnswer(house.db, answerId, { lock: true })
  if (!review || review.state === 'withdrawn') return
  const answer = await answerToPublish(house.db, answerId)
  if (!answer) throw notFound('answer')
  const now = house.now()
  if (review.editMark === review.markNow) return
  // Refused, and said anew elsewhere since: the newer one stands in its place.
  const { experienceId, subjectId } = review
  if (
    review.state === 'refused' &&
    experienceId &&
    (await reviewedAlready(house.db, { answerId, experienceId, subjectId }))
  )
    return
  const sameWords = review.hash === review.readHash
  await changeReview(
    house.db,
    review.id,
    {
      editedAt: now,
      editMark: review.markNow,
      ...(sameWords
        ? {}
        : { state: 'pending', readHash: null, flags: await flagsFor(house, answer), decided: null, refusal: null }),
    },
    now,
  )
  await audit(house, AUTHOR, 'review.edit', {
    customerId: answer.customerId,
    siteId: answer.siteId,
    detail: { review: review.id },
  })
}
