import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as loop from '../../contract/loop.ts'
import * as privacy from '../../contract/privacy.ts'
import * as recovery from '../../contract/recovery.ts'
import * as reviews from '../../contract/reviews.ts'
import * as visits from '../../contract/visits.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { eraseDue } from '../../server/flows/person-erase.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { browser, openSurvey } from '../asking.ts'
import { openCaringTown } from '../caring.ts'
import { brings, look } from '../philo.ts'
import { publishes } from '../reviewing.ts'
import { whereStands } from '../where-stands.ts'

/**
 * One customer, from the file that brings her to the day she asks to be forgotten: what each door knows of her is known at the next, what she says changes what is done,
 * and at the end nothing is left. The parts have stories of their own; here they meet.
 */
const town = await openCaringTown()
const { owner, advisor, reception, siteId, clock, house, relay, send } = town
await openSurvey(town, 'after-service')
const gate = await town.camera()
const playbooks = new PlaybookInForce()
const SECRETS = ['tanguillec', '639980641', 'maelle', 'maëlle', 'gr214tv', 'gr-214-tv']
const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 3, gapDays: 1 }
moments:
  - id: how-was-it
    title: { fr: Comment était-ce ? }
    on: service.done
    after: 1 hour
    core: true
    ask: after-service
    do: email
    subject: { fr: 'Comment était-ce ?' }
    message: { fr: '{{ customer.dear }}, comment était-ce ? {{ ask.link }}' }
  - id: winter
    title: { fr: Pneus d’hiver }
    on: service.done
    after: 2 hours
    purpose: commercial
    do: email
    subject: { fr: 'Vos pneus' }
    message: { fr: '{{ customer.dear }}, pensez à vos pneus.' }
