import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refusedWords } from './refused-words.ts'

test.each(['fr', 'en'])('what a spreadsheet says of rows set aside is what the screen says: %s', (language) => {
  const screen = JSON.parse(
    readFileSync(new URL(`../../web/words/import.${language}.json`, import.meta.url), 'utf8'),
  ) as Record<string, string>
  const words = refusedWords(language)
  const codes = Object.keys(screen).flatMap((key) => (key.startsWith('import.problem.') ? key.slice(15) : []))
  const said = codes.filter((code) => words(code) !== code)
  expect(said.length).toBeGreaterThan(20)
  for (const code of said) expect(words(code)).toBe(screen[`import.problem.${code}`]!.replaceAll('’', "'"))
})
