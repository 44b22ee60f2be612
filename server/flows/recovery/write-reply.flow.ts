import { type Because, say } from '../../../contract/because.ts'
import { weightOf } from '../../budget/weights.ts'
import type { House } from '../../kit/house.ts'
import { priceOf } from '../../messages/ledger.ts'
import type { NewMessage } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { spokenIn } from '../../messages/message-words.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { sendersOf } from '../../messages/sender.store.ts'
import { messageFor } from '../../messages/write-message.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { sites } from '../../network/places.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { replyMoment } from '../../recovery/care-moments.ts'
import { waysToAnswer } from '../../recovery/ways.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { stopNumber } from '../loop/round.store.ts'
import { SHIPPED_RHYTHM } from '../loop/tell-by.ts'
import { careNow } from './reply-ground.flow.ts'

/** Time to take a reply back before it leaves. */
const UNDO_REPLY_MS = 60_000
/** An answer that could not leave for so long is another answer. */
const WITHIN_MS = 7 * 86_400_000

export interface ToWrite {
  customerId: string
  siteId: string | null
  staffId: string
  channel: 'email' | 'sms'
  subject: string
  text: string
}
export interface Written {
  message: NewMessage
  costCents: number | null
  sender: { name: string; address: string }
  staff: string
  site: string
}

/** The reply as it would leave, by the very function that writes all messages; or why it would not. Nothing is kept. */
export async function writeReply(
  house: House,
  playbooks: PlaybookInForce,
  asked: ToWrite,
): Promise<Written | { refused: Because[] }> {
  const now = house.now()
  const person = (await loopPersons(house.db, [asked.customerId], now)).get(asked.customerId)
  if (!person) return { refused: [say('customer-gone')] }
  const [care, senderAt, everyPlace, staff, providers, inForce] = await Promise.all([
    careNow(house, playbooks, asked.siteId),
    sendersOf(house.db),
    sites(house.db),
    staffById(house.db, now, asked.staffId),
    providersOf(house.db, { active: true }),
    playbooks.of(house.db),
  ])
  const way = waysToAnswer(person, care).find(({ channel }) => channel === asked.channel)
  if (!way?.open) return { refused: way?.because ?? [] }
  const site = everyPlace.find(({ id }) => id === (asked.siteId ?? person.siteId)) ?? null
  const sender = senderAt(site?.id)
  const id = house.newId()
  const message = messageFor({
    id,
    touchId: null,
    moment: replyMoment(asked, spokenIn(person.language)),
    gesture: asked.channel,
    person: { ...person, language: spokenIn(person.language) },
    scene: { person, asset: null, order: null, fact: null, now: now.getTime() },
    staff: { id: staff.id, name: staff.name, phone: staff.phone, email: staff.email },
    site: site && { id: site.id, name: site.name, phone: site.phone, city: site.city, address: site.address },
    sender: { ...sender, stop: stopNumber(providers) },
    links: linksFor(house.seal.mark, house.origin, { kind: 'message', id }, now),
    weight: weightOf(inForce?.playbook.budget ?? SHIPPED_RHYTHM.budget, asked.channel),
    recording: null,
    notBefore: Math.max(now.getTime() + UNDO_REPLY_MS, way.notBefore),
    expiresAt: now.getTime() + WITHIN_MS,
  })
  if ('refused' in message) return { refused: [message.refused] }
  const provider = providers.find(({ channel }) => channel === asked.channel)
  return {
    message: way.judged ? { ...message, judged: way.judged } : message,
    costCents: priceOf(provider, message.segments),
    sender,
    staff: staff.name,
    site: site?.name ?? '',
  }
}
