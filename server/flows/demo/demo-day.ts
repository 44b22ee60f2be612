import { say } from '../../../contract/because.ts'
import { isHuman } from '../../../contract/playbook.ts'
import type { CompiledPlaybook, Scene } from '../../moments/compiled.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import type { NewTouch } from '../../moments/touch.store.ts'
import { renderWords } from '../../moments/words.ts'
import type { NewTask } from '../../work/task.ts'
import { taskFor } from '../../work/write-task.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { DEMO_PLAYBOOK, type DemoContact } from './demo-loop.ts'
import type { DemoCustomer, DemoSite, DemoStaff } from './demo-town.ts'

const DAY = 86_400_000

/** A customer of the demo, as moments see them. */
export function demoPerson(customer: DemoCustomer): LoopPerson {
  const { asset } = customer
  return {
    id: customer.id,
    kind: customer.kind,
    title: customer.title,
    givenName: customer.givenName,
    familyName: customer.familyName,
    companyName: customer.companyName,
    addressAs: customer.addressAs,
    pronunciation: customer.pronunciation,
    formality: 'vous',
    language: customer.language,
    birthDate: null,
    street: customer.street,
    postcode: customer.postcode,
    city: customer.city,
    country: 'FR',
    siteId: customer.siteId,
    advisorId: customer.advisorId,
    deputyId: customer.deputyId,
    phones: [customer.phone],
    emails: [customer.email],
    devices: [],
    assets: [
      {
        id: asset.id,
        kind: 'vehicle',
        make: asset.make,
        model: asset.model,
        body: asset.body,
        year: asset.year,
        options: asset.options,
        warrantyUntil: asset.warrantyUntil,
        nextServiceOn: asset.nextServiceOn,
        boughtOn: asset.boughtOn,
        registeredOn: asset.boughtOn,
        controlUntil: null,
        boughtSiteId: customer.siteId,
        mileage: null,
        since: asset.boughtOn,
      },
    ],
    orders: [
      {
        id: saleOrderId(customer),
        kind: 'vehicle',
        title: `${asset.make} ${asset.model}`,
        state: 'delivered',
        promisedOn: null,
        amountCents: null,
        assetId: asset.id,
        siteId: customer.siteId,
        placedAt: customer.createdAt.getTime(),
      },
    ],
    openCase: false,
    deadNumbers: [],
    lastFromThem: null,
    firstSeen: customer.createdAt.getTime(),
    law: {
      capacity: 'consumer',
      country: 'FR',
      postcode: customer.postcode,
      zone: null,
      objectedAt: null,
      consents: [],
      contracts: [],
      sales: [],
      attempts: [],
    },
    attention: [],
    asked: [],
    rhythm: { perMonth: null, onlyMyAssets: false, channels: [] },
    blocked: [],
  }
}

const sceneOf = (person: LoopPerson, now: number): Scene => ({
  person,
  asset: person.assets[0] ?? null,
  order: person.orders[0] ?? null,
  fact: null,
  now,
})

const placeOf = (site: DemoSite | undefined) =>
  site ? { name: site.name, phone: site.phone, city: site.city, address: site.address } : null
const speaker = (person: DemoStaff | undefined) =>
  person
    ? {
        givenName: person.name.split(' ')[0] ?? person.name,
        name: person.name,
        phone: person.phone,
        email: person.email,
      }
    : null

/** The sale of the car they drive, and the order it was: known beforehand, so that what is done after it stands on it. */
export const saleOf = ({ history }: DemoCustomer) => history.find(({ what }) => what === 'sale')
export const saleOrderId = ({ asset }: DemoCustomer): string => asset.id

/** What each is asked to do today, in turn; two of them are for the afternoon or another day. */
const TODAY = [
  'first-weekend',
  'missed-call',
  'ten-days',
  'case-after',
  'two-years',
  'ten-days',
  'first-weekend',
  'missed-appointment',
] as const

export interface DemoDay {
  touches: NewTouch[]
  tasks: NewTask[]
}

/** The short list of each of the people who receive, in the very words of the playbook, for customers of theirs. */
export function demoDay(
  compiled: CompiledPlaybook,
  town: { customers: readonly DemoCustomer[]; sites: readonly DemoSite[]; staff: readonly DemoStaff[]; owner: string },
  now: Date,
  newId: () => string,
): DemoDay {
  const chance = chanceFrom(2028)
  const made: DemoDay = { touches: [], tasks: [] }
  const people = [
    ...town.staff.filter((one) => one.roles.some(({ role }) => role === 'sales-advisor' || role === 'service-advisor')),
    null,
  ]
  for (const person of people) {
    const theirs = town.customers.filter(
      (one) => one.kind === 'person' && one.advisorId === (person?.id ?? null) && saleOf(one),
    )
    const first = chance.below(40)
    for (const [n, moment] of TODAY.entries()) {
      const customer = theirs[(first + n * 7) % theirs.length]
      if (customer) add(made, compiled, town, { customer, moment, staff: person, n }, chance, now, newId)
    }
  }
  return made
}

