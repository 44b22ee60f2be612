import type { Moment } from '../../contract/playbook.ts'
import { displayName } from '../customers/name.ts'
import { displayPhone } from '../customers/phone.ts'
import type { Scene } from './compiled.ts'
import type { LoopPerson } from './loop-person.ts'
import { sayDay, sayList } from './say-day.ts'
import { isFitted } from './scene-values.ts'

/** What words may name besides the scene: who speaks, from where, and what the links open. */
export interface MoreWords {
  language: string
  site?: { name: string; phone?: string | null; city?: string | null; address?: string | null } | null
  advisor?: { givenName: string; name: string; phone?: string | null; email?: string | null } | null
  /** Who speaks, as the law wants it said. */
  sender?: { name: string; address: string } | null
  /** `page`, `appointment`, `stop`: where each leads. */
  links?: Record<string, string>
  /** The question this moment asks, where it may be asked now. */
  ask?: { link: string; question: string } | null
  /** Its words may tell which of the options it looks for are fitted. */
  moment?: Pick<Moment, 'on' | 'ask'>
}

type Fields = Record<string, Record<string, unknown>>

/** Every name a text may hold, by owner: offered in the editor, and all there is. `fact.data` holds what the teller put there. */
export const WORD_FIELDS = {
  customer: ['name', 'dear', 'title', 'givenName', 'familyName', 'company', 'city', 'tu'],
  asset: [
    'name',
    'make',
    'model',
    'options',
    'fitted',
    'warrantyUntil',
    'nextServiceOn',
    'boughtOn',
    'registeredOn',
    'controlUntil',
    'years',
  ],
  order: ['title', 'kind', 'promisedOn', 'amount'],
  fact: ['data', 'on'],
  site: ['name', 'phone', 'city', 'address'],
  advisor: ['name', 'givenName', 'phone', 'email'],
  sender: ['name', 'address'],
  links: ['page', 'appointment', 'stop'],
  ask: ['link', 'question'],
} as const

/** An empty value is left out, so that naming it tells it is missing. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name in values) {
    const value = values[name]
    if (value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0))
      kept[name] = value
  }
  return kept
}

/** The values of a scene under the names of `WORD_FIELDS`, in the language of the words. */
export function wordFields(scene: Scene, more: MoreWords): Fields {
  const { language } = more
  return {
    customer: filled(customerFields(scene.person, language)),
    asset: filled(assetFields(scene, more)),
    order: filled(orderFields(scene, language)),
    fact: filled(factFields(scene, language)),
    site: filled({ ...more.site, phone: phoneIn(scene, more.site?.phone) }),
    advisor: filled({ ...more.advisor, phone: phoneIn(scene, more.advisor?.phone) }),
    sender: filled({ ...more.sender }),
    links: filled({ ...more.links }),
    ask: filled({ ...more.ask }),
  }
}

/** A number as it is read where they live, not as machines write it. */
const phoneIn = ({ person }: Scene, number: string | null | undefined): string =>
  number ? displayPhone(number, person.country || 'FR') : ''

const SPELT: Record<string, Record<string, string>> = {
  fr: {
    m: 'Monsieur',
    mr: 'Monsieur',
    mme: 'Madame',
    mrs: 'Madame',
    ms: 'Madame',
    mlle: 'Madame',
    dr: 'Docteur',
    me: 'Maître',
  },
  en: { m: 'Mr', mme: 'Mrs', mlle: 'Ms', dr: 'Dr' },
}
const spelt = (title: string, language: string): string =>
  SPELT[language]?.[title.toLowerCase().replace('.', '')] ?? title

/**
 * `name`: as they say it, else with their title, else whole. `dear`: what a letter begins with: « Madame Martin », a given name
 * when they are on first-name terms, a company's contact by the company's name.
 */
function customerFields(person: LoopPerson, language: string): Record<string, unknown> {
  const title = spelt(person.title, language)
  const formal = title && person.familyName ? `${title} ${person.familyName}` : ''
  const name = person.addressAs || formal || displayName(person)
  const tu = person.formality === 'tu'
  return {
    name,
    dear: tu ? person.givenName || name : name,
    title,
    givenName: person.givenName,
    familyName: person.familyName,
    company: person.companyName,
    city: person.city,
    tu: tu || null,
  }
}

function assetFields({ asset, now }: Scene, { language, moment }: MoreWords): Record<string, unknown> {
  if (!asset) return {}
  const looked = moment && typeof moment.on === 'object' && 'weather' in moment.on ? moment.on.fitted : undefined
  const years = asset.boughtOn ? Math.floor((now / 86_400_000 - Date.parse(asset.boughtOn) / 86_400_000) / 365.2425) : 0
  return {
    name: `${asset.make} ${asset.model}`.trim(),
    make: asset.make,
    model: asset.model,
    options: [...asset.options],
    fitted: looked
      ? sayList(
          looked.filter((each) => isFitted(asset, each)),
          language,
        )
      : '',
    warrantyUntil: asset.warrantyUntil && sayDay(asset.warrantyUntil, language, true),
    nextServiceOn: asset.nextServiceOn && sayDay(asset.nextServiceOn, language),
    boughtOn: asset.boughtOn && sayDay(asset.boughtOn, language, true),
    registeredOn: asset.registeredOn && sayDay(asset.registeredOn, language, true),
    controlUntil: asset.controlUntil && sayDay(asset.controlUntil, language, true),
    years: years > 0 ? years : null,
  }
}

function orderFields({ order }: Scene, language: string): Record<string, unknown> {
  if (!order) return {}
  return {
    title: order.title,
    kind: order.kind,
    promisedOn: order.promisedOn && sayDay(order.promisedOn, language),
    amount: order.amountCents === null ? null : order.amountCents / 100,
  }
}

function factFields({ fact }: Scene, language: string): Record<string, unknown> {
  if (!fact) return {}
  return { data: filled(fact.data), on: sayDay(new Date(fact.at).toISOString().slice(0, 10), language) }
}
