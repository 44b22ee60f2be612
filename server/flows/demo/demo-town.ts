import type { Hours, Service, Site } from '../../../contract/network.ts'
import type { Role } from '../../../contract/rights.ts'
import type { Chance } from './chance.ts'
import { plateOfYear } from './chance.ts'
import { bookingTimes, workingHour } from './demo-hours.ts'
import { CARS, CITIES, COLOURS, FIRST, LAST, SAID, STREETS, SURVEYS, SURVEYS_ILL, WOMEN } from './demo-words.ts'
import type { DemoWritten } from './demo-written.ts'

export interface DemoSite {
  id: string
  brand: string
  name: string
  city: string
  postcode: string
  address: string
  phone: string
  services: Service[]
  greetWithinS: number
}
export interface DemoStaff {
  id: string
  name: string
  email: string
  phone: string
  roles: { role: Role; siteId: string | null }[]
  skills: Service[]
  languages: string[]
  duty: { state: 'on' | 'away'; deputyId: string | null }
}
const WEEK = [
  ['08:00', '12:30'],
  ['13:30', '19:00'],
] as [string, string][]
export const DEMO_HOURS: Site['hours'] = {
  mon: WEEK,
  tue: WEEK,
  wed: WEEK,
  thu: WEEK,
  fri: WEEK,
  sat: [['09:00', '18:00']],
}

/** Three dealerships and a garage. */
export function demoSites(chance: Chance): DemoSite[] {
  const full: Service[] = ['reception', 'sales', 'service', 'bodywork', 'tyres', 'parts', 'delivery', 'rental']
  return [
    {
      brand: 'Renault',
      name: 'Versailles Chantiers',
      city: 'Versailles',
      postcode: '78000',
      address: '12 rue des Chantiers',
      services: full,
      greetWithinS: 90,
    },
    {
      brand: 'Peugeot',
      name: 'Rueil',
      city: 'Rueil-Malmaison',
      postcode: '92500',
      address: '140 avenue Paul Doumer',
      services: full,
      greetWithinS: 90,
    },
    {
      brand: 'Dacia',
      name: 'Vélizy',
      city: 'Vélizy',
      postcode: '78140',
      address: '5 avenue de l’Europe',
      services: full,
      greetWithinS: 120,
    },
    {
      brand: 'Okaeri Services',
      name: 'Garage du Marché',
      city: 'Saint-Germain-en-Laye',
      postcode: '78100',
      address: '3 place du Marché',
      services: ['reception', 'service', 'tyres', 'parts'] as Service[],
      greetWithinS: 120,
    },
  ].map((site, n) => ({ id: chance.id(), phone: `+33199000${String(100 + n)}`, ...site }))
}

const TEAM: { role: Role; skills: Service[] }[] = [
  { role: 'site-manager', skills: ['sales', 'service'] },
  { role: 'reception', skills: ['reception'] },
  { role: 'sales-advisor', skills: ['sales', 'delivery'] },
  { role: 'sales-advisor', skills: ['sales', 'delivery', 'rental'] },
  { role: 'service-advisor', skills: ['service', 'tyres'] },
  { role: 'service-advisor', skills: ['service', 'bodywork', 'parts'] },
  { role: 'workshop', skills: ['service'] },
]

/** A team for each site; one service advisor is away, with a deputy. */
export function demoStaff(chance: Chance, sites: readonly DemoSite[]): DemoStaff[] {
  let n = 0
  return sites.flatMap((site) => {
    const team = TEAM.filter((post) => site.services.length > 4 || post.role !== 'sales-advisor').map(
      (post): DemoStaff => {
        const name = `${FIRST[(n * 7 + 2) % FIRST.length]} ${LAST[(n * 11 + 5) % LAST.length]}`
        n++
        return {
          id: chance.id(),
          name,
          email: `${plain(name)}@example.org`,
          phone: `+336399800${String(n).padStart(2, '0')}`,
          roles: [{ role: post.role, siteId: site.id }],
          skills: post.skills,
          languages: ['fr', ...(chance.one(0.5) ? ['en'] : []), ...(chance.one(0.2) ? ['pt'] : [])],
          duty: { state: 'on', deputyId: null },
        }
      },
    )
    const [first, second] = team.filter((person) => person.roles[0]?.role === 'service-advisor')
    if (first && second) first.duty = { state: 'away', deputyId: second.id }
    return team
  })
}

