import { say } from '../../../contract/because.ts'
import type { ConsentChannel } from '../../../contract/consent.ts'
import { type ReceiptToWrite, writeReceipts } from '../../consent/receipts.store.ts'
import { followMessages } from '../../feedback/invitation.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { insertBlocked } from '../../messages/blocked.store.ts'
import type { CarrierNews } from '../../messages/channel.port.ts'
import { devicesOf, endDevices } from '../../messages/device.store.ts'
import {
  type AboutMessage,
  callOffWaiting,
  customersAt,
  insertNews,
  messageAbout,
  noteArrival,
} from '../../messages/news.store.ts'
import { newsKey } from '../../messages/news-key.ts'
import { providerAt } from '../../messages/provider.flow.ts'
import { providerById } from '../../messages/provider.store.ts'
import { isStopEverywhere } from '../../messages/stop.ts'
import type { CarriedChannel } from '../../messages/tables.ts'
import { changeTouches } from '../../moments/touch.store.ts'
import { replyHeard } from './reply-heard.flow.ts'

interface Teller {
  id: string
  channel: CarriedChannel
}

/** What comes in on a line that is held open to a provider. */
export async function hearFrom(house: House, reader: Reader, providerId: string, told: CarrierNews): Promise<void> {
  const { id, channel } = await providerById(house.db, providerId)
  await hearNews(house, { id, channel }, [told], reader)
}

/** Reads what a provider posts, in the way of its kind. */
export interface NewsReader {
  read(
    provider: { kind: string; settings: Record<string, unknown> },
    payload: { contentType: string; body: Buffer; query: Readonly<Record<string, string>> },
  ): Promise<CarrierNews[]>
}

/** What is posted to a news address. @returns undefined when it is nobody's */
export async function readNews(
  house: House,
  { news, words }: { news: NewsReader; words: Reader },
  at: { id: string; secret: string },
  payload: Parameters<NewsReader['read']>[1],
): Promise<number | undefined> {
  const provider = await providerAt(house, at.id, at.secret)
  if (!provider) return undefined
  return hearNews(house, provider, await news.read(provider, payload), words)
}

/**
 * What a provider tells of messages, and what people answer: each once. What is about nobody we know is nobody's.
 * @param reader of what people write; null where nobody can write back
 */
export async function hearNews(
  house: House,
  provider: Teller,
  told: readonly CarrierNews[],
  reader: Reader | null,
): Promise<number> {
  let heard = 0
  for (const news of told) if (await inTransaction(house, (house) => hear(house, provider, news, reader))) heard += 1
  return heard
}

/** Said of an address, not of a message. */
const HOLDS_FOR_ALL = new Set<CarrierNews['kind']>(['stop', 'unsubscribe', 'complaint'])

async function hear(house: House, provider: Teller, news: CarrierNews, reader: Reader | null): Promise<boolean> {
  const { kind } = news
  const about = await messageAbout(house.db, provider, news)
  const there = news.address ? await customersAt(house.db, provider.channel, news.address) : []
  const alone = there.length === 1 ? there[0] : undefined
  const customerId = about?.customerId ?? alone ?? null
  // A stranger's answer is kept nowhere; their STOP is, with the number alone, for it must hold.
  if (there.length === 0 && !about) {
    if (kind === 'stop' && news.address) await block(house, provider.channel, news.address, 'stop')
    return kind === 'stop'
  }
  const keyed = newsKey(news, house.now())
  const row = { ...news, id: house.newId(), providerId: provider.id, customerId, aboutId: about?.id ?? null, keyed }
  if (!(await insertNews(house.db, row, house.now()))) return false
  if (kind === 'delivered' && about) await noteArrival(house.db, about.id, 'delivered', [], house.now())
  if (kind === 'bounced' || kind === 'refused') {
    if (about) {
      await noteArrival(house.db, about.id, 'failed', [say('came-back', { code: news.code ?? kind })], house.now())
      await followMessages(house.db, [about.id], house.now())
    }
    // Whoever can write to our address for bounces could name any other: only where a message of ours went is blocked.
    if (news.dead && about) await block(house, provider.channel, about.toAddress, 'bounced')
  }
  if (kind === 'reply') {
    const said = { channel: provider.channel, text: news.text ?? '', key: keyed.key, about }
    await replyHeard(house, reader, customerId ? [customerId] : there, said)
  }
  if (HOLDS_FOR_ALL.has(kind)) {
    const said = { channel: provider.channel, place: kind, about, words: news.text ?? '' }
    await stopsAt(house, { ...said, address: news.address ?? about?.toAddress ?? null })
  }
  return true
}

