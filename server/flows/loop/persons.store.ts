import { sql } from 'kysely'
import type { AttentionPolicy, Gesture } from '../../../contract/playbook.ts'
import type { Metric } from '../../../contract/surveys.ts'
import type { Attention } from '../../budget/attention.ts'
import { WEIGHTS, weightOf } from '../../budget/weights.ts'
import { lawOf } from '../../consent/law.store.ts'
import { placeOf } from '../../consent/place.ts'
import type { Db } from '../../kit/house.ts'
import { FROM_THEM } from '../../moments/from-them.ts'
import type { LoopAsset, LoopOrder, LoopPerson } from '../../moments/loop-person.ts'

/** How far back attention is looked at: the window of the budget and a little more. */
const ATTENTION_DAYS = 62
/** The longest pause between two questions that a playbook may wish for. */
const ASKED_DAYS = 731
const DAY = 86_400_000

interface CustomerRow {
  id: string
  kind: 'person' | 'company'
  title: string
  given_name: string
  family_name: string
  company_name: string
  address_as: string
  pronunciation: string
  formality: 'vous' | 'tu'
  language: string
  birth_date: string | null
  street: string
  postcode: string
  city: string
  country: string
  site_id: string | null
  advisor_id: string | null
  deputy_id: string | null
  created_at: Date
}

/** Rows of a query, by the customer they belong to. */
const byCustomer = <T extends { customer_id: string }>(rows: readonly T[]): Map<string, T[]> =>
  Map.groupBy(rows, (row) => row.customer_id)

/**
 * Everything a decision of the loop may know of these people, in a fixed number of statements however many they are. Who was put away
 * is not there.
 * @param since the attention they received is looked at from some weeks before this instant on
 * @param except touches being done that do not count
 * @param budget what the contacts being done weigh, in the playbook in force
 */
export async function loopPersons(
  db: Db,
  ids: readonly string[],
  now: Date,
  { since = now, except = [], budget }: { since?: Date; except?: readonly string[]; budget?: AttentionPolicy } = {},
): Promise<Map<string, LoopPerson>> {
  if (ids.length === 0) return new Map()
  const weigh = (gesture: Gesture): number => (budget ? weightOf(budget, gesture) : WEIGHTS[gesture])
  const rows = await rowsOf(db, [...new Set(ids)], since, except)
  return new Map(rows.customers.map((row) => [row.id, personOf(row, rows, weigh)]))
}

