import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../contract/endpoint.ts'
import { ENDPOINTS } from '../contract/index.ts'
import { endpointOffences } from './guard/endpoints.ts'
import type { PlantedBy } from './guard/planted.ts'
import { plantedImports } from './guard/planted-imports.ts'
import { plantedLength } from './guard/planted-length.ts'
import { plantedPatience } from './guard/planted-patience.ts'
import { plantedReach } from './guard/planted-reach.ts'
import { plantedSql } from './guard/planted-sql.ts'
import { plantedText } from './guard/planted-text.ts'
import { plantedUnasked } from './guard/planted-unasked.ts'
import { plantedUnheard } from './guard/planted-unheard.ts'
import { plant, RULES, readTree, type Tree } from './guard/tree.ts'
import { offencesOf, told } from './guard.ts'

const house = readTree(fileURLToPath(new URL('..', import.meta.url)))

describe('the house obeys its laws', () => {
  it('has no offence', () => {
    expect(offencesOf(house).map(told)).toEqual([])
  })
  it('has an address and a right for each endpoint', () => {
    expect(endpointOffences(ENDPOINTS.map(({ endpoint }) => endpoint)).map(told)).toEqual([])
  })
  it('was read whole: the guard sees every part of it', () => {
    const seen = (start: string): number => [...house.keys()].filter((path) => path.startsWith(start)).length
    for (const part of ['server/kit/', 'server/customers/', 'contract/', 'web/screens/', 'web/words/', 'migrations/'])
      expect(seen(part), part).toBeGreaterThan(5)
    expect(house.has('package-lock.json') && house.has('.ci/run') && house.has('.npmrc')).toBe(true)
    expect([...house.keys()].filter((path) => /node_modules|^dist/u.test(path))).toEqual([])
  })
})

const PLANTED: PlantedBy = {
  ...plantedImports,
  ...plantedLength,
  ...plantedPatience,
  ...plantedReach,
  ...plantedSql,
  ...plantedText,
  ...plantedUnasked,
  ...plantedUnheard,
}

describe.each(RULES.filter((rule) => rule !== 'endpoint'))('the guard bites: %s', (rule) => {
  const planted = PLANTED[rule] ?? []
  it('is shown offences and near misses', () => {
    expect(planted.some((each) => each.at)).toBe(true)
    expect(planted.some((each) => !each.at)).toBe(true)
  })
  it.each(planted)('$story', ({ files, at }) => {
    const offences = offencesOf(plant(files))
    if (at === undefined) expect(offences.map(told)).toEqual([])
    else expect(offences.filter((each) => each.rule === rule).map((each) => `${each.file}:${each.line}`)).toEqual([at])
  })
})

describe('the guard bites: endpoint', () => {
  const endpoint = (name: string, path: string, access: string = 'public') =>
    ({ name, method: 'GET', path, access }) as Endpoint
  it.each([
    ['two of one name', [endpoint('a', '/api/a'), endpoint('a', '/api/b')], 1],
    [
      'two at one address, whatever the parameter is called',
      [endpoint('a', '/api/a/:id'), endpoint('b', '/api/a/:site')],
      1,
    ],
    ['a right that nobody holds', [endpoint('a', '/api/a', 'customers.reed')], 1],
    ['an address outside the API', [endpoint('a', '/a')], 1],
    [
      'near: one address by two methods, one name by two paths',
      [
        endpoint('a', '/api/a'),
        { ...endpoint('b', '/api/a'), method: 'POST' as const },
        endpoint('c', '/api/a/:id', 'visits.read'),
      ],
      0,
    ],
  ])('%s', (_story, endpoints, offences) => {
    expect(endpointOffences(endpoints)).toHaveLength(offences)
  })
})

describe('the guard bites in the house itself', () => {
  const withOne = (path: string, text: string): Tree => new Map([...house, [path, text]])
  const before = offencesOf(house).length
  it.each([
    [
      'a slice that looks downstream',
      'server/plain/planted.ts',
      `import { RIVER } from '../customers/name.ts'\nvoid RIVER`,
    ],
    [
      'a store that writes another’s table',
      'server/customers/planted.store.ts',
      `void ((db) => db.deleteFrom('network.site'))`,
    ],
    [
      'a knot with a file that is there',
      'contract/rights.ts',
      `import './endpoint.ts'\n${house.get('contract/rights.ts')}`,
    ],
  ])('%s', (_story, path, text) => {
    expect(offencesOf(withOne(path, text))).toHaveLength(before + 1)
  })
})