export const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/gu, '.')

export interface DemoCustomer {
  id: string
  kind: 'person' | 'company'
  title: string
  givenName: string
  familyName: string
  companyName: string
  pronunciation: string
  addressAs: string
  language: string
  advisorId: string | null
  deputyId: string | null
  siteId: string
  street: string
  postcode: string
  city: string
  phone: string
  email: string
  asset: DemoAsset
  history: DemoFact[]
  createdAt: Date
}
export interface DemoAsset {
  id: string
  make: string
  model: string
  body: string
  colour: string
  year: number
  plate: string
  options: string[]
  keyRef: string
  nextServiceOn: string
  warrantyUntil: string
  boughtOn: string
}
export type DemoFact =
  | { what: 'visit'; at: Date; waitedS: number; reason: string }
  | { what: 'survey'; at: Date; score: number; text: string }
  | { what: 'sale'; at: Date; number: string }
  | { what: 'case'; at: Date; text: string; closed: boolean }
  | { what: 'hint'; at: Date; hint: 'say' | 'mind'; text: string }
  | { what: 'repair'; at: Date; number: string; title: string; state: 'in-progress' | 'ready' | 'delivered' }

/** All of the town keeps one clock. */
export const DEMO_ZONE = 'Europe/Paris'
const DAY = 86_400_000
export const iso = (date: Date) => date.toISOString().slice(0, 10)

