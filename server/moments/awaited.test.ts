import { expect, test } from 'vitest'
import { waitedFor } from './awaited.ts'
import type { Scene } from './compiled.ts'

const scene = (state: string | null) => ({ order: state === null ? null : { state } }) as unknown as Scene
const asked = (trigger: unknown, doing = ['call'], purpose = 'service') =>
  ({ trigger, moment: { purpose, do: doing } }) as unknown as Parameters<typeof waitedFor>[0]

test.each([
  ['news of an order under way', asked('order.ready'), 'ready', true, false],
  ['of an order that is over', asked('order.ready'), 'delivered', false, false],
  ['word of the appointment they just made', asked('appointment.made', ['sms']), null, true, false],
  ['the care of a case', asked('case.closed'), null, true, true],
  ['a call of theirs that nobody took, answered by a person', asked('call.missed'), null, true, true],
  ['the same answered by a machine', asked('call.missed', ['sms']), null, true, false],
  ['what they wrote back', asked('message.replied'), null, true, true],
  ['an offer on any of these', asked('call.missed', ['call'], 'commercial'), null, false, false],
  ['a birthday', asked({ date: 'customer.birthDate' }), null, false, false],
])('%s', (_what, moment, order, awaited, care) => {
  expect(waitedFor(moment, scene(order))).toEqual({ awaited, care })
})
