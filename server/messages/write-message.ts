import { type Because, say } from '../../contract/because.ts'
import type { Gesture, Moment } from '../../contract/playbook.ts'
import type { SurveyDraft } from '../../contract/surveys.ts'
import { displayName } from '../customers/name.ts'
import type { Scene } from '../moments/compiled.ts'
import type { LoopPerson } from '../moments/loop-person.ts'
import { renderWords } from '../moments/words.ts'
import { unsaidIn } from './duties.ts'
import type { Extra, NewMessage, Notice, Sender } from './letter.ts'
import type { Links } from './link.ts'
import { FOOT, spokenIn, stopWords } from './message-words.ts'
import { addressLines, cardFault, hasPostalAddress } from './postal.ts'
import { endsOf, inLanguage } from './question-words.ts'
import { asTelephonesWrite, segmentsOf } from './segments.ts'
import type { CarriedChannel } from './tables.ts'

export type { NewMessage, Sender } from './letter.ts'

/** The person whose words these are. */
export interface Speaking {
  id: string
  name: string
  phone: string | null
  email: string | null
}

export interface Asked {
  /** Of the message to be; its links are made from it. */
  id: string
  touchId: string | null
  moment: Moment
  gesture: Gesture
  person: LoopPerson
  scene: Scene
  staff: Speaking | null
  site: { id: string; name: string; phone: string | null; city: string; address: string } | null
  sender: Sender
  links: Links
  /** What it asks, where it may be asked now. */
  ask?: { link: string; survey: Omit<SurveyDraft, 'slug'> } | null
  /** What it weighs in their attention, in contacts. */
  weight: number
  /** What they must be told with it, for nobody has told them yet. */
  notice?: Notice | null
  /** For a voice drop: the advisor's own recording for this moment. */
  recording?: { id: string; words: string } | null
  /** What its words are written of, to see when that has changed. */
  writtenOf?: number
  /** epoch milliseconds */
  notBefore: number
  expiresAt: number | null
}

/** Where there is room to tell of a right. */
const TELLS: ReadonlySet<Gesture> = new Set(['email', 'sms', 'postcard'])

type Refused = { refused: Because }

/**
 * Writes the message of a moment for one customer, in their language where the playbook speaks it. Refused when the channel cannot reach
 * them. When the words name something this customer has not, the message is held for a person, as it stands: it never leaves with a hole.
 */
export function messageFor(asked: Asked): NewMessage | Refused {
  const { gesture, person, moment } = asked
  const reach = reachOf(asked)
  if ('refused' in reach) return reach
  const language = languageOf(moment, gesture, person.language)
  const said = wordsOf(asked, language)
  if ('refused' in said) return said
  const channel = gesture as CarriedChannel
  const unprinted = channel === 'postcard' && !said.held ? cardFault(said.body) : null
  if (unprinted) return { refused: unprinted }
  const body = channel === 'sms' && !said.held ? smsWith(said.body, language, asked) : said.body
  return {
    id: asked.id,
    touchId: asked.touchId,
    customerId: person.id,
    channel,
    purpose: moment.purpose,
    moment: moment.id,
    title: moment.title[language] ?? Object.values(moment.title)[0] ?? moment.id,
    staffId: asked.staff?.id ?? null,
    siteId: asked.site?.id ?? null,
    language,
    toAddress: reach.to,
    subject: said.subject,
    body,
    extra: {
      weight: asked.weight,
      core: moment.core,
      ...reach.extra,
      ...askedIn(asked, language),
      ...(asked.notice && TELLS.has(gesture) ? { notice: asked.notice } : {}),
      ...(asked.writtenOf === undefined ? {} : { writtenOf: asked.writtenOf }),
    },
    state: said.held ? 'doubt' : 'ready',
    notBefore: asked.notBefore,
    expiresAt: asked.expiresAt,
    because: said.held ?? [],
    segments: channel === 'sms' ? segmentsOf(body).segments : 1,
  }
}

const refuse = (code: string, values: Because['values'] = {}): Refused => ({ refused: say(code, values) })

/** A French number of 01–05 or 09 has no SMS; elsewhere the number itself does not say. */
export const takesSms = (e164: string): boolean => !/^\+33[1-589]/u.test(e164)

/** Their numbers that can still be reached by this channel: one may be dead, and the next one good. */
const living = ({ phones, deadNumbers }: LoopPerson, channel: 'sms' | 'voice-drop'): string[] =>
  phones.filter((each) => !deadNumbers.includes(`${channel} ${each}`))

/** Is this still an address of theirs, at which they can be reached? Which browsers are rung is looked at elsewhere. */
export function reachesThem(channel: CarriedChannel, to: string, person: LoopPerson): boolean {
  if (channel === 'email') return person.emails.includes(to)
  if (channel === 'sms' || channel === 'voice-drop') return living(person, channel).includes(to)
  if (channel !== 'postcard') return true
  const side = addressLines({ ...person, name: displayName(person) })
  return 'lines' in side && side.lines.join('\n') === to
}

