import { randomInt, randomUUID, randomUUIDv7 } from 'node:crypto'
import { existsSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import type { LiveEvent } from '../contract/visits.ts'
import { tellOfLostMarks } from './customers/erased.flow.ts'
import { PLATE_CHANNEL } from './customers/plate-news.store.ts'
import { openCarriers } from './edges/carriers.edge.ts'
import { deviceStreams } from './edges/streams.edge.ts'
import { READER_MS, readerNow } from './flows/feedback/reader.jobs.ts'
import { type Intake, openIntake } from './flows/intake.flow.ts'
import { keepPlates, platesOf } from './flows/known-plates.flow.ts'
import { liveElsewhere, newsElsewhere } from './flows/live-elsewhere.flow.ts'
import { askAgain } from './flows/loop/ask-again.flow.ts'
import { hearFrom } from './flows/loop/news.flow.ts'
import type { Outbox } from './flows/loop/send.flow.ts'
import type { PostToIntake } from './flows/sample.flow.ts'
import { flushTallies } from './flows/tallies.flow.ts'
import type { Watch } from './flows/watch.ts'
import { openApp } from './kit/app.ts'
import { addressesOf, type Config } from './kit/config.ts'
import { roomIn } from './kit/data-folder.ts'
import { dbOver, openPool, type Pool, retryable } from './kit/db.ts'
import type { House } from './kit/house.ts'
import type { Identify } from './kit/http.ts'
import { tellProblems } from './kit/http.ts'
import { ascendingIds } from './kit/ids.ts'
import { openJobs, repeat } from './kit/jobs.ts'
import { lead } from './kit/leader.ts'
import { listenTo } from './kit/listen.ts'
import type { Hub } from './kit/live.ts'
import { openHub } from './kit/live.ts'
import type { Log } from './kit/log.ts'
import { openMetrics } from './kit/metrics.ts'
import { migrate } from './kit/migrate.ts'
import { startEmbedded } from './kit/postgres.ts'
import { present } from './kit/present.ts'
import { renewals } from './kit/renewed.ts'
import { hashToken, openSealer } from './kit/seal.ts'
import { loadSecrets } from './kit/secrets.ts'
import { RUNNERS } from './messages/message.store.ts'
import { keepPushKey } from './messages/provider.store.ts'
import { callerOfKey, callerOfUser } from './network/identify.store.ts'
import { writeLooks } from './network/looks.flow.ts'
import { ownersWayBack } from './network/people.flow.ts'
import { owners } from './network/staff.store.ts'
import { TRIAL } from './open.routes.ts'
import { openSealed, SOURCE_CHANNEL } from './signals/source.flow.ts'
import { noteState, sourcesOf } from './signals/source.store.ts'
import { takeJobs } from './world-jobs.ts'
import { fileOf, type Instead, type Means, openMeans, VERSION } from './world-means.ts'
import { bindContract, type Doors, openDoors } from './world-routes.ts'

const LIVE_CHANNEL = 'okaeri_live'
const WAKE_CHANNEL = 'okaeri_wake'
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export interface World {
  app: FastifyInstance
  house: House
  watch: Watch
  pool: Pool
  /** Code of the first visit, until there is an owner. */
  firstVisitCode(): Promise<string | null>
  /** Links for the owners to come in again by, where they were asked for at this start. */
  ownerLinks(): ReturnType<typeof ownersWayBack>
  code: string
  /** Where people reach the house, once it listens. */
  addresses(): string[]
  startJobs(): Promise<void>
  close(): Promise<void>
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Builds everything, in the order the house stands on itself. Nothing is reached for at module level anywhere else. */
export async function openWorld(config: Config, log: Log, instead: Instead = {}): Promise<World> {
  const now = instead.now ?? (() => new Date())
  const { pool, db, embedded } = await openDatabase(config, log, instead)
  const secrets = loadSecrets(config.dataDir, config.secret)
  const addresses = config.origin ? [config.origin] : addressesOf(config.host, config.port, networkInterfaces())
  const origin = config.origin ?? addresses[1] ?? addresses[0] ?? `http://localhost:${config.port}`
  const means = openMeans({ config, db, log, origin, secrets, push: instead.push })
  const { watch, playbooks, reader } = means
  const news = openNews(pool, log, embedded !== undefined)
  const hub = openHub(news.announce)
  forgetOnNews(hub, watch)
  const intake = openIntake(watch, means.devices, retryable, pause)
  const trial = randomUUID()
  const post = ownPost(() => app, origin, trial)
  const carriers = openCarriers((providerId, told) => hearFrom(house, reader, providerId, told), means.push)
  const runner = randomInt(1, 2 ** 31)
  let presence: ReturnType<typeof present> | undefined
  const outbox: Outbox = {
    carriers,
    askAgain: askAgain(playbooks),
    pause,
    runner: { number: String(runner), lives: () => presence?.lives() ?? false },
  }
  const jobs = await openJobs(
    db,
    (jobs) => takeJobs(jobs, means, post, outbox),
    (error) => log.warn({ err: error }, 'the job queue had a problem'),
    news.wake,
  )
  const house: House = {
    db,
    now,
    newId: ascendingIds(randomUUIDv7),
    log,
    live: hub.live,
    queue: jobs.queue,
    seal: openSealer(secrets.master),
    origin,
    ...(embedded ? { room: () => roomIn(config.dataDir) } : {}),
  }
  await keepPushKey(db, means.push.publicKey)
  await readerNow(reader)(house)
  await tellOfLostMarks(house)

  const code = Array.from({ length: 8 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('')
  const app = await openHttp(origin)
  tellProblems(app, house, retryable)
  const metrics = openMetrics(app, () => ({ screens: hub.size(), plates: watch.plates.size }))
  openAllDoors(config, pool, code, { app, house, means, carriers, post, intake, hub, trial })
  metrics.route()

  const plates = keepPlates(house, watch)
  const streams = streamsOf(house, intake, hub, watch)
  const listening = hearOthers({ pool, house, hub, news, jobs, plates, streams, watch, pulse: instead.pulse })
  const leading =
    config.roles.includes('worker') && !instead.pool
      ? lead(pool, 'okaeri device streams', streams.lead, streams.standDown)
      : undefined
  const sweeping = setInterval(() => watch.sweep(now()), 2000)
  const writing = writeByAndBy(house, watch, plates, reader)

  return {
    app,
    house,
    watch,
    pool,
    code,
    ownerLinks: async () => (config.ownerLink ? ownersWayBack(house) : []),
    firstVisitCode: async () => ((await owners(db)).length === 0 ? code : null),
    addresses() {
      const bound = app.server.address()
      const port = typeof bound === 'object' && bound ? bound.port : config.port
      return config.origin ? [config.origin] : addressesOf(config.host, port, networkInterfaces())
    },
    async startJobs() {
      if (!config.roles.includes('worker')) return
      presence = present(pool, RUNNERS, runner)
      await presence.first
      await jobs.start(house)
    },
    async close() {
      clearInterval(sweeping)
      await Promise.all(writing.map((each) => each.stop()))
      hub.close()
      await app.close()
      await streams.stop()
      await leading?.stop()
      await jobs.stop().catch(() => undefined)
      await carriers.close()
      await presence?.stop()
      await listening.stop()
      await plates.stop()
      await flushTallies(house, watch).catch(() => undefined)
      await writeLooks(house, watch.looks, () => true).catch(() => log.error('lines of the audit log are lost'))
      if (!instead.pool) await pool.end()
      await embedded?.stop()
    },
  }
}

/** Every address of the contract and beside it. */
function openAllDoors(
  config: Config,
  pool: Pool,
  code: string,
  within: Omit<Doors, 'first' | 'identify' | 'databaseAnswers' | 'origin'>,
): void {
  // better-auth hides why it failed, or takes it for signed out: when it was the database, asking it once more says so.
  const databaseAnswers = () => pool.query('select 1')
  const doors: Doors = {
    ...within,
    first: { code, version: VERSION, sso: config.oidc ? new URL(config.oidc.issuer).hostname : null },
    identify: openIdentify(within.house, within.means, { databaseAnswers, renew: renewals(within.app) }),
    databaseAnswers,
    origin: config.origin,
  }
  bindContract(doors)
  openDoors(doors)
}

/** What is kept in memory for some seconds, and written together. */
const writeByAndBy = (house: House, watch: Watch, plates: ReturnType<typeof keepPlates>, reader: Means['reader']) => [
  repeat(house, 'counts', 2000, () => flushTallies(house, watch)),
  repeat(house, 'known-plates', 2000, () => plates.again()),
  repeat(house, 'reader', READER_MS, readerNow(reader)),
  repeat(house, 'audit-lines', 2000, () => writeLooks(house, watch.looks)),
]

/** What is kept in memory of a site is forgotten when there is news of it. */
function forgetOnNews(hub: Hub, watch: Watch): void {
  hub.listen((event) => {
    if (event.type === 'visit') watch.load.heard(event.visit)
    if (event.type === 'expected') watch.expected.delete(event.site)
    if (event.type === 'duty') watch.forgetSite(event.site)
  })
}

/** Devices that we call; a site that is put away, or back, takes them with it. */
function streamsOf(house: House, intake: Intake, hub: Hub, watch: Watch) {
  const streams = deviceStreams(house, intake, {
    all: () => sourcesOf(house.db),
    passwordOf: (source) => openSealed(house, source)?.password,
    note: (id, state, detail) => noteState(house.db, id, state, detail, house.now()),
  })
  hub.listen((event) => {
    if (event.type !== 'duty' || !event.site) return
    watch.sources.clear()
    streams.changed()
  })
  return streams
}

/** Hears what other processes say; after a silence of the line nothing that is kept in memory is believed. */
function hearOthers(world: {
  pool: Pool
  house: House
  hub: Hub
  news: ReturnType<typeof openNews>
  jobs: { wake(name: string): unknown }
  plates: ReturnType<typeof keepPlates>
  streams: ReturnType<typeof deviceStreams>
  watch: Watch
  pulse: Instead['pulse']
}) {
  const { house, hub, news, jobs, plates, streams, watch } = world
  return listenTo(
    world.pool,
    {
      [PLATE_CHANNEL]: (payload) => plates.changed(platesOf(payload)),
      [SOURCE_CHANNEL]: (payload) => {
        watch.sources.delete(payload)
        streams.changed()
      },
      [WAKE_CHANNEL]: (payload) => void jobs.wake(payload),
      [LIVE_CHANNEL]: (payload) => news.heard(payload, house, hub),
    },
    () => {
      watch.sources.clear()
      watch.forgetSite(null)
      plates.load()
    },
    house.log,
    world.pulse,
  )
}

/** The database that was given, or our own in the data folder; brought up to date. */
async function openDatabase(config: Config, log: Log, instead: Instead) {
  if (instead.pool) return { pool: instead.pool, db: dbOver(instead.pool), embedded: undefined }
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ dataDir: config.dataDir, log })
  const pool = await openPool(config.databaseUrl ?? embedded!.options, {
    onError: () => log.warn('a connection to the database broke'),
  })
  const db = dbOver(pool)
  const ran = await migrate(db, fileOf('migrations'))
  if (ran.length > 0) log.info({ migrations: ran.length }, 'database brought up to date')
  return { pool, db, embedded }
}

/** The web server, with the built screens and the page that shows the contract. */
function openHttp(origin: string): Promise<FastifyInstance> {
  const docs = fileOf('node_modules', 'swagger-ui-dist')
  return openApp({
    web: fileOf('dist'),
    docs: existsSync(docs) ? docs : undefined,
    https: origin.startsWith('https://'),
  })
}

/** Who asks: a key of the API, or someone who is signed in. */
function openIdentify(
  { db, now }: House,
  { auth }: Means,
  { databaseAnswers, renew }: { databaseAnswers: () => Promise<unknown>; renew: ReturnType<typeof renewals> },
): Identify {
  return async (request) => {
    const bearer = /^Bearer (ok_[\w-]+)$/u.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) return callerOfKey(db, hashToken(bearer), now())
    if (!request.headers.cookie) return null
    const { response: session, headers } = await auth.api
      .getSession({ headers: new Headers({ cookie: request.headers.cookie }), returnHeaders: true })
      .catch(async (error) => {
        await databaseAnswers()
        throw error
      })
    const caller = session && (await callerOfUser(db, session.user.id))
    if (caller) renew(request, headers.getSetCookie())
    return caller && { ...caller, sessionId: session.session.id }
  }
}

/** What processes on one database tell each other. Alone on its database, a process needs to tell nobody. */
function openNews(pool: Pool, log: Log, alone: boolean) {
  const me = randomUUID()
  const tell = (channel: string, text: string, lost: string): void => {
    if (alone) return
    pool.query('select pg_notify($1, $2)', [channel, text]).catch((error) => log.warn({ err: error }, lost))
  }
  return {
    announce: (event: LiveEvent) => tell(LIVE_CHANNEL, JSON.stringify({ me, ...idsOnly(event) }), 'news not told'),
    wake: (name: string) => tell(WAKE_CHANNEL, name, 'work not woken'),
    heard(payload: string, house: House, hub: Hub): void {
      const news = newsElsewhere.parse(JSON.parse(payload))
      if (news.me === me) return
      void liveElsewhere(house, news).then(
        (event) => event && hub.elsewhere(event),
        () => undefined,
      )
    },
  }
}

/** Our own sample posts go the public way, through the very route a device uses. */
const ownPost =
  (app: () => FastifyInstance, origin: string, trial: string): PostToIntake =>
  async (path, payload) => {
    const answer = await app().inject({
      method: 'POST',
      url: path,
      payload: payload.body,
      // As from outside, through the address of the house: a signature is made over it.
      headers: {
        'content-type': payload.contentType,
        ...calledAs(origin),
        ...payload.headers,
        ...(payload.trial ? { [TRIAL]: trial } : {}),
      },
      ...(payload.query ? { query: payload.query } : {}),
    })
    return {
      status: answer.statusCode,
      outcome: (answer.headers['x-okaeri-outcome'] as string | undefined) ?? null,
      visitId: (answer.headers['x-okaeri-visit'] as string | undefined) ?? null,
    }
  }

/** How a proxy before us says by what address it was called. */
const calledAs = (origin: string): Record<string, string> => {
  const { protocol, host } = new URL(origin)
  return { host, 'x-forwarded-proto': protocol.replace(':', '') }
}

/** What other processes are told of an event: they load the rest themselves. */
function idsOnly(event: LiveEvent): Record<string, unknown> {
  if (event.type === 'visit') return { type: 'visit', site: event.site, id: event.visit.id }
  if (event.type === 'call') return { type: 'call', site: event.site, id: event.call.id }
  return event
}
