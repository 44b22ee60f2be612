import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Kind } from '../test/kinds.ts'
import { faultsOf, type Lock, PROMISED } from './check-lock.ts'
import { type Report, runAgain, verdictOf, withSecondRun } from './test.ts'

const lock = (): Lock => JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'))

describe('the lock', () => {
  it('is good', () => expect(faultsOf(lock())).toEqual([]))
  it.each(PROMISED)('is not, without %s', (name) => {
    const broken = lock()
    for (const path of Object.keys(broken.packages))
      if (path.endsWith(`node_modules/${name}`)) delete broken.packages[path]
    expect(faultsOf(broken).join()).toContain(name)
  })
  it('may not be tied to a registry, nor need an install script, nor lack an integrity', () => {
    const broken = lock()
    broken.packages['node_modules/zod'] = {
      version: '1',
      resolved: 'https://registry.example.com/zod.tgz',
      hasInstallScript: true,
    }
    expect(faultsOf(broken)).toHaveLength(3)
  })
  it('must hold a platform package that a nested package names', () => {
    const broken = lock()
    broken.packages['node_modules/a/node_modules/b'] = {
      version: '1',
      integrity: 'x',
      optionalDependencies: { 'b-linux': '1', zod: '4' },
    }
    expect(faultsOf(broken)).toEqual([expect.stringContaining('b-linux')])
  })
})

describe('the closing line', () => {
  const report = (more: Partial<Report> = {}): Report => ({
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [],
    ...more,
  })
  const absent: Kind[] = [{ name: 'browser tests', needs: 'Chromium', found: undefined, owed: true, remedy: '' }]
  it.each([
    ['all well', report(), 0, [], true, '5 passed, 0 failed, 1 skipped', true],
    [
      'a failed test',
      report({ success: false, numFailedTests: 2 }),
      1,
      [],
      false,
      '5 passed, 2 failed, 1 skipped',
      false,
    ],
    [
      'a file that cannot be read',
      report({ success: false, testResults: [{ name: 'x', status: 'failed', assertionResults: [] }] }),
      1,
      [],
      false,
      '5 passed, 1 failed, 1 skipped',
      false,
    ],
    ['an error outside of any test', report(), 1, [], false, '5 passed, 1 failed, 1 skipped', false],
    ['no report at all', undefined, 0, [], false, '0 passed, 1 failed, 0 skipped', false],
    ['a kind that did not run, at home', report(), 0, absent, false, '5 passed, 0 failed, 1 skipped', true],
    ['a kind that did not run, in CI', report(), 0, absent, true, '5 passed, 1 failed, 1 skipped', false],
  ] as const)('%s', (_, given, code, missing, ci, line, ok) =>
    expect(verdictOf(given, code, missing, ci)).toEqual({ line, ok }),
  )
})

describe('a second run', () => {
  const file = (name: string, ...statuses: string[]) => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status, k) => ({ status, fullName: `${name} ${k}` })),
  })
  const report = (...testResults: Report['testResults']): Report => ({
    success: testResults.every(({ status }) => status !== 'failed'),
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
  })
  const first = report(file('a', 'passed', 'passed'), file('b', 'passed', 'failed'), file('c', 'passed', 'pending'))

  it('is of what failed', () => expect(runAgain(first)).toEqual(['b']))
  it('is not where nothing failed', () => expect(runAgain(report(file('a', 'passed')))).toEqual([]))
  it('is not where much failed: that is no mishap', () =>
    expect(runAgain(report(...['a', 'b', 'c', 'd'].map((name) => file(name, 'failed'))))).toEqual([]))
  it('is not without a report', () => expect(runAgain(undefined)).toEqual([]))
  it('counts instead of the first, of its files alone', () => {
    const all = withSecondRun(first, report(file('b', 'passed', 'passed')))
    expect(verdictOf(all, 0, [], true)).toEqual({ line: '5 passed, 0 failed, 1 skipped', ok: true })
  })
  it('that fails too is a failure', () => {
    const all = withSecondRun(first, report(file('b', 'failed', 'passed')))
    expect(verdictOf(all, 1, [], true)).toEqual({ line: '4 passed, 1 failed, 1 skipped', ok: false })
  })
  it('that ends in an error outside of any test is a failure', () => {
    const all = withSecondRun(first, report(file('b', 'passed', 'passed')))
    expect(verdictOf(all, 1, [], true).ok).toBe(false)
  })
  it('without a report changes nothing', () =>
    expect(verdictOf(withSecondRun(first, undefined), 1, [], true).ok).toBe(false))
})
