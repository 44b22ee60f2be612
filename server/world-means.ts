import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { knownDevices } from './edges/devices.ts'
import { openDropFolders } from './edges/imports/drop-folders.edge.ts'
import { openCalendars } from './edges/imports/ical.edge.ts'
import { openQueries } from './edges/imports/query.edge.ts'
import { openWorkbooks } from './edges/imports/workbook.edge.ts'
import { shippedPlaybooks } from './edges/playbooks/shipped.edge.ts'
import { openWebPush } from './edges/push/web-push.edge.ts'
import { openSecondOpinion } from './edges/reader/openai-compatible.edge.ts'
import { SHIPPED, shippedModel } from './edges/reader/shipped-reader.edge.ts'
import { openAuth, signInWith } from './edges/sign-in/auth.edge.ts'
import { isSso, openSso, providerOf } from './edges/sign-in/sso.edge.ts'
import { openOpenMeteo, openVigilance, openWeatherAddress, openWeatherFolder } from './edges/weather/weather.edge.ts'
import { openWebhooks } from './edges/webhooks/webhook.edge.ts'
import { ReaderInForce } from './feedback/reader-in-force.store.ts'
import { Watch } from './flows/watch.ts'
import { ModelInForce } from './identity/model.store.ts'
import type { Config } from './kit/config.ts'
import type { Pool } from './kit/db.ts'
import type { Db } from './kit/house.ts'
import type { Pulse } from './kit/listen.ts'
import type { Log } from './kit/log.ts'
import type { loadSecrets } from './kit/secrets.ts'
import { PlaybookInForce } from './moments/playbook.store.ts'
import { callerOfUser } from './network/identify.store.ts'
import type { PushPort } from './network/push.port.ts'
import { secondFactorSet } from './network/second-factor.store.ts'
import { playbookNow } from './work/playbook-now.flow.ts'

const here = dirname(fileURLToPath(import.meta.url))
/** A file of the house by its path from the root of the project. */
export const fileOf = (...path: string[]): string => join(here, '..', ...path)
export const VERSION = (JSON.parse(readFileSync(fileOf('package.json'), 'utf8')) as { version: string }).version

/** What a test may hand in instead of the real thing. */
export interface Instead {
  now?: () => Date
  push?: PushPort
  pool?: Pool
  pulse?: Pulse
}

/** What is there before anything is opened. */
interface Ground {
  config: Config
  db: Db
  log: Log
  origin: string
  secrets: ReturnType<typeof loadSecrets>
  push: PushPort | undefined
}

/** How people who work here come in: our own sign-in, and the network's where one is configured. */
function openSignIn({ config, db, log, secrets }: Ground) {
  const settings = {
    secret: secrets.session,
    origin: config.origin,
    factorSet: (userId: string) => secondFactorSet(db, userId),
    worksHere: async (userId: string) => (await callerOfUser(db, userId)) !== null,
  }
  const auth = openAuth(db, settings, log)
  const { oidc } = config
  const sso = oidc ? openSso(() => openAuth(db, settings, log, providerOf(oidc)), log) : undefined
  return {
    auth,
    signIn: signInWith(auth),
    handle: (request: Request) => (sso && isSso(new URL(request.url).pathname) ? sso(request) : auth.handler(request)),
  }
}

/** Where warnings of snow and heat come from. */
const openWeather = (config: Config) => [
  openWeatherFolder(config.dataDir),
  ...(config.weatherUrl ? [openWeatherAddress(config.weatherUrl, { allowPrivate: config.privateWeather })] : []),
  ...(config.weather === 'open-meteo' ? [openOpenMeteo()] : []),
  ...(config.weather === 'vigilance' && config.vigilanceKey ? [openVigilance(config.vigilanceKey)] : []),
]

/** The outside, each behind its port, and what stays in memory: opened once, handed to those who act. */
export function openMeans(ground: Ground) {
  const { config, log, secrets } = ground
  const playbooks = new PlaybookInForce()
  return {
    ...openSignIn(ground),
    push: ground.push ?? openWebPush(secrets.vapid, config.origin ?? 'mailto:okaeri@localhost', log),
    devices: knownDevices,
    calendars: openCalendars({ allowPrivate: config.privateCalendars }),
    feeds: {
      queries: openQueries({ allowPrivate: config.privateDatabases }),
      folders: openDropFolders(config.dataDir),
      workbooks: openWorkbooks(),
    },
    watch: new Watch(),
    models: new ModelInForce(),
    playbooks,
    playbook: playbookNow(playbooks),
    shipped: shippedPlaybooks(fileOf('playbooks')),
    reader: new ReaderInForce({ models: { fr: shippedModel('fr'), en: shippedModel('en') }, name: SHIPPED }),
    second: openSecondOpinion(),
    webhooks: openWebhooks({ allowPrivate: config.privateWebhooks }),
    weather: openWeather(config),
  }
}

export type Means = ReturnType<typeof openMeans>
