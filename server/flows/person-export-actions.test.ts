import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACTIONS } from './person-export-actions.ts'

const WORDS = new URL('../../web/words/', import.meta.url)

test.each(['fr', 'en'] as const)('who did what is told in an export as on the screen: %s', (language) => {
  const screen = Object.assign(
    {},
    ...readdirSync(WORDS)
      .filter((name) => name.endsWith(`.${language}.json`))
      .map((name) => JSON.parse(readFileSync(new URL(name, WORDS), 'utf8')) as Record<string, string>),
  ) as Record<string, string>
  expect(Object.keys(ACTIONS[language]).length).toBeGreaterThan(70)
  for (const [action, said] of Object.entries(ACTIONS[language])) expect(said).toBe(screen[`action.${action}`])
})
