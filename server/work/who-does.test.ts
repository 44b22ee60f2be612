import { expect, test } from 'vitest'
import type { Service, Staff } from '../../contract/network.ts'
import type { Role } from '../../contract/rights.ts'
import { type Doing, type Handover, teamOf, whoDoes } from './who-does.ts'

const NOW = Date.parse('2026-11-26T10:00:00Z')
const HOUR = 3_600_000
const iso = (hours: number) => new Date(NOW + hours * HOUR).toISOString()

function person(id: string, role: Role, more: Partial<Staff> & { site?: string } = {}): Staff {
  const { site = 'site', ...rest } = more
  return {
    id,
    name: id,
    email: '',
    phone: null,
    skills: [],
    languages: ['fr'],
    calendarUrl: null,
    calendarCheckedAt: null,
    calendarProblem: null,
    deputyId: null,
    locale: 'fr',
    roles: [{ role, siteId: site }],
    version: 1,
    joined: true,
    invitedUntil: null,
    duty: { state: 'on', because: 'default', until: null, deputyId: null },
    ...rest,
  }
}
const away = (until: string | null, deputyId: string | null = null): Staff['duty'] => ({
  state: 'away',
  because: 'hand',
  until,
  deputyId,
})
const handover = (from: string, to: string, more: Partial<Handover> = {}): Handover => ({
  id: `${from}-${to}`,
  from,
  to,
  at: NOW - HOUR,
  until: null,
  words: 'Elle attend son troisième.',
  customers: null,
  ...more,
})
const doing = (more: Partial<Doing> = {}): Doing => ({
  customerId: 'anne',
  by: 'advisor',
  advisorId: 'alice',
  deputyId: 'denis',
  siteId: 'site',
  service: null,
  language: 'fr',
  now: NOW,
  expiresAt: null,
  ...more,
})
const SERVICE: Service[] = ['service']
const house = (...changed: Staff[]) => {
  const all = [
    person('alice', 'sales-advisor'),
    person('denis', 'sales-advisor'),
    person('simon', 'service-advisor', { skills: SERVICE, languages: ['fr', 'pt'] }),
    person('sarah', 'service-advisor', { skills: SERVICE, languages: ['fr', 'en'] }),
    person('rose', 'reception'),
    person('max', 'site-manager'),
  ]
  return [...all.filter((one) => !changed.some((other) => other.id === one.id)), ...changed]
}
const without = (...ids: string[]) => house().filter((one) => !ids.includes(one.id))

const CASES: [string, Staff[], Handover[], Partial<Doing>, string | null, string][] = [
  ['the advisor', house(), [], {}, 'alice', 'advisor'],
  [
    'closed for the night is no absence',
    house(person('alice', 'sales-advisor', { duty: { state: 'off', because: 'hours', until: null, deputyId: null } })),
    [],
    {},
    'alice',
    'advisor',
  ],
  [
    'away until tomorrow: still theirs',
    house(person('alice', 'sales-advisor', { duty: away(iso(20)) })),
    [],
    {},
    'alice',
    'advisor',
  ],
  [
    'away until tomorrow, and it cannot wait: the deputy',
    house(person('alice', 'sales-advisor', { duty: away(iso(20)) })),
    [],
    { expiresAt: NOW + 10 * HOUR },
    'denis',
    'deputy',
  ],
  [
    'away for a week: the deputy',
    house(person('alice', 'sales-advisor', { duty: away(iso(150)) })),
    [],
    {},
    'denis',
    'deputy',
  ],
  [
    'the deputy away too: the one the advisor named when leaving',
    house(
      person('alice', 'sales-advisor', { duty: away(null, 'sarah') }),
      person('denis', 'sales-advisor', { duty: away(null) }),
    ),
    [],
    {},
    'sarah',
    'deputy',
  ],
  ['gone: the deputy', without('alice'), [], {}, 'denis', 'deputy'],
  [
    'handed over in words: the receiver, though the advisor is there',
    house(),
    [handover('alice', 'sarah')],
    {},
    'sarah',
    'handed-over',
  ],
  ['handed over and gone since', without('alice'), [handover('alice', 'sarah')], {}, 'sarah', 'handed-over'],
  [
    'handed over, other customers only',
    house(),
    [handover('alice', 'sarah', { customers: new Set(['bernard']) })],
    {},
    'alice',
    'advisor',
  ],
  ['handed over until yesterday', house(), [handover('alice', 'sarah', { until: NOW - 1 })], {}, 'alice', 'advisor'],
  ['handed over from next week', house(), [handover('alice', 'sarah', { at: NOW + HOUR })], {}, 'alice', 'advisor'],
  [
    'the newest word counts',
    house(),
    [handover('alice', 'sarah', { at: NOW - 9 * HOUR }), handover('alice', 'simon')],
    {},
    'simon',
    'handed-over',
  ],
  [
    'handed on: the last',
    house(),
    [handover('alice', 'sarah'), handover('sarah', 'simon')],
    {},
    'simon',
    'handed-over',
  ],
  [
    'handed round in a ring: the last before it closes',
    house(),
    [handover('alice', 'sarah'), handover('sarah', 'alice')],
    {},
    'sarah',
    'handed-over',
  ],
  [
    'the receiver is away: the deputy of the customer',
    house(
      person('sarah', 'service-advisor', { duty: away(null) }),
      person('alice', 'sales-advisor', { duty: away(null) }),
    ),
    [handover('alice', 'sarah')],
    {},
    'denis',
    'deputy',
  ],
  ['nobody of theirs: the service', without('alice', 'denis'), [], {}, 'sarah', 'service'],
  ['who speaks their language comes first', without('alice', 'denis'), [], { language: 'pt' }, 'simon', 'service'],
  ['no advisor at all', house(), [], { advisorId: null, deputyId: null }, 'sarah', 'service'],
  ['the moment asks for the service', house(), [], { by: 'service' }, 'sarah', 'service'],
  ['the moment asks for reception', house(), [], { by: 'reception' }, 'rose', 'reception'],
  ['the moment asks for the site manager', house(), [], { by: 'site-manager' }, 'max', 'manager'],
  ['nobody of the service: reception', without('alice', 'denis', 'simon', 'sarah'), [], {}, 'rose', 'reception'],
  ['only the manager', [person('max', 'site-manager')], [], {}, 'max', 'manager'],
  ['of another site', [person('max', 'site-manager', { site: 'elsewhere' })], [], {}, null, 'nobody'],
  ['nobody at all', [], [], {}, null, 'nobody'],
]

test.each(CASES)('%s', (_name, staff, handovers, more, expected, as) => {
  const done = whoDoes(teamOf(staff, handovers), doing(more), new Map())
  expect([done.staffId, done.as]).toEqual([expected, as])
  expect(done.because.length).toBeGreaterThan(0)
})

test('among equals whoever has the least open', () => {
  const team = teamOf(without('alice', 'denis'), [])
  expect(whoDoes(team, doing(), new Map([['sarah', 3]])).staffId).toBe('simon')
})

test('the receiver is told by whom', () => {
  const done = whoDoes(teamOf(house(), [handover('alice', 'sarah')]), doing(), new Map())
  expect(done.because).toEqual([{ code: 'handed-over', values: { name: 'alice' } }])
  expect(done.handover?.words).toBe('Elle attend son troisième.')
})
