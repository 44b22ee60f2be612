import { expect, test } from 'vitest'
import type { HeldRole } from '../../../contract/rights.ts'
import { givable, mayChange, skillsOfRoles } from './roles.ts'

const lyon = '00000000-0000-4000-8000-000000000001'
const nice = '00000000-0000-4000-8000-000000000002'
const held = (role: HeldRole['role'], siteId: string | null = null): HeldRole => ({ role, siteId })

test.each([
  ['an owner changes another owner', [held('owner')], [held('owner')], true],
  ['head office does not change an owner', [held('head-office')], [held('owner')], false],
  ['head office changes head office', [held('head-office')], [held('head-office')], true],
  ['a site manager changes someone of their site', [held('site-manager', lyon)], [held('reception', lyon)], true],
  ['not someone of another site', [held('site-manager', lyon)], [held('reception', nice)], false],
  ['not someone who works on every site', [held('site-manager', lyon)], [held('reception')], false],
  [
    'not someone who is also elsewhere',
    [held('site-manager', lyon)],
    [held('reception', lyon), held('workshop', nice)],
    false,
  ],
  ['an advisor changes nobody', [held('sales-advisor', lyon)], [held('reception', lyon)], false],
])('%s', (_, mine, theirs, expected) => {
  expect(mayChange(mine, theirs)).toBe(expected)
})

test('a site manager gives neither network roles nor every site', () => {
  const { roles, everywhere } = givable([held('site-manager', lyon)])
  expect(everywhere).toBe(false)
  expect(roles).not.toContain('owner')
  expect(roles).not.toContain('head-office')
  expect(roles).not.toContain('auditor')
  expect(roles).toContain('site-manager')
})

test.each([
  ['a salesperson looks after sales', [held('sales-advisor', lyon)], ['sales']],
  ['who does two things looks after both', [held('reception', lyon), held('workshop', lyon)], ['reception', 'service']],
  ['one role at two places is one thing', [held('service-advisor', lyon), held('service-advisor', nice)], ['service']],
  ['a manager is called for nothing of their own', [held('site-manager', lyon)], []],
])('%s', (_, roles, skills) => {
  expect(skillsOfRoles(roles)).toEqual(skills)
})
