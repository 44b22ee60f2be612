import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const here = new URL('./', import.meta.url)
const wordsOf = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../web/words/because.${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >

test('every reason the judge may give has its words, and no words are left without a reason', () => {
  const files = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const text = files.map((name) => readFileSync(new URL(name, here), 'utf8')).join('\n')
  const codes = new Set([...text.matchAll(/'(law-[a-z-]+)'/gu)].map((found) => found[1]!))
  expect(codes.size).toBeGreaterThan(20)
  for (const language of ['fr', 'en']) {
    const said = Object.keys(wordsOf(language)).filter((key) => key.startsWith('because.law-'))
    expect(said.map((key) => key.slice('because.'.length)).sort()).toEqual([...codes].sort())
  }
})
