import { sql } from 'kysely'
import type * as api from '../../../contract/demo.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { writeReceipts } from '../../consent/receipts.store.ts'
import { noteChanged } from '../../customers/changed.store.ts'
import { refreshNeedles } from '../../customers/needles.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import { STARTERS } from '../../feedback/starters.ts'
import { insertSurvey } from '../../feedback/survey.store.ts'
import { askForPass } from '../../identity/pass.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden, notFound } from '../../kit/problem.ts'
import { hashToken, newToken } from '../../kit/seal.ts'
import { compilePlaybook } from '../../moments/compile.ts'
import type { CompiledPlaybook } from '../../moments/compiled.ts'
import { readPlaybook } from '../../moments/read-playbook.ts'
import type { ShippedPlaybooks } from '../../moments/shipped.port.ts'
import { saveTouches } from '../../moments/touch.store.ts'
import { setSetting, setting } from '../../network/places.store.ts'
import type { SignIn } from '../../network/sign-in.port.ts'
import { giveUser, setRoles } from '../../network/staff.store.ts'
import type { SealedSource } from '../../signals/source.flow.ts'
import { insertSource } from '../../signals/source.store.ts'
import { NO_SITE } from '../../voice/tally.store.ts'
import { insertTasks } from '../../work/task.store.ts'
import { LOOK } from '../voice/look.flow.ts'
import type { Watch } from '../watch.ts'
import { chanceFrom } from './chance.ts'
import { demoAsking } from './demo-asking.flow.ts'
import { demoCare } from './demo-care.flow.ts'
import { demoDay, demoLetters } from './demo-day.ts'
import { demoDecisions } from './demo-decisions.flow.ts'
import { demoDoubles } from './demo-doubles.ts'
import { fillCustomers, fillNetwork, fillOwner, wipeAll } from './demo-fill.store.ts'
import { demoGate } from './demo-gate.flow.ts'
import { demoGestures } from './demo-gestures.flow.ts'
import { fillAppointments, fillHistory, fillMorning } from './demo-history.store.ts'
import { hoursAbout } from './demo-hours.ts'
import { fillContacts, fillLetters, fillPlaybook } from './demo-loop.store.ts'
import { DEMO_PLAYBOOK, demoConsents, demoContacts } from './demo-loop.ts'
import { demoRequests } from './demo-requests.flow.ts'
import { demoReviews } from './demo-reviews.flow.ts'
import {
  DEMO_HOURS,
  DEMO_ZONE,
  type DemoCustomer,
  type DemoSite,
  type DemoStaff,
  demoAppointments,
  demoCustomer,
  demoSites,
  demoStaff,
} from './demo-town.ts'
import { countDays, fillAnswers, fillInvitations } from './demo-voice.store.ts'
import { type DemoDoor, demoAnswers, demoAtDoors } from './demo-voice.ts'
import { demoWritten } from './demo-written.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

const CUSTOMERS = 3000
const AT_ONCE = 250
/** Messages of the last months are there to be read. */
const LETTERS_DAYS = 90
/** One camera of another make at each site, and a telephone. */
const MAKES = ['plate-recognizer', 'hikvision', 'axis', 'json']

interface Progress {
  state: 'none' | 'building' | 'ready' | 'failed'
  done: number
  total: number
  problem: string | null
}
const NONE: Progress = { state: 'none', done: 0, total: 0, problem: null }