const block = (house: House, channel: string, address: string, because: string) =>
  insertBlocked(house.db, address ? [{ channel, address, because }] : [], house.now())

export interface SaidStop {
  customerId: string
  channel: CarriedChannel
  /** The door: stop, unsubscribe, complaint. */
  place: string
  address: string | null
  about?: Pick<AboutMessage, 'id' | 'purpose'> | undefined
  words: string
}

/** Where a STOP can be said of an address: those who share it are all written to there. */
const SHARED = new Set<CarriedChannel>(['email', 'sms', 'voice-drop'])

/** They said stop of where they are written to: it holds for all who share that address, whoever of them the message was for. */
export async function stopsAt(
  house: House,
  said: Omit<SaidStop, 'customerId' | 'about'> & {
    about?: Pick<AboutMessage, 'id' | 'purpose' | 'customerId'> | undefined
  },
): Promise<void> {
  const { channel, address, about } = said
  const there = address && SHARED.has(channel) ? await customersAt(house.db, channel, address) : []
  const all = new Set([...there, ...(about ? [about.customerId] : [])])
  for (const customerId of all) await saysStop(house, { ...said, customerId })
}

const CONSENT: Record<CarriedChannel, ConsentChannel> = {
  email: 'email',
  sms: 'sms',
  'voice-drop': 'voice-drop',
  postcard: 'post',
  push: 'push',
}

/**
 * They said stop on one channel. It is written down as they said it; a STOP by SMS, which networks hold for all messages, and a stop to a
 * message that was no offer, hold for service messages too. What waits is called off.
 */
export async function saysStop(house: House, said: SaidStop): Promise<void> {
  const { customerId, channel, place, address, about, words } = said
  const services = channel === 'sms' || place === 'complaint' || about?.purpose === 'service'
  const receipt = (purpose: 'commercial' | 'service'): ReceiptToWrite => ({
    customerId,
    action: 'withdrawn',
    channel: CONSENT[channel],
    purpose,
    contact: address,
    place,
    wording: words.slice(0, 500),
    evidence: about ? { message: about.id } : {},
  })
  // « Ne me contactez plus » is a no to all offers, by whatever way (RGPD-2).
  const everywhere = isStopEverywhere(words)
  await writeReceipts(house, [
    receipt('commercial'),
    ...(services ? [receipt('service')] : []),
    ...(everywhere ? [{ ...receipt('commercial'), channel: 'all' as const, contact: null }] : []),
  ])
  if (everywhere) await callOff(house, { customerId, channel: 'all', services: false }, 'said-stop')
  if (address && (channel === 'sms' || place === 'complaint')) await block(house, channel, address, place)
  await callOff(house, { customerId, channel, services }, 'said-stop')
  // No more news there either: then none of their browsers is rung.
  if (channel === 'push' && services) {
    const theirs = await devicesOf(house.db, [customerId])
    await endDevices(
      house.db,
      theirs.map(({ id }) => id),
      'removed',
      house.now(),
    )
  }
}

/** What waits for them is called off, and its touches are let go. */
export async function callOff(
  house: House,
  whom: { customerId: string; channel: CarriedChannel | 'all'; services: boolean },
  code: string,
): Promise<void> {
  const off = await callOffWaiting(house.db, whom, code, house.now())
  const changes = off.flatMap(({ touchId }) =>
    touchId
      ? [
          {
            id: touchId,
            state: 'dropped' as const,
            gesture: null,
            staffId: null,
            dueAt: null,
            because: [say(code)],
            judged: null,
          },
        ]
      : [],
  )
  await changeTouches(house.db, changes, house.now())
  await followMessages(
    house.db,
    off.map(({ id }) => id),
    house.now(),
  )
}
