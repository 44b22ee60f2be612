import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as ways from '../../contract/message-providers.ts'
import * as messages from '../../contract/messages.ts'
import * as mine from '../../contract/my-page.ts'
import { linksFor } from '../../server/messages/link.ts'
import { ready } from '../outbox.ts'
import { openTown } from '../town.ts'

/** People say no as they say it, again when they must, for all whom it concerns; and no merge or undoing of one loses it. */
const town = await openTown()
const { house, app } = town.world
const { owner } = town

const someone = async (givenName: string, over: object) =>
  (await owner.ask(customers.createCustomer, { body: { givenName, familyName: `Essai ${givenName}`, ...over } })).id
const says = (id: string, action: 'given' | 'withdrawn', channel: 'email' | 'sms') =>
  owner.ask(consent.writeReceipt, {
    params: { id },
    body: { action, channel, purpose: 'commercial', place: 'counter', wording: 'J’accepte.' },
  })
const may = async (id: string, channel: 'email' | 'sms') =>
  (await owner.ask(consent.judgeContact, { params: { id }, query: { channel, purpose: 'commercial' } })).answer
const left = async (id: string, channel: 'email' | 'sms', toAddress: string) => {
  const message = await ready(house, id, { channel, toAddress, purpose: 'commercial' })
  await sql`update messages.message set state = 'left', left_at = ${house.now()} where id = ${message}`.execute(
    house.db,
  )
  return message
}
const pageOf = (message: string) =>
  new URL(linksFor(house.seal.mark, house.origin, { kind: 'message', id: message }, house.now()).page).pathname
    .split('/')
    .at(-1)!
const news = async (channel: 'email' | 'sms') => {
  const made = await owner.ask(ways.createProvider, {
    body:
      channel === 'sms'
        ? {
            channel,
            kind: 'http',
            name: 'SMS',
            settings: { url: 'https://sms.example', body: '{"to":"{{to}}","text":"{{text}}"}' },
          }
        : {
            channel,
            kind: 'smtp',
            name: 'Relais',
            settings: { host: '127.0.0.1', port: 9, security: 'none', from: 'contact@val.example' },
          },
  })
  const { pathname } = new URL(made.newsAddress!)
  return async (payload: string | object, type = 'application/json') =>
    (
      await app.inject({
        method: 'POST',
        url: pathname,
        headers: { 'content-type': type },
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      })
    ).json() as { heard: number }
}
const bySms = await news('sms')
const byMail = await news('email')

describe('by SMS, from a provider that gives its texts no number', () => {
  const from = '+33639980201'
  const timeline = async (id: string) =>
    (
      await sql<{
        text: string
      }>`select text from timeline.entry where customer_id = ${id} and data ->> 'from' = 'them'`.execute(house.db)
    ).rows.map(({ text }) => text)

  it('a STOP told twice in a minute is one; said again in the same words next month, it is another', async () => {
    const paul = await someone('Paul', { phones: [{ number: from }] })
    await says(paul, 'given', 'sms')
    expect([await may(paul, 'sms'), await bySms({ from, text: 'STOP' })]).toEqual(['yes', { heard: 1 }])
    town.clock.pass(60)
    expect([await bySms({ from, text: 'STOP' }), await may(paul, 'sms')]).toEqual([{ heard: 0 }, 'no'])
    town.clock.pass(30 * 86_400)
    await says(paul, 'given', 'sms')
    await owner.ask(messages.unblockAddress, { body: { channel: 'sms', address: from } })
    expect(await may(paul, 'sms')).toBe('yes')
    expect([await bySms({ from, text: 'STOP' }), await may(paul, 'sms')]).toEqual([{ heard: 1 }, 'no'])
  })

  it('« Merci » each time is on the timeline each time, also across the tenth minute', async () => {
    const lise = await someone('Lise', { phones: [{ number: '+33639980202' }] })
    for (const after of [0, 500, 200, 86_400]) {
      town.clock.pass(after)
      await bySms({ from: '+33639980202', text: 'Merci' })
    }
    // 500 s after the first it is the same one told again; 700 s after, another.
    expect(await timeline(lise)).toEqual(['Merci', 'Merci', 'Merci'])
  })

  it('two texts of the same words that the provider dates are two at once', async () => {
    const zoe = await someone('Zoé', { phones: [{ number: '+33639980203' }] })
    for (const date of ['2026-11-24T10:00:00', '2026-11-24T10:00:09', '2026-11-24T10:00:09'])
      await bySms({ from: '+33639980203', text: 'Oui', date })
    expect(await timeline(zoe)).toEqual(['Oui', 'Oui'])
  })

  it('« Ne me contactez plus » is a no to all offers, by whatever way', async () => {
    const rene = await someone('René', {
      phones: [{ number: '+33639980204' }],
      emails: [{ address: 'rene@example.org' }],
    })
    await says(rene, 'given', 'email')
    expect(await may(rene, 'email')).toBe('yes')
    await bySms({ from: '+33639980204', text: 'Ne me contactez plus svp' })
    expect(await may(rene, 'email')).toBe('no')
  })
})

