import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import * as answers from '../../contract/answers.ts'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { readConfig } from '../../server/kit/config.ts'
import type { House } from '../../server/kit/house.ts'
import { loadSecrets } from '../../server/kit/secrets.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { takeJobs } from '../../server/world-jobs.ts'
import { openMeans } from '../../server/world-means.ts'
import { openSurvey } from '../asking.ts'
import { openOutbox } from '../outbox.ts'
import { statementsOf } from '../statements.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId, world } = town
const { house } = world
const survey = await openSurvey(town)
const folder = mkdtempSync(join(tmpdir(), 'okaeri-jobs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What asks somebody else for each place that has one: a calendar is one request. */
const OUTSIDE = ['site-calendars', 'staff-calendars', 'new-calendars', 'weather']
/** Days of sites, four hundred in a statement; and by night one look at each site. */
const BY_SITE = ['voice-asked', 'voice-asked-nightly', 'voice-news']
const aside = new Set([...OUTSIDE, ...BY_SITE])

const jobs = new Map<string, (house: House) => Promise<void>>()
const config = readConfig({
  OKAERI_DATA: folder,
  OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM',
  DATABASE_URL: 'postgres://unused@localhost/unused',
})
takeJobs(
  {
    on: () => undefined,
    every: (name, _cron, work) => void jobs.set(name, work),
    tick: (name, _ms, work) => void jobs.set(name, work),
  },
  openMeans({
    config,
    db: house.db,
    log: house.log,
    origin: house.origin,
    secrets: loadSecrets(folder),
    push: { publicKey: 'test', send: async () => true, hand: async () => undefined } as never,
  }),
  async () => undefined as never,
  openOutbox(askAgain(new PlaybookInForce())),
)

let made = 0
async function oneMore(): Promise<void> {
  made += 1
  const site = await owner.ask(network.createSite, { body: { name: `Site ${made}` } })
  const staff = await owner.ask(network.createStaff, {
    body: {
      name: `Personne ${made}`,
      email: `p${made}@example.org`,
      roles: [{ role: 'service-advisor', siteId: site.id }],
    },
  })
  const { id } = await owner.ask(customers.createCustomer, {
    body: { givenName: 'Paul', familyName: `Durand ${made}`, siteId, advisorId: staff.staff.id },
  })
  const asset = await owner.ask(customers.createAsset, { params: { id }, body: { make: 'Renault', model: 'Clio' } })
  await owner.ask(timeline.createOrder, {
    params: { id },
    body: { number: `N-${made}`, kind: 'vehicle', title: 'Clio', siteId },
  })
  await owner.ask(visits.createAppointment, {
    body: { customerId: id, assetId: asset.id, siteId: site.id, service: 'service', at: '2026-11-24T15:00:00+01:00' },
  })
  for (const at of [siteId, site.id]) {
    const visit = await owner.ask(visits.arrive, { body: { siteId: at, customerId: id } })
    await owner.ask(visits.greeted, { params: { id: visit.id } })
  }
  await owner.ask(answers.noteAnswer, {
    body: {
      key: `dit-a-la-main-${made}`,
      surveyId: survey.id,
      customerId: id,
      siteId: site.id,
      channel: 'call',
      score: 2,
      text: 'Très déçu, personne n’a rappelé',
      language: 'fr',
    },
  })
}

/** At rest, and with nothing of what came before still being written: the least of three rounds. */
async function asked(): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (let round = 0; round < 3; round++)
    for (const [name, work] of jobs) {
      if (aside.has(name)) continue
      const count = (await statementsOf(() => work(house))).length
      counts[name] = Math.min(counts[name] ?? count, count)
    }
  return counts
}

test('at rest, no job asks the database more often because there is more in it', async () => {
  for (let n = 0; n < 3; n++) await oneMore()
  const few = await asked()
  for (let n = 0; n < 9; n++) await oneMore()
  expect(Object.keys(few).length).toBeGreaterThan(40)
  expect(await asked()).toEqual(few)
}, 240_000)
