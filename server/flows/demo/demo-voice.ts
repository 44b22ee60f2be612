import type { Reading } from '../../../contract/reading.ts'
import { type Band, bandOf, type Metric, SCALE_OF, type Scale } from '../../../contract/surveys.ts'
import type { Reader } from '../../feedback/reading.ts'
import { fold } from '../../plain/fold.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { ASIDES_EN, asidesFor } from './demo-asides.ts'
import { sendingHour, wakingHour } from './demo-hours.ts'
import { type Mood, type Occasion, SAID, SAID_EN } from './demo-said.ts'
import { DEMO_ZONE, type DemoCustomer, type DemoFact, type DemoSite, type DemoStaff } from './demo-town.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

/** An answer of the two years behind, with its words as they are read. */
export interface DemoAnswer {
  id: string
  survey: string | null
  customerId: string | null
  siteId: string
  staffId: string | null
  assetId: string | null
  moment: string | null
  service: string | null
  channel: string
  language: string
  metric: Metric
  scale: Scale
  score: number
  band: Band
  quote: 'named' | 'unnamed' | null
  at: Date
  text: string
  reading: Reading | null
  /** The QR or the tablet it was given at. */
  doorId?: string
  /** It stands on their timeline already. */
  told: boolean
}

interface Asked {
  occasion: Occasion
  survey: string
  metric: Metric
  moment: string | null
  service: string
  /** How often it is answered. */
  answers: number
}
const DELIVERY: Asked = {
  occasion: 'delivery',
  survey: 'after-delivery',
  metric: 'nps',
  moment: 'delivered-thanks',
  service: 'sales',
  answers: 0.34,
}
const WORKSHOP: Asked = {
  occasion: 'workshop',
  survey: 'after-service',
  metric: 'csat',
  moment: 'after-service',
  service: 'service',
  answers: 0.42,
}
const CALL: Asked = {
  occasion: 'call',
  survey: 'after-call',
  metric: 'ces',
  moment: null,
  service: 'reception',
  answers: 0.06,
}

/** For the last weeks of this place reception is short of hands: its workshop’s customers wait, and say so. */
const SHORT_OF_HANDS_DAYS = 75

interface Town {
  sites: readonly DemoSite[]
  staff: readonly DemoStaff[]
  reader: Reader
  now: Date
  newId: () => string
}

/** Who was asked by a letter and said nothing: without them no rate of response would be true. */
export interface DemoSilent {
  survey: string
  customerId: string
  siteId: string
  staffId: string | null
  assetId: string
  moment: string | null
  service: string
  at: Date
  /** When they opened it all the same. */
  openedAt: Date | null
}

/** One in three looks at what is asked, in the evening or the day after, and leaves it at that. */
function readAt(at: Date, chance: Chance, now: Date): Date | null {
  const opened = wakingHour(new Date(at.getTime() + (9 + chance.next() * 30) * HOUR), DEMO_ZONE)
  return chance.one(1 / 3) && opened < now ? opened : null
}

/** What one customer answered, and what they left unanswered, drawn from what happened to them; their own stream of chance. */
export function demoAnswers(
  customer: DemoCustomer,
  n: number,
  town: Town,
): { answers: DemoAnswer[]; silent: DemoSilent[] } {
  const chance = chanceFrom(13_000 + n)
  const answers: DemoAnswer[] = []
  const silent: DemoSilent[] = []
  for (const fact of customer.history) {
    if (fact.what === 'survey') answers.push(fromFact(customer, fact, town))
    const asked = askedOf(fact, chance)
    if (!asked) continue
    const at = sendingHour(new Date(fact.at.getTime() + DAY), DEMO_ZONE)
    if (chance.one(asked.answers)) answers.push(answerTo(asked, customer, fact.at, chance, town))
    else if (asked !== CALL && at < town.now)
      silent.push({
        survey: asked.survey,
        customerId: customer.id,
        siteId: customer.siteId,
        staffId: customer.advisorId,
        assetId: customer.asset.id,
        moment: asked.moment,
        service: asked.service,
        at,
        openedAt: readAt(at, chance, town.now),
      })
  }
  return { answers, silent }
}