describe('an answer reaches a person', () => {
  const tasks = async (id: string) =>
    (
      await sql<{ staff: string | null; said: string }>`
        select staff_id as staff, array_to_string(array(select b ->> 'code' || coalesce(' ' || (b -> 'values' ->> 'text'), '')
          from jsonb_array_elements(because) b), ' | ') as said from work.task where customer_id = ${id} order by created_at`.execute(
        house.db,
      )
    ).rows

  it('on the list of their advisor, with the words; more words are on the same task, thanks on none', async () => {
    const hugo = await someone('Hugo', { phones: [{ number: '+33639980220' }], advisorId: town.advisor.staffId })
    const from = '+33639980220'
    await bySms({ from, text: 'Merci beaucoup !' })
    expect(await tasks(hugo)).toEqual([])
    await bySms({ from, text: 'Oui, et je passe à quelle heure ?' })
    await bySms({ from, text: 'Je suis joignable ce soir' })
    expect(await tasks(hugo)).toEqual([
      {
        staff: town.advisor.staffId,
        said: 'wrote-back | quote Oui, et je passe à quelle heure ? | quote Je suis joignable ce soir',
      },
    ])
  })

  it('from a number that two share and nobody wrote to: with each of them, and one is to be called', async () => {
    const how = { phones: [{ number: '+33639980221' }], advisorId: town.advisor.staffId }
    const two = [await someone('Jo', how), await someone('Max', how)]
    await bySms({ from: '+33639980221', text: 'Ma clé est restée chez vous' })
    const all = await Promise.all(two.map(tasks))
    expect(all.flat()).toHaveLength(1)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from timeline.entry
      where customer_id = any(${two}::uuid[]) and data ->> 'from' = 'them'`.execute(house.db)
    expect(rows[0]!.n).toBe(2)
  })
})

describe('one address of two', () => {
  it.each([
    ['email', 'foyer@example.org', { emails: [{ address: 'foyer@example.org' }] }],
    ['sms', '+33639980210', { phones: [{ number: '+33639980210' }] }],
  ] as const)('the way out of a message, %s: for both', async (channel, address, how) => {
    const [one, other] = [await someone('Luc', how), await someone('Léa', how)]
    for (const id of [one, other]) await says(id, 'given', channel)
    const waits = await ready(house, other, { channel, toAddress: address, purpose: 'commercial' })
    const token = pageOf(await left(one, channel, address))
    const gone = await app.inject({
      method: 'POST',
      url: `/c/${token}/out`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(gone.statusCode).toBe(303)
    expect([await may(one, channel), await may(other, channel)]).toEqual(['no', 'no'])
    const { state } = await house.db
      .selectFrom('messages.message')
      .select('state')
      .where('id', '=', waits)
      .executeTakeFirstOrThrow()
    expect(state).toBe('called-off')
  })
})

describe('two who were joined by mistake', () => {
  const joined = async (name: string) => {
    const keep = await someone(`${name} Garde`, { emails: [{ address: `${name}-a@example.org` }] })
    const other = await someone(`${name} Autre`, { emails: [{ address: `${name}-b@example.org` }] })
    for (const id of [keep, other]) await says(id, 'given', 'email')
    const message = await left(other, 'email', `${name}-b@example.org`)
    await owner.ask(identity.mergeCustomers, { params: { id: keep }, body: { other, reason: 'erreur' } })
    town.clock.pass(60)
    const undo = async () => {
      const { events } = await owner.ask(identity.identityEvents, { query: { customer: keep } })
      await owner.ask(identity.undoIdentityEvent, { params: { id: events[0]!.id } })
    }
    return { keep, other, message, undo }
  }

  it('what one unsubscribed from meanwhile stays unsubscribed for them; who really said it nobody can tell: for both', async () => {
    const { keep, other, message, undo } = await joined('mail')
    await owner.ask(mine.myWayOut, { params: { token: pageOf(message) } })
    expect(await may(keep, 'email')).toBe('no')
    await undo()
    expect([await may(keep, 'email'), await may(other, 'email')]).toEqual(['no', 'no'])
    expect(await owner.ask(consent.proveReceipts)).toMatchObject({ sound: true })
  })

  it('a no of which nobody can tell who said it holds for both', async () => {
    const { keep, other, undo } = await joined('desk')
    await owner.ask(consent.writeReceipt, {
      params: { id: keep },
      body: { action: 'withdrawn', channel: 'all', purpose: 'commercial', place: 'counter', wording: 'Plus rien.' },
    })
    await undo()
    expect([await may(keep, 'email'), await may(other, 'email')]).toEqual(['no', 'no'])
    const { preference } = await owner.ask(consent.customerConsents, { params: { id: other } })
    expect(preference.objectedAt).not.toBeNull()
    expect(await owner.ask(consent.proveReceipts)).toMatchObject({ sound: true })
  })

  it('the link one was handed opens the page of who they became, and theirs once undone; revoked it opens nothing', async () => {
    const keep = await someone('Lien Garde', {})
    const other = await someone('Lien Autre', {})
    const { address } = await owner.ask(messages.makePageLink, { params: { id: other } })
    const opens = async () => (await app.inject({ method: 'GET', url: new URL(address).pathname })).statusCode
    expect(await opens()).toBe(200)
    await owner.ask(identity.mergeCustomers, { params: { id: keep }, body: { other, reason: 'erreur' } })
    expect(await opens()).toBe(200)
    const { events } = await owner.ask(identity.identityEvents, { query: { customer: keep } })
    await owner.ask(identity.undoIdentityEvent, { params: { id: events[0]!.id } })
    expect(await opens()).toBe(200)
    await owner.ask(messages.revokePageLinks, { params: { id: other } })
    await owner.ask(identity.mergeCustomers, { params: { id: keep }, body: { other, reason: 'encore', anyway: true } })
    expect(await opens()).toBe(404)
  })
})

describe('a bounce that anybody could have written', () => {
  const report = (address: string, about: string) =>
    [
      'From: MAILER-DAEMON@example.net',
      `To: bounces${about ? `+${about}` : ''}@val.example`,
      `Message-ID: <${house.newId()}@example.net>`,
      'Subject: Undelivered',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; example.net',
      '',
      `Final-Recipient: rfc822; ${address}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b--',
      '',
    ].join('\r\n')
  const blocked = async () =>
    (await owner.ask(messages.listBlocked)).blocked.map(({ address }) => address).filter((one) => one.includes('@'))

  it('blocks nobody; one that names a message of ours blocks where that went', async () => {
    const bob = await someone('Bob', { emails: [{ address: 'bob@example.org' }] })
    const message = await left(bob, 'email', 'bob@example.org')
    await sql`update messages.message set provider_id = (select id from messages.provider where channel = 'email' limit 1) where id = ${message}`.execute(
      house.db,
    )
    await byMail(report('bob@example.org', ''), 'message/rfc822')
    expect(await blocked()).toEqual([])
    const { state } = await house.db
      .selectFrom('messages.message')
      .select('state')
      .where('id', '=', message)
      .executeTakeFirstOrThrow()
    expect(state).toBe('left')
    await byMail(report('victim@example.org', message), 'message/rfc822')
    expect(await blocked()).toEqual(['bob@example.org'])
  })
})
