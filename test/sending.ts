import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import * as customers from '../contract/customers.ts'
import * as factsApi from '../contract/facts.ts'
import { askAgain } from '../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../server/flows/loop/decide.flow.ts'
import { decideDue } from '../server/flows/loop/due.flow.ts'
import { sendRound } from '../server/flows/loop/send.flow.ts'
import { inTransaction } from '../server/kit/house.ts'
import { insertProvider } from '../server/messages/provider.store.ts'
import { PlaybookInForce } from '../server/moments/playbook.store.ts'
import { addVersion, bringInForce } from '../server/moments/versions.store.ts'
import { openOutbox } from './outbox.ts'
import { openTown } from './town.ts'

/** What one reads of a touch, a message, a task. */
export interface Line {
  id: string
  state: string
  codes: string[]
}

/** A page of always open hours and a month without end, with these moments. */
export const pageOf = (moments: string): string => `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: x }
registers: {}
hours: { from: '00:00', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7], holidays: open }
budget: { perMonth: 30, gapDays: 0 }
moments:
${moments}`

/** A town whose loop runs round by round, and whose providers of SMS and e-mail can be away. */
export async function openSending(at: string) {
  const town = await openTown({ at })
  const { owner, clock } = town
  const { house } = town.world
  const { db } = house
  const playbooks = new PlaybookInForce()
  const outbox = openOutbox(askAgain(playbooks))
  const taken: { path: string; to: string; text: string }[] = []
  const provider = { away: false }
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      if (provider.away) return void reply.writeHead(503).end()
      const { to, text } = JSON.parse(body) as { to: string; text: string }
      taken.push({ path: request.url!, to, text })
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(async () => {
    await outbox.carriers.close()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  for (const channel of ['sms', 'email'] as const)
    await insertProvider(
      db,
      {
        id: house.newId(),
        channel,
        kind: 'http',
        name: channel,
        settings: { url: `http://127.0.0.1:${port}/${channel}`, body: '{"to":"{{to}}","text":"{{text}}"}' },
        sealed: null,
        perSecond: 1000,
        costCents: 1,
        idempotent: false,
        active: true,
        newsHash: null,
      },
      house.now(),
    )
  await sql`update consent.setting set sender_name = 'Garage du Val'`.execute(db)

  /** Minutes of the day that are gone. */
  let gone = 0
  let told = 0
  let people = 0
  const pass = (minutes: number): void => {
    gone += minutes
    clock.pass(minutes * 60)
  }
  const round = async () => {
    while ((await takeInFacts(house, playbooks)) > 0);
    while ((await decideDue(house, playbooks)) > 0);
  }
  return {
    town,
    owner,
    house,
    db,
    outbox,
    playbooks,
    /** What the providers took. */
    taken,
    provider,
    pass,
    round,
    /** A new day at the hour of the first, with every way out there and this page in force. */
    async nextDay(yaml: string) {
      pass(24 * 60 - (gone % (24 * 60)))
      gone = 0
      taken.length = 0
      provider.away = false
      await sql`update messages.provider set active = true`.execute(db)
      await this.inForce(yaml)
    },
    inForce: (yaml: string) =>
      inTransaction(house, async ({ db, now }) => {
        const version = await addVersion(db, { yaml, origin: 'test', note: '', by: null, now: now() })
        await bringInForce(db, version, now())
      }),
    async tell(customerId: string, ...kinds: string[]) {
      const at = house.now().toISOString()
      const facts = kinds.map((kind) => ({ key: `${told++}`, kind, who: { id: customerId }, at }))
      await owner.ask(factsApi.tellFacts, { body: { source: 'test', facts } })
      await round()
    },
    /** The provider is back, some minutes later. */
    async leaves(minutes = 59) {
      pass(minutes)
      await sql`update messages.pace set tokens = 1000`.execute(db)
      await round()
      await sendRound(house, outbox)
      await round()
      await sendRound(house, outbox)
    },
    async someone(phones: string[], emails: string[] = [], more: object = {}) {
      const made = await owner.ask(customers.createCustomer, {
        body: {
          givenName: `Anne${people++}`,
          familyName: 'Essai',
          siteId: town.siteId,
          phones: phones.map((number) => ({ number })),
          emails: emails.map((address) => ({ address })),
          ...more,
        },
      })
      return made.id
    },
    async touches(customerId: string) {
      const { rows } = await sql<Line & { moment: string; gesture: string | null; purpose: string }>`
        select id, moment, state, gesture, purpose, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes
        from moments.touch where customer_id = ${customerId} order by moment`.execute(db)
      return rows
    },
    /** The newest first. */
    async messages(customerId: string) {
      const { rows } = await sql<Line & { channel: string; body: string; segments: number }>`
        select id, channel, state, body, segments, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from messages.message
        where customer_id = ${customerId} order by created_at desc, id desc`.execute(db)
      return rows
    },
    async tasks(customerId: string) {
      const { rows } = await sql<{ id: string; kind: string; state: string; opening: string }>`
        select id, kind, state, opening from work.task where customer_id = ${customerId} order by created_at, id`.execute(
        db,
      )
      return rows
    },
  }
}
