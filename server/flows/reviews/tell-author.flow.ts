import { say } from '../../../contract/because.ts'
import type { RefusalReason } from '../../../contract/reviews.ts'
import { WEIGHTS } from '../../budget/weights.ts'
import { judge } from '../../consent/judge.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { addressedAs } from '../../customers/name.ts'
import type { House } from '../../kit/house.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { answerMessage, seenMessage } from '../../messages/outbox.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { segmentsOf } from '../../messages/segments.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { smsWith, takesSms } from '../../messages/write-message.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import { type ReviewRow, reviewSubject } from '../../reviews/review.store.ts'
import { myReviewAddress } from '../../reviews/review-link.ts'
import { AUTHOR_WORDS } from '../../reviews/review-words.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { stopNumber } from '../loop/round.store.ts'

/** Time to take a refusal back before its author reads of it. */
const WAIT_MS = 10 * 60_000

/**
 * The author of a refused review is told the reason (REV-2): a service message through the outbox, by e-mail, else by SMS, where the law and
 * their own word let us write. Whom we cannot write to finds it on the page of their review.
 * @returns the message, or null
 */
export async function tellRefused(
  house: House,
  review: ReviewRow,
  refusal: { reason: RefusalReason; words: string; by: string | null },
): Promise<string | null> {
  if (!review.customerId) return null
  const { db } = house
  const now = house.now()
  const [persons, law, senderAt, providers] = await Promise.all([
    loopPersons(db, [review.customerId], now),
    lawSettings(db),
    sendersOf(db),
    providersOf(db, { active: true }),
  ])
  const sender = senderAt(review.siteId)
  const person = persons.get(review.customerId)
  if (!person) return null
  const way = (['email', 'sms'] as const)
    .filter((each) => addressOf(person, each) !== undefined)
    .map((channel) => ({
      channel,
      judged: judge({ channel, purpose: 'service', at: now.getTime() }, person.law, law),
    }))
    .find(({ judged }) => judged.verdict.answer === 'yes')
  if (!way) return null
  const { channel, judged } = way
  const id = house.newId()
  const language = spokenIn(person.language)
  const words = AUTHOR_WORDS[language]
  const told = {
    greeting: addressedAs(person),
    subject: reviewSubject(review, language) ?? sender.name,
    reason: words.reasons[refusal.reason],
    words: refusal.words,
    address: myReviewAddress(house.seal.mark, house.origin, review.id, now),
    network: sender.name,
  }
  const links = linksFor(house.seal.mark, house.origin, { kind: 'message', id }, now)
  const body =
    channel === 'email'
      ? words.mail(told)
      : smsWith(words.sms(told), language, { sender: { ...sender, stop: stopNumber(providers) }, links })
  const message: NewMessage = {
    id,
    touchId: null,
    customerId: person.id,
    channel,
    purpose: 'service',
    moment: null,
    title: words.mailSubject,
    staffId: refusal.by,
    siteId: review.siteId,
    language,
    toAddress: addressOf(person, channel) ?? '',
    subject: channel === 'email' ? words.mailSubject : '',
    body,
    extra: { weight: WEIGHTS[channel], core: true },
    state: 'ready',
    notBefore: now.getTime() + WAIT_MS,
    expiresAt: null,
    because: [say('review-refused')],
    segments: channel === 'sms' ? segmentsOf(body).segments : 1,
    judged,
  }
  await insertMessages(db, [message], now)
  house.queue.wake(house, OUTBOX)
  return id
}

const addressOf = (person: LoopPerson, channel: 'email' | 'sms'): string | undefined =>
  person.blocked.includes(channel) ? undefined : channel === 'email' ? person.emails[0] : person.phones.find(takesSms)

/** What its author was to be told is called off, if it has not left. */
export async function callOffTelling(house: House, review: ReviewRow, name: string): Promise<void> {
  if (!review.toldMessageId || review.toldState === null) return
  const message = await seenMessage(house.db, review.toldMessageId, { lock: true })
  if (message.state !== 'ready') return
  await answerMessage(
    house.db,
    message.id,
    { state: 'called-off', because: [say('called-off-by', { name })] },
    house.now(),
  )
}
