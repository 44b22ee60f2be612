import { describe, expect, it } from 'vitest'
import { type Gesture, playbook } from '../../contract/playbook.ts'
import { compilePlaybook } from './compile.ts'
import { mayTellWith } from './tell-with.ts'

const NOW = Date.parse('2026-11-24T10:00:00Z')
const DAY = 86_400_000
const moment = (id: string, over: object = {}) => ({
  id,
  title: { fr: id },
  on: 'order.placed',
  do: ['email', 'sms', 'call'],
  subject: { fr: id },
  message: { fr: 'Bonjour' },
  sms: { fr: 'Votre voiture est à réviser. Un jour vous arrange ?' },
  ...over,
})
const compiled = compilePlaybook(
  playbook.parse({
    playbook: 1,
    name: 'x',
    compass: { fr: 'x' },
    registers: {},
    moments: [
      moment('service', { merge: 'workshop' }),
      moment('control', { merge: 'workshop' }),
      moment('long', { merge: 'workshop', sms: { fr: 'x'.repeat(320) } }),
      moment('letter', { merge: 'workshop', do: 'email' }),
      moment('ready'),
      moment('news'),
      moment('after', { register: 'after-sales' }),
    ],
  }),
  1,
)
const CAR = 'car'
const touch = (id: string, over: object = {}) => ({
  moment: id,
  purpose: 'service' as 'service' | 'commercial',
  dueAt: NOW,
  assetId: null as string | null,
  orderId: null as string | null,
  ...over,
})
const may = (main: ReturnType<typeof touch>, other: ReturnType<typeof touch>, gesture: Gesture = 'email') =>
  mayTellWith(compiled, main, other, gesture, 'Europe/Paris', NOW)
const offer = { purpose: 'commercial' as const }

describe('what is told in one contact', () => {
  it.each([
    ['one group, in two weeks', may(touch('service'), touch('control', { dueAt: NOW + 14 * DAY })), true],
    ['one group, a day later than that', may(touch('service'), touch('control', { dueAt: NOW + 15 * DAY })), false],
    ['one group, by SMS: both fit', may(touch('service'), touch('control'), 'sms'), true],
    ['one group, by SMS: too long', may(touch('service'), touch('long'), 'sms'), false],
    ['by a gesture the other has not', may(touch('service'), touch('letter'), 'call'), false],
    ['a recording', may(touch('service'), touch('control'), 'voice-drop'), false],
    ['service on an offer', may(touch('service', offer), touch('control')), true],
    ['an offer on service', may(touch('service'), touch('control', offer)), false],
    [
      'no group, the same car, the same day',
      may(touch('ready', { assetId: CAR }), touch('news', { assetId: CAR })),
      true,
    ],
    ['no group, the same order', may(touch('ready', { orderId: 'o' }), touch('news', { orderId: 'o' })), true],
    ['no group, another car', may(touch('ready', { assetId: CAR }), touch('news', { assetId: 'b' })), false],
    ['no group, about nothing', may(touch('ready'), touch('news')), false],
    [
      'no group, tomorrow',
      may(touch('ready', { assetId: CAR }), touch('news', { assetId: CAR, dueAt: NOW + DAY })),
      false,
    ],
    ['no group, another register', may(touch('ready', { assetId: CAR }), touch('after', { assetId: CAR })), false],
    ['the same moment twice', may(touch('ready', { assetId: CAR }), touch('ready', { assetId: CAR })), false],
  ])('%s', (_case, found, expected) => expect(found).toBe(expected))
})
