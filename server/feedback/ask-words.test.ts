import { describe, expect, test } from 'vitest'
import { endsOf } from '../messages/question-words.ts'
import { sayDay } from '../moments/say-day.ts'
import { askWords } from './ask-words.ts'

/** Every text of the words, functions called. */
const texts = (value: unknown): string[] =>
  typeof value === 'function'
    ? [String((value as (of: unknown) => string)(2))]
    : typeof value === 'string'
      ? [value]
      : Object.values(value as object).flatMap(texts)

describe('the page that asks', () => {
  const english = new Set(texts(askWords('en')))
  test.each(['fr', 'de', 'es', 'it', 'nl', 'pt'])('speaks %s throughout', (language) => {
    const said = texts(askWords(language))
    expect(said).toHaveLength(texts(askWords('en')).length)
    expect(said.filter((each) => english.has(each) && each !== 'No')).toEqual([])
    expect(said.every((each) => each.trim() !== '')).toBe(true)
    for (const metric of ['nps', 'csat', 'ces'] as const) {
      const of = (spoken: string) => endsOf({ metric, scale: { direction: 'up' }, languages: [spoken] }, spoken)
      expect(of(language)).not.toEqual(of('en'))
    }
  })
  test('says a day in each', () => {
    expect(['fr', 'en', 'de', 'es', 'nl', 'xx'].map((language) => sayDay('2026-12-01', language, true))).toEqual([
      'mardi 1er décembre 2026',
      'Tuesday 1 December 2026',
      'Dienstag, 1. Dezember 2026',
      'martes, 1 de diciembre de 2026',
      'dinsdag 1 december 2026',
      '2026-12-01',
    ])
  })
  test('of a language that we do not speak, English', () => expect(askWords('xx')).toBe(askWords('en')))
})
