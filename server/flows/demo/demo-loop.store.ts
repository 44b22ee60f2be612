import { sql } from 'kysely'
import { writeAttention } from '../../budget/attention.store.ts'
import type { Db } from '../../kit/house.ts'
import { saveTouches } from '../../moments/touch.store.ts'
import type { DemoLetter } from './demo-day.ts'
import type { DemoContact } from './demo-loop.ts'

const iso = (ms: number): string => new Date(ms).toISOString()

/** The playbook of the demo, in force for two years already. */
export async function fillPlaybook(db: Db, version: number, yaml: string, since: Date): Promise<void> {
  await db
    .insertInto('moments.playbook')
    .values({ version, yaml, origin: 'shipped/dealership', at: since, by: null, live_from: since })
    .onConflict((c) => c.column('version').doNothing())
    .execute()
}

/** Contacts of two years: touches, what they took of attention, and the calls and coffees that people made. */
export async function fillContacts(
  db: Db,
  contacts: readonly DemoContact[],
  newId: () => string,
  now: Date,
): Promise<void> {
  await saveTouches(
    db,
    contacts.map(({ touch }) => touch),
    now,
  )
  await sql`update moments.touch t set told_in = x."in"
    from jsonb_to_recordset(${JSON.stringify(contacts.flatMap(({ touch, toldIn }) => (toldIn ? [{ id: touch.id, in: toldIn }] : [])))}::jsonb) as x(id uuid, "in" uuid)
    where t.id = x.id`.execute(db)
  const done = contacts.filter(({ weight }) => weight > 0)
  await writeAttention(
    db,
    done.map(({ touch, at, weight }) => ({
      id: newId(),
      customerId: touch.customerId,
      at,
      channel: touch.gesture ?? 'call',
      weight,
      moment: touch.moment,
      core: touch.core,
      touchId: touch.id,
      staffId: touch.staffId,
      siteId: touch.siteId,
    })),
  )
  // Each is as old as what it tells of.
  const ages = contacts.map(({ touch, at }) => ({
    id: touch.id,
    at: iso(touch.state === 'planned' ? now.getTime() : Math.min(at.getTime(), now.getTime())),
    due: iso(Math.min(touch.dueAt, now.getTime())),
  }))
  await sql`update moments.touch t set created_at = x.due, changed_at = x.at
    from jsonb_to_recordset(${JSON.stringify(ages)}::jsonb) as x(id uuid, at timestamptz, due timestamptz) where t.id = x.id`.execute(
    db,
  )
  await fillDone(db, done, newId)
}

/** Calls and coffees of the past: tasks long done, and the calls the law counts. */
async function fillDone(db: Db, done: readonly DemoContact[], newId: () => string): Promise<void> {
  const rows = done
    .filter(({ touch }) => touch.gesture === 'call' || touch.gesture === 'coffee')
    .map(({ touch, at, outcome }) => ({
      id: newId(),
      attempt: newId(),
      touch: touch.id,
      customer: touch.customerId,
      staff: touch.staffId,
      site: touch.siteId,
      asset: touch.assetId,
      kind: touch.gesture,
      purpose: touch.purpose,
      moment: touch.moment,
      because: touch.because,
      priority: touch.priority,
      core: touch.core,
      outcome: outcome ?? 'reached',
      at: at.toISOString(),
    }))
  if (rows.length === 0) return
  const given = JSON.stringify(rows)
  const shape =
    sql.raw(`x(id uuid, attempt uuid, touch uuid, customer uuid, staff uuid, site uuid, asset uuid, kind text, purpose text, moment text,
    because jsonb, priority smallint, core boolean, outcome text, at timestamptz)`)
  await sql`insert into work.task (id, touch_id, customer_id, staff_id, site_id, asset_id, kind, purpose, moment, title, because, priority, core,
      not_before, state, outcome, created_at, changed_at, done_at, done_by)
    select id, touch, customer, staff, site, asset, kind, purpose, moment, '', because, priority, core, at, 'done', outcome, at, at, at, staff
    from jsonb_to_recordset(${given}::jsonb) as ${shape} on conflict (touch_id) do nothing`.execute(db)
  await sql`insert into consent.attempt (id, customer_id, at, channel, purpose, reached, touch_id, by_staff)
    select attempt, customer, at, 'call', purpose, outcome = 'reached', touch, staff
    from jsonb_to_recordset(${given}::jsonb) as ${shape} where kind = 'call' on conflict (id) do nothing`.execute(db)
}

/** Messages that left: nothing of the demo ever leaves, these say they did. */
export async function fillLetters(db: Db, letters: readonly DemoLetter[]): Promise<void> {
  if (letters.length === 0) return
  const rows = letters.map((letter) => ({
    ...letter,
    at: letter.at.toISOString(),
    state: letter.delivered ? 'delivered' : 'left',
  }))
  await sql`insert into messages.message (id, touch_id, customer_id, channel, purpose, moment, title, staff_id, site_id, language, to_address,
      subject, body, state, not_before, left_at, created_at, changed_at, cost_cents)
    select x.id, x."touchId", x."customerId", x.channel, x.purpose, x.moment, x.title, x."staffId", x."siteId", x.language, x."to", x.subject, x.body,
      x.state, x.at, x.at, x.at, x.at, case x.channel when 'sms' then 5 * ceil(length(x.body) / 153.0) when 'voice-drop' then 9 when 'postcard' then 160 else 0 end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, "touchId" uuid, "customerId" uuid, channel text, purpose text,
      moment text, title text, "staffId" uuid, "siteId" uuid, language text, "to" text, subject text, body text, state text, at timestamptz)
    on conflict (touch_id) do nothing`.execute(db)
}
