import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as feedback from '../../contract/feedback.ts'
import * as privacy from '../../contract/privacy.ts'
import * as recovery from '../../contract/recovery.ts'
import { browser, invite, openSurvey } from '../asking.ts'
import { ready } from '../outbox.ts'
import { openTown } from '../town.ts'

/** Whoever says no needs no set form, nor a set place: in the middle of an answer it is heard as in an SMS sent back. */
const town = await openTown()
const { owner, siteId, clock, advisor } = town
const { house } = town.world
const survey = await openSurvey(town)

let n = 0
const someone = async (givenName: string) => {
  n += 1
  const { id } = await owner.ask(customers.createCustomer, {
    body: {
      givenName,
      familyName: 'Refus',
      siteId,
      advisorId: advisor.staffId,
      phones: [{ number: `+336399804${String(n).padStart(2, '0')}` }],
      emails: [{ address: `${givenName.toLowerCase()}@example.org` }],
    },
  })
  for (const channel of ['email', 'sms', 'call'] as const)
    await owner.ask(consent.writeReceipt, {
      params: { id },
      body: { action: 'given', channel, purpose: 'commercial', place: 'counter', wording: 'J’accepte.' },
    })
  return id
}
const may = async (id: string, channel: 'email' | 'sms' | 'call', purpose: 'commercial' | 'service' = 'commercial') =>
  (await owner.ask(consent.judgeContact, { params: { id }, query: { channel, purpose } })).answer
/** Asked by a message that left, they answer on the page. */
const answers = async (id: string, text: string, channel: 'email' | 'sms' = 'email', score = '9') => {
  const { id: invitation, path } = await invite(town, survey, id)
  const toAddress = (
    await sql<{
      to: string
    }>`select ${channel === 'email' ? sql`(select address from customers.email where customer_id = ${id})` : sql`(select e164 from customers.phone where customer_id = ${id})`} as to`.execute(
      house.db,
    )
  ).rows[0]!.to
  const message = await ready(house, id, { channel, toAddress, purpose: 'service' })
  await sql`update messages.message set state = 'left', left_at = ${house.now()} where id = ${message}`.execute(
    house.db,
  )
  await sql`update feedback.invitation set message_id = ${message}, channel = ${channel} where id = ${invitation}`.execute(
    house.db,
  )
  const by = browser(town)
  const page = await by.get(path)
  clock.pass(20)
  const fields: [string, string][] = [
    ['score', score],
    ['text', text],
  ]
  expect((await by.send(page, fields)).statusCode).toBe(303)
  return path
}
const requests = async (id: string) => (await owner.ask(privacy.customerRights, { params: { id } })).requests
const words = async (id: string) =>
  (await owner.ask(feedback.listVerbatims, { query: { counted: 'all' } })).verbatims.find(
    (each) => each.customerId === id,
  )!
const receipts = async (id: string) =>
  (await owner.ask(consent.customerConsents, { params: { id } })).receipts.filter(({ place }) => place === 'answer')
const cases = async (id: string) =>
  (await owner.ask(recovery.listCases, { query: { whose: 'site', customer: id } as never })).cases

