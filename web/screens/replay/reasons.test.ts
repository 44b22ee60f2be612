import { describe, expect, it } from 'vitest'
import en from '../../words/en.ts'
import fr from '../../words/fr.ts'

/** Reasons of a yes, and what is said beside one: never why something was not done. */
const NOT_AGAINST = new Set([
  'law-consent',
  'law-contract',
  'law-contract-until',
  'law-sale',
  'touch.fact',
  'touch.told-with',
  'touch.tells-also',
])
/** How the loop says why it held or let go. */
const OF_THE_LOOP = /^because\.((?:ask\.|budget\.|gesture\.|touch\.|law-).+)$/u

describe.each([
  ['fr', fr],
  ['en', en],
])('why many people were not reached, in %s', (_language, given) => {
  const words: Record<string, string> = given
  const codes = Object.keys(words).flatMap((key) => OF_THE_LOOP.exec(key)?.[1] ?? [])
  it('is said without the days and counts of one of them', () => {
    const unfilled = codes.filter((code) => {
      const said = words[`replay.why.${code}`] ?? words[`because.${code}`] ?? ''
      return !NOT_AGAINST.has(code) && said.includes('{')
    })
    expect(codes.length).toBeGreaterThan(30)
    expect(unfilled).toEqual([])
  })
  it('has no words for a reason that is not there', () => {
    const made = Object.keys(words).flatMap((key) => /^replay\.why\.(.+)$/u.exec(key)?.[1] ?? [])
    expect(made.filter((code) => !codes.includes(code))).toEqual([])
  })
})
