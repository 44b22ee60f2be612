import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GESTURES, isHuman, type Playbook } from '../../contract/playbook.ts'
import { STARTERS } from '../feedback/starters.ts'
import { compilePlaybook } from './compile.ts'
import { offerIn } from './offer-words.ts'
import { readPlaybook } from './read-playbook.ts'
import { sampleScene, sampleWords } from './sample-scene.ts'
import { renderWords } from './words.ts'
import { TEXTS } from './words-faults.ts'

const SHIPPED = ['dealership', 'garage', 'shop']
const shipped = (name: string): Playbook => {
  const read = readPlaybook(readFileSync(new URL(`../../playbooks/${name}.yaml`, import.meta.url)))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.playbook
}

describe.each(SHIPPED)('the playbook that ships for a %s', (name) => {
  const playbook = shipped(name)
  it('compiles, in French and English', () => {
    expect(compilePlaybook(playbook, 1).moments.size).toBe(playbook.moments.length)
    expect(playbook.languages).toEqual(['fr', 'en'])
  })
  it('says the figure imposed on every channel it speaks by', () => {
    expect(Object.keys(playbook.registers).sort()).toEqual([
      'after-sales',
      'phone',
      'shop',
      'social',
      'web',
      'web-shop',
    ])
  })
  it('says whole words to a customer of whom only the necessary is known', () => {
    for (const moment of playbook.moments) {
      const scene = sampleScene(moment.on)
      for (const key of TEXTS)
        for (const [language, text] of Object.entries(moment[key] ?? {})) {
          // An advisor who left and a site without a telephone are no reason for silence.
          const words = { ...sampleWords(language, moment), advisor: null, site: { name: 'Garage Martin' } }
          const fitted = typeof moment.on === 'object' && 'weather' in moment.on ? (moment.on.fitted ?? []) : []
          const asset = scene.asset && { ...scene.asset, options: fitted.slice(0, 2) }
          const written = renderWords(text, { ...scene, asset, person: { ...scene.person, formality: 'vous' } }, words)
          expect(written, `${moment.id} ${key} ${language}`).toHaveProperty('text')
          if (key === 'sms') expect((written as { text: string }).text.length, moment.id).toBeLessThan(200)
        }
    }
  })
  it('makes no offer, anywhere', () => {
    for (const moment of playbook.moments)
      for (const key of TEXTS)
        for (const text of Object.values(moment[key] ?? {})) expect(offerIn(text), moment.id).toBe(null)
  })
  it('asks what ships with it, after what was done, and chooses nobody by how content they are', () => {
    const asks = playbook.moments.flatMap(({ ask }) => ask ?? [])
    expect(asks.length).toBeGreaterThan(0)
    for (const slug of asks) expect(STARTERS.map((each) => each.slug)).toContain(slug)
  })
  it('owes everyone thanks, news they wait for and care; a question, an offer or a wish is owed to nobody and has to find room', () => {
    for (const { id, core, ask, purpose, on } of playbook.moments) {
      const wish = typeof on === 'object' && 'date' in on && on.date === 'customer.birthDate'
      if (ask !== undefined || purpose === 'commercial' || wish) expect(core, id).toBe(false)
      if (typeof on === 'string' && /^(order|case|visit|call.missed|appointment)/u.test(on) && ask === undefined)
        expect(core, id).toBe(true)
    }
  })
  it('tells whoever does a gesture what to open with', () => {
    for (const moment of playbook.moments) if (moment.do.some(isHuman)) expect(moment.opening, moment.id).toBeDefined()
    expect(playbook.moments.flatMap((each) => each.do).every((each) => GESTURES.includes(each))).toBe(true)
  })
})

it('the dealership thinks of someone from the order until they come back', () => {
  const started = shipped('dealership').moments.map(({ on }) => (typeof on === 'string' ? on : Object.values(on)[0]))
  for (const on of [
    'order.placed',
    'order.in-progress',
    'order.promisedOn',
    'order.delivered',
    'snow',
    'asset.boughtOn',
    'customer.birthDate',
    'asset.warrantyUntil',
    'contract.until',
    'asset.controlDue',
    'service.done',
    'visit.first',
    'answer.received',
    'case.closed',
    '14 months',
  ])
    expect(started).toContain(on)
})

/**
 * What each moment that ships is for, read against the law: `service` performs an order, a repair, a delivery, a case, or is a courtesy that
 * offers nothing; whatever invites to buy, to book or to come back is an offer, of a family (ELEC-2). A new moment is read before it is listed here.
 */
const PURPOSES: Record<string, Record<string, 'service' | `commercial, ${string}`>> = {
  dealership: {
    'order-thanks': 'service',
    'order-moves': 'service',
    'delivery-soon': 'service',
    'order-ready': 'service',
    'delivered-thanks': 'service',
    'first-weekend': 'service',
    'ten-days': 'service',
    'delivery-question': 'service',
    'snow-tomorrow': 'service',
    birthday: 'service',
    'service-soon': 'commercial, service',
    'likely-visit': 'commercial, service',
    'control-due': 'service',
    'warranty-ends': 'service',
    'repair-ready': 'service',
    'after-service': 'service',
    'first-visit': 'service',
    'missed-call': 'service',
    'after-call': 'service',
    'missed-appointment': 'service',
    'answer-thanks': 'service',
    'case-after': 'service',
    'contract-ends': 'commercial, vehicle',
    'two-years': 'commercial, vehicle',
    silence: 'commercial, vehicle',
  },
  garage: {
    'repair-begun': 'service',
    'repair-ready': 'service',
    'after-service': 'service',
    'service-soon': 'commercial, service',
    'likely-visit': 'commercial, service',
    'control-due': 'service',
    'snow-tomorrow': 'service',
    birthday: 'service',
    'missed-call': 'service',
    'after-call': 'service',
    'missed-appointment': 'service',
    'first-visit': 'service',
    'answer-thanks': 'service',
    'case-after': 'service',
    silence: 'commercial, service',
  },
  shop: {
    'order-thanks': 'service',
    'order-ready': 'service',
    'two-weeks-on': 'service',
    'first-visit': 'service',
    birthday: 'service',
    'warranty-ends': 'service',
    'missed-call': 'service',
    'answer-thanks': 'service',
    'case-after': 'service',
    silence: 'commercial, shop',
  },
}
it.each(SHIPPED)('each moment of the %s is for what the law would say it is for', (name) => {
  const found = shipped(name).moments.map(({ id, purpose, family }) => [id, family ? `${purpose}, ${family}` : purpose])
  expect(Object.fromEntries(found)).toEqual(PURPOSES[name])
})

/** Words that invite to buy, to book or to come back: no moment of service says them. */
const INVITES =
  /quel jour vous arrange|un jour vous arrange|choisissez (?:votre|un) jour|which day suits|choose your day|nous pouvons la|pour vous \?|la porte est ouverte|the door is open|shall we take/iu
it.each(SHIPPED)('no moment of service of the %s invites to buy, to book or to come back', (name) => {
  for (const moment of shipped(name).moments)
    if (moment.purpose === 'service')
      for (const key of TEXTS)
        for (const text of Object.values(moment[key] ?? {}))
          expect(INVITES.test(text), `${moment.id}: ${text}`).toBe(false)
})