/** What is on file of these people, by the customer it belongs to. */
async function rowsOf(db: Db, ids: readonly string[], since: Date, except: readonly string[]) {
  const wanted = sql`${ids}::uuid[]`
  const [customers, phones, emails, devices, assets, orders, cases, attention, coming, asked, heard, rhythms, law] =
    await Promise.all([
      sql<CustomerRow>`select id, kind, title, given_name, family_name, company_name, address_as, pronunciation, formality, language, birth_date,
      street, postcode, city, country, site_id, advisor_id, deputy_id, created_at
      from customers.customer where id = any(${wanted}) and archived_at is null`.execute(db),
      sql<{
        customer_id: string
        value: string
        dead: string[]
      }>`select p.customer_id, p.e164 as value,
        array(select b.channel from messages.blocked b where b.address = p.e164 and b.channel in ('sms', 'voice-drop')) as dead
      from customers.phone p where p.customer_id = any(${wanted}) order by p.position`.execute(db),
      sql<{
        customer_id: string
        value: string
        blocked: boolean
      }>`select e.customer_id, e.address as value, b.address is not null as blocked
      from customers.email e left join messages.blocked b on b.channel = 'email' and b.address = e.address
      where e.customer_id = any(${wanted}) order by e.position`.execute(db),
      sql<{ customer_id: string; name: string }>`select customer_id, name from messages.device
      where customer_id = any(${wanted}) and gone_at is null order by created_at`.execute(db),
      sql<AssetRow>`select o.customer_id, o.since, a.id, a.kind, a.make, a.model, a.body, a.year, a.options, a.warranty_until, a.next_service_on,
      a.bought_on, a.registered_on, a.control_until, a.bought_site_id, a.mileage
      from customers.ownership o join customers.asset a on a.id = o.asset_id and a.archived_at is null
      where o.customer_id = any(${wanted}) and o.until is null`.execute(db),
      sql<OrderRow>`select customer_id, id, kind, title, state, promised_on, amount_cents, asset_id, site_id, placed_at
      from timeline."order" where customer_id = any(${wanted})`.execute(db),
      sql<{ customer_id: string }>`select distinct customer_id from timeline.entry
      where customer_id = any(${wanted}) and kind = 'case' and closed_at is null`.execute(db),
      sql<AttentionRow>`select customer_id, at, channel, weight, from_them, core, moment from budget.attention
      where customer_id = any(${wanted}) and at > ${new Date(since.getTime() - ATTENTION_DAYS * DAY)}`.execute(db),
      // What is being done has asked for their attention already, though it is not written yet; what is told in another contact asks for none of its own.
      sql<{ customer_id: string; changed_at: Date; gesture: string; core: boolean; moment: string }>`
      select t.customer_id, t.changed_at, t.gesture, t.core, t.moment from moments.touch t
      where t.customer_id = any(${wanted}) and t.state = 'doing' and t.gesture is not null and t.told_in is null and t.id <> all(${[...except]}::uuid[])`.execute(
        db,
      ),
      sql<AskedRow>`select i.customer_id, i.asked_at, s.metric from feedback.invitation i join feedback.survey s on s.id = i.survey_id
      where i.customer_id = any(${wanted}) and i.called_off_at is null and i.asked_at > ${new Date(since.getTime() - ASKED_DAYS * DAY)}
        and (i.touch_id is null or i.touch_id <> all(${[...except]}::uuid[]))`.execute(db),
      // However long ago: a silence may be of years, and the attention above is of some weeks.
      sql<{ customer_id: string; at: Date }>`select customer_id, max(at) as at from (
        select customer_id, arrived_at as at from visits.visit where customer_id = any(${wanted}) and state <> 'withdrawn'
        union all select customer_id, at from visits.call where customer_id = any(${wanted})
        union all select customer_id, at from budget.attention where customer_id = any(${wanted}) and from_them
        union all select customer_id, at from timeline.fact where customer_id = any(${wanted}) and kind = any(${[...FROM_THEM]}::text[])
          and state <> 'aside') heard group by customer_id`.execute(db),
      sql<RhythmRow>`select customer_id, per_month, only_my_assets, channels from consent.preference
      where customer_id = any(${wanted})`.execute(db),
      lawOf(db, [...ids]),
    ])
  return {
    customers: customers.rows,
    phones: byCustomer(phones.rows),
    emails: byCustomer(emails.rows),
    devices: byCustomer(devices.rows),
    assets: byCustomer(assets.rows),
    orders: byCustomer(orders.rows),
    attention: byCustomer(attention.rows),
    coming: byCustomer(coming.rows),
    asked: byCustomer(asked.rows),
    openCases: new Set(cases.rows.map((row) => row.customer_id)),
    rhythms: new Map(rhythms.rows.map((row) => [row.customer_id, row])),
    heard: new Map(heard.rows.map((row) => [row.customer_id, row.at.getTime()])),
    law,
  }
}

