import { randomInt, randomUUID, randomUUIDv7 } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import { ENDPOINTS } from '../contract/index.ts'
import * as signalsApi from '../contract/signals.ts'
import type { LiveEvent } from '../contract/visits.ts'
import { consentRoutes } from './consent/consent.routes.ts'
import { customersRoutes } from './customers/customers.routes.ts'
import { importFilesJobs } from './customers/import.jobs.ts'
import { importRoutes } from './customers/import.routes.ts'
import { PLATE_CHANNEL } from './customers/plate-news.store.ts'
import { openCarriers } from './edges/carriers.edge.ts'
import { knownDevices } from './edges/devices.ts'
import { openDropFolders } from './edges/imports/drop-folders.edge.ts'
import { openCalendars } from './edges/imports/ical.edge.ts'
import { openQueries } from './edges/imports/query.edge.ts'
import { openWorkbooks } from './edges/imports/workbook.edge.ts'
import { openNewsReader } from './edges/news-reader.edge.ts'
import { shippedPlaybooks } from './edges/playbooks/shipped.edge.ts'
import { openPrinter } from './edges/postcard/postcard.edge.ts'
import { openWebPush } from './edges/push/web-push.edge.ts'
import { openLearning } from './edges/reader/learning.edge.ts'
import { openSecondOpinion } from './edges/reader/openai-compatible.edge.ts'
import { SHIPPED, shippedModel } from './edges/reader/shipped-reader.edge.ts'
import { openReplaying } from './edges/replay/replaying.edge.ts'
import { openReportPrinter } from './edges/report/report-pdf.edge.ts'
import { openResolving } from './edges/resolving/resolving.edge.ts'
import { openAuth, signInWith } from './edges/sign-in/auth.edge.ts'
import { isSso, openSso, providerOf } from './edges/sign-in/sso.edge.ts'
import { deviceStreams } from './edges/streams.edge.ts'
import { openOpenMeteo, openVigilance, openWeatherFolder } from './edges/weather/weather.edge.ts'
import { openWebhooks } from './edges/webhooks/webhook.edge.ts'
import { ReaderInForce } from './feedback/reader-in-force.store.ts'
import { dayEndJobs } from './flows/day-end.jobs.ts'
import { demoJobs, demoRoutes } from './flows/demo/demo.routes.ts'
import { gateJobs } from './flows/escalation.jobs.ts'
import { askPages } from './flows/feedback/ask-pages.routes.ts'
import { DoorWatch } from './flows/feedback/door-watch.ts'
import { feedbackJobs } from './flows/feedback/feedback.jobs.ts'
import { feedbackRoutes } from './flows/feedback/feedback.routes.ts'
import { READER_MS, readerJobs, readerNow } from './flows/feedback/reader.jobs.ts'
import { readerRoutes } from './flows/feedback/reader.routes.ts'
import { flowsRoutes } from './flows/flows.routes.ts'
import { identityJobs } from './flows/identity.jobs.ts'
import { identityRoutes } from './flows/identity.routes.ts'
import { importsJobs } from './flows/imports.jobs.ts'
import { importsRoutes } from './flows/imports.routes.ts'
import { openIntake } from './flows/intake.flow.ts'
import { keepPlates, platesOf } from './flows/known-plates.flow.ts'
import { liveElsewhere } from './flows/live-elsewhere.flow.ts'
import { askAgain } from './flows/loop/ask-again.flow.ts'
import { decisionsRoutes } from './flows/loop/decisions.routes.ts'
import { factsRoutes } from './flows/loop/facts.routes.ts'
import { loopJobs } from './flows/loop/loop.jobs.ts'
import { loopReadRoutes } from './flows/loop/loop-read.routes.ts'
import { messagesRoutes, myPageApi } from './flows/loop/messages.routes.ts'
import { hearFrom } from './flows/loop/news.flow.ts'
import { previewRoutes } from './flows/loop/preview.routes.ts'
import { replayJobs } from './flows/loop/replay.jobs.ts'
import { replayRoutes } from './flows/loop/replay.routes.ts'
import type { Outbox } from './flows/loop/send.flow.ts'
import { sendJobs } from './flows/loop/send.jobs.ts'
import { sweepJobs } from './flows/loop/sweep.jobs.ts'
import { workJobs } from './flows/loop/work.jobs.ts'
import { privacyRoutes } from './flows/privacy.routes.ts'
import { qualityJobs } from './flows/quality/quality.jobs.ts'
import { qualityRoutes } from './flows/quality/quality.routes.ts'
import { recoveryJobs } from './flows/recovery/recovery.jobs.ts'
import { recoveryRoutes } from './flows/recovery/recovery.routes.ts'
import { retentionJobs } from './flows/retention.jobs.ts'
import { publicReviews } from './flows/reviews/public.routes.ts'
import { reviewsJobs } from './flows/reviews/reviews.jobs.ts'
import { reviewsRoutes } from './flows/reviews/reviews.routes.ts'
import { saleRoutes } from './flows/sale.routes.ts'
import { type PostToIntake, sendSampleFlow } from './flows/sample.flow.ts'
import { flushTallies } from './flows/tallies.flow.ts'
import { voiceDecisionsJobs } from './flows/voice/decisions.jobs.ts'
import { voiceDecisionsRoutes } from './flows/voice/decisions.routes.ts'
import { voiceReportJobs } from './flows/voice/report.jobs.ts'
import { voiceReportRoutes } from './flows/voice/report.routes.ts'
import { voiceJobs } from './flows/voice/voice.jobs.ts'
import { voiceRoutes } from './flows/voice/voice.routes.ts'
import { Watch } from './flows/watch.ts'
import { ModelInForce } from './identity/model.store.ts'
import { docsPage, docsScript, openApp } from './kit/app.ts'
import type { Caller } from './kit/caller.ts'
import { addressesOf, type Config } from './kit/config.ts'
import { roomIn } from './kit/data-folder.ts'
import { dbOver, openPool, retryable } from './kit/db.ts'
import type { House } from './kit/house.ts'
import { routes, tellProblems } from './kit/http.ts'
import { ascendingIds } from './kit/ids.ts'
import { openJobs, repeat } from './kit/jobs.ts'
import { lead } from './kit/leader.ts'
import { listenTo } from './kit/listen.ts'
import { openHub } from './kit/live.ts'
import type { Log } from './kit/log.ts'
import { openMetrics } from './kit/metrics.ts'
import { migrate } from './kit/migrate.ts'
import { openApi } from './kit/openapi.ts'
import { type Embedded, startEmbedded } from './kit/postgres.ts'
import { present } from './kit/present.ts'
import { Problem } from './kit/problem.ts'
import { hashToken, openSealer } from './kit/seal.ts'
import { loadSecrets } from './kit/secrets.ts'
import { RUNNERS } from './messages/message.store.ts'
import { keepPushKey } from './messages/provider.store.ts'
import { PlaybookInForce } from './moments/playbook.store.ts'
import { playbooksRoutes } from './moments/playbooks.routes.ts'
import { weatherJobs } from './moments/weather.jobs.ts'
import type { FirstVisit } from './network/first-visit.flow.ts'
import { callerOfKey, callerOfUser } from './network/identify.store.ts'
import { writeLooks } from './network/looks.flow.ts'
import { networkRoutes } from './network/network.routes.ts'
import type { PushPort } from './network/push.port.ts'
import { secondFactorSet } from './network/second-factor.store.ts'
import { owners } from './network/staff.store.ts'
import { staffCalendarJobs } from './network/staff-calendar.jobs.ts'
import { intakeRoutes, liveRoutes, myPageRoutes, newsRoutes } from './open.routes.ts'
import { signalsRoutes } from './signals/signals.routes.ts'
import { openSealed, SOURCE_CHANNEL } from './signals/source.flow.ts'
import { noteState, sourcesOf } from './signals/source.store.ts'
import { timelineRoutes } from './timeline/timeline.routes.ts'
import { appointmentRoutes } from './visits/appointment.routes.ts'
import { siteCalendarJobs } from './visits/site-calendar.jobs.ts'
import { siteCalendarRoutes } from './visits/site-calendar.routes.ts'
import { visitsRoutes } from './visits/visits.routes.ts'
import { liveShows } from './visits/whom-shown.ts'
import { playbookNow } from './work/playbook-now.flow.ts'
import { workRoutes } from './work/work.routes.ts'