/** Lays the demo network: its places, people and devices at once, then its customers as a job. Returns the user to sign in. */
export async function layDemo(house: House, signIn: SignIn, locale: 'fr' | 'en'): Promise<{ userId: string }> {
  const userId = await signIn.createUser({ name: 'Démo Okaeri', email: `demo-${house.newId()}@example.org` })
  return inTransaction(house, async (house) => {
    await sql`select pg_advisory_xact_lock(hashtext('okaeri first visit'))`.execute(house.db)
    const now = house.now()
    const chance = chanceFrom(2026)
    const sites = demoSites(chance)
    const staff = demoStaff(chance, sites)
    await setSetting(house.db, 'name', locale === 'fr' ? 'Réseau de démonstration' : 'Demo network', now)
    await setSetting(house.db, 'demo', true, now)
    await setSetting(
      house.db,
      'demo-progress',
      { state: 'building', done: 0, total: CUSTOMERS, problem: null } satisfies Progress,
      now,
    )
    await setSetting(house.db, 'demo-locale', locale, now)
    await fillNetwork(house.db, sites, staff, hoursAbout(DEMO_HOURS, now, DEMO_ZONE), house.newId, now)
    const owner = house.newId()
    await fillOwner(house.db, { id: owner, userId, locale }, now)
    await setRoles(house.db, owner, [{ role: 'owner', siteId: null }])
    for (const [n, site] of sites.entries()) {
      await addSource(house, 'gate', MAKES[n] ?? 'json', locale === 'fr' ? 'Portail' : 'Gate', site.id)
      await addSource(house, 'phone', 'json', locale === 'fr' ? 'Standard' : 'Switchboard', site.id)
    }
    await house.queue.add(house, 'demo-build', {}, { once: 'demo' })
    return { userId }
  })
}

async function addSource(
  house: House,
  door: 'gate' | 'phone',
  kind: string,
  name: string,
  siteId: string,
): Promise<void> {
  const secret = newToken()
  await insertSource(
    house.db,
    {
      id: house.newId(),
      door,
      kind,
      name,
      siteId,
      secretHash: hashToken(secret),
      sealed: house.seal.seal(JSON.stringify({ secret } satisfies SealedSource)),
      looks: null,
      settings: {},
    },
    house.now(),
  )
}

/** Two years of attention for some customers: what was done, what waits, what was let go, what they agreed to. */
async function fillLoop(
  house: House,
  compiled: CompiledPlaybook,
  town: { sites: readonly DemoSite[]; staff: readonly DemoStaff[]; customers: readonly DemoCustomer[]; first: number },
  now: Date,
): Promise<void> {
  const contacts = town.customers.map((customer, n) => demoContacts(customer, town.first + n, now, house.newId))
  await fillContacts(house.db, contacts.flat(), house.newId, now)
  const since = now.getTime() - LETTERS_DAYS * 86_400_000
  await fillLetters(
    house.db,
    town.customers.flatMap((customer, n) =>
      demoLetters(compiled, town, customer, contacts[n] ?? [], since, house.newId),
    ),
  )
  await writeReceipts(
    house,
    town.customers.flatMap((customer, n) => demoConsents(customer, town.first + n, now)),
  )
}

/** What some customers answered in these two years. */
async function fillVoice(
  house: House,
  reader: Reader,
  surveys: ReadonlyMap<string, string>,
  town: { sites: readonly DemoSite[]; staff: readonly DemoStaff[]; customers: readonly DemoCustomer[]; first: number },
  now: Date,
): Promise<void> {
  const about = { ...town, reader, now, newId: house.newId }
  const told = town.customers.map((customer, n) => demoAnswers(customer, town.first + n, about))
  const answers = told.flatMap((each) => each.answers)
  await fillAnswers(house.db, answers, surveys, house.newId)
  await fillInvitations(
    house.db,
    answers,
    told.flatMap((each) => each.silent),
    surveys,
    house.newId,
  )
}

/** The three surveys that ship, asked for two years. */
async function demoSurveys(house: House, now: Date): Promise<Map<string, string>> {
  const since = new Date(now.getTime() - 730 * 86_400_000)
  const ids = new Map<string, string>()
  for (const { slug, ...asks } of STARTERS) {
    const known = await house.db.selectFrom('feedback.survey').select('id').where('slug', '=', slug).executeTakeFirst()
    const id = known?.id ?? house.newId()
    if (!known) await insertSurvey(house.db, { id, slug, asks, state: 'open', createdBy: null }, since)
    ids.set(slug, id)
  }
  return ids
}

