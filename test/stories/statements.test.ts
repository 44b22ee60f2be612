import { expect, test } from 'vitest'
import * as answers from '../../contract/answers.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import { ENDPOINTS } from '../../contract/index.ts'
import * as network from '../../contract/network.ts'
import * as privacy from '../../contract/privacy.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { openSurvey } from '../asking.ts'
import { statementsOf } from '../statements.ts'
import { openTown } from '../town.ts'
import { Visitor } from '../visitor.ts'

/** A house that grows: what one page asks of the database is known beforehand, and the same for the hundredth row as for the second. */
const town = await openTown()
const { owner, siteId, world } = town

/** The least of three, after a first that fills what is remembered: a clock of the house may ask something of its own in between. */
const count = async (work: () => Promise<unknown>) => {
  await work()
  const counts = []
  for (let n = 0; n < 3; n++) counts.push((await statementsOf(work)).length)
  return Math.min(...counts)
}

const survey = await openSurvey(town)

let made = 0
/** One more of everything that a screen lists. */
async function oneMore(): Promise<string> {
  made += 1
  const site = await owner.ask(network.createSite, { body: { name: `Site ${made}` } })
  await world.pool.query(`insert into network.setting (key, value, changed_at) values ($1, $2, now())`, [
    `calendar:${site.id}`,
    JSON.stringify({
      url: 'https://agenda.example.org/a.ics',
      service: 'service',
      checkedAt: null,
      problem: null,
      found: 0,
      unmatched: 0,
    }),
  ])
  await owner.ask(network.createStaff, {
    body: {
      name: `Personne ${made}`,
      email: `p${made}@example.org`,
      roles: [{ role: 'service-advisor', siteId: site.id }],
    },
  })
  const { id } = await owner.ask(customers.createCustomer, {
    body: { givenName: 'Paul', familyName: `Durand ${made}`, siteId, advisorId: town.advisor.staffId },
  })
  const asset = await owner.ask(customers.createAsset, { params: { id }, body: { make: 'Renault', model: 'Clio' } })
  await owner.ask(timeline.addEntry, { params: { id }, body: { kind: 'note', text: 'Aime le café' } })
  await owner.ask(timeline.createOrder, {
    params: { id },
    body: { number: `N-${made}`, kind: 'vehicle', title: 'Clio', siteId },
  })
  await owner.ask(visits.createAppointment, {
    body: { customerId: id, assetId: asset.id, siteId, service: 'service', at: '2026-11-24T15:00:00+01:00' },
  })
  for (const at of [siteId, site.id]) {
    const visit = await owner.ask(visits.arrive, { body: { siteId: at, customerId: id } })
    await owner.ask(visits.greeted, { params: { id: visit.id } })
  }
  await owner.ask(visits.arrive, { body: { siteId, customerId: id } })
  await owner.ask(privacy.registerRequest, {
    body: { kind: 'access', customerId: id, who: '', door: 'counter', siteId, receivedOn: '2026-11-23' },
  })
  await owner.ask(answers.noteAnswer, {
    body: {
      key: `dit-a-la-main-${made}`,
      surveyId: survey.id,
      customerId: id,
      siteId,
      channel: 'call',
      score: 2,
      text: 'Très déçu, personne n’a rappelé',
      language: 'fr',
    },
  })
  return id
}

const lists = ENDPOINTS.map(({ endpoint }) => endpoint).filter(
  ({ method, path, name }) => method === 'GET' && !path.includes(':') && name !== 'exportAudit',
)

test('no list asks the database more often because there is more to list', async () => {
  const screen = new Visitor(town)
  await screen.signIn('odile@example.org')
  const asked = async () => {
    const counts: Record<string, number> = {}
    for (const { name, path, query } of lists) {
      const site = query.safeParse({ q: 'durand' }).success ? '' : `&site=${siteId}`
      const look = () => screen.get(`${path}?q=durand${site}`)
      counts[name] = await count(async () => look())
    }
    return counts
  }
  for (let n = 0; n < 3; n++) await oneMore()
  const few = await asked()
  for (let n = 0; n < 9; n++) await oneMore()
  expect(await asked()).toEqual(few)
}, 240_000)

test('whoever was joined many times has a history that is read in as many statements as it is deep', async () => {
  const kept = await oneMore()
  const joins = async (times: number) => {
    for (let n = 0; n < times; n++)
      await owner.ask(identity.mergeCustomers, {
        params: { id: kept },
        body: { other: await oneMore(), reason: 'same person', anyway: true },
      })
  }
  const records = () => count(() => owner.ask(identity.customerRecords, { params: { id: kept } }))
  await joins(2)
  const few = await records()
  await joins(5)
  expect(await records()).toBe(few)
}, 240_000)