`
await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
  house.db,
)
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
  await send()
}
const told = () => relay.taken.filter(({ to }) => to === 'maelle@example.org').length
const letter = async () => (await town.mail()).text ?? ''
let maelle = ''
const drivesIn = async (plate: string) => {
  const { body } = await town.post(gate.path, { plate, id: `car-${plate}-${clock.now().getTime()}` })
  return body.outcome
}
const here = async () => (await reception.ask(visits.readFloor, { query: { site: siteId } })).waiting

test('a file brings her, and the counter finds that it is she who stands there', async () => {
  const run = await brings(
    town,
    'N° client;Nom;Prénom;Portable;E-mail;Immatriculation;Marque;Modèle\nT-1;TANGUILLEC;Maëlle;06 39 98 06 41;maelle@example.org;GR-214-TV;Renault;Clio\n',
  )
  expect(run).toMatchObject({ state: 'done', created: 1, refused: 0 })
  await reception.ask(customers.createCustomer, {
    body: {
      givenName: 'Maelle',
      familyName: 'Tanguillec',
      phones: [{ number: '0639980641' }],
      advisorId: advisor.staffId,
    },
  })
  await look(town)
  const { hits } = await reception.ask(customers.search, { query: { q: 'tangilec' } })
  expect(hits).toHaveLength(1)
  maelle = hits[0]!.id
  const page = await owner.ask(customers.readCustomer, { params: { id: maelle } })
  await reception.ask(consent.writeReceipt, {
    params: { id: maelle },
    body: {
      action: 'given',
      channel: 'email',
      purpose: 'commercial',
      place: 'counter',
      wording: 'J’accepte vos offres par e-mail.',
    },
  })
  expect([page.advisorId, page.assets.length, page.phones.length]).toEqual([advisor.staffId, 1, 1])
})

test('at the gate, one letter wrong, she is known, expected, and her advisor goes', async () => {
  const { assets } = await owner.ask(customers.readCustomer, { params: { id: maelle } })
  await reception.ask(visits.createAppointment, {
    body: { customerId: maelle, assetId: assets[0]!.id, siteId, service: 'service', at: '2026-10-05T10:15:00+02:00' },
  })
  expect(await drivesIn('GR214TW')).toBe('sure')
  const [visit] = await here()
  expect(visit).toMatchObject({ customerId: maelle, card: { who: { staffId: advisor.staffId } } })
  expect(visit!.card.why[0]).toMatchObject({ code: 'appointment' })
  await advisor.ask(visits.going, { params: { id: visit!.id } })
  clock.pass(60)
  await advisor.ask(visits.greeted, { params: { id: visit!.id } })
  clock.pass(3600)
  await reception.ask(visits.left, { params: { id: visit!.id } })
})

test('she is asked how it was; she is not content, and what was to be sold to her is held', async () => {
  await owner.ask(factsApi.tellFacts, {
    body: {
      source: 'dms',
      facts: [{ key: 's1', kind: 'service.done', who: { email: 'maelle@example.org' }, at: house.now().toISOString() }],
    } as never,
  })
  clock.pass(3700)
  await round()
  expect(told()).toBe(1)
  expect(await letter()).toContain('comment était-ce')
  const path = await town.askedBy()
  const her = browser(town)
  const page = await her.get(path)
  clock.pass(30)
  const sent = await her.send(page, [
    ['score', '1'],
    ['text', 'Deux heures d’attente et le bruit est revenu le soir même, très déçue de Denis. Rappelez-moi.'],
  ])
  expect(sent.statusCode).toBe(303)
  const matter = await town.caseOf(maelle)
  expect(matter).toMatchObject({ customerId: maelle })
  clock.pass(3700)
  await round()
  expect(told()).toBe(1)
  const { touches } = await owner.ask(loop.customerTouches, { params: { id: maelle } })
  expect(touches.find(({ moment }) => moment === 'winter')).toMatchObject({ state: 'held' })
})

test('she comes again: the card minds her, before anybody speaks', async () => {
  clock.pass(86_400)
  expect(await drivesIn('GR214TV')).toBe('sure')
  const [visit] = await here()
  expect(visit!.card.why[0]).toMatchObject({ code: 'case-open' })
  expect(visit!.card.mind).not.toBeNull()
  await advisor.ask(visits.greeted, { params: { id: visit!.id } })
  clock.pass(1800)
  await reception.ask(visits.left, { params: { id: visit!.id } })
})

test('it is put right; she is asked once more, says so, and asks that her words be published', async () => {
  const { id } = await town.caseOf(maelle)
  await owner.ask(recovery.closeCase, {
    params: { id },
    body: { outcome: 'repaired', text: 'Silentbloc changé, offert.' },
  })
  clock.pass(86_400)
  await send()
  console.log(
    JSON.stringify((await town.page(id)).steps.map((x) => [x.kind, x.at, x.because])),
    house.now().toISOString(),
    JSON.stringify((await sql`select title,state,not_before,because from messages.message`.execute(house.db)).rows),
  )
  expect((await town.mail()).subject).toBe('Est-ce réglé pour vous\u00a0?')
  const path = await town.askedBy()
  await town.answersBy(path, [
    ['score', '5'],
    ['text', 'Réparé et offert, merci à Alice qui m’a écoutée.'],
  ])
  const { rows } = await sql<{
    name: string
  }>`select name from recovery.compliment where customer_id = ${maelle}`.execute(house.db)
  expect(rows).toEqual([{ name: 'Alice' }])
  expect(await publishes(town, path)).toBeGreaterThan(0)
})

test('she asks to be forgotten: nothing of her is left, and the gate does not know her', async () => {
  await owner.ask(privacy.scheduleErasure, {
    params: { id: maelle },
    body: { confirm: 'Maëlle Tanguillec', door: 'counter' },
  })
  expect((await owner.ask(reviews.listReviews, { query: {} })).reviews).toEqual([])
  clock.pass(86_400 * 8)
  await eraseDue(house)
  await round()
  expect(await whereStands(house.db, SECRETS)).toEqual([])
  expect(await drivesIn('GR214TV')).toBe('unknown')
  // The same file brings her again: she is not taken in.
  const again = await brings(
    town,
    'N° client;Nom;Prénom;Portable;E-mail;Immatriculation;Marque;Modèle\nT-1;TANGUILLEC;Maëlle;06 39 98 06 41;maelle@example.org;GR-214-TV;Renault;Clio\n',
  )
  expect(again).toMatchObject({ created: 0 })
})