/** All of the invented town, the same at every start. */
function demoTown(now: Date, shipped: ShippedPlaybooks, locale: 'fr' | 'en') {
  const written = demoWritten(locale)
  const chance = chanceFrom(2026)
  const sites = demoSites(chance)
  const staff = demoStaff(chance, sites)
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => demoCustomer(chance, n, sites, staff, now, written))
  const hours = hoursAbout(DEMO_HOURS, now, DEMO_ZONE)
  const appointments = demoAppointments(chance, customers, sites, { now, hours, written })
  const yaml = shipped.read('dealership')
  const read = readPlaybook(yaml)
  if (!('playbook' in read)) throw new Error('the playbook we ship cannot be read')
  return {
    chance,
    sites,
    staff,
    customers,
    appointments,
    yaml,
    compiled: compilePlaybook(read.playbook, DEMO_PLAYBOOK),
    written,
  }
}
type Town = ReturnType<typeof demoTown>

/**
 * The job: customers with two years behind them, then the day: appointments, and whom each has to call. Begins again where it stopped.
 * The dealership's playbook is in force.
 */
export const buildDemo =
  (shipped: ShippedPlaybooks, reader: Reader) =>
  async (house: House): Promise<void> => {
    const progress = await setting(house.db, 'demo-progress', NONE)
    if (progress.state !== 'building') return
    const started = await setting(house.db, 'demo-began', house.now().toISOString())
    await setSetting(house.db, 'demo-began', started, house.now())
    const now = new Date(started)
    const town = demoTown(now, shipped, await setting(house.db, 'demo-locale', 'fr'))
    const surveys = await demoSurveys(house, now)
    for (let done = progress.done; done < CUSTOMERS; done += AT_ONCE) {
      const customers = town.customers.slice(done, done + AT_ONCE)
      await inTransaction(house, async (house) => {
        await layCustomers(house, customers)
        await fillLoop(house, town.compiled, { ...town, customers, first: done }, now)
        await fillVoice(house, reader, surveys, { ...town, customers, first: done }, now)
        await setSetting(house.db, 'demo-progress', { ...progress, done: done + customers.length }, house.now())
      })
    }
    await inTransaction(house, async (house) => {
      await layCustomers(house, demoDoubles(chanceFrom(2027), town.customers, now, house.newId))
      const doors = await layDay(house, town, now)
      await demoRequests(house, town.customers, now)
      await fillAnswers(
        house.db,
        demoAtDoors({ ...town, reader, now, newId: house.newId }, doors),
        surveys,
        house.newId,
      )
      await demoCare(house, reader, await ownerOf(house), now)
      await demoReviews(house, reader, await ownerOf(house), now)
      await demoDecisions(house, { owner: await ownerOf(house), managers: managersOf(town.staff) }, now)
      await demoGate(house, reader, { customers: town.customers, owner: await ownerOf(house) }, now)
      await countDays(house.db, now)
      await house.queue.add(house, LOOK, { site: NO_SITE })
      // Names and numbers are learned from all of them, not from those who were laid first.
      await askForPass(house.db, true)
      const ready: Progress = { state: 'ready', done: CUSTOMERS, total: CUSTOMERS, problem: null }
      await setSetting(house.db, 'demo-progress', ready, house.now())
      await setSetting(house.db, 'demo-live', true, house.now())
      await sql`select pg_notify('okaeri_plates', '')`.execute(house.db)
    })
  }

async function layCustomers(house: House, customers: readonly DemoCustomer[]): Promise<void> {
  await fillCustomers(house.db, customers, house.newId)
  await fillHistory(house.db, customers, house.newId)
  const ids = customers.map((customer) => customer.id)
  await refreshNeedles(house.db, ids)
  await noteChanged(house.db, ids, house.now(), 'import')
}

