import { describe, expect, test } from 'vitest'
import { type Gesture, moment as momentShape } from '../../contract/playbook.ts'
import { sampleScene, sampleWords } from '../moments/sample-scene.ts'
import { type TaskToWrite, taskFor } from './write-task.ts'

const scene = sampleScene('order.delivered')
const NOW = Date.parse('2026-11-26T23:30:00Z')
const write = (more: Partial<TaskToWrite> = {}, moment: object = {}): TaskToWrite => {
  const { language: _language, ...words } = sampleWords('fr', undefined)
  return {
    id: 'task',
    touchId: 'touch',
    touch: {
      customerId: scene.person.id,
      siteId: null,
      assetId: scene.asset!.id,
      orderId: scene.order!.id,
      core: true,
      priority: 2,
      purpose: 'service',
      expiresAt: NOW + 86_400_000,
    },
    moment: momentShape.parse({
      id: 'ten-days',
      title: { fr: 'Dix jours après les clés', en: 'Ten days after the keys' },
      on: 'order.delivered',
      after: '10 days',
      do: 'call',
      minutes: 8,
      opening: { fr: 'Votre {{ asset.model }} vous plaît ?', en: 'Do you like your {{ asset.model }}?' },
      thank: { fr: 'Sa confiance.', en: 'Their trust.' },
      avoid: { fr: 'Ne rien vendre.', en: 'Sell nothing.' },
      ...moment,
    }),
    gesture: 'call',
    scene,
    staff: { id: 'lea', locale: 'fr' },
    words,
    firstLanguage: 'fr',
    zone: 'Europe/Paris',
    because: [{ code: 'is-advisor', values: {} }],
    notBefore: NOW,
    ...more,
  }
}

test('what a person needs to do it well', () => {
  expect(taskFor(write())).toMatchObject({
    id: 'task',
    touchId: 'touch',
    staffId: 'lea',
    siteId: scene.person.siteId,
    assetId: scene.asset!.id,
    orderId: scene.order!.id,
    kind: 'call',
    moment: 'ten-days',
    title: 'Dix jours après les clés',
    opening: 'Votre 208 vous plaît ?',
    thank: 'Sa confiance.',
    avoid: 'Ne rien vendre.',
    minutes: 8,
    priority: 2,
    core: true,
    because: [{ code: 'is-advisor', values: {} }],
    expiresAt: NOW + 86_400_000,
  })
})

test('the day is the one where the customer is', () => {
  expect(taskFor(write()).dueOn).toBe('2026-11-27')
  expect(taskFor(write({ zone: 'America/Martinique' })).dueOn).toBe('2026-11-26')
})

describe('languages', () => {
  const english = { ...scene, person: { ...scene.person, language: 'en' } }
  test('what is said is in the customer’s, what is read in the colleague’s', () => {
    const { opening, thank, title } = taskFor(write({ scene: english }))
    expect([opening, thank, title]).toEqual(['Do you like your 208?', 'Sa confiance.', 'Dix jours après les clés'])
  })
  test('a language the playbook has not: the network’s first', () => {
    const portuguese = { ...scene, person: { ...scene.person, language: 'pt' } }
    expect(taskFor(write({ scene: portuguese })).opening).toBe('Votre 208 vous plaît ?')
  })
  test('nobody yet to read it: the network’s first', () =>
    expect(taskFor(write({ staff: null }))).toMatchObject({ staffId: null, title: 'Dix jours après les clés' }))
})

test('a line that needs what this customer has not is left out, and says which; the others stand', () => {
  const { opening, thank, because } = taskFor(write({ scene: { ...scene, asset: null } }))
  expect([opening, thank]).toEqual(['', 'Sa confiance.'])
  expect(because.at(-1)).toEqual({ code: 'words-missing', values: { fields: 'asset.model' } })
})

test('a moment without lines makes a task without lines', () => {
  const bare = taskFor(write({}, { opening: undefined, thank: undefined, avoid: undefined }))
  expect([bare.opening, bare.thank, bare.avoid]).toEqual(['', '', ''])
  expect(bare.because).toHaveLength(1)
})

describe('a message written by hand', () => {
  const words = {
    sms: { fr: 'Votre {{ asset.model }} vous plaît ?' },
    message: { fr: 'Bonjour,\n\nVotre {{ asset.model }} ?' },
  }
  const made = (gesture: Gesture, over: object = {}) => taskFor({ ...write({}, { ...words, ...over }), gesture })
  test('has its words ready: short for a chat, long where one reads', () => {
    expect(made('whatsapp').message).toBe('Votre 208 vous plaît ?')
    expect(made('linkedin').message).toBe('Bonjour,\n\nVotre 208 ?')
    expect(made('whatsapp', { sms: undefined }).message).toBe('Bonjour,\n\nVotre 208 ?')
    expect(made('call').message).toBe('')
  })
  test('an offer says for whom it is, and how to receive no more (ELEC-3)', () => {
    const { touch, words: speaking } = write()
    const offer = taskFor({
      ...write({}, words),
      gesture: 'whatsapp',
      touch: { ...touch, purpose: 'commercial' },
      words: { ...speaking, sender: { name: 'Garage du Val', address: '' } },
    })
    expect(offer.message).toBe(
      'Votre 208 vous plaît ?\n\nGarage du Val. Pour ne plus recevoir de message de notre part, répondez STOP.',
    )
  })
  test('whose words name what is not known has none: one finds one’s own', () => {
    const { message, because } = taskFor({ ...write({ scene: { ...scene, asset: null } }, words), gesture: 'whatsapp' })
    expect(message).toBe('')
    expect(because.at(-1)!.code).toBe('words-missing')
  })
})

test('a touch that never ends has no end', () => {
  const { touch } = write()
  expect(taskFor(write({ touch: { ...touch, expiresAt: Infinity } })).expiresAt).toBeNull()
})
