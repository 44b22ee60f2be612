import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { expect } from 'vitest'
import * as customers from '../contract/customers.ts'
import * as network from '../contract/network.ts'
import * as api from '../contract/recovery.ts'
import { askAgain } from '../server/flows/loop/ask-again.flow.ts'
import { sendRound } from '../server/flows/loop/send.flow.ts'
import { PlaybookInForce } from '../server/moments/playbook.store.ts'
import { type Answering, answers, plainReader } from './answers.ts'
import { browser } from './asking.ts'
import { mailBy, openOutbox } from './outbox.ts'
import { openRelay } from './relay.ts'
import { openTown, type Town } from './town.ts'
import { hire } from './visitor.ts'

/** Whoever was not content was cared for: every open case is closed, and nobody is asked a second time. */
export async function closeCases({ owner }: Pick<Town, 'owner'>): Promise<void> {
  const { cases } = await owner.ask(api.listCases, { query: { whose: 'site', limit: 200 } as never })
  for (const { id } of cases) await owner.ask(api.closeCase, { params: { id }, body: { outcome: 'withdrawn' } })
}

/**
 * A town that answers its customers: a site with hours and a manager, Anne with an address, a relay that takes letters; somebody of
 * another site. Monday 5 October 2026, ten o'clock in Paris.
 */
export async function openCaringTown() {
  const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
  const { owner, advisor, deputy, siteId, anne, clock, world } = town
  const { house } = world
  const reader = plainReader()
  const relay = await openRelay()
  const outbox = openOutbox(askAgain(new PlaybookInForce()))
  const { screen: manager } = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
  const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
  const { screen: abroad } = await hire(town, 'Léo Là', [{ role: 'sales-advisor', siteId: elsewhere.id }])
  await mailBy(house, relay.port)
  const { version } = await owner.ask(customers.readCustomer, { params: { id: anne.customerId } })
  await owner.ask(customers.updateCustomer, {
    params: { id: anne.customerId },
    body: { version, emails: [{ address: 'anne@example.org' }] },
  })
  const day = [
    ['09:00', '12:00'],
    ['14:00', '19:00'],
  ]
  await owner.ask(network.updateSite, {
    params: { id: siteId },
    body: { hours: { mon: day, tue: day, wed: day, thu: day, fri: day } as never },
  })

  /** Somebody answers, a minute later; of Anne unless it says of whom. */
  const says = (text: string, over: Answering = {}) => {
    clock.pass(60)
    return answers(house, reader, { text, ...over, about: { siteId, customerId: anne.customerId, ...over.about } })
  }
  /** Another customer of Anne's advisor. */
  const another = async (givenName: string, email?: string) => {
    const { id } = await owner.ask(customers.createCustomer, {
      body: {
        givenName,
        familyName: 'Testeur',
        advisorId: advisor.staffId,
        deputyId: deputy.staffId,
        siteId,
        ...(email ? { emails: [{ address: email }] } : {}),
      },
    })
    return id
  }
  const cases = async (query: Record<string, unknown> = {}, screen = owner) =>
    (await screen.ask(api.listCases, { query: { whose: 'site', ...query } as never })).cases
  const caseOf = async (customerId: string, state: 'open' | 'closed' = 'open') =>
    (await cases({ customer: customerId, state }))[0]!
  const page = (id: string, screen = owner) => screen.ask(api.readCase, { params: { id } })
  const steps = async (id: string) => (await page(id)).steps.filter(({ undoneAt }) => !undoneAt).map(({ kind }) => kind)
  /** What is queued for telephones: of what, why, for whom. */
  const pushes = async () => {
    const { rows } = await sql<{ name: string; data: { why?: string; staffId?: string } }>`
      select name, data from jobs.job where name in ('case-push', 'compliment-push') order by created_on, id`.execute(
      house.db,
    )
    return rows.map(({ name, data }) => [name, data.why ?? '', data.staffId ?? ''])
  }
  const send = () => sendRound(house, outbox)
  /** The newest letter. */
  const mail = async () => {
    const raw = relay.taken.at(-1)!.raw
    return { ...(await PostalMime.parse(raw)), raw }
  }
  /** Where the newest letter asks. */
  const askedBy = async () => new URL(/https?:\/\/[^\s"<]+\/a\/[^\s"<]+/u.exec((await mail()).text ?? '')![0]).pathname
  /** Somebody reads the question, and answers it. */
  const answersBy = async (path: string, fields: [string, string][]) => {
    const her = browser(town)
    const page = await her.get(path)
    clock.pass(20)
    const sent = await her.send(page, fields)
    expect(sent.statusCode).toBe(303)
    return page
  }
  return {
    ...town,
    house,
    reader,
    relay,
    manager,
    abroad,
    says,
    another,
    cases,
    caseOf,
    page,
    steps,
    pushes,
    send,
    mail,
    askedBy,
    answersBy,
  }
}

export const HOUR = 3600
