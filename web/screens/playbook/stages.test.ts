import { expect, it } from 'vitest'
import { stageOf } from './stages.ts'

it.each([
  ['order.placed', 'order'],
  ['order.delivered', 'keys'],
  ['service.done', 'life'],
  ['call.missed', 'talk'],
  ['a.kind-of-theirs', 'life'],
  [{ date: 'order.promisedOn' }, 'order'],
  [{ date: 'asset.boughtOn', years: [2] }, 'return'],
  [{ date: 'customer.birthDate' }, 'life'],
  [{ silence: '14 months' }, 'return'],
  [{ weather: 'snow' }, 'life'],
] as const)('%j stands in %s', (on, stage) => {
  expect(stageOf({ on } as never)).toBe(stage)
})