/** What happened to them since they bought: visits with what they said of them, a case, what is worth knowing, a repair under way. */
function demoPast(chance: Chance, n: number, bought: Date, now: Date, written: DemoWritten): DemoFact[] {
  /** Some day before today, while the doors were open. */
  const within = (days: number) =>
    workingHour(new Date(now.getTime() - DAY - chance.next() * (days - 1) * DAY), DEMO_ZONE)
  const history: DemoFact[] = [{ what: 'sale', at: bought, number: `V${10_000 + n}` }]
  for (let i = chance.below(4); i > 0; i--) {
    const at = workingHour(
      new Date(bought.getTime() + chance.next() * (now.getTime() - DAY - bought.getTime())),
      DEMO_ZONE,
    )
    const reason = chance.pick(written.reasons)
    history.push({ what: 'visit', at, waitedS: demoWait(chance), reason })
    history.push({ what: 'repair', at, number: `R${10_000 + n}-${i}`, title: reason, state: 'delivered' })
    if (chance.one(0.4)) {
      const score = chance.one(0.15) ? 3 + chance.below(4) : 7 + chance.below(4)
      history.push({
        what: 'survey',
        at: new Date(Math.min(at.getTime() + 3 * DAY, now.getTime() - DAY / 2)),
        score,
        text: chance.pick(score < 7 ? SURVEYS_ILL : SURVEYS),
      })
    }
  }
  if (chance.one(0.03))
    history.push({
      what: 'case',
      at: within(20),
      text: chance.pick(written.cases),
      closed: chance.one(0.5),
    })
  if (chance.one(0.15))
    history.push({
      what: 'hint',
      at: within(60),
      hint: 'say',
      text: chance.pick(written.say),
    })
  if (chance.one(0.08))
    history.push({
      what: 'hint',
      at: within(60),
      hint: 'mind',
      text: chance.pick(written.mind),
    })
  if (chance.one(0.015))
    history.push({
      what: 'repair',
      at: within(2),
      number: `R${50_000 + n}`,
      title: chance.pick(written.reasons),
      state: chance.one(0.6) ? 'ready' : 'in-progress',
    })
  return history.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** One customer with two years behind them. `n` makes phone numbers and orders unique. */
export function demoCustomer(
  chance: Chance,
  n: number,
  sites: readonly DemoSite[],
  staff: readonly DemoStaff[],
  now: Date,
  written: DemoWritten,
): DemoCustomer {
  const site = chance.pick(sites)
  const company = chance.one(0.04)
  const givenName = chance.pick(FIRST)
  const familyName = chance.pick(LAST)
  const advisors = staff.filter((person) =>
    person.roles.some((r) => r.siteId === site.id && (r.role === 'sales-advisor' || r.role === 'service-advisor')),
  )
  const advisor = chance.one(0.85) ? chance.pick(advisors) : undefined
  const deputy = advisor && chance.one(0.6) ? chance.pick(advisors.filter((person) => person !== advisor)) : undefined
  const [postcode, city] = chance.pick(CITIES)
  const bought = workingHour(new Date(now.getTime() - DAY - chance.next() * 729 * DAY), DEMO_ZONE)
  const [make, model, body] = chance.pick(CARS)
  const woman = WOMEN.has(givenName)
  const title = company ? '' : woman ? 'Mme' : 'M.'
  const history = demoPast(chance, n, bought, now, written)
  return {
    id: chance.id(),
    kind: company ? 'company' : 'person',
    title,
    givenName: company ? '' : givenName,
    familyName: company ? '' : familyName,
    companyName: company ? `${familyName} ${chance.pick(['& Fils', 'Transports', 'Conseil', 'Paysages'])}` : '',
    pronunciation: company ? '' : SAID[familyName] ? `${givenName} ${SAID[familyName]}` : '',
    addressAs:
      company || chance.one(0.8) ? '' : chance.one(0.3) ? givenName : `${woman ? 'Madame' : 'Monsieur'} ${familyName}`,
    language: chance.one(0.05) ? 'en' : chance.one(0.03) ? 'pt' : 'fr',
    advisorId: advisor?.id ?? null,
    deputyId: deputy?.id ?? null,
    siteId: site.id,
    street: `${1 + chance.below(90)} ${chance.pick(STREETS)}`,
    postcode,
    city,
    // Far apart for neighbours in the list: namesakes whose numbers differ by one digit would look like one person mistyped.
    phone: `+33639${String(980_100 + ((n * 1787) % 9_890)).padStart(6, '0')}`,
    // A domain that cannot exist; example.org itself is taken for an address typed to fill a field.
    email: `${demoMailbox(givenName, familyName, n)}@courriel.example`,
    asset: {
      id: chance.id(),
      make,
      model,
      body,
      colour: chance.pick(COLOURS),
      year: bought.getUTCFullYear(),
      plate: plateOfYear(chance, n, bought),
      options: written.options.filter(() => chance.one(0.25)),
      keyRef: `K${1000 + chance.below(9000)}`,
      nextServiceOn: iso(new Date(bought.getTime() + 365 * DAY * (1 + chance.below(2)))),
      warrantyUntil: iso(new Date(bought.getTime() + 2 * 365 * DAY)),
      boughtOn: iso(bought),
    },
    history,
    createdAt: bought,
  }
}

/** As people make theirs: whole names, an initial, the family name first, and a number. */
const demoMailbox = (givenName: string, familyName: string, n: number): string => {
  const shapes = [`${givenName} ${familyName}`, `${givenName.slice(0, 1)}${familyName}`, `${familyName} ${givenName}`]
  return `${plain(shapes[n % 3] ?? familyName)}${(n * 7919) % 9973}`
}

export interface DemoAppointment {
  id: string
  customerId: string
  assetId: string
  siteId: string
  service: Service
  at: Date
  reason: string
}

/** Appointments of the day around now, every few minutes while a site is open, for customers of that site. */
export function demoAppointments(
  chance: Chance,
  customers: readonly DemoCustomer[],
  sites: readonly DemoSite[],
  day: { now: Date; hours: Hours; written: DemoWritten },
): DemoAppointment[] {
  const span = { from: new Date(day.now.getTime() - 120 * 60_000), until: new Date(day.now.getTime() + 480 * 60_000) }
  return sites.flatMap((site) => {
    const theirs = customers.filter((customer) => customer.siteId === site.id)
    const chosen = new Set<DemoCustomer>()
    return bookingTimes(chance, { hours: day.hours, zone: DEMO_ZONE }, span).flatMap((at): DemoAppointment[] => {
      const customer = chance.pick(theirs)
      if (chosen.has(customer)) return []
      chosen.add(customer)
      const sales = site.services.includes('sales') && chance.one(0.2)
      return [
        {
          id: chance.id(),
          customerId: customer.id,
          assetId: customer.asset.id,
          siteId: site.id,
          service: sales ? 'sales' : 'service',
          at,
          reason: sales ? day.written.testDrive : chance.pick(day.written.reasons),
        },
      ]
    })
  })
}

/** Eighty seconds, more or less; one visit in twenty found everybody busy, and waited twenty minutes and more. */
const demoWait = (chance: Chance): number => {
  const usual = Math.exp(chance.normal(4.4, 0.8))
  return Math.round(usual < BUSY_S ? usual : Math.min(usual * 4, 45 * 60))
}
const BUSY_S = 300
