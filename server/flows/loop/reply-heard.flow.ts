import { say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import { besideScore } from '../../feedback/beside-score.ts'
import { hintsFor } from '../../feedback/hints.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { House } from '../../kit/house.ts'
import type { AboutMessage } from '../../messages/news.store.ts'
import { pageCustomer } from '../../messages/page.store.ts'
import { isPractical } from '../../messages/practical.ts'
import { nosIn } from '../../messages/said-no.ts'
import { isThanks } from '../../messages/thanks.ts'
import { touchesById } from '../../moments/touch.store.ts'
import { caseOfAnswer } from '../../recovery/case.store.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { insertSent } from '../../timeline/sent.store.ts'
import { WROTE_BACK } from '../feedback/given.ts'
import { recordAnswer } from '../feedback/record-answer.flow.ts'
import { askPerson } from './ask-person.flow.ts'
import { causesOfTouch } from './causes.store.ts'

/** Somebody wrote back to a message of ours, or to the number it came from. */
export interface Reply {
  channel: string
  text: string
  /** Tells it apart from every other. */
  key: string
  about: AboutMessage | undefined
}

/** As long as words may be that a task holds. */
const MOST_QUOTED = 600

/**
 * « Répondez à ce message, quelqu’un le lit. » It stands on their timeline and is a fact for the loop. What it says of us is read and kept like
 * the words of any answer, so a complaint opens the case that the same words in a survey open. What opened none is on the list of whoever wrote
 * to them; thanks alone ask nothing of anybody.
 *
 * Of a number that several share and that nobody wrote to, nobody knows who speaks: it stands with each, and one person is asked to see.
 */
export async function replyHeard(house: House, reader: Reader | null, whom: readonly string[], reply: Reply) {
  const [first, ...more] = whom
  if (!first) return
  const heard = reader && more.length === 0 ? await heardAs(house, reader, first, reply) : SAYS_NOTHING
  for (const each of whom) await told(house, each, reply, heard)
  if (heard.inCase || isThanks(reply.text)) return
  const { about, channel, text } = reply
  await askPerson(house, {
    customerId: first,
    why: say('wrote-back', { channel }),
    words: text.slice(0, MOST_QUOTED),
    staffId: about?.staffId ?? null,
    siteId: about?.siteId ?? null,
  })
}

interface Heard {
  reading: Pick<Reading, 'polarity' | 'mixed' | 'callback' | 'urgent'>
  /** It opened a case, or joined one: whoever has it answers. */
  inCase: boolean
}
const SAYS_NOTHING: Heard = { reading: { polarity: 0, mixed: false, callback: false, urgent: false }, inCase: false }

/** What speaks of nothing that is ours is no voice, good or bad. */
const saysSomething = (read: Reading): boolean =>
  read.polarity !== 0 ||
  read.mixed ||
  read.themes.length > 0 ||
  read.kinds.some((kind) => kind !== 'question') ||
  read.callback ||
  read.promise ||
  read.leaving ||
  read.urgent

async function heardAs(house: House, reader: Reader, customerId: string, reply: Reply): Promise<Heard> {
  const { text, about } = reply
  if (isThanks(text) || isPractical(text)) return SAYS_NOTHING
  const person = await pageCustomer(house.db, customerId)
  const language = person?.language === 'en' ? 'en' : 'fr'
  const read = besideScore(reader.read(text, await hintsFor(house.db, language)), { band: null, text })
  if (!saysSomething(read) && nosIn(text).length === 0) return { reading: read, inCase: false }
  const subject = about?.touchId ? (await touchesById(house.db, [about.touchId])).get(about.touchId) : undefined
  const { answerId } = await recordAnswer(house, reader, {
    text,
    metric: null,
    scale: null,
    score: null,
    language,
    channel: WROTE_BACK,
    about: {
      customerId,
      siteId: about?.siteId ?? person?.siteId ?? null,
      staffId: about?.staffId ?? null,
      assetId: subject?.assetId ?? null,
      orderId: subject?.orderId ?? null,
      visitId: null,
      moment: about?.moment ?? null,
      service: null,
    },
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: `reply:${customerId}:${reply.key}`.slice(0, 200),
    followUps: {},
    quote: null,
    leftOut: null,
    told: true,
    at: house.now(),
  })
  return { reading: read, inCase: (await caseOfAnswer(house.db, answerId)) !== undefined }
}

/** The line on their timeline, and the fact. */
async function told(house: House, customerId: string, reply: Reply, { reading, inCase }: Heard): Promise<void> {
  const { channel, text, key, about } = reply
  const at = house.now()
  const siteId = about?.siteId ?? null
  await insertSent(house.db, [
    {
      id: house.newId(),
      customerId,
      at,
      siteId,
      staffId: null,
      text,
      data: { channel, from: 'them', ...(about ? { message: about.id } : {}) },
    },
  ])
  await noteFacts(house, [
    {
      customerId,
      kind: 'message.replied',
      at,
      key: `reply ${about?.id ?? customerId} ${key}`.slice(0, 200),
      siteId,
      staffId: about?.staffId ?? null,
      data: {
        channel,
        moment: about?.moment ?? null,
        polarity: reading.mixed ? 0 : reading.polarity,
        callback: reading.callback,
        urgent: reading.urgent,
        inCase,
      },
      causedBy: about ? await causesOfTouch(house.db, about.touchId, about.moment) : [],
    },
  ])
}
