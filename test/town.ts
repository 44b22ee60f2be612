import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { z } from 'zod'
import * as customers from '../contract/customers.ts'
import type { Endpoint, SentOf } from '../contract/endpoint.ts'
import * as network from '../contract/network.ts'
import * as signals from '../contract/signals.ts'
import * as visits from '../contract/visits.ts'
import { allPlates } from '../server/customers/asset-lookup.store.ts'
import { readConfig } from '../server/kit/config.ts'
import { openLog } from '../server/kit/log.ts'
import type { PushMessage, PushPort } from '../server/network/push.port.ts'
import { openWorld, type World } from '../server/world.ts'
import { atEnd, freshDb } from './world.ts'

/** A clock that stands still until it is moved. */
class Clock {
  #now: Date
  constructor(at: string) {
    this.#now = new Date(at)
  }
  now = (): Date => new Date(this.#now)
  pass(seconds: number): void {
    this.#now = new Date(this.#now.getTime() + seconds * 1000)
  }
}

/** Someone at a screen: asks through the contract, as the web does, and checks every answer against it. */
export interface Screen {
  staffId: string
  cookie: string
  ask<E extends Endpoint>(endpoint: E, input?: Partial<SentOf<E>>): Promise<z.output<E['answer']>>
  /** The raw answer, for refusals. */
  raw<E extends Endpoint>(
    endpoint: E,
    input?: Partial<SentOf<E>>,
  ): Promise<{ status: number; body: Record<string, unknown> }>
}

/** A house nobody has entered yet. */
export interface EmptyTown {
  world: World
  clock: Clock
  log: string[]
  pushed: { endpoint: string; message: PushMessage }[]
  /** A screen that carries these cookies. */
  screen(cookie: string, staffId?: string): Screen
}

export interface TownSettings {
  at?: string
  /** Where people reach it; null: nobody said. */
  origin?: string | null
  /** The company's own sign-on. */
  oidc?: { issuer: string; clientId: string; clientSecret: string }
  /** Rings browsers, instead of what only writes down what it was given. */
  push?: PushPort
  /** Settings of the environment besides. */
  env?: Record<string, string>
}

export interface Town extends EmptyTown {
  siteId: string
  owner: Screen
  /** Anne's advisor, who is off today; her deputy; another advisor; reception. */
  advisor: Screen
  deputy: Screen
  reception: Screen
  anne: { customerId: string; assetId: string; plate: string; phone: string }
  camera(kind?: string, door?: 'gate' | 'phone'): Promise<{ id: string; path: string }>
  /** Posts a payload to the intake, as a device does. */
  post(
    path: string,
    body: string | Buffer | object,
    contentType?: string,
  ): Promise<{ status: number; body: Record<string, unknown>; text: string; outcome: string | undefined }>
  join(
    name: string,
    role: z.infer<typeof network.staffDraft>['roles'][number]['role'],
    skills: network.Service[],
    phone?: string,
  ): Promise<Screen>
}

export const PASSWORD = 'un cheval bleu au galop'

/** The cookies an answer sets, as a browser sends them back. */
export const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => String(line).split(';')[0])
    .join('; ')

