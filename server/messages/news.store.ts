import { sql } from 'kysely'
import { type Because, say } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import type { CarrierNews } from './channel.port.ts'
import type { newsKey } from './news-key.ts'
import type { CarriedChannel, MessageState } from './tables.ts'

/** The message that news is about, or that somebody answers. */
export interface AboutMessage {
  id: string
  touchId: string | null
  customerId: string
  channel: CarriedChannel
  purpose: 'service' | 'commercial'
  moment: string | null
  staffId: string | null
  siteId: string | null
  toAddress: string
  state: MessageState
}

const FIELDS = sql.raw(
  `id, touch_id as "touchId", customer_id as "customerId", channel, purpose, moment, staff_id as "staffId", site_id as "siteId",
   to_address as "toAddress", state`,
)

/** What somebody says by themselves. What became of a message names it: anybody may write that an address is dead. */
const SAID_BY_PEOPLE = new Set<CarrierNews['kind']>(['reply', 'stop', 'unsubscribe', 'complaint'])

/**
 * By our own id, else by the provider's reference; who only answers is found by the address that was last written to. A provider
 * speaks of its own messages alone.
 */
export async function messageAbout(
  db: Db,
  provider: { id: string; channel: CarriedChannel },
  news: CarrierNews,
): Promise<AboutMessage | undefined> {
  if (news.messageId) {
    const { rows } = await sql<AboutMessage>`select ${FIELDS} from messages.message
      where id = ${news.messageId}::uuid and provider_id = ${provider.id}::uuid`.execute(db)
    if (rows[0]) return rows[0]
  }
  if (news.ref) {
    const { rows } = await sql<AboutMessage>`select ${FIELDS} from messages.message
      where provider_id = ${provider.id}::uuid and provider_ref = ${news.ref} order by created_at desc limit 1`.execute(
      db,
    )
    return rows[0]
  }
  if (!news.address || !SAID_BY_PEOPLE.has(news.kind)) return undefined
  const { rows } = await sql<AboutMessage>`select ${FIELDS} from messages.message
    where channel = ${provider.channel} and lower(to_address) = lower(${news.address}) and left_at is not null
    order by left_at desc limit 1`.execute(db)
  return rows[0]
}

/** The message that asked, as far as what was answered to it goes. */
export async function messageOf(db: Db, id: string): Promise<AboutMessage | undefined> {
  const { rows } = await sql<AboutMessage>`select ${FIELDS} from messages.message where id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Whose address this is: a household may share one. */
export async function customersAt(db: Db, channel: CarriedChannel, address: string): Promise<string[]> {
  const { rows } =
    channel === 'email'
      ? await sql<{
          id: string
        }>`select distinct e.customer_id as id from customers.email e join customers.customer c on c.id = e.customer_id
          where lower(e.address) = lower(${address}) and c.archived_at is null limit 20`.execute(db)
      : await sql<{
          id: string
        }>`select distinct p.customer_id as id from customers.phone p join customers.customer c on c.id = p.customer_id
          where p.e164 = ${address} and c.archived_at is null limit 20`.execute(db)
  return rows.map(({ id }) => id)
}

/** @returns false when it was told before, under the same key; of what has no number, some minutes ago */
export async function insertNews(
  db: Db,
  news: Omit<CarrierNews, 'key' | 'fleeting'> & {
    id: string
    providerId: string | null
    customerId: string | null
    aboutId: string | null
    keyed: ReturnType<typeof newsKey>
  },
  now: Date,
): Promise<boolean> {
  const { key, before, since } = news.keyed
  const data = { ...(news.code ? { code: news.code } : {}), ...(news.text ? { text: news.text } : {}) }
  const { rows } = await sql<{ id: string }>`
    insert into messages.news (id, provider_id, key, message_id, customer_id, kind, at, data)
    select ${news.id}::uuid, ${news.providerId}::uuid, ${key}, ${news.aboutId}::uuid, ${news.customerId}::uuid,
      ${news.kind}, ${now}::timestamptz, ${JSON.stringify(data)}::jsonb
    where not exists (select from messages.news n
      where n.provider_id is not distinct from ${news.providerId}::uuid and n.key = ${before}::text and n.at > ${since}::timestamptz)
    on conflict (provider_id, key) do nothing returning id`.execute(db)
  return rows.length > 0
}

/** What became of a message after it left. A doubt that news speaks of has left. */
export async function noteArrival(
  db: Db,
  id: string,
  state: 'delivered' | 'failed',
  because: readonly Because[],
  now: Date,
): Promise<void> {
  await sql`update messages.message set state = ${state}, because = because || ${JSON.stringify(because)}::jsonb, changed_at = ${now},
      left_at = coalesce(left_at, ${now})
    where id = ${id}::uuid and state in ('left', 'delivered', 'doubt', 'leaving')`.execute(db)
}

export interface CalledOff {
  id: string
  touchId: string | null
}

/**
 * They said stop: what waits for them on this channel (or on all) is called off. What is leaving this very moment cannot be held; that
 * the STOP came meanwhile is written beside it.
 */
export async function callOffWaiting(
  db: Db,
  whom: { customerId: string; channel: CarriedChannel | 'all'; services: boolean },
  code: string,
  now: Date,
): Promise<CalledOff[]> {
  const because = JSON.stringify([say(code)])
  const meanwhile = JSON.stringify([say('stop-while-leaving')])
  const { rows } = await sql<CalledOff & { state: string }>`
    update messages.message set because = because || case when state = 'leaving' then ${meanwhile}::jsonb else ${because}::jsonb end,
      state = case when state = 'leaving' then state else 'called-off' end, changed_at = ${now}
    where customer_id = ${whom.customerId}::uuid and state in ('ready', 'leaving', 'doubt')
      and (channel = ${whom.channel} or ${whom.channel} = 'all') and (purpose = 'commercial' or ${whom.services}::boolean)
      and not (state = 'doubt' and claimed_by is not null)
    returning id, touch_id as "touchId", state`.execute(db)
  return rows.filter((row) => row.state === 'called-off')
}