function personOf(
  row: CustomerRow,
  of: Awaited<ReturnType<typeof rowsOf>>,
  weigh: (gesture: Gesture) => number,
): LoopPerson {
  const known = of.law.get(row.id)!
  const ordered = (of.orders.get(row.id) ?? []).map(asOrder)
  const received: Attention[] = [
    ...(of.attention.get(row.id) ?? []).map(asAttention),
    ...(of.coming.get(row.id) ?? []).map((each) => ({
      at: each.changed_at.getTime(),
      channel: each.gesture,
      weight: weigh(each.gesture as Gesture),
      fromThem: false,
      core: each.core,
      moment: each.moment,
    })),
  ]
  const allPhones = of.phones.get(row.id) ?? []
  const allEmails = of.emails.get(row.id) ?? []
  return {
    ...asCustomer(row),
    phones: allPhones.map((each) => each.value),
    emails: allEmails.filter((each) => !each.blocked).map((each) => each.value),
    devices: (of.devices.get(row.id) ?? []).map((each) => each.name),
    assets: (of.assets.get(row.id) ?? []).map(asAsset),
    orders: ordered,
    openCase: of.openCases.has(row.id),
    lastFromThem: newest([of.heard.get(row.id), ...ordered.map((order) => order.placedAt)]),
    firstSeen: row.created_at.getTime(),
    // Their clock is worked out once, here.
    law: { ...known, zone: placeOf(row.country, row.postcode, known.zone).zone },
    attention: received,
    asked: (of.asked.get(row.id) ?? []).map(({ asked_at, metric }) => ({ at: asked_at.getTime(), metric })),
    rhythm: asRhythm(of.rhythms.get(row.id)),
    deadNumbers: allPhones.flatMap(({ value, dead }) => dead.map((channel) => `${channel} ${value}`)),
    blocked: [
      ...(allPhones.length > 0 && allPhones.every(({ dead }) => dead.includes('sms')) ? ['sms'] : []),
      ...(allEmails.length > 0 && allEmails.every((each) => each.blocked) ? ['email'] : []),
    ],
  }
}

const newest = (instants: readonly (number | undefined)[]): number | null => {
  let last: number | null = null
  for (const at of instants) if (at !== undefined && (last === null || at > last)) last = at
  return last
}

interface AskedRow {
  customer_id: string
  asked_at: Date
  metric: Metric
}

interface RhythmRow {
  customer_id: string
  per_month: number | null
  only_my_assets: boolean
  channels: string[]
}
const asRhythm = (row: RhythmRow | undefined): LoopPerson['rhythm'] => ({
  perMonth: row?.per_month ?? null,
  onlyMyAssets: row?.only_my_assets ?? false,
  channels: row?.channels ?? [],
})

interface AssetRow {
  customer_id: string
  since: string | null
  id: string
  kind: 'vehicle' | 'product'
  make: string
  model: string
  body: string
  year: number | null
  options: string[]
  warranty_until: string | null
  next_service_on: string | null
  bought_on: string | null
  registered_on: string | null
  control_until: string | null
  bought_site_id: string | null
  mileage: number | null
}
const asAsset = (row: AssetRow): LoopAsset => ({
  id: row.id,
  kind: row.kind,
  make: row.make,
  model: row.model,
  body: row.body,
  year: row.year,
  options: row.options,
  warrantyUntil: row.warranty_until,
  nextServiceOn: row.next_service_on,
  boughtOn: row.bought_on,
  registeredOn: row.registered_on,
  controlUntil: row.control_until,
  boughtSiteId: row.bought_site_id,
  mileage: row.mileage,
  since: row.since,
})

interface OrderRow {
  customer_id: string
  id: string
  kind: LoopOrder['kind']
  title: string
  state: LoopOrder['state']
  promised_on: string | null
  amount_cents: number | null
  asset_id: string | null
  site_id: string | null
  placed_at: Date
}
const asOrder = (row: OrderRow): LoopOrder => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  promisedOn: row.promised_on,
  amountCents: row.amount_cents,
  assetId: row.asset_id,
  siteId: row.site_id,
  placedAt: row.placed_at.getTime(),
})

interface AttentionRow {
  customer_id: string
  at: Date
  channel: string
  weight: number
  from_them: boolean
  core: boolean
  moment: string | null
}
const asAttention = (row: AttentionRow): Attention => ({
  at: row.at.getTime(),
  channel: row.channel,
  weight: row.weight,
  fromThem: row.from_them,
  core: row.core,
  moment: row.moment,
})

const asCustomer = (row: CustomerRow) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  givenName: row.given_name,
  familyName: row.family_name,
  companyName: row.company_name,
  addressAs: row.address_as,
  pronunciation: row.pronunciation,
  formality: row.formality,
  language: row.language,
  birthDate: row.birth_date,
  street: row.street,
  postcode: row.postcode,
  city: row.city,
  country: row.country,
  siteId: row.site_id,
  advisorId: row.advisor_id,
  deputyId: row.deputy_id,
})