/** Today: who is expected, who came this morning, and the short list of each. */
async function layDay(house: House, town: Town, now: Date): Promise<DemoDoor[]> {
  const { appointments, customers, staff, sites, chance } = town
  await fillAppointments(house.db, appointments, now)
  await fillPlaybook(house.db, DEMO_PLAYBOOK, town.yaml, new Date(now.getTime() - 730 * 86_400_000))
  const doors = await demoAsking(house, sites, now)
  const owner = await ownerOf(house)
  const day = demoDay(town.compiled, { customers, sites, staff, owner }, now, house.newId)
  await saveTouches(house.db, day.touches, now)
  await insertTasks(house.db, day.tasks, now)
  await demoGestures(house, town, day, { owner, written: town.written, now })
  await fillMorning(
    house.db,
    appointments.flatMap((appointment) => {
      const ago = (now.getTime() - appointment.at.getTime()) / 60_000
      const customer = customers.find((c) => c.id === appointment.customerId)
      const team = staff.filter(
        (s) => s.duty.state === 'on' && s.roles.some((r) => r.siteId === appointment.siteId && r.role !== 'workshop'),
      )
      if (ago < 8 || !customer || chance.one(0.12)) return []
      const arrivedAt = new Date(appointment.at.getTime() + chance.normal(-2, 4) * 60_000)
      const waitedS = Math.min(400, Math.round(Math.exp(chance.normal(4.2, 0.6))))
      return [{ appointment, customer, arrivedAt, waitedS, left: ago > 40, staffId: chance.pick(team).id }]
    }),
    house.newId,
  )
  return doors
}

const managersOf = (staff: readonly DemoStaff[]): string[] =>
  staff.filter(({ roles }) => roles.some(({ role }) => role === 'site-manager')).map(({ id }) => id)

const ownerOf = async (house: House): Promise<string> =>
  (
    await house.db
      .selectFrom('network.staff')
      .select('id')
      .where('email', '=', 'demo@example.org')
      .executeTakeFirstOrThrow()
  ).id

export async function demoState(house: House): Out<'demoState'> {
  const progress = await setting(house.db, 'demo-progress', NONE)
  return { ...progress, live: await setting(house.db, 'demo-live', false) }
}

const needDemo = async (house: House): Promise<void> => {
  if (!(await setting(house.db, 'demo', false))) throw forbidden('This is a real network: nothing of the demo is here.')
}

/** Everything goes, tables and sign-ins: a demo is never mixed with real data because a house holds one or the other. */
export function removeDemo(watch: Watch) {
  return async (house: House): Out<'removeDemo'> => {
    await needDemo(house)
    await inTransaction(house, (house) => wipeAll(house.db))
    watch.forgetAll()
    // Other processes read their plates anew, and find none.
    await sql`select pg_notify('okaeri_plates', '')`.execute(house.db)
    return { ok: true }
  }
}

export async function demoLive(house: House, { body }: In<'demoLive'>): Out<'demoLive'> {
  await needDemo(house)
  await setSetting(house.db, 'demo-live', body.live, house.now())
  return { ok: true }
}

/** The owner of the demo, when this house holds one. */
export async function demoOwner(house: House): Promise<{ userId: string } | null> {
  if (!(await setting(house.db, 'demo', false))) return null
  const row = await house.db
    .selectFrom('network.staff')
    .select('user_id')
    .where('email', '=', 'demo@example.org')
    .executeTakeFirst()
  return row?.user_id ? { userId: row.user_id } : null
}

/** Demo only: a session as another member of staff. Returns the user to sign in. */
export async function becomeStaff(
  house: House,
  signIn: SignIn,
  id: string,
  _caller: Caller,
): Promise<{ userId: string }> {
  await needDemo(house)
  const staff = await house.db
    .selectFrom('network.staff')
    .select(['id', 'name', 'email', 'user_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!staff) throw notFound('member of staff')
  if (staff.user_id) return { userId: staff.user_id }
  const userId = await signIn.createUser({ name: staff.name, email: staff.email })
  await giveUser(house.db, id, userId)
  return { userId }
}