/** Where it goes, and what of the channel goes with it. */
function reachOf({
  gesture,
  person,
  recording,
  staff,
  site,
  sender,
  moment,
}: Asked): { to: string; extra: Partial<Extra> } | Refused {
  if (person.blocked.includes(gesture)) return refuse('address-blocked', { channel: gesture })
  switch (gesture) {
    case 'email': {
      const to = person.emails[0]
      return to ? { to, extra: {} } : refuse('no-email')
    }
    case 'sms': {
      const to = living(person, 'sms').find(takesSms)
      if (!to && person.phones.some(takesSms)) return refuse('address-blocked', { channel: gesture })
      return to ? { to, extra: {} } : refuse('no-mobile')
    }
    case 'voice-drop': {
      const phones = living(person, 'voice-drop')
      const to = phones.find(takesSms) ?? phones[0]
      if (!to) return refuse('no-phone')
      // Only the voice of the person themselves; without one, another gesture is made.
      if (!recording) return refuse('no-recording', staff ? { name: staff.name } : {})
      const unsaid = moment.purpose === 'commercial' ? unsaidIn(recording.words, [sender.name, site?.name ?? '']) : null
      if (unsaid) return { refused: unsaid }
      return { to, extra: { recording: recording.id, callBack: staff?.phone ?? site?.phone ?? '' } }
    }
    case 'postcard': {
      if (!hasPostalAddress(person)) return refuse('no-postal-address')
      const side = addressLines({ ...person, name: displayName(person) })
      return 'fault' in side ? { refused: side.fault } : { to: side.lines.join('\n'), extra: { lines: side.lines } }
    }
    case 'push':
      // Which browsers these are is looked at again when it leaves: one may be gone by then, another have come.
      return person.devices.length > 0
        ? { to: [...new Set(person.devices.map((name) => name || 'Web Push'))].join(' · '), extra: {} }
        : refuse('no-device')
    default:
      return refuse('not-carried', { channel: gesture })
  }
}

const textsOf = ({ message, sms }: Moment, gesture: Gesture): Record<string, string> | undefined =>
  gesture === 'sms' ? (sms ?? message) : message

/**
 * The head of a message. On a locked screen anybody reads it: there it is the moment's own line, or the title it goes by on their page, and
 * never the subject of a letter, which may name them and what is theirs.
 */
const headOf = (moment: Moment, gesture: Gesture, language: string): string => {
  const title = moment.title[language] ?? ''
  if (gesture === 'push') return moment.push?.[language] ?? title
  return gesture === 'email' ? (moment.subject?.[language] ?? title) : ''
}

/** Their own language if the moment speaks it, else the first it has. */
const languageOf = (moment: Moment, gesture: Gesture, wanted: string): string => {
  const texts = textsOf(moment, gesture) ?? moment.title
  return texts[wanted] === undefined ? (Object.keys(texts)[0] ?? 'fr') : wanted
}

/** The question beside the words: an e-mail shows its scale. */
function askedIn({ ask }: Asked, language: string): Pick<Extra, 'ask'> {
  if (!ask) return {}
  const { survey, link } = ask
  const { min, max } = survey.scale
  const question = inLanguage(survey.question, language, survey)
  return { ask: { link, question, scale: { min, max }, ends: endsOf(survey, language) } }
}

type Said = { subject: string; body: string; held?: Because[] }

function wordsOf(asked: Asked, language: string): Said | Refused {
  const { moment, gesture, scene, staff, site, sender, links, ask, recording } = asked
  // What is said in a voice drop was said by a person already.
  if (gesture === 'voice-drop') return { subject: '', body: recording?.words ?? '' }
  const template = textsOf(moment, gesture)?.[language]
  if (!template) return refuse('no-words', { channel: gesture })
  const more = {
    language,
    moment,
    site,
    advisor: staff && { givenName: staff.name.split(' ')[0] ?? staff.name, ...staff },
    sender: { name: sender.name, address: sender.address },
    links: { page: links.page, stop: links.out },
    ask: ask ? { link: ask.link, question: inLanguage(ask.survey.question, language, ask.survey) } : null,
  }
  const subject = headOf(moment, gesture, language)
  const [body, head] = [renderWords(template, scene, more), renderWords(subject, scene, more)]
  const missing = [body, head].flatMap((part) => ('missing' in part ? part.missing : []))
  if (missing.length > 0)
    return { subject, body: template, held: [say('words-missing', { fields: missing.join(', ') })] }
  for (const part of [body, head])
    if ('fault' in part) return { subject, body: template, held: [say('words-fault', { text: part.fault })] }
  return { subject: 'text' in head ? head.text : '', body: 'text' in body ? body.text : '' }
}

/**
 * An SMS holds all of it (ELEC-3): the words, who speaks unless the words say so, the free way out, and the customer's page, unless the page
 * of a question leads there. What it holds already is not said twice: a person may have corrected it. It is written as telephones write, for one curly apostrophe would double its price.
 */
export function smsWith(
  words: string,
  language: string,
  { sender, links, ask, notice }: Pick<Asked, 'sender' | 'links' | 'notice'> & { ask?: { link: string } | null },
): string {
  const has = (text: string): boolean => words.includes(text) || words.includes(asTelephonesWrite(text))
  const told = notice && !has(notice.text) ? `\n${notice.text}` : ''
  const who = sender.name && !has(sender.name) && !told.includes(sender.name) ? `${sender.name}. ` : ''
  const out = has(stopWords(language, sender.stop)) ? '' : stopWords(language, sender.stop)
  const page = words.includes(links.page) || (ask && words.includes(ask.link)) ? '' : ` ${links.page}`
  const foot = `${who}${out}${page}`.trim()
  return asTelephonesWrite(`${words}${told}${foot && `\n${foot}`}`)
}

/** The plain text of an e-mail: the words, who speaks, and the ways out. */
export function emailText(
  words: string,
  language: string,
  sender: Pick<Sender, 'name' | 'address'>,
  links: Links,
  notice?: Notice,
): string {
  const foot = FOOT[spokenIn(language)]
  const who = [sender.name, sender.address].filter(Boolean).join(', ')
  return [
    words,
    '',
    '-- ',
    ...(who ? [who] : []),
    `${foot.pageText} ${links.page}`,
    `${foot.outText} ${links.out}`,
    ...(notice ? ['', notice.text] : []),
  ].join('\n')
}
