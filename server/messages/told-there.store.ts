import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Leaving } from './letter.ts'
import { withoutLinks } from './link.ts'

const DAY = 86_400_000

/** What is heard where: the same words of one moment, but for each one's links. What asks something is asked of each. */
const heard = ({ channel, toAddress, moment, subject, body, extra }: Heard): string | null =>
  moment === null || extra.ask || channel === 'push'
    ? null
    : JSON.stringify([channel, toAddress.toLowerCase(), moment, subject, withoutLinks(body)])
type Heard = Pick<Leaving, 'channel' | 'toAddress' | 'moment' | 'subject' | 'body' | 'extra'>

/**
 * Two customers with one telephone or mailbox read one message, not two alike within the day: « snow tomorrow » to a couple with one number.
 * @param messages about to leave, those that go first in front
 * @returns those whose words have just been read there, in the message of another, or are about to be in one in front of it
 */
export async function toldThere(db: Db, messages: readonly Leaving[], now: Date): Promise<Set<string>> {
  const there = new Set<string>()
  const first = new Map<string, string>()
  for (const message of messages) {
    const words = heard(message)
    if (words === null) continue
    const before = first.get(words)
    if (before === undefined) first.set(words, message.customerId)
    else if (before !== message.customerId) there.add(message.id)
  }
  const asked = messages.filter((one) => !there.has(one.id) && heard(one) !== null && one.channel !== 'postcard')
  if (asked.length === 0) return there
  const shared = await sharersOf(db, asked)
  if (shared.size === 0) return there
  const since = new Date(now.getTime() - DAY)
  const { rows: found } = await sql<Heard & { customerId: string }>`
    select customer_id as "customerId", channel, to_address as "toAddress", moment, subject, body, extra from messages.message
    where customer_id = any(${[...new Set([...shared.values()].flat())]}::uuid[]) and channel = any(${[...new Set(asked.map(({ channel }) => channel))]}::text[])
      and created_at > ${new Date(since.getTime() - 6 * DAY)} and state in ('left', 'delivered', 'doubt') and changed_at > ${since}`.execute(
    db,
  )
  for (const one of asked) {
    const others = shared.get(one.id) ?? []
    if (found.some((row) => others.includes(row.customerId) && heard(row) === heard(one))) there.add(one.id)
  }
  return there
}

/** Who else bears the address that each goes to. Mail addresses are compared as their index holds them (lower, "C"): otherwise all are read. */
async function sharersOf(db: Db, messages: readonly Leaving[]): Promise<Map<string, string[]>> {
  const byMail = messages.filter(({ channel }) => channel === 'email').map(({ toAddress }) => toAddress.toLowerCase())
  const byPhone = messages.filter(({ channel }) => channel !== 'email').map(({ toAddress }) => toAddress)
  const bearers = [
    ...(byMail.length === 0
      ? []
      : (
          await sql<Bearer>`select customer_id as id, lower(address) as address from customers.email
            where lower(address) collate "C" = any(${byMail}::text[])`.execute(db)
        ).rows),
    ...(byPhone.length === 0
      ? []
      : (
          await sql<Bearer>`select customer_id as id, e164 as address from customers.phone where e164 = any(${byPhone}::text[])`.execute(
            db,
          )
        ).rows),
  ]
  const at = Map.groupBy(bearers, ({ address }) => address)
  return new Map(
    messages.flatMap(({ id, customerId, toAddress }): [string, string[]][] => {
      const others = (at.get(toAddress.toLowerCase()) ?? []).flatMap((one) => (one.id === customerId ? [] : one.id))
      return others.length > 0 ? [[id, others]] : []
    }),
  )
}
interface Bearer {
  id: string
  address: string
}
