import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultCode } from '../web/parts/fault-code.ts'
import fr from '../web/words/fr.ts'

const sources = globSync('server/**/*.ts')
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
const found = (shape: RegExp): string[] => [
  ...new Set(sources.flatMap((text) => [...text.matchAll(shape)].map((match) => match[1]!))),
]

/** Told to machines alone: telephone systems, cameras, programs that send files. */
const MACHINES = ['unknown-address', 'bad-signature', 'bad-host', 'not-multipart']

describe('what is refused is said in the language of the person', () => {
  test('each problem of the server has its words', () => {
    const codes = [...found(/\bconflict\(\s*'([a-z0-9-]+)'/gu), ...found(/\bnew Problem\(\s*\d+,\s*'([a-z0-9-]+)'/gu)]
    expect(codes.length).toBeGreaterThan(80)
    expect(codes.filter((code) => !(`problem.${code}` in fr) && !MACHINES.includes(code))).toEqual([])
  })

  test('each fault of a value has its words', () => {
    const faults = [
      ...found(/\binvalid\(\s*(?:'[^']*'|`[^`]*`),\s*'([^'\n]+)'/gu),
      ...found(/\bpath: (?:'[^']*'|`[^`]*`),\s*because: '([^'\n]+)'/gu),
    ]
    expect(faults.length).toBeGreaterThan(60)
    expect(faults.filter((because) => !(`fault.${faultCode(because)}` in fr))).toEqual([])
  })
})
