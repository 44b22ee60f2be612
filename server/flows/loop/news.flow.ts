import type { Reader } from '../../feedback/reading.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { CarrierNews } from '../../messages/channel.port.ts'
import { customersAt, insertNews, messageAbout } from '../../messages/news.store.ts'
import { newsKey } from '../../messages/news-key.ts'
import { providerAt } from '../../messages/provider.flow.ts'
import { providerById } from '../../messages/provider.store.ts'
import type { CarriedChannel } from '../../messages/tables.ts'
import { cameBack, delivered } from './arrived.flow.ts'
import { replyHeard } from './reply-heard.flow.ts'
import { block, stopsAt } from './said-stop.flow.ts'

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
  if (kind === 'delivered' && about) await delivered(house, about.id)
  if (kind === 'bounced' || kind === 'refused') {
    // Whoever can write to our address for bounces could name any other: only where a message of ours went is blocked.
    if (news.dead && about) await block(house, provider.channel, about.toAddress, 'bounced')
    // After it: what is decided anew finds the address shut.
    if (about) await cameBack(house, about.id, news.code ?? kind, news.dead === true)
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
