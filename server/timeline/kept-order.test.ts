import { describe, expect, it } from 'vitest'
import { keptOrder } from './kept-order.ts'

const order = {
  state: 'delivered',
  amountCents: 12_000,
  placedAt: '2020-03-04T10:00:00.000Z',
  changedAt: '2020-05-06T10:00:00.000Z',
}
describe('what of an order stays when the person goes', () => {
  it.each([
    ['an amount, ten years after its year', order, '2026-11-24', { because: 'accounts', until: '2030-12-31' }],
    ['an amount whose time is over', order, '2031-01-01', null],
    [
      'no amount: a contract, five years',
      { ...order, amountCents: null },
      '2025-05-06',
      { because: 'contract', until: '2025-05-06' },
    ],
    ['a contract whose time is over', { ...order, amountCents: null }, '2025-05-07', null],
    ['cancelled', { ...order, state: 'cancelled' }, '2020-06-01', null],
  ])('%s', (_what, each, today, kept) => expect(keptOrder(each, today)).toEqual(kept))
})