const here = dirname(fileURLToPath(import.meta.url))
export const VERSION = (JSON.parse(readFileSync(join(here, '..', 'package.json'), 'utf8')) as { version: string })
  .version
const LIVE_CHANNEL = 'okaeri_live'
const WAKE_CHANNEL = 'okaeri_wake'

/** What a test may hand in instead of the real thing. */
export interface Instead {
  now?: () => Date
  push?: PushPort
  pool?: pg.Pool
}

export interface World {
  app: FastifyInstance
  house: House
  watch: Watch
  pool: pg.Pool
  /** Code of the first visit, until there is an owner. */
  firstVisitCode(): Promise<string | null>
  code: string
  /** Where people reach the house, once it listens. */
  addresses(): string[]
  startJobs(): Promise<void>
  close(): Promise<void>
}

/** Builds everything, in the order the house stands on itself. Nothing is reached for at module level anywhere else. */
export async function openWorld(config: Config, log: Log, instead: Instead = {}): Promise<World> {
  const now = instead.now ?? (() => new Date())
  let embedded: Embedded | undefined
  if (!instead.pool && !config.databaseUrl) embedded = await startEmbedded({ dataDir: config.dataDir, log })
  const pool =
    instead.pool ??
    (await openPool(config.databaseUrl ?? embedded!.options, {
      onError: () => log.warn('a connection to the database broke'),
    }))
  const db = dbOver(pool)
  if (!instead.pool) {
    const ran = await migrate(db, join(here, '..', 'migrations'))
    if (ran.length > 0) log.info({ migrations: ran.length }, 'database brought up to date')
  }

  const secrets = loadSecrets(config.dataDir, config.secret)
  const addresses = config.origin ? [config.origin] : addressesOf(config.host, config.port, networkInterfaces())
  const origin = config.origin ?? addresses[1] ?? addresses[0] ?? `http://localhost:${config.port}`
  const authSettings = {
    secret: secrets.session,
    origin: config.origin,
    factorSet: (userId: string) => secondFactorSet(db, userId),
    worksHere: async (userId: string) => (await callerOfUser(db, userId)) !== null,
  }
  const auth = openAuth(db, authSettings, log)
  const { oidc } = config
  const sso = oidc ? openSso(() => openAuth(db, authSettings, log, providerOf(oidc)), log) : undefined
  const signIn = signInWith(auth)
  const push = instead.push ?? openWebPush(secrets.vapid, config.origin ?? 'mailto:okaeri@localhost', log)
  const devices = knownDevices
  const calendars = openCalendars({ allowPrivate: config.privateCalendars })
  const feeds = {
    queries: openQueries({ allowPrivate: config.privateDatabases }),
    folders: openDropFolders(config.dataDir),
    workbooks: openWorkbooks(),
  }

  // Alone on its database, a process needs to tell nobody.
  const me = randomUUID()
  const alone = embedded !== undefined
  const announce = (event: LiveEvent) => {
    if (alone) return
    const payload = JSON.stringify({ me, ...idsOnly(event) })
    pool
      .query('select pg_notify($1, $2)', [LIVE_CHANNEL, payload])
      .catch((error) => log.warn({ err: error }, 'news not told'))
  }
  const hub = openHub(announce)
  const watch = new Watch()
  const models = new ModelInForce()
  const playbooks = new PlaybookInForce()
  const reader = new ReaderInForce({ models: { fr: shippedModel('fr'), en: shippedModel('en') }, name: SHIPPED })
  const second = openSecondOpinion()
  const webhooks = openWebhooks({ allowPrivate: config.privateWebhooks })
  const shipped = shippedPlaybooks(join(here, '..', 'playbooks'))
  const weather = [
    openWeatherFolder(config.dataDir),
    ...(config.weather === 'open-meteo' ? [openOpenMeteo()] : []),
    ...(config.weather === 'vigilance' && config.vigilanceKey ? [openVigilance(config.vigilanceKey)] : []),
  ]
  const playbook = playbookNow(playbooks)
  hub.listen((event) => {
    if (event.type === 'visit') watch.load.heard(event.visit)
    if (event.type === 'expected') watch.expected.delete(event.site)
    if (event.type === 'duty') watch.forgetSite(event.site)
  })

  const intake = openIntake(watch, devices, retryable, (ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  const world = {} as { app: FastifyInstance }
  // Our own sample posts go the public way, through the very route a device uses.
  const post: PostToIntake = async (path, payload) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: path,
      payload: payload.body,
      // As from outside, through the address of the house: a signature is made over it.
      headers: { 'content-type': payload.contentType, ...calledAs(origin), ...payload.headers },
      ...(payload.query ? { query: payload.query } : {}),
    })
    return {
      status: answer.statusCode,
      outcome: (answer.headers['x-okaeri-outcome'] as string | undefined) ?? null,
      visitId: (answer.headers['x-okaeri-visit'] as string | undefined) ?? null,
    }
  }
  const carriers = openCarriers((providerId, told) => hearFrom(house, providerId, told), push)
  const runner = randomInt(1, 2 ** 31)
  let presence: ReturnType<typeof present> | undefined
  const outbox: Outbox = {
    carriers,
    askAgain: askAgain(playbooks),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    runner: { number: String(runner), lives: () => presence?.lives() ?? false },
  }
  const jobs = await openJobs(
    db,
    (jobs) => {
      gateJobs(jobs, push)
      dayEndJobs(jobs)
      importFilesJobs(jobs, feeds)
      importsJobs(jobs)
      identityJobs(jobs, models, openResolving())
      retentionJobs(jobs)
      siteCalendarJobs(jobs, calendars)
      staffCalendarJobs(jobs, calendars)
      loopJobs(jobs, playbooks)
      sweepJobs(jobs, playbooks)
      replayJobs(jobs, openReplaying())
      weatherJobs(jobs, weather)
      workJobs(jobs, playbook)
      demoJobs(jobs, devices, post, shipped, reader)
      sendJobs(jobs, outbox)
      reviewsJobs(jobs)
      voiceJobs(jobs)
      voiceDecisionsJobs(jobs, playbooks)
      qualityJobs(jobs, push, webhooks)
      feedbackJobs(jobs, reader)
      voiceReportJobs(jobs, playbook)
      readerJobs(jobs, reader, openLearning(), second)
      recoveryJobs(jobs, push)
    },
    (error) => log.warn({ err: error }, 'the job queue had a problem'),
    (name) => {
      if (!alone)
        pool
          .query('select pg_notify($1, $2)', [WAKE_CHANNEL, name])
          .catch((error) => log.warn({ err: error }, 'work not woken'))
    },
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

  await keepPushKey(db, push.publicKey)
  await readerNow(reader)(house)

  const code = Array.from({ length: 8 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[randomInt(32)]).join('')
  const first: FirstVisit = { code, version: VERSION, sso: config.oidc ? new URL(config.oidc.issuer).hostname : null }
  const docs = join(here, '..', 'node_modules', 'swagger-ui-dist')
  const app = await openApp({
    web: join(here, '..', 'dist'),
    docs: existsSync(docs) ? docs : undefined,
    https: origin.startsWith('https://'),
  })
  world.app = app
  tellProblems(app, house, retryable)
  const metrics = openMetrics(app, () => ({ screens: hub.size(), plates: watch.plates.size }))

  // better-auth hides why it failed, or takes it for signed out: when it was the database, asking it once more says so.
  const databaseAnswers = () => pool.query('select 1')
  const identify = async (request: FastifyRequest): Promise<Caller | null> => {
    const bearer = /^Bearer (ok_[\w-]+)$/u.exec(request.headers.authorization ?? '')?.[1]
    if (bearer) return callerOfKey(db, hashToken(bearer), now())
    if (!request.headers.cookie) return null
    const session = await auth.api
      .getSession({ headers: new Headers({ cookie: request.headers.cookie }) })
      .catch(async (error) => {
        await databaseAnswers()
        throw error
      })
    return session ? callerOfUser(db, session.user.id) : null
  }
  const bound = new Set<string>()
  const bind = routes(app, house, identify, bound)
  networkRoutes(bind, signIn, first, push.publicKey)
  customersRoutes(bind, watch.looks)
  saleRoutes(bind)
  timelineRoutes(bind)
  visitsRoutes(bind)
  signalsRoutes(bind, devices)
  flowsRoutes(bind, watch)
  factsRoutes(bind, house)
  bind.on(signalsApi.sendSample, sendSampleFlow(devices, post))
  importRoutes(bind, feeds)
  importsRoutes(bind)
  identityRoutes(bind, models, watch.looks)
  privacyRoutes(bind, watch.looks)
  playbooksRoutes(bind, shipped, playbooks, watch.looks)
  previewRoutes(bind, watch.looks)
  appointmentRoutes(bind, watch.looks)
  siteCalendarRoutes(bind, calendars)
  consentRoutes(bind)
  decisionsRoutes(bind)
  workRoutes(bind, playbook, watch.looks)
  replayRoutes(bind)
  loopReadRoutes(bind, playbook, watch.looks)
  reviewsRoutes(bind, watch.looks)
  feedbackRoutes(bind, playbooks, reader, watch.looks, playbook)
  voiceRoutes(bind, playbook, watch.looks)
  readerRoutes(bind, reader, second, watch.looks)
  recoveryRoutes(bind, watch.looks, playbook, playbooks)
  voiceDecisionsRoutes(bind, playbooks, watch.looks)
  qualityRoutes(bind, watch.looks, webhooks, reader)
  voiceReportRoutes(bind, playbook, openReportPrinter(), watch.looks)
  demoRoutes(bind, signIn, first, watch)
  messagesRoutes(bind, carriers, openPrinter(), playbooks, watch.looks)
  myPageApi(bind)
  intakeRoutes(app, house, intake, config.origin)
  newsRoutes(app, house, openNewsReader())
  const face = join(
    here,
    '..',
    'node_modules',
    '@fontsource-variable',
    'figtree',
    'files',
    'figtree-latin-wght-normal.woff2',
  )
  askPages(app, house, reader, new DoorWatch())
  myPageRoutes(app, house, existsSync(face) ? readFileSync(face) : undefined)
  publicReviews(app, house)
  liveRoutes(app, house, hub, identify, VERSION, (caller, event, site) =>
    watch.looks.note(caller, liveShows(event, site), now()),
  )
  signInRoutes(
    app,
    (request) => (sso && isSso(new URL(request.url).pathname) ? sso(request) : auth.handler(request)),
    databaseAnswers,
  )
  app.get('/api/openapi.json', () => openApi(ENDPOINTS, VERSION))
  app.get('/api/docs', (_request, reply) => reply.type('text/html').send(docsPage))
  app.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript').send(docsScript))
  app.get('/healthz', async (_request, reply) => {
    try {
      await pool.query('select 1')
      return { ok: true }
    } catch {
      return reply.status(503).send({ ok: false })
    }
  })
  metrics.route()
  const missing = ENDPOINTS.filter(({ endpoint }) => !bound.has(endpoint.name)).map(({ endpoint }) => endpoint.name)
  if (missing.length > 0) throw new Error(`endpoints of the contract without a handler: ${missing.join(', ')}`)

  const plates = keepPlates(house, watch)
  const listening = listenTo(
    pool,
    {
      [PLATE_CHANNEL]: (payload) => plates.changed(platesOf(payload)),
      [SOURCE_CHANNEL]: (payload) => {
        watch.sources.delete(payload)
        streams.changed()
      },
      [WAKE_CHANNEL]: (payload) => void jobs.wake(payload),
      [LIVE_CHANNEL]: (payload) => {
        const news = JSON.parse(payload) as { me: string } & Parameters<typeof liveElsewhere>[1]
        if (news.me !== me)
          void liveElsewhere(house, news).then(
            (event) => event && hub.elsewhere(event),
            () => undefined,
          )
      },
    },
    () => {
      watch.sources.clear()
      watch.forgetSite(null)
      plates.load()
    },
    log,
  )
  const streams = deviceStreams(house, intake, {
    all: () => sourcesOf(db),
    passwordOf: (source) => openSealed(house, source)?.password,
    note: (id, state, detail) => noteState(db, id, state, detail, now()),
  })
  const leading =
    config.roles.includes('worker') && !instead.pool
      ? lead(pool, 'okaeri device streams', streams.lead, streams.standDown)
      : undefined
  const sweeping = setInterval(() => watch.sweep(now()), 2000)
  const writing = [
    repeat(house, 'counts', 2000, () => flushTallies(house, watch)),
    repeat(house, 'reader', READER_MS, readerNow(reader)),
    repeat(house, 'audit-lines', 2000, () => writeLooks(house, watch.looks)),
  ]

  return {
    app,
    house,
    watch,
    pool,
    code,
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

/** better-auth's own routes, behind Fastify. */
function signInRoutes(
  app: FastifyInstance,
  handle: (request: Request) => Promise<Response>,
  databaseAnswers: () => Promise<unknown>,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { rateLimit: { max: 120, timeWindow: 60_000 } },
    async handler(request, reply) {
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && name !== 'content-length') headers.set(name, value)
      headers.set('x-okaeri-address', request.ip)
      const url = `${request.protocol}://${request.headers.host ?? 'localhost'}${request.url}`
      if (!URL.canParse(url)) throw new Problem(400, 'bad-host', 'The address you came by cannot be read')
      const answer = await handle(
        new Request(url, {
          method: request.method,
          headers,
          ...(request.body ? { body: JSON.stringify(request.body) } : {}),
        }),
      )
      if (answer.status === 401 || answer.status === 500) await databaseAnswers()
      if (answer.status === 429) throw tooManyTries(answer.headers.get('x-retry-after') ?? '60')
      reply.status(answer.status)
      for (const [name, value] of answer.headers)
        if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
      const cookies = answer.headers.getSetCookie()
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return reply.send(Buffer.from(await answer.arrayBuffer()))
    },
  })
}

const tooManyTries = (seconds: string) =>
  new Problem(429, 'too-many', 'Too many tries', {
    hint: `Wait ${seconds} seconds and try again.`,
    headers: { 'retry-after': seconds },
  })