const askedOf = (fact: DemoFact, chance: Chance): Asked | null => {
  if (fact.what === 'sale') return DELIVERY
  if (fact.what === 'repair' && fact.state === 'delivered') return WORKSHOP
  return fact.what === 'visit' && chance.one(0.2) ? CALL : null
}

/** Of a place: how its people do, and whether it is short of hands then. */
function moodOf(siteId: string, at: Date, chance: Chance, { sites, now }: Town): { mood: Mood; short: boolean } {
  const place = sites.findIndex(({ id }) => id === siteId)
  const short = place === 1 && now.getTime() - at.getTime() < SHORT_OF_HANDS_DAYS * DAY
  const unhappy = short ? 0.34 : [0.1, 0.13, 0.17, 0.12][place % 4]!
  const drawn = chance.next()
  return { mood: drawn < unhappy ? 'unhappy' : drawn < unhappy + 0.22 ? 'between' : 'happy', short }
}

function scoreFor(mood: Mood, metric: Metric, chance: Chance): number {
  const scale = SCALE_OF[metric]
  const scores = Array.from({ length: scale.max - scale.min + 1 }, (_, step) => scale.min + step)
  const those = scores.filter((score) => bandOf(metric, scale, score) === mood)
  // The better end of each band is the likelier one.
  return those[Math.min(those.length - 1, Math.floor(Math.sqrt(chance.next()) * those.length))] ?? scale.max
}

/** What nobody said before these last weeks: one in nine says it. */
const NEWS = 'La borne de recharge du parking n’a pas voulu de ma {model}.'
const isNew = (at: Date, now: Date): boolean =>
  now.getTime() - at.getTime() < 29 * DAY && Math.floor(at.getTime() / 60_000) % 9 === 0

/** Who is glad says yes more readily; of the others a third do, and most without their name. */
function quoteOf(mood: Mood, chance: Chance): DemoAnswer['quote'] {
  if (mood === 'happy') return chance.one(0.5) ? 'named' : chance.one(0.5) ? 'unnamed' : null
  return chance.one(0.35) ? (chance.one(0.25) ? 'named' : 'unnamed') : null
}

/** Four in five who write a sentence write a second one; who writes a word leaves it at that. */
const addsTo = (first: string, asides: readonly string[], chance: Chance): string =>
  first.length > 24 && chance.one(0.8) ? `${first} ${chance.pick(asides)}` : first

/** Thumbs: some begin small and end without a full stop. */
function asTyped(text: string, chance: Chance): string {
  if (text === '' || !chance.one(0.14)) return text
  const small = /^[A-ZÀ-Ý][a-zà-ÿ’]/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text
  return small.replace(/\.$/u, '')
}

function answerTo(asked: Asked, customer: DemoCustomer, after: Date, chance: Chance, town: Town): DemoAnswer {
  const at = wakingHour(
    new Date(
      Math.min(after.getTime() + (1.5 + chance.next() * 4.5) * DAY, town.now.getTime() - chance.next() * 20 * HOUR),
    ),
    DEMO_ZONE,
  )
  const { mood, short } = moodOf(customer.siteId, at, chance, town)
  const english = customer.language === 'en'
  const said = english ? SAID_EN[mood] : SAID[asked.occasion][mood]
  const waits = said.filter((text) => /attent|attend|comptoir/u.test(text))
  const first = chance.one(0.58) ? chance.pick(short && mood !== 'happy' && waits.length > 0 ? waits : said) : ''
  const words = first && addsTo(first, english ? ASIDES_EN[mood] : asidesFor(asked.occasion, mood), chance)
  const whole = words && !english && isNew(at, town.now) ? `${words} ${NEWS}` : words
  const text = asTyped(filled(whole, customer, town, english ? 'your colleague' : 'votre collègue'), chance)
  return {
    id: town.newId(),
    survey: asked.survey,
    customerId: customer.id,
    siteId: customer.siteId,
    staffId: customer.advisorId,
    assetId: customer.asset.id,
    moment: asked.moment,
    service: asked.service,
    channel: chance.one(0.6) ? 'email' : chance.one(0.6) ? 'sms' : 'push',
    language: english ? 'en' : 'fr',
    ...scored(asked.metric, scoreFor(mood, asked.metric, chance)),
    quote: text ? quoteOf(mood, chance) : null,
    at,
    text,
    reading: text ? read(text, town, english ? 'en' : 'fr') : null,
    told: false,
  }
}

