import { sql } from 'kysely'
import type * as api from '../../../contract/demo.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { noteChanged } from '../../customers/changed.store.ts'
import { refreshNeedles } from '../../customers/needles.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden, notFound } from '../../kit/problem.ts'
import { hashToken, newToken } from '../../kit/seal.ts'
import { setSetting, setting } from '../../network/places.store.ts'
import type { SignIn } from '../../network/sign-in.port.ts'
import { giveUser, setRoles } from '../../network/staff.store.ts'
import type { SealedSource } from '../../signals/source.flow.ts'
import { insertSource } from '../../signals/source.store.ts'
import type { Watch } from '../watch.ts'
import { chanceFrom } from './chance.ts'
import { fillCustomers, fillNetwork, fillOwner, wipeAll } from './demo-fill.store.ts'
import { fillAppointments, fillHistory, fillMorning } from './demo-history.store.ts'
import { DEMO_HOURS, demoAppointments, demoCustomer, demoDoubles, demoSites, demoStaff } from './demo-town.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

const CUSTOMERS = 3000
const AT_ONCE = 250
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
    await fillNetwork(house.db, sites, staff, DEMO_HOURS, house.newId, now)
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
      settings: {},
    },
    house.now(),
  )
}

/** The job: customers with two years behind them, then the appointments of the day. Begins again where it stopped. */
export async function buildDemo(house: House): Promise<void> {
  const progress = await setting(house.db, 'demo-progress', NONE)
  if (progress.state !== 'building') return
  const started = await setting(house.db, 'demo-began', house.now().toISOString())
  await setSetting(house.db, 'demo-began', started, house.now())
  const now = new Date(started)
  const chance = chanceFrom(2026)
  const sites = demoSites(chance)
  const staff = demoStaff(chance, sites)
  const customers = Array.from({ length: CUSTOMERS }, (_, n) => demoCustomer(chance, n, sites, staff, now))
  const appointments = demoAppointments(chance, customers, sites, now)
  for (let done = progress.done; done < CUSTOMERS; done += AT_ONCE) {
    const some = customers.slice(done, done + AT_ONCE)
    await inTransaction(house, async (house) => {
      await fillCustomers(house.db, some, house.newId)
      await fillHistory(house.db, some, house.newId)
      const ids = some.map((customer) => customer.id)
      await refreshNeedles(house.db, ids)
      await noteChanged(house.db, ids, house.now())
      await setSetting(house.db, 'demo-progress', { ...progress, done: done + some.length }, house.now())
    })
  }
  await inTransaction(house, async (house) => {
    const doubles = demoDoubles(chanceFrom(2027), customers, house.newId)
    await fillCustomers(house.db, doubles, house.newId)
    await fillHistory(house.db, doubles, house.newId)
    const ids = doubles.map((customer) => customer.id)
    await refreshNeedles(house.db, ids)
    await noteChanged(house.db, ids, house.now())
    await fillAppointments(house.db, appointments, now)
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
    await setSetting(
      house.db,
      'demo-progress',
      { state: 'ready', done: CUSTOMERS, total: CUSTOMERS, problem: null } satisfies Progress,
      house.now(),
    )
    await setSetting(house.db, 'demo-live', true, house.now())
    await sql`select pg_notify('okaeri_plates', '')`.execute(house.db)
  })
}

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
