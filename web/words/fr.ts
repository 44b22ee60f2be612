import asking from './asking.fr.json' with { type: 'json' }
import because from './because.fr.json' with { type: 'json' }
import care from './care.fr.json' with { type: 'json' }
import consent from './consent.fr.json' with { type: 'json' }
import customer from './customer.fr.json' with { type: 'json' }
import decide from './decide.fr.json' with { type: 'json' }
import decisions from './decisions.fr.json' with { type: 'json' }
import desk from './desk.fr.json' with { type: 'json' }
import figure from './figure.fr.json' with { type: 'json' }
import floor from './floor.fr.json' with { type: 'json' }
import gate from './gate.fr.json' with { type: 'json' }
import identity from './identity.fr.json' with { type: 'json' }
import imports from './import.fr.json' with { type: 'json' }
import inbox from './inbox.fr.json' with { type: 'json' }
import loop from './loop.fr.json' with { type: 'json' }
import messages from './messages.fr.json' with { type: 'json' }
import news from './news.fr.json' with { type: 'json' }
import peopleOf from './people-of.fr.json' with { type: 'json' }
import playbook from './playbook.fr.json' with { type: 'json' }
import privacy from './privacy.fr.json' with { type: 'json' }
import problems from './problems.fr.json' with { type: 'json' }
import reader from './reader.fr.json' with { type: 'json' }
import replay from './replay.fr.json' with { type: 'json' }
import report from './report.fr.json' with { type: 'json' }
import reviews from './reviews.fr.json' with { type: 'json' }
import search from './search.fr.json' with { type: 'json' }
import second from './second.fr.json' with { type: 'json' }
import setup from './setup.fr.json' with { type: 'json' }
import shell from './shell.fr.json' with { type: 'json' }
import start from './start.fr.json' with { type: 'json' }
import voice from './voice.fr.json' with { type: 'json' }
import work from './work.fr.json' with { type: 'json' }

/** The words of every screen in French, by key; `en.ts` must have the same keys, no more and no fewer. */
const fr = {
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
export default fr
export type Words = Record<keyof typeof fr, string>
