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
  const rows = asked.map(({ id, channel, toAddress, moment, customerId }) => ({
    id,
    channel,
    address: toAddress,
    moment,
    customer: customerId,
  }))
  const since = new Date(now.getTime() - DAY)
  const { rows: found } = await sql<Heard & { id: string }>`
    select x.id, o.channel, o.to_address as "toAddress", o.moment, o.subject, o.body, o.extra
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, channel text, address text, moment text, customer uuid)
    join lateral (
      select p.customer_id from customers.phone p where p.e164 = x.address and x.channel in ('sms', 'voice-drop')
      union select e.customer_id from customers.email e where lower(e.address) = lower(x.address) and x.channel = 'email') s on s.customer_id <> x.customer
    join messages.message o on o.customer_id = s.customer_id and o.created_at > ${new Date(since.getTime() - 6 * DAY)} and o.channel = x.channel
      and o.moment = x.moment and lower(o.to_address) = lower(x.address) and o.state in ('left', 'delivered', 'doubt') and o.changed_at > ${since}`.execute(
    db,
  )
  const said = new Map(asked.map((one) => [one.id, heard(one)]))
  for (const row of found) if (heard(row) === said.get(row.id)) there.add(row.id)
  return there
}