/** A house before its first visit. Ends with the test file, or the test that opened it. */
export async function openEmptyTown({
  at = '2026-11-24T10:24:00+01:00',
  origin = 'http://localhost:4270',
  oidc,
  push: ringing,
  env = {},
}: TownSettings = {}): Promise<EmptyTown> {
  const clock = new Clock(at)
  const { pool, drop } = await freshDb()
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-town-'))
  const log: string[] = []
  const pushed: EmptyTown['pushed'] = []
  const push: PushPort = ringing ?? {
    publicKey: 'test',
    async send(to, message) {
      pushed.push({ endpoint: to.endpoint, message })
      return true
    },
    async hand(to, { payload }) {
      pushed.push({ endpoint: to.endpoint, message: JSON.parse(payload) as PushMessage })
      return { came: 'taken' }
    },
  }
  const config = readConfig({
    OKAERI_DATA: folder,
    OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM',
    DATABASE_URL: 'postgres://unused@localhost/unused',
    ...env,
    ...(origin ? { OKAERI_ORIGIN: origin } : {}),
    ...(oidc
      ? {
          OKAERI_OIDC_ISSUER: oidc.issuer,
          OKAERI_OIDC_CLIENT_ID: oidc.clientId,
          OKAERI_OIDC_CLIENT_SECRET: oidc.clientSecret,
        }
      : {}),
  })
  const world = await openWorld(config, openLog('info', { write: (line) => void log.push(line) }), {
    now: clock.now,
    push,
    pool,
  })
  atEnd(async () => {
    await world.close()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const screen = (cookie: string, staffId = ''): Screen => {
    const send = async (endpoint: Endpoint, input: { params?: unknown; query?: unknown; body?: unknown } = {}) => {
      const params = (input.params ?? {}) as Record<string, string>
      const path = endpoint.path.replaceAll(/:(\w+)/gu, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
      const query = Object.fromEntries(
        Object.entries((input.query ?? {}) as Record<string, unknown>).map(([k, v]) => [k, String(v)]),
      )
      return world.app.inject({
        method: endpoint.method,
        url: path,
        query,
        headers: { cookie, ...(input.body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(input.body === undefined ? {} : { payload: JSON.stringify(input.body) }),
      })
    }
    return {
      staffId,
      cookie,
      async ask(endpoint, input) {
        const answer = await send(endpoint, input)
        if (answer.statusCode >= 300) throw new Error(`${endpoint.name}: ${answer.statusCode} ${answer.body}`)
        return endpoint.answer.parse(answer.json()) as never
      },
      async raw(endpoint, input) {
        const answer = await send(endpoint, input)
        return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
      },
    }
  }
  return { world, clock, log, pushed, screen }
}

/** News of a plate reaches the filter by NOTIFY, a moment after it is saved: long before its car in life, not always before it in a test. */
async function platesTold({ house, watch }: World): Promise<void> {
  const told = async () => {
    if (!watch.ready) return true
    for await (const page of allPlates(house.db, house.now().toISOString().slice(0, 10)))
      if (!page.every(({ plate }) => watch.plates.has(plate))) return false
    return true
  }
  // A story may have taken the database away: the read then waits by itself.
  await vi.waitUntil(() => told().catch(() => true), { timeout: 20_000, interval: 5 })
}

let joins = 0

/**
 * A small network: one site, four people, one customer with an appointment at 10:30. Tuesday 24 November 2026, 10:24 in
 * Paris. Ends with the test file, or the test that opened it.
 */
export async function openTown(settings: TownSettings = {}): Promise<Town> {
  const { world, clock, log, pushed, screen } = await openEmptyTown(settings)
  const first = await world.app.inject({
    method: 'POST',
    url: '/api/start/owner',
    payload: {
      name: 'Odile Propriétaire',
      email: 'odile@example.org',
      password: PASSWORD,
      network: 'Réseau du Val',
      site: { name: 'Versailles', timeZone: 'Europe/Paris', services: ['reception', 'sales', 'service'] },
    },
  })
  if (first.statusCode !== 200) throw new Error(first.body)
  const { siteId, staffId } = first.json() as { siteId: string; staffId: string }
  const owner = screen(cookieOf(first), staffId)

  const join_: Town['join'] = async (name, role, skills, phone) => {
    const email = `${name.toLowerCase().replaceAll(/[^a-z]/gu, '')}@example.org`
    const { staff, invitation } = await owner.ask(network.createStaff, {
      body: { name, email, skills, roles: [{ role, siteId }], ...(phone ? { phone } : {}) },
    })
    const token = invitation.split('/').at(-1)!
    await owner.ask(network.acceptInvitation, { params: { token }, body: { password: PASSWORD } })
    joins += 1
    const signedIn = await world.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      // A computer each: tries at signing in are counted by address.
      remoteAddress: `10.1.${joins >> 8}.${joins & 255}`,
      headers: { origin: 'http://localhost:4270', host: 'localhost:4270' },
      payload: { email, password: PASSWORD },
    })
    if (signedIn.statusCode !== 200) throw new Error(`sign-in: ${signedIn.body}`)
    return screen(cookieOf(signedIn), staff.id)
  }
  const advisor = await join_('Alice Conseil', 'service-advisor', ['service'], '+33639980001')
  const deputy = await join_('Denis Suppléant', 'service-advisor', ['service'], '+33639980002')
  const reception = await join_('Rose Accueil', 'reception', ['reception'], '+33639980003')

  const phone = '+33639980101'
  const customer = await owner.ask(customers.createCustomer, {
    body: {
      title: 'Mme',
      givenName: 'Anne',
      familyName: 'Cieille',
      pronunciation: 'anne si-èye',
      advisorId: advisor.staffId,
      deputyId: deputy.staffId,
      siteId,
      phones: [{ number: '06 39 98 01 01' }],
    },
  })
  const asset = await owner.ask(customers.createAsset, {
    params: { id: customer.id },
    body: { make: 'Renault', model: 'Captur', body: 'SUV', colour: 'blanc', plate: 'FM-046-SC' },
  })
  await owner.ask(visits.createAppointment, {
    body: {
      customerId: customer.id,
      assetId: asset.id,
      siteId,
      service: 'service',
      at: '2026-11-24T10:30:00+01:00',
      reason: 'Bruit à l’arrière',
    },
  })

  return {
    world,
    clock,
    log,
    pushed,
    screen,
    siteId,
    owner,
    advisor,
    deputy,
    reception,
    anne: { customerId: customer.id, assetId: asset.id, plate: 'FM046SC', phone },
    join: join_,
    async camera(kind = 'json', door = 'gate') {
      const source = await owner.ask(signals.createSource, { body: { door, kind, name: 'Portail', siteId } })
      return { id: source.id, path: new URL(source.address ?? '').pathname }
    },
    async post(path, body, contentType = 'application/json') {
      await platesTold(world)
      const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
      const answer = await world.app.inject({
        method: 'POST',
        url: path,
        payload,
        headers: { 'content-type': contentType },
      })
      let parsed: Record<string, unknown> = {}
      try {
        parsed = answer.json() as Record<string, unknown>
      } catch {
        // Not every device is answered in JSON.
      }
      return {
        status: answer.statusCode,
        body: parsed,
        text: answer.body,
        outcome: answer.headers['x-okaeri-outcome'] as string | undefined,
      }
    },
  }
}
