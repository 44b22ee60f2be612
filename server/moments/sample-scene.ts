import type { Trigger } from '../../contract/playbook.ts'
import type { Scene } from './compiled.ts'
import type { MoreWords } from './word-fields.ts'

const NOW = Date.UTC(2026, 10, 26, 9)
const ASSET = '00000000-0000-7000-8000-000000000002'
const ORDER = '00000000-0000-7000-8000-000000000003'
const SITE = '00000000-0000-7000-8000-000000000004'

/** A customer of whom everything is known, at a moment of this kind: what is not there is never there. */
export function sampleScene(trigger: Trigger): Scene {
  const fitted = typeof trigger === 'object' && 'weather' in trigger ? (trigger.fitted ?? []) : []
  const asset = { ...SAMPLE_ASSET, options: [...SAMPLE_ASSET.options, ...fitted] }
  const person = { ...SAMPLE_PERSON, assets: [asset], orders: [SAMPLE_ORDER] }
  const fact = typeof trigger === 'string' ? { ...SAMPLE_FACT, kind: trigger } : null
  const ordered =
    fact !== null || (typeof trigger === 'object' && 'date' in trigger && /^(?:order|contract)\./u.test(trigger.date))
  return { person, asset, order: ordered ? SAMPLE_ORDER : null, fact, now: NOW }
}

export const sampleWords = (language: string, moment: MoreWords['moment']): MoreWords => ({
  language,
  ...(moment ? { moment } : {}),
  site: { name: 'Garage Martin', phone: '+33199005511', city: 'Colmar', address: '1 rue des Clefs, 68000 Colmar' },
  advisor: { givenName: 'Léa', name: 'Léa Roussel', phone: '+33199005512', email: 'lea@garage-martin.example' },
  sender: { name: 'Garage Martin', address: '1 rue des Clefs, 68000 Colmar' },
  links: {
    page: 'https://example.com/c/1',
    appointment: 'https://example.com/r/1',
    stop: 'https://example.com/s/1',
  },
  ...(moment?.ask ? { ask: SAMPLE_ASK[language === 'fr' ? 'fr' : 'en'] } : {}),
})

/** As long as a question's address is, so that an SMS is cut where it will be. */
const ASK_LINK = `https://example.com/a/${'x'.repeat(34)}`
const SAMPLE_ASK = {
  fr: { link: ASK_LINK, question: 'Recommanderiez-vous notre maison ?' },
  en: { link: ASK_LINK, question: 'Would you recommend us?' },
}

const SAMPLE_ASSET: NonNullable<Scene['asset']> = {
  id: ASSET,
  kind: 'vehicle',
  make: 'Peugeot',
  model: '208',
  body: 'hatchback',
  year: 2024,
  options: ['caméra de recul'],
  warrantyUntil: '2027-03-14',
  nextServiceOn: '2027-01-11',
  boughtOn: '2024-03-14',
  registeredOn: null,
  controlUntil: null,
  boughtSiteId: SITE,
  mileage: 31_000,
  since: '2024-03-14',
}
const SAMPLE_ORDER: NonNullable<Scene['order']> = {
  id: ORDER,
  kind: 'vehicle',
  title: 'Peugeot 3008',
  state: 'placed',
  promisedOn: '2026-12-11',
  amountCents: 3_549_000,
  assetId: ASSET,
  siteId: SITE,
  placedAt: NOW - 30 * 86_400_000,
}
const SAMPLE_FACT: NonNullable<Scene['fact']> = {
  id: '00000000-0000-7000-8000-000000000005',
  customerId: '00000000-0000-7000-8000-000000000001',
  kind: 'order.placed',
  at: NOW - 86_400_000,
  assetId: ASSET,
  orderId: ORDER,
  siteId: SITE,
  staffId: null,
  data: {},
  causedBy: [],
}
const SAMPLE_PERSON: Scene['person'] = {
  id: SAMPLE_FACT.customerId,
  kind: 'person',
  title: 'Mme',
  givenName: 'Anne',
  familyName: 'Cieille',
  companyName: 'Menuiserie Cieille',
  addressAs: 'Madame Cieille',
  pronunciation: 'si-èye',
  formality: 'tu',
  language: 'fr',
  birthDate: '1984-02-29',
  street: '3 rue du Chasseur',
  postcode: '68000',
  city: 'Colmar',
  country: 'FR',
  siteId: SITE,
  advisorId: '00000000-0000-7000-8000-000000000006',
  deputyId: null,
  phones: ['+33639980011'],
  emails: ['anne@example.com'],
  devices: ['Chrome, Android'],
  assets: [],
  orders: [],
  openCase: false,
  deadNumbers: [],
  lastFromThem: NOW - 40 * 86_400_000,
  firstSeen: NOW - 900 * 86_400_000,
  law: {
    capacity: 'consumer',
    country: 'FR',
    postcode: '68000',
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
