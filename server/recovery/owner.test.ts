import { describe, expect, it } from 'vitest'
import type { Staff } from '../../contract/network.ts'
import { teamOf } from '../work/who-does.ts'
import { nextTold, ownerOf } from './owner.ts'

const person = (
  id: string,
  role: Staff['roles'][number]['role'],
  siteId: string | null,
  over: Partial<Staff> = {},
): Staff => ({
  id,
  name: id,
  email: '',
  phone: null,
  skills: ['service'],
  languages: ['fr'],
  calendarUrl: null,
  calendarCheckedAt: null,
  calendarProblem: null,
  deputyId: null,
  locale: 'fr',
  roles: [{ role, siteId }],
  version: 1,
  joined: true,
  invitedUntil: null,
  duty: { state: 'on', because: 'default', until: null, deputyId: null },
  ...over,
})
const away = { duty: { state: 'away', because: 'hand', until: null, deputyId: 'dep' } } as const
const STAFF = [
  person('adv', 'service-advisor', 's1'),
  person('dep', 'service-advisor', 's1'),
  person('boss', 'site-manager', 's1'),
  person('other', 'site-manager', 's2'),
  person('head', 'head-office', null),
  person('own', 'owner', null),
]
const doing = {
  customerId: 'c',
  advisorId: 'adv',
  deputyId: 'dep',
  siteId: 's1',
  language: 'fr',
  now: 0,
  expiresAt: null,
}
const owner = (over: Partial<typeof doing> = {}, named: string[] = [], staff = STAFF) => {
  const { staffId, as, because } = ownerOf(teamOf(staff, []), { ...doing, ...over }, new Set(named), new Map())
  return [staffId, as, because.map(({ code }) => code).join(' ')]
}

describe('who sees to a case', () => {
  it.each([
    ['their advisor', {}, [], STAFF, ['adv', 'advisor', 'is-advisor']],
    [
      'the deputy of an advisor who is away',
      {},
      [],
      STAFF.map((one) => (one.id === 'adv' ? { ...one, ...away } : one)),
      ['dep', 'deputy', 'advisor-away'],
    ],
    [
      'the manager, for somebody without an advisor',
      { advisorId: null, deputyId: null },
      [],
      STAFF,
      ['boss', 'manager', 'no-advisor is-manager'],
    ],
    [
      'the manager, where the advisor is named in unkind words',
      {},
      ['adv'],
      STAFF,
      ['boss', 'manager', 'case.names-owner is-manager'],
    ],
    [
      'head office, where the place has no manager',
      { advisorId: null, deputyId: null, siteId: 's3' },
      [],
      STAFF,
      ['head', 'manager', 'no-advisor case.is-head-office'],
    ],
    [
      'the owner of a house of one, away or not',
      { advisorId: null, deputyId: null },
      [],
      [person('own', 'owner', null, away)],
      ['own', 'manager', 'no-advisor case.is-owner'],
    ],
    [
      'the owner of a house of one, accused or not: somebody has to answer',
      { advisorId: 'own', deputyId: null },
      ['own'],
      [person('own', 'owner', null)],
      ['own', 'manager', 'case.names-owner case.is-owner case.nobody-else'],
    ],
    [
      'the manager of the place, for an advisor who works elsewhere',
      { siteId: 's2' },
      [],
      STAFF,
      ['other', 'manager', 'case.not-their-place is-manager'],
    ],
    [
      'head office, where the manager is accused as well',
      {},
      ['adv', 'boss'],
      STAFF,
      ['head', 'manager', 'case.names-owner case.is-head-office'],
    ],
    [
      'of no site and no place: who may on all',
      { siteId: null as never },
      [],
      STAFF,
      ['head', 'manager', 'case.not-their-place case.is-head-office'],
    ],
    [
      'nobody, where nobody of them may',
      { advisorId: null, deputyId: null },
      [],
      [person('mech', 'workshop', 's1')],
      [null, 'nobody', 'no-advisor nobody-to-do-it'],
    ],
  ] as const)('%s', (_story, over, named, staff, wanted) =>
    expect(owner(over as never, [...named], [...staff])).toEqual(wanted),
  )
})

describe('whom of the line is told', () => {
  const told = (level: number, ownerId: string | null, siteId: string | null = 's1') =>
    nextTold(teamOf(STAFF, []), siteId, ownerId, level)
  it('the manager of the site first, then head office; never whoever has it', () => {
    expect(told(1, 'adv')).toEqual(['boss'])
    expect(told(1, 'boss')).toEqual([])
    expect(told(2, 'adv')).toEqual(['head', 'own'])
    expect(told(2, 'head')).toEqual(['own'])
  })
  it('who may open it: of no site, those who may on all', () => {
    expect(told(1, null, null)).toEqual([])
    expect(told(2, null, null)).toEqual(['head', 'own'])
  })
  it('never whom it is about', () =>
    expect(nextTold(teamOf(STAFF, []), 's1', 'adv', 2, new Set(['head']))).toEqual(['own']))
})
