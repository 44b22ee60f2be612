import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RIGHTS } from '../contract/rights.ts'
import en from '../web/words/en.ts'
import fr from '../web/words/fr.ts'

/** What the house writes into its log: the first code with a point in each call that writes there. */
const written = globSync('server/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('audit.store.ts'))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\baudit(?:Each)?\(\s*house,[^;]{0,200}?'([a-z][\w-]*\.[\w.-]+)'/gu)].map(
      ([, code]) => code!,
    ),
  )
  .filter((code) => !RIGHTS.some((right) => right === code))

test('whatever is written into the log is read there in words', () => {
  expect(written.length).toBeGreaterThan(60)
  const dumb = [...new Set(written)].filter((code) => !(`action.${code}` in fr) || !(`action.${code}` in en))
  expect(dumb).toEqual([])
})
