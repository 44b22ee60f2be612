import { sql } from 'kysely'
import { openCarriers } from '../server/edges/carriers.edge.ts'
import type { AskAgain, Outbox } from '../server/flows/loop/send.flow.ts'
import type { Db, House } from '../server/kit/house.ts'
import type { NewMessage } from '../server/messages/letter.ts'
import { insertMessages } from '../server/messages/message.store.ts'
import { insertProvider } from '../server/messages/provider.store.ts'
import type { PushPort } from '../server/network/push.port.ts'

/** A customer in a few words. */
export async function someone(house: House, email = 'anne@example.org'): Promise<string> {
  const id = house.newId()
  const now = house.now()
  await house.db
    .insertInto('customers.customer')
    .values({
      id,
      given_name: 'Anne',
      family_name: 'Cieille',
      created_at: now,
      updated_at: now,
      advisor_id: null,
      deputy_id: null,
      site_id: null,
      birth_date: null,
    })
    .execute()
  await house.db.insertInto('customers.email').values({ id: house.newId(), customer_id: id, address: email }).execute()
  return id
}

/** A relay to send by, in this house. */
export async function mailBy(house: House, port: number, over: { perSecond?: number } = {}): Promise<string> {
  const id = house.newId()
  await insertProvider(
    house.db,
    {
      id,
      channel: 'email',
      kind: 'smtp',
      name: 'Relais',
      settings: {
        host: '127.0.0.1',
        port,
        security: 'none',
        connections: 2,
        from: 'contact@val.example',
        bounces: 'bounces@val.example',
      },
      sealed: null,
      perSecond: over.perSecond ?? 1000,
      costCents: 0.1,
      idempotent: false,
      active: true,
      newsHash: null,
    },
    house.now(),
  )
  await sql`update messages.pace set tokens = ${over.perSecond ?? 1000}`.execute(house.db)
  return id
}

/** A message that is ready. */
export async function ready(house: House, customerId: string, over: Partial<NewMessage> = {}): Promise<string> {
  const id = house.newId()
  const touchId = over.touchId === undefined ? await touch(house, customerId) : over.touchId
  const message: NewMessage = {
    id,
    customerId,
    channel: 'email',
    purpose: 'commercial',
    moment: 'two-years',
    title: 'Vos deux ans',
    staffId: null,
    siteId: null,
    language: 'fr',
    toAddress: 'anne@example.org',
    subject: 'Deux ans déjà',
    body: 'Bonjour Anne',
    extra: { weight: 1, core: false },
    state: 'ready',
    notBefore: house.now().getTime(),
    expiresAt: null,
    because: [],
    segments: 1,
    ...over,
    touchId,
  }
  await insertMessages(house.db, [message], house.now())
  return id
}

async function touch(house: House, customerId: string): Promise<string> {
  const id = house.newId()
  const now = house.now()
  await sql`insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, due_at, state, created_at, changed_at)
    values (${id}, ${customerId}, 'two-years', ${id}, false, 5, 'commercial', 1, ${now}, 'doing', ${now}, ${now})`.execute(
    house.db,
  )
  return id
}

/** The outbox of a process that lives, over real ways out. */
export function openOutbox(askAgain: AskAgain = async () => new Map(), number = '7', push?: PushPort): Outbox {
  return {
    pause: async () => undefined,
    carriers: openCarriers(async () => undefined, push),
    askAgain,
    runner: { number, lives: () => true },
  }
}

export async function messageOf(db: Db, id: string) {
  const row = await db.selectFrom('messages.message').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { rows } = await sql<{ state: string }>`select state from moments.touch where id = ${row.touch_id}`.execute(db)
  return {
    state: row.state,
    touch: rows[0]?.state,
    because: row.because.map((one) => one.code),
    ref: row.provider_ref,
    tries: row.tries,
    notBefore: row.not_before,
  }
}
