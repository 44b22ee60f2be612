import { expect, it } from 'vitest'
import type { Staff } from '../../contract/network.ts'
import type { Role } from '../../contract/rights.ts'
import { whoAnswers } from './who-answers.ts'

const person = (id: string, role: Role, siteId: string | null = 's', state: 'on' | 'away' = 'on') =>
  ({ id, roles: [{ role, siteId }], duty: { state } }) as Staff

const rose = person('rose', 'reception')
const max = person('max', 'site-manager')
const alice = person('alice', 'service-advisor')
const odile = person('odile', 'owner', null)

it.each<[string, Staff[], { reception: string[]; after: string[] }]>([
  ['reception, then the manager', [alice, max, odile, rose], { reception: ['rose'], after: ['max'] }],
  ['all of reception', [rose, person('remi', 'reception')], { reception: ['rose', 'remi'], after: [] }],
  ['nobody at reception: the manager', [alice, max, odile], { reception: [], after: ['max'] }],
  [
    'no manager on duty: who else may answer',
    [rose, odile, person('max', 'site-manager', 's', 'away')],
    {
      reception: ['rose'],
      after: ['odile'],
    },
  ],
  [
    'reception and the manager of another site are not asked',
    [person('other', 'reception', 't'), person('chief', 'site-manager', 't'), alice],
    { reception: [], after: [] },
  ],
  ['who is away is left in peace', [person('rose', 'reception', 's', 'away'), max], { reception: [], after: ['max'] }],
])('%s', (_what, staff, told) => {
  expect(whoAnswers(staff, 's')).toEqual(told)
})
