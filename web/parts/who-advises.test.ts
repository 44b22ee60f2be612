import { expect, test } from 'vitest'
import type { HeldRole, Role } from '../../contract/rights.ts'
import { type Offered, whoAdvises } from './who-advises.ts'

const [HERE, THERE] = ['here', 'there']
const person = (name: string, role: Role, siteId: string | null, state: 'on' | 'off' = 'on'): Offered => ({
  id: name,
  name,
  roles: [{ role, siteId } satisfies HeldRole],
  duty: { state } as Offered['duty'],
})
const staff = [
  person('Chef', 'site-manager', HERE),
  person('Zoé', 'service-advisor', HERE),
  person('Ana', 'sales-advisor', HERE, 'off'),
  person('Atelier', 'workshop', HERE),
  person('Loin', 'service-advisor', THERE),
  person('Siège', 'head-office', null),
  person('Audit', 'auditor', null),
]
const offered = (siteId: string | null, today: string | null = null) =>
  Object.fromEntries(whoAdvises(staff, siteId, today).map(({ near, people }) => [near, people.map(({ id }) => id)]))

test('those of the place first, by trade, then by who is there; no workshop, no auditor', () =>
  expect(offered(HERE)).toEqual({ here: ['Zoé', 'Ana', 'Chef'], elsewhere: ['Loin'], everywhere: ['Siège'] }))
test('without a place, everybody who may', () =>
  expect(offered(null)).toEqual({ elsewhere: ['Loin', 'Zoé', 'Ana', 'Chef'], everywhere: ['Siège'] }))
test('whoever is the advisor today is not lost', () =>
  expect(offered(THERE, 'Atelier')).toEqual({
    here: ['Loin'],
    elsewhere: ['Zoé', 'Ana', 'Atelier', 'Chef'],
    everywhere: ['Siège'],
  }))