function add(
  made: DemoDay,
  compiled: CompiledPlaybook,
  town: { sites: readonly DemoSite[]; owner: string },
  one: { customer: DemoCustomer; moment: string; staff: DemoStaff | null; n: number },
  chance: Chance,
  now: Date,
  newId: () => string,
): void {
  const { customer, staff, n } = one
  const found = compiled.moments.get(one.moment)
  const gesture = found?.moment.do.find(isHuman)
  if (!found || !gesture) return
  const { moment } = found
  const at = now.getTime()
  // Some have waited a day or two; the last two come later today, and tomorrow.
  const dueAt = n === 6 ? at + 2 * 3_600_000 : n === 7 ? at + DAY : at - chance.below(3) * DAY - 600_000
  const touch: NewTouch = {
    id: newId(),
    customerId: customer.id,
    moment: moment.id,
    occasion: `demo-day:${n}`,
    core: moment.core,
    priority: moment.priority,
    purpose: moment.purpose,
    factId: null,
    assetId: customer.asset.id,
    orderId: saleOrderId(customer),
    siteId: customer.siteId,
    dueAt,
    expiresAt: at + (3 + chance.below(9)) * DAY,
    playbookVersion: DEMO_PLAYBOOK,
    state: 'doing',
    gesture,
    staffId: staff?.id ?? town.owner,
    because: [say('is-advisor')],
    judged: null,
    arm: null,
  }
  const person = demoPerson(customer)
  made.touches.push(touch)
  made.tasks.push(
    taskFor({
      id: newId(),
      touchId: touch.id,
      touch,
      moment,
      gesture,
      scene: sceneOf(person, at),
      staff: { id: staff?.id ?? town.owner, locale: 'fr' },
      words: {
        site: placeOf(town.sites.find((site) => site.id === customer.siteId)),
        advisor: speaker(staff ?? undefined),
      },
      firstLanguage: 'fr',
      zone: 'Europe/Paris',
      because: [say(staff ? 'is-advisor' : 'no-advisor')],
      notBefore: dueAt,
    }),
  )
}

export interface DemoLetter {
  id: string
  touchId: string
  customerId: string
  channel: (typeof WRITTEN)[number]
  purpose: string
  moment: string
  title: string
  staffId: string | null
  siteId: string
  language: string
  to: string
  subject: string
  body: string
  at: Date
  delivered: boolean
}

const WRITTEN = ['email', 'sms', 'voice-drop', 'postcard'] as const
/** What an advisor said into their own telephone, as they noted it beside the recording. */
const SPOKEN = {
  fr: (name: string) =>
    `Bonjour, c’est ${name}. Je voulais vous remercier de vive voix, et vous souhaiter bonne route. Une question, un bruit : rappelez ce numéro, c’est moi qui décroche.`,
  en: (name: string) =>
    `Hello, this is ${name}. I wanted to thank you in person, and wish you safe travels. A question, a noise: call this number back, it is me who picks up.`,
}
/** The address side of a card. */
const sideOf = ({ title, givenName, familyName, companyName, street, postcode, city }: DemoCustomer): string =>
  [companyName || [title, givenName, familyName].filter(Boolean).join(' '), street, `${postcode} ${city}`].join('\n')

/** Messages that left of late, as they were written. */
export function demoLetters(
  compiled: CompiledPlaybook,
  town: { sites: readonly DemoSite[]; staff: readonly DemoStaff[] },
  customer: DemoCustomer,
  contacts: readonly DemoContact[],
  since: number,
  newId: () => string,
): DemoLetter[] {
  const person = demoPerson(customer)
  const language = customer.language === 'en' ? 'en' : 'fr'
  return contacts.flatMap(({ touch, at }): DemoLetter[] => {
    const moment = compiled.moments.get(touch.moment)?.moment
    const channel = WRITTEN.find((one) => one === touch.gesture)
    if (!moment || touch.state !== 'done' || at.getTime() < since || !channel) return []
    const advisor = town.staff.find((one) => one.id === customer.advisorId)
    // Only the voice of the person themselves.
    if (channel === 'voice-drop' && !advisor) return []
    const more = {
      language,
      moment,
      site: placeOf(town.sites.find((site) => site.id === customer.siteId)),
      advisor: speaker(advisor),
    }
    const write = (text: string | undefined): string => {
      const written = text ? renderWords(text, sceneOf(person, at.getTime()), more) : { text: '' }
      return 'text' in written ? written.text : ''
    }
    const body =
      channel === 'voice-drop'
        ? SPOKEN[language](advisor!.name)
        : write((channel === 'sms' ? moment.sms : moment.message)?.[language])
    if (!body) return []
    return [
      {
        id: newId(),
        touchId: touch.id,
        customerId: customer.id,
        channel,
        purpose: touch.purpose,
        moment: moment.id,
        title: moment.title[language] ?? moment.id,
        staffId: customer.advisorId,
        siteId: customer.siteId,
        language,
        to: channel === 'email' ? customer.email : channel === 'postcard' ? sideOf(customer) : customer.phone,
        subject: channel === 'email' ? write(moment.subject?.[language]) : '',
        body,
        at,
        delivered: at.getUTCMinutes() % 23 !== 0,
      },
    ]
  })
}
