import { expect, it } from 'vitest'
import { type Owner, type Sign, whoDrives } from './which-owner.ts'

const has = (customerId: string, role: Owner['role'], kind: Owner['kind'] = 'person'): Owner => ({
  customerId,
  role,
  kind,
})
const couple = [has('odile', 'owner'), has('raymond', 'driver')]
const pool = [has('firm', 'company', 'company'), has('a', 'driver'), has('b', 'driver'), has('c', 'driver')]
const sign = (customerId: string, says: Sign['says']): Sign => ({ customerId, says })

it.each<[string, Owner[], Sign[], Record<string, number>]>([
  ['whose car it is alone', [has('anne', 'owner')], [], { anne: 1 }],
  ['a company that names nobody', [has('firm', 'company', 'company')], [], { firm: 1 }],
  ['three drivers of equal right', pool, [], { a: 0.33, b: 0.33, c: 0.33, firm: 0 }],
  ['two owners', [has('a', 'owner'), has('b', 'owner')], [], { a: 0.5, b: 0.5 }],
  ['the driver before the owner', couple, [], { raymond: 0.8, odile: 0.2 }],
  ['whoever is awaited now', couple, [sign('odile', 'awaited-now')], { odile: 0.96, raymond: 0.04 }],
  [
    'whoever is awaited now before who is awaited later',
    couple,
    [sign('odile', 'awaited-now'), sign('raymond', 'awaited-today')],
    { odile: 0.71, raymond: 0.29 },
  ],
  ['whoever came with it this morning', couple, [sign('odile', 'came-with-it')], { odile: 0.67, raymond: 0.33 }],
  ['not who is here without it', couple, [sign('raymond', 'here-without-it')], { odile: 0.83, raymond: 0.17 }],
])('%s', (_what, owners, signs, shares) => {
  const found = whoDrives(owners, signs).map(({ owner, share }) => [owner.customerId, Math.round(share * 100) / 100])
  expect(Object.fromEntries(found)).toEqual(shares)
  expect(found[0]![0]).toBe(Object.keys(shares)[0])
})
