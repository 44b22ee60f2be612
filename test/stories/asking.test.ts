import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { beforeAll, describe, expect, it } from 'vitest'
import * as api from '../../contract/asking.ts'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as playbooksApi from '../../contract/playbooks.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { hearNews } from '../../server/flows/loop/news.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { answersOf, browser } from '../asking.ts'
import { closeCases } from '../caring.ts'
import { mailBy, openOutbox } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { openTown } from '../town.ts'

/** From the keys of a car to what its owner says of it, through the playbook as it ships. */
const town = await openTown({ at: '2026-10-05T10:24:00+02:00' })
const { clock, owner, world, anne, siteId } = town
const { house } = world
const { db } = house
const playbooks = new PlaybookInForce()
const relay = await openRelay()
const outbox = openOutbox(askAgain(playbooks))
const shipped = readFileSync(new URL('../../playbooks/dealership.yaml', import.meta.url), 'utf8')
let providerId = ''

const decide = async (): Promise<void> => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}
const loop = async () => {
  await decide()
  await sendRound(house, outbox)
}
/** So many days go by, with a look every four hours at what is due. */
const days = async (n: number, then = loop) => {
  for (let hour = 0; hour < n * 24; hour += 4) {
    clock.pass(4 * 3600)
    await then()
  }
}
const tell = (kind: string, key: string, more: object = {}) =>
  owner.ask(factsApi.tellFacts, {
    body: {
      source: 'dms',
      facts: [{ key, kind, who: { id: anne.customerId }, at: house.now().toISOString(), siteId, ...more }],
    },
  })
const touches = async (moment: string) => {
  const { rows } = await sql<{ state: string; codes: string[] }>`
    select state, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from moments.touch
    where moment = ${moment} order by created_at, id`.execute(db)
  return rows
}
const invitations = async () => {
  const { rows } = await sql<{
    moment: string
    called_off: boolean
    answered: boolean
    asked_at: Date
    channel: string
    left_at: Date | null
  }>`select i.moment, i.called_off_at is not null as called_off, i.answered_at is not null as answered, i.asked_at, i.channel, m.left_at
    from feedback.invitation i left join messages.message m on m.id = i.message_id order by i.asked_at, i.id`.execute(
    db,
  )
  return rows
}
const last = async () => PostalMime.parse(relay.taken.at(-1)!.raw)

beforeAll(async () => {
  providerId = await mailBy(house, relay.port)
  const page = await owner.ask(customers.readCustomer, { params: { id: anne.customerId } })
  await owner.ask(customers.updateCustomer, {
    params: { id: anne.customerId },
    body: { version: page.version, emails: [{ address: 'anne@example.org' }], phones: [] },
  })
  return async () => {
    await outbox.carriers.close()
    await relay.close()
  }
})

