import { describe, expect, test } from 'vitest'
import type { Staff } from '../../contract/network.ts'
import { type WhoQuestion, whoGoes } from './who.ts'

const person = (id: string, role: Staff['roles'][number]['role'], more: Partial<Staff> = {}): Staff => ({
  id,
  name: id,
  email: `${id}@example.org`,
  phone: null,
  skills: [],
  languages: ['fr'],
  calendarUrl: null,
  calendarCheckedAt: null,
  calendarProblem: null,
  deputyId: null,
  locale: 'fr',
  roles: [{ role, siteId: 'here' }],
  version: 1,
  joined: true,
  invitedUntil: null,
  duty: { state: 'on', because: 'default', until: null, deputyId: null },
  ...more,
})
const away = { state: 'away' as const, because: 'hand' as const, until: null, deputyId: null }
const staff = [
  person('alice', 'service-advisor', { skills: ['service'] }),
  person('denis', 'service-advisor', { skills: ['service'] }),
  person('pia', 'service-advisor', { skills: ['service'], languages: ['fr', 'pt'] }),
  person('sam', 'sales-advisor', { skills: ['sales'] }),
  person('rose', 'reception'),
  person('max', 'site-manager'),
  person('odile', 'owner', { roles: [{ role: 'owner', siteId: null }] }),
  person('wim', 'workshop'),
]
/** The advisor is whoever of the staff is named, unless another is handed in. */
const line = (more: Partial<WhoQuestion>) =>
  whoGoes({
    advisorId: null,
    advisor: (more.staff ?? staff).find(({ id }) => id === more.advisorId) ?? null,
    deputyId: null,
    service: 'service',
    language: 'fr',
    siteId: 'here',
    staff,
    busy: new Map(),
    ...more,
  })
const ask = (more: Partial<WhoQuestion>): string[] => line(more).map((who) => `${who.staffId}:${who.as}`)
const without = (...ids: string[]) => staff.map((p) => (ids.includes(p.id) ? { ...p, duty: away } : p))

describe('who goes', () => {
  test('the advisor when on duty, then the deputy', () =>
    expect(ask({ advisorId: 'alice', deputyId: 'denis' }).slice(0, 2)).toEqual(['alice:advisor', 'denis:deputy']))
  test('the deputy when the advisor is away, and the card says who is away', () => {
    const [first] = line({ advisorId: 'alice', deputyId: 'denis', service: null, staff: without('alice') })
    expect(first).toMatchObject({
      staffId: 'denis',
      as: 'deputy',
      because: [{ code: 'advisor-away', values: { name: 'alice' } }],
    })
  })
  test('the deputy whom the advisor named when leaving, when the customer has none', () => {
    const named = staff.map((p) => (p.id === 'alice' ? { ...p, duty: { ...away, deputyId: 'pia' } } : p))
    expect(ask({ advisorId: 'alice', staff: named })[0]).toBe('pia:deputy')
  })
  test('an advisor of another site is not here', () => {
    const elsewhere = staff.map((p) =>
      p.id === 'alice' ? { ...p, roles: [{ role: 'service-advisor' as const, siteId: 'there' }] } : p,
    )
    expect(ask({ advisorId: 'alice', staff: elsewhere })).not.toContain('alice:advisor')
  })
  test.each([
    [
      'works elsewhere today',
      person('alice', 'service-advisor', { roles: [{ role: 'service-advisor', siteId: 'there' }] }),
      'advisor-elsewhere',
    ],
    ['is away', person('alice', 'service-advisor', { duty: away }), 'advisor-away'],
    ['is of the workshop', person('alice', 'workshop'), 'advisor-does-not-receive'],
    ['has left the house', null, 'advisor-left'],
  ] as const)('why the deputy goes: their advisor %s', (_how, advisor, code) => {
    const others = staff.filter(({ id }) => id !== 'alice')
    const [first] = line({ advisorId: 'alice', advisor, deputyId: 'denis', staff: others })
    expect(first).toMatchObject({ staffId: 'denis', because: [{ code }] })
    expect(first!.because[0]!.values).toEqual(advisor ? { name: 'alice' } : {})
  })
  test.each([
    ['of the workshop', person('wim', 'workshop')],
    ['an auditor of every site', person('wim', 'auditor', { roles: [{ role: 'auditor', siteId: null }] })],
    ['of reception at another site', person('wim', 'reception', { roles: [{ role: 'reception', siteId: 'there' }] })],
  ])('nobody goes who may not receive here, were they the advisor or the deputy: %s', (_who, wim) => {
    const all = [...staff.filter(({ id }) => id !== 'wim'), wim]
    expect(ask({ advisorId: 'wim', staff: all }).join()).not.toContain('wim')
    expect(ask({ deputyId: 'wim', staff: all }).join()).not.toContain('wim')
  })
  test('nobody named: who looks after that service and speaks the language first', () =>
    expect(ask({ language: 'pt' }).slice(0, 3)).toEqual(['pia:service', 'alice:service', 'denis:service']))
  test('among equals, whoever looks after the fewest', () =>
    expect(
      ask({
        busy: new Map([
          ['alice', 2],
          ['denis', 1],
        ]),
      }).slice(0, 3),
    ).toEqual(['pia:service', 'denis:service', 'alice:service']))
  test('nobody for that service: reception, the manager, then any host, the owner last, never the workshop', () =>
    expect(ask({ service: 'bodywork' })).toEqual([
      'rose:reception',
      'max:manager',
      'alice:anyone',
      'denis:anyone',
      'pia:anyone',
      'sam:anyone',
      'odile:anyone',
    ]))
  test('each person once', () => {
    const once = ask({ advisorId: 'alice', deputyId: 'alice' }).map((who) => who.split(':')[0])
    expect(new Set(once).size).toBe(once.length)
  })
  test('nobody on duty: nobody is named', () => expect(ask({ staff: without(...staff.map((p) => p.id)) })).toEqual([]))
})
