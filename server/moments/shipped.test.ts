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