describe('no more messages', () => {
  it('« arrêtez de m’envoyer vos enquêtes » inside kind words holds on the way they were asked, with a receipt in their words', async () => {
    const lea = await someone('Lea')
    expect([await may(lea, 'email'), await may(lea, 'email', 'service')]).toEqual(['yes', 'yes'])
    const said = 'Très bien reçue, mais arrêtez de m’envoyer vos enquêtes.'
    await answers(lea, said)
    expect([await may(lea, 'email'), await may(lea, 'email', 'service'), await may(lea, 'sms')]).toEqual([
      'no',
      'no',
      'yes',
    ])
    expect((await receipts(lea)).map(({ wording, channel, action }) => [wording, channel, action])).toEqual([
      [said, 'email', 'withdrawn'],
      [said, 'email', 'withdrawn'],
    ])
    expect((await words(lea)).saidNo).toEqual(['stop'])
  })

  it('STOP alone to an SMS holds for all of them; « désinscrivez moi » asks nobody to ring', async () => {
    const max = await someone('Max')
    await answers(max, 'STOP', 'sms', '3')
    expect(await may(max, 'sms')).toBe('no')
    const { rows } =
      await sql`select 1 from messages.blocked where address = (select e164 from customers.phone where customer_id = ${max})`.execute(
        house.db,
      )
    expect(rows).toHaveLength(1)
    const ida = await someone('Ida')
    await answers(ida, 'Désinscrivez moi', 'email', '7')
    expect([await may(ida, 'email'), await cases(ida), (await words(ida)).alerts]).toEqual(['no', [], []])
  })

  it('a person says that it was none: what stood before stands again; said to be one after all, it holds', async () => {
    const max = await someone('Maxime')
    await answers(max, 'Ne me contactez plus par SMS', 'sms')
    const { id } = await words(max)
    const number = (
      await sql<{ e164: string }>`select e164 from customers.phone where customer_id = ${max}`.execute(house.db)
    ).rows[0]!.e164
    const blocked = async () =>
      (await sql`select 1 from messages.blocked where address = ${number}`.execute(house.db)).rows.length
    expect([await may(max, 'sms'), await may(max, 'email'), await blocked()]).toEqual(['no', 'no', 1])
    await owner.ask(feedback.noWasNone, { params: { id }, body: { none: true } })
    expect([await may(max, 'sms'), await may(max, 'email'), await blocked(), (await words(max)).saidNo]).toEqual([
      'yes',
      'yes',
      0,
      [],
    ])
    expect((await owner.raw(feedback.noWasNone, { params: { id }, body: { none: true } })).status).toBe(409)
    await owner.ask(feedback.noWasNone, { params: { id }, body: { none: false } })
    expect([await may(max, 'sms'), (await words(max)).saidNo]).toEqual(['no', ['stop']])
  })

  it('what a person took back is not read into the same answer again', async () => {
    const eva = await someone('Eva')
    const path = await answers(eva, 'Parfait. Ne m’envoyez plus de mails')
    const { id } = await words(eva)
    await owner.ask(feedback.noWasNone, { params: { id }, body: { none: true } })
    const by = browser(town)
    const page = await by.get(`${path}?edit=1`)
    clock.pass(20)
    await by.send(page, [
      ['score', '8'],
      ['text', 'Parfait. Ne m’envoyez plus de mails'],
    ])
    expect([await may(eva, 'email'), (await receipts(eva)).filter(({ stands }) => stands)]).toEqual(['yes', []])
  })
})

describe('other noes', () => {
  it('« ne m’appelez plus » ends calls, and opens no call; who hears badly waits for an answer in writing', async () => {
    const tom = await someone('Tom')
    await answers(tom, 'Great, but please don’t phone me', 'email', '8')
    expect([await may(tom, 'call'), await may(tom, 'email'), await cases(tom)]).toEqual(['no', 'yes', []])
    const rose = await someone('Rose')
    await answers(rose, 'J’ai 84 ans, je n’entends pas au téléphone, écrivez-moi', 'email', '7')
    const [opened] = await cases(rose)
    expect(opened!.because.map(({ code }) => code)).toContain('case.in-writing')
    expect([await may(rose, 'call'), (await words(rose)).alerts]).toEqual(['no', []])
  })

  it('« supprimez toutes mes données » is in the register from this day, with their words, and nothing is offered meanwhile', async () => {
    const ben = await someone('Ben')
    const said = 'Nul. Supprimez toutes mes données.'
    await answers(ben, said)
    expect((await requests(ben)).map(({ kind, state, note, door }) => [kind, state, note, door])).toEqual([
      ['erasure', 'open', said, 'web'],
    ])
    expect([await may(ben, 'email'), await may(ben, 'sms')]).toEqual(['no', 'no'])
    // Asked twice it is one request.
    await answers(ben, 'Please delete my data under GDPR')
    expect(await requests(ben)).toHaveLength(1)
    const { id } = (await owner.ask(feedback.listVerbatims, { query: { counted: 'all' } })).verbatims.find(
      ({ text }) => text === said,
    )!
    await owner.ask(feedback.noWasNone, { params: { id }, body: { none: true } })
    expect((await requests(ben)).map(({ state }) => state)).toEqual(['withdrawn'])
  })

  it('« qui vous a donné mon numéro ? » asks what is held, and is no objection', async () => {
    const ana = await someone('Ana')
    await answers(ana, 'Qui vous a donné mon numéro ?')
    expect([(await requests(ana)).map(({ kind }) => kind), await may(ana, 'email')]).toEqual([['access'], 'yes'])
  })

  it.each(['Non merci', 'Vous ne m’appelez jamais', 'J’aurais aimé plus de SMS', 'Arrêtez de mentir'])(
    '%s is none',
    async (text) => {
      const zoe = await someone(`Zoe${n}`)
      await answers(zoe, text)
      expect([await may(zoe, 'email'), await may(zoe, 'call'), await requests(zoe)]).toEqual(['yes', 'yes', []])
    },
  )
})