/** What the history tells of already, as the answer it was. */
const fromFact = (customer: DemoCustomer, fact: Extract<DemoFact, { what: 'survey' }>, town: Town): DemoAnswer => ({
  id: town.newId(),
  survey: null,
  customerId: customer.id,
  siteId: customer.siteId,
  staffId: customer.advisorId,
  assetId: customer.asset.id,
  moment: WORKSHOP.moment,
  service: WORKSHOP.service,
  channel: 'email',
  language: 'fr',
  ...scored('nps', fact.score),
  quote: null,
  at: fact.at,
  text: fact.text,
  reading: read(fact.text, town, 'fr'),
  told: true,
})

const scored = (metric: Metric, score: number) => {
  const scale = SCALE_OF[metric]
  return { metric, scale, score, band: bandOf(metric, scale, score) }
}

const read = (text: string, { reader, staff }: Town, language: string): Reading =>
  reader.read(text, {
    language,
    staff: new Set(staff.flatMap(({ name }) => fold(name).split(' ')).filter((name) => name.length > 2)),
  })

/** « de Claire », « d’Antoine »; nobody in charge is a colleague, in the language of the words. */
const filled = (text: string, customer: DemoCustomer, { staff }: Town, colleague = 'votre collègue'): string => {
  const who = staff.find(({ id }) => id === customer.advisorId)?.name.split(' ')[0] ?? colleague
  const elided = /^[aeiouyhàâéèêîô]/iu.test(who) ? `d’${who}` : `de ${who}`
  return text.replaceAll('de {who}', elided).replaceAll('{who}', who).replaceAll('{model}', customer.asset.model)
}

/** Somewhere in the hours a place is open, Monday to Saturday: nobody stands before its tablet at night. */
function opened(day: Date, share: number): Date {
  const at = new Date(day)
  at.setUTCHours(8, Math.floor(share * 9 * 60), 0, 0)
  return at.getUTCDay() === 0 ? new Date(at.getTime() - DAY) : at
}

/** A QR or a tablet of a place. */
export interface DemoDoor {
  id: string
  siteId: string
  kind: 'qr' | 'tablet'
  service: string | null
}

/** So many come by each door in two years: a tablet in the lounge is answered more readily than a card on a counter. */
const AT_DOOR: Record<DemoDoor['kind'], number> = { qr: 130, tablet: 260 }

/** What people nobody knows said at the doors of each place, a few a week. */
export function demoAtDoors(town: Town, doors: readonly DemoDoor[]): DemoAnswer[] {
  return doors.flatMap((door, n) => {
    const chance = chanceFrom(17_000 + n)
    return Array.from({ length: AT_DOOR[door.kind] }, (): DemoAnswer => {
      const at = opened(new Date(town.now.getTime() - Math.floor(chance.next() * 700 * DAY) - DAY), chance.next())
      const { mood } = moodOf(door.siteId, at, chance, town)
      const first = chance.one(0.5) ? chance.pick(SAID.counter[mood]) : ''
      const adds = first.length > 14 && chance.one(0.4) ? ` ${chance.pick(asidesFor('counter', mood))}` : ''
      const text = asTyped(`${first}${adds && !/[.!?]$/u.test(first) ? '.' : ''}${adds}`, chance)
      return {
        id: town.newId(),
        survey: WORKSHOP.survey,
        customerId: null,
        siteId: door.siteId,
        staffId: null,
        assetId: null,
        moment: null,
        service: door.service,
        channel: door.kind,
        doorId: door.id,
        language: 'fr',
        ...scored('csat', scoreFor(mood, 'csat', chance)),
        quote: null,
        at,
        text,
        reading: text ? read(text, town, 'fr') : null,
        told: false,
      }
    })
  })
}
