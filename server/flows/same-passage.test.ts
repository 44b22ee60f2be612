import { expect, it } from 'vitest'
import { oneCar, type SeenPassage, samePassage } from './same-passage.ts'

const at = new Date('2026-11-24T10:30:00Z')
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000)
const seen: SeenPassage = { customerId: 'a', state: 'arrived', goingAt: null, arrivedAt: at, plate: 'EB321KV' }
const read = { customerId: 'a', at: after(10), plate: 'EB321KV', remembered: false }
const corrected = { ...read, customerId: 'b', plate: 'EB321KY' }

it.each<[string, boolean, Partial<SeenPassage>, typeof read]>([
  ['the same person seconds later', true, {}, read],
  ['the same person, whatever became of them', true, { state: 'left' }, read],
  ['a read that was held up', true, {}, { ...read, at: after(-60) }],
  ['ten minutes later', false, {}, { ...read, at: after(600) }],
  ['ten minutes later, the reads never having stopped', true, {}, { ...read, at: after(600), remembered: true }],
  ['a letter corrected: somebody else', true, {}, corrected],
  ['a letter corrected after the card was taken back', true, { state: 'withdrawn' }, corrected],
  ['a letter corrected, but someone is going', false, { goingAt: after(5) }, corrected],
  ['a letter corrected, but they were greeted', false, { state: 'greeted' }, corrected],
  ['a letter corrected, but they have left', false, { state: 'left' }, corrected],
  ['another car altogether', false, {}, { ...corrected, plate: 'FT795MN' }],
  ['another car, the reads never having stopped', false, {}, { ...corrected, plate: 'FT795MN', remembered: true }],
])('%s: %s', (_what, same, was, now) => {
  expect(samePassage({ ...seen, ...was }, now)).toBe(same)
})

it.each([
  ['AA769E0', 'AA769EG', true],
  ['AA769', 'AA769EG', true],
  ['CB8?8BD', 'CB888BD', true],
  ['AB12', 'AB34', false],
  ['EB321KV', 'FT795MN', false],
])('%s and %s may be one car: %s', (one, other, same) => {
  expect(oneCar(one, other)).toBe(same)
})
