import asking from './asking.en.json' with { type: 'json' }
import because from './because.en.json' with { type: 'json' }
import care from './care.en.json' with { type: 'json' }
import consent from './consent.en.json' with { type: 'json' }
import customer from './customer.en.json' with { type: 'json' }
import decide from './decide.en.json' with { type: 'json' }
import decisions from './decisions.en.json' with { type: 'json' }
import desk from './desk.en.json' with { type: 'json' }
import figure from './figure.en.json' with { type: 'json' }
import floor from './floor.en.json' with { type: 'json' }
import type { Words } from './fr.ts'
import gate from './gate.en.json' with { type: 'json' }
import identity from './identity.en.json' with { type: 'json' }
import imports from './import.en.json' with { type: 'json' }
import inbox from './inbox.en.json' with { type: 'json' }
import loop from './loop.en.json' with { type: 'json' }
import messages from './messages.en.json' with { type: 'json' }
import news from './news.en.json' with { type: 'json' }
import peopleOf from './people-of.en.json' with { type: 'json' }
import playbook from './playbook.en.json' with { type: 'json' }
import privacy from './privacy.en.json' with { type: 'json' }
import problems from './problems.en.json' with { type: 'json' }
import reader from './reader.en.json' with { type: 'json' }
import replay from './replay.en.json' with { type: 'json' }
import report from './report.en.json' with { type: 'json' }
import reviews from './reviews.en.json' with { type: 'json' }
import search from './search.en.json' with { type: 'json' }
import second from './second.en.json' with { type: 'json' }
import setup from './setup.en.json' with { type: 'json' }
import shell from './shell.en.json' with { type: 'json' }
import start from './start.en.json' with { type: 'json' }
import voice from './voice.en.json' with { type: 'json' }
import work from './work.en.json' with { type: 'json' }

/** The words of every screen in English. A key missing here, or missing in French, does not compile. */
const all = {
  ...asking,
  ...because,
  ...care,
  ...consent,
  ...customer,
  ...decide,
  ...decisions,
  ...desk,
  ...figure,
  ...floor,
  ...gate,
  ...identity,
  ...imports,
  ...inbox,
  ...news,
  ...peopleOf,
  ...playbook,
  ...messages,
  ...loop,
  ...reader,
  ...replay,
  ...privacy,
  ...problems,
  ...reviews,
  ...report,
  ...search,
  ...second,
  ...setup,
  ...shell,
  ...start,
  ...voice,
  ...work,
}
const en: Words = all
export default en

type Extra = Exclude<keyof typeof all, keyof Words>
const french: [Extra] extends [never] ? true : Extra = true
export const complete = french
