import * as answers from './answers.ts'
import * as asking from './asking.ts'
import * as audit from './audit.ts'
import * as compliments from './compliments.ts'
import * as consent from './consent.ts'
import * as customers from './customers.ts'
import * as decisions from './decisions.ts'
import * as demo from './demo.ts'
import * as devices from './devices.ts'
import type { Endpoint } from './endpoint.ts'
import * as facts from './facts.ts'
import * as feedback from './feedback.ts'
import * as gateFile from './gate-file.ts'
import * as gateHooks from './gate-hooks.ts'
import * as identity from './identity.ts'
import * as identityQuality from './identity-quality.ts'
import * as importFeeds from './import-feeds.ts'
import * as importPeople from './import-people.ts'
import * as imports from './imports.ts'
import * as keys from './keys.ts'
import * as loop from './loop.ts'
import * as lostAccess from './lost-access.ts'
import * as messageProviders from './message-providers.ts'
import * as messages from './messages.ts'
import * as myPage from './my-page.ts'
import * as network from './network.ts'
import * as playbooks from './playbooks.ts'
import * as privacy from './privacy.ts'
import * as push from './push.ts'
import * as quality from './quality.ts'
import * as reader from './reader.ts'
import * as recovery from './recovery.ts'
import * as replay from './replay.ts'
import * as replies from './replies.ts'
import * as report from './report.ts'
import * as reviews from './reviews.ts'
import * as signals from './signals.ts'
import * as timeline from './timeline.ts'
import * as visits from './visits.ts'
import * as voice from './voice.ts'
import * as voiceNews from './voice-news.ts'
import * as work from './work.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'access' in value && 'path' in value

/** Every endpoint of the API, in the order of the documentation. */
export const ENDPOINTS: { group: string; endpoint: Endpoint }[] = Object.entries({
  network,
  lostAccess,
  customers,
  timeline,
  facts,
  asking,
  answers,
  visits,
  signals,
  importPeople,
  imports,
  importFeeds,
  identity,
  identityQuality,
  consent,
  privacy,
  playbooks,
  audit,
  keys,
  push,
  demo,
  messages,
  messageProviders,
  myPage,
  devices,
  work,
  feedback,
  recovery,
  replies,
  compliments,
  loop,
  reviews,
  replay,
  voice,
  reader,
  decisions,
  quality,
  gateFile,
  gateHooks,
  voiceNews,
  report,
}).flatMap(([group, module]) =>
  Object.values(module)
    .filter(isEndpoint)
    .map((endpoint) => ({ group, endpoint })),
)
