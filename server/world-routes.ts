import { existsSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { ENDPOINTS } from '../contract/index.ts'
import * as signalsApi from '../contract/signals.ts'
import { consentRoutes } from './consent/consent.routes.ts'
import { customersRoutes } from './customers/customers.routes.ts'
import { importRoutes } from './customers/import.routes.ts'
import { openNewsReader } from './edges/news-reader.edge.ts'
import { openPrinter } from './edges/postcard/postcard.edge.ts'
import { openReportPrinter } from './edges/report/report-pdf.edge.ts'
import { openResolving } from './edges/resolving/resolving.edge.ts'
import { demoRoutes } from './flows/demo/demo.routes.ts'
import { askPages } from './flows/feedback/ask-pages.routes.ts'
import { DoorWatch } from './flows/feedback/door-watch.ts'
import { feedbackRoutes } from './flows/feedback/feedback.routes.ts'
import { readerRoutes } from './flows/feedback/reader.routes.ts'
import { flowsRoutes } from './flows/flows.routes.ts'
import { identityRoutes } from './flows/identity.routes.ts'
import { importsRoutes } from './flows/imports.routes.ts'
import type { Intake } from './flows/intake.flow.ts'
import { decisionsRoutes } from './flows/loop/decisions.routes.ts'
import { factsRoutes } from './flows/loop/facts.routes.ts'
import { loopReadRoutes } from './flows/loop/loop-read.routes.ts'
import { messagesRoutes, myPageApi } from './flows/loop/messages.routes.ts'
import { previewRoutes } from './flows/loop/preview.routes.ts'
import { replayRoutes } from './flows/loop/replay.routes.ts'
import { stillToDo } from './flows/loop/tasks-again.flow.ts'
import { privacyRoutes } from './flows/privacy.routes.ts'
import { qualityRoutes } from './flows/quality/quality.routes.ts'
import { recoveryRoutes } from './flows/recovery/recovery.routes.ts'
import { publicReviews } from './flows/reviews/public.routes.ts'
import { reviewsRoutes } from './flows/reviews/reviews.routes.ts'
import { saleRoutes } from './flows/sale.routes.ts'
import { type PostToIntake, sendSampleFlow } from './flows/sample.flow.ts'
import { voiceDecisionsRoutes } from './flows/voice/decisions.routes.ts'
import { voiceReportRoutes } from './flows/voice/report.routes.ts'
import { voiceRoutes } from './flows/voice/voice.routes.ts'
import { docsPage, docsScript } from './kit/app.ts'
import type { House } from './kit/house.ts'
import type { Identify } from './kit/http.ts'
import { routes } from './kit/http.ts'
import type { Hub } from './kit/live.ts'
import { openApi } from './kit/openapi.ts'
import { liveRoutes } from './live.routes.ts'
import type { Carriers } from './messages/channel.port.ts'
import { playbooksRoutes } from './moments/playbooks.routes.ts'
import type { FirstVisit } from './network/first-visit.flow.ts'
import { networkRoutes } from './network/network.routes.ts'
import { intakeRoutes, myPageRoutes, newsRoutes } from './open.routes.ts'
import { signInRoutes } from './sign-in.routes.ts'
import { signalsRoutes } from './signals/signals.routes.ts'
import { timelineRoutes } from './timeline/timeline.routes.ts'
import { appointmentRoutes } from './visits/appointment.routes.ts'
import { siteCalendarRoutes } from './visits/site-calendar.routes.ts'
import { visitsRoutes } from './visits/visits.routes.ts'
import { liveShows } from './visits/whom-shown.ts'
import { workRoutes } from './work/work.routes.ts'
import { fileOf, type Means, VERSION } from './world-means.ts'

/** What the doors open on. */
export interface Doors {
  app: FastifyInstance
  house: House
  means: Means
  carriers: Carriers
  first: FirstVisit
  /** Posts a payload to our own intake, as a device would. */
  post: PostToIntake
  intake: Intake
  hub: Hub
  identify: Identify
  /** Throws when the database is away. */
  databaseAnswers(): Promise<unknown>
  /** The mark on what we send to our own intake as a trial. */
  trial: string
  /** The public address, where it was told. */
  origin: string | undefined
}

/**
 * Every endpoint of the contract, each on what does it.
 * @throws Error when one has no handler: the house does not open with a door that leads nowhere
 */
export function bindContract({ app, house, means, carriers, first, post, identify }: Doors): void {
  const { devices, feeds, models, playbooks, playbook, shipped, calendars, reader, second, webhooks, signIn, watch } =
    means
  const { looks } = watch
  const bound = new Set<string>()
  const bind = routes(app, house, identify, bound)
  networkRoutes(bind, signIn, first, means.push.publicKey)
  customersRoutes(bind, looks)
  saleRoutes(bind)
  timelineRoutes(bind)
  visitsRoutes(bind)
  signalsRoutes(bind, devices)
  flowsRoutes(bind, watch)
  factsRoutes(bind, house)
  bind.on(signalsApi.sendSample, sendSampleFlow(devices, post))
  importRoutes(bind, feeds)
  importsRoutes(bind, models, looks)
  identityRoutes(bind, models, looks, openResolving())
  privacyRoutes(bind, looks)
  playbooksRoutes(bind, shipped, playbooks, looks)
  previewRoutes(bind, looks)
  appointmentRoutes(bind, looks)
  siteCalendarRoutes(bind, calendars)
  consentRoutes(bind)
  decisionsRoutes(bind)
  workRoutes(bind, playbook, stillToDo(playbooks), looks)
  replayRoutes(bind)
  loopReadRoutes(bind, playbook, looks)
  reviewsRoutes(bind, looks)
  feedbackRoutes(bind, playbooks, reader, looks, playbook)
  voiceRoutes(bind, playbook, looks)
  readerRoutes(bind, reader, second, looks)
  recoveryRoutes(bind, looks, playbook, playbooks)
  voiceDecisionsRoutes(bind, playbooks, looks)
  qualityRoutes(bind, looks, webhooks, reader)
  voiceReportRoutes(bind, playbook, openReportPrinter(), looks)
  demoRoutes(bind, signIn, first, watch)
  messagesRoutes(bind, carriers, openPrinter(), playbooks, looks)
  myPageApi(bind)
  const missing = ENDPOINTS.filter(({ endpoint }) => !bound.has(endpoint.name)).map(({ endpoint }) => endpoint.name)
  if (missing.length > 0) throw new Error(`endpoints of the contract without a handler: ${missing.join(', ')}`)
}

/** Letters of the pages that are shown without our screens. */
const FACE = ['node_modules', '@fontsource-variable', 'figtree', 'files', 'figtree-latin-wght-normal.woff2']

/** The doors that are no endpoint of the contract: intake, live news, sign-in, the customer's pages, what the house says of itself. */
export function openDoors({ app, house, means, intake, hub, identify, databaseAnswers, origin, trial }: Doors): void {
  const { looks } = means.watch
  const face = fileOf(...FACE)
  intakeRoutes(app, house, intake, origin, trial)
  newsRoutes(app, house, { news: openNewsReader(), words: means.reader })
  askPages(app, house, means.reader, new DoorWatch())
  myPageRoutes(app, house, existsSync(face) ? readFileSync(face) : undefined)
  publicReviews(app, house)
  liveRoutes(app, house, {
    hub,
    identify,
    version: VERSION,
    told: (caller, event, site) => looks.note(caller, liveShows(event, site), house.now()),
  })
  signInRoutes(app, means.handle, databaseAnswers)
  app.get('/api/openapi.json', () => openApi(ENDPOINTS, VERSION))
  app.get('/api/docs', (_request, reply) => reply.type('text/html').send(docsPage))
  app.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript').send(docsScript))
  app.get('/healthz', async (_request, reply) => {
    try {
      await databaseAnswers()
      return { ok: true }
    } catch {
      return reply.status(503).send({ ok: false })
    }
  })
}