describe('the keys are handed over', () => {
  it('the playbook comes in force with what it asks: three surveys, open, in two languages', async () => {
    const { version } = await owner.ask(playbooksApi.savePlaybook, {
      body: { yaml: shipped, origin: 'shipped/dealership', note: '' },
    })
    await owner.ask(playbooksApi.putPlaybookInForce, { params: { version: version! }, body: { note: '' } })
    const { surveys, starters } = await owner.ask(api.listSurveys)
    expect(
      surveys
        .toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
        .map(({ slug, state, askedBy }) => [slug, state, askedBy.map(({ moment }) => moment)]),
    ).toEqual([
      ['after-call', 'open', ['after-call']],
      ['after-delivery', 'open', ['delivery-question']],
      ['after-service', 'open', ['after-service']],
    ])
    expect(starters).toEqual([])
  })

  it('three weeks later she is asked, by a message that counts in her attention, with the invitation it carries', async () => {
    const id = house.newId()
    await sql`insert into timeline."order" (id, customer_id, number, kind, title, state, site_id, asset_id, placed_at, changed_at)
      values (${id}, ${anne.customerId}, 'V-1', 'vehicle', 'Peugeot 3008', 'delivered', ${siteId}, ${anne.assetId}, ${house.now()}, ${house.now()})`.execute(
      db,
    )
    await tell('order.delivered', 'd1', { orderId: id, assetId: anne.assetId })
    await days(32)
    expect(await touches('delivery-question')).toMatchObject([{ state: 'done' }])
    const [asked] = (await invitations()).filter(({ moment }) => moment === 'delivery-question')
    expect(asked).toMatchObject({ channel: 'email', called_off: false, answered: false })
    expect(asked!.asked_at).toEqual(asked!.left_at)
    const { rows } = await sql`select channel, weight, moment from budget.attention
      where customer_id = ${anne.customerId} and moment = 'delivery-question'`.execute(db)
    expect(rows).toEqual([{ channel: 'email', weight: 1, moment: 'delivery-question' }])
  })

  it('the e-mail shows the scale; each step opens the page with that step chosen, and answers nothing', async () => {
    const mail = await last()
    const steps = [...mail.html!.matchAll(/href="[^"]*(\/a\/[\w-]{34}\?s=(\d+))"/gu)].map(([, path, n]) => [path!, n!])
    expect(steps.map(([, n]) => Number(n))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(mail.html).toContain('Recommanderiez-vous notre maison')
    expect(mail.text).toMatch(/\/a\/[\w-]{34}/u)
    // A scanner follows every link of the mail.
    for (const [path] of steps) expect((await browser(town).get(path!)).statusCode).toBe(200)
    expect(await answersOf(town)).toEqual([])
  })

  it('she answers, and it is on her timeline, known to the loop, and the loop says thank you', async () => {
    const { get, send } = browser(town)
    const path = /(\/a\/[\w-]{34})\?s=4"/u.exec((await last()).html!)![1]!
    const page = await get(`${path}?s=4`)
    clock.pass(20)
    await send(page, [
      ['score', '4'],
      ['text', 'On m’avait promis un rappel, personne n’a appelé.'],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: 4, band: 'unhappy', channel: 'email' }])
    // While her case is open nothing else speaks to her.
    await closeCases(town)
    await decide()
    // The call of her manager a week later would come first.
    await sql`update moments.touch set state = 'dropped' where moment = 'case-after'`.execute(db)
    await days(1)
    expect(await touches('answer-thanks')).toHaveLength(1)
    const read = await owner.ask(api.listSurveys)
    const { counts } = read.surveys.find(({ slug }) => slug === 'after-delivery')!
    expect(counts).toMatchObject({ invited: 1, answered: 1, answers: 1, byChannel: { email: 1 } })
    expect(counts.responseRate).toMatchObject({ n: 1, value: 1 })
  })
})

describe('not asked too often, and never by what was answered', () => {
  it('a service within two weeks of a question: thanked, and not asked; the ledger says why', async () => {
    const before = (await invitations()).length
    await sql`delete from budget.attention`.execute(db)
    await tell('service.done', 's1', { assetId: anne.assetId })
    await days(5)
    const [touch] = await touches('after-service')
    expect(touch).toMatchObject({ state: 'done' })
    expect(touch!.codes).toContain('ask.lately')
    expect(await invitations()).toHaveLength(before)
    expect((await last()).text).not.toMatch(/\/a\//u)
  })

  it('a month later she is asked about the next service, unhappy as she was', async () => {
    await days(25)
    await tell('service.done', 's2', { assetId: anne.assetId })
    await days(4)
    expect((await invitations()).at(-1)).toMatchObject({ moment: 'after-service', called_off: false })
    expect((await last()).html).toContain('?s=5')
  })

  it('a second car within ninety days of the first: not asked to recommend again, and let go when that is too late', async () => {
    const id = house.newId()
    await sql`insert into timeline."order" (id, customer_id, number, kind, title, state, site_id, placed_at, changed_at)
      values (${id}, ${anne.customerId}, 'V-2', 'vehicle', 'Peugeot 208', 'delivered', ${siteId}, ${house.now()}, ${house.now()})`.execute(
      db,
    )
    // Its question falls due within ninety days of the first, and means nothing any more before they are over.
    await sql`update feedback.invitation set asked_at = ${new Date(house.now().getTime() + 10 * 86_400_000)} where moment = 'delivery-question'`.execute(
      db,
    )
    await tell('order.delivered', 'd2', { orderId: id })
    await days(23)
    const second = (await touches('delivery-question'))[1]!
    expect(second.state).toBe('dropped')
    expect(second.codes).toEqual(expect.arrayContaining(['ask.nps-lately', 'budget.too-late']))
  })
})

describe('what did not reach her was not asked', () => {
  const askNow = async (key: string, then = loop) => {
    await sql`delete from feedback.invitation`.execute(db)
    await sql`delete from budget.attention`.execute(db)
    await sql`update moments.touch set state = 'dropped' where state in ('planned', 'held', 'doing')`.execute(db)
    await tell('service.done', key, { assetId: anne.assetId })
    await days(2, then)
  }

  it('a message that came back calls its question off: she may be asked again', async () => {
    await askNow('s3')
    expect(await invitations()).toMatchObject([{ moment: 'after-service', called_off: false }])
    const message = await db.selectFrom('feedback.invitation').select('message_id').executeTakeFirstOrThrow()
    await hearNews(
      house,
      { id: providerId, channel: 'email' },
      [{ kind: 'bounced', messageId: message.message_id!, key: 'b1', code: '5.1.1', at: house.now() } as never],
      null,
    )
    expect(await invitations()).toMatchObject([{ called_off: true }])
    const { surveys } = await owner.ask(api.listSurveys)
    expect(surveys.find(({ slug }) => slug === 'after-service')!.counts.invited).toBe(0)
  })

  it('a survey that closes between the decision and the sending is not asked', async () => {
    await sql`delete from messages.blocked`.execute(db)
    const { surveys } = await owner.ask(api.listSurveys)
    const params = { id: surveys.find(({ slug }) => slug === 'after-service')!.id }
    await askNow('s4', decide)
    expect(await invitations()).toMatchObject([{ called_off: false, left_at: null }])
    const before = relay.taken.length
    await owner.ask(api.setSurveyState, { params, body: { state: 'closed' } })
    await days(1)
    expect(relay.taken).toHaveLength(before)
    expect(await invitations()).toMatchObject([{ called_off: true }])
  })
})
