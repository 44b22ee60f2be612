import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cover, shownMarks, shownWords } from './mask.ts'
import { nameBook, namesIn } from './names.ts'

const PEOPLE = [
  { id: 'alice', name: 'Alice Conseil' },
  { id: 'karim', name: 'Karim Benali' },
]
const shown = (
  text: string,
  over: {
    polarity?: number
    mixed?: boolean
    band?: 'happy' | 'between' | 'unhappy'
    praised?: string[]
    numbers?: boolean
    names?: boolean
  } = {},
) =>
  shownWords(
    {
      text,
      polarity: over.polarity ?? -1,
      mixed: over.mixed ?? false,
      band: over.band ?? null,
      praised: over.praised ?? [],
    },
    namesIn(text, nameBook(PEOPLE)),
    { numbers: over.numbers ?? false, names: over.names ?? false },
  )

describe('the words of a customer as they are shown', () => {
  it('a number is covered, unit for unit, and said what it was', () => {
    const text = 'Rappelez-moi au 06 39 98 01 01, c’est urgent'
    expect(shown(text)).toEqual({
      text: 'Rappelez-moi au ••••••••••••••, c’est urgent',
      hidden: [{ from: 16, to: 30, for: 'phone' }],
    })
  })
  it('who handles the matter sees it', () => {
    const text = 'Rappelez-moi au 06 39 98 01 01'
    expect(shown(text, { numbers: true, names: true })).toEqual({ text, hidden: [] })
  })
  it('an insult that names somebody is their manager’s to read, not their colleagues’', () => {
    expect(shown('Alice est une incapable').text).toBe('••••• est une incapable')
    expect(shown('Alice est une incapable', { names: true }).text).toBe('Alice est une incapable')
    expect(shown('Alice est une incapable').hidden).toEqual([{ from: 0, to: 5, for: 'colleague' }])
  })
  it('good words under a bad score, and an insult taken for praise, are no praise', () => {
    expect(shown('Merci Alice, bravo', { polarity: 1, band: 'unhappy' }).text).toBe('Merci •••••, bravo')
    expect(shown('Cette connasse d’Alice', { polarity: 1 }).text).toBe('Cette connasse d’•••••')
  })
  it('praise is everybody’s to read', () => {
    expect(shown('Merci Alice', { polarity: 1 }).text).toBe('Merci Alice')
  })
  it('of two who are named, the one who is praised stays', () => {
    const text = 'Karim a été parfait, Alice nous a menti'
    expect(shown(text, { polarity: 0, mixed: true, praised: ['Karim'] }).text).toBe(
      'Karim a été parfait, ••••• nous a menti',
    )
  })
  it('what somebody else has is covered for the manager too', () => {
    expect(shown('Alice : 06 39 98 01 01', { names: true }).text).toBe('Alice : ••••••••••••••')
  })
})

describe('marks', () => {
  const stands = (finding: string) => finding !== 'price'
  it('stay where they were, and go with what is covered or no longer holds', () => {
    const text = 'Trop cher, rappelez le 06 39 98 01 01, Alice ment'
    const masked = shown(text)
    const marks = [
      { from: 0, to: 9, for: 'price', weight: 1 },
      { from: 0, to: 9, for: 'polarity', weight: -1 },
      { from: 23, to: 37, for: 'callback', weight: 1 },
      { from: 11, to: 37, for: 'callback', weight: 1 },
    ]
    const left = shownMarks(marks, stands, masked)
    expect(left.map((mark) => masked.text.slice(mark.from, mark.to))).toEqual([
      'Trop cher',
      'rappelez le ••••••••••••••',
    ])
  })
  it('whatever is covered, every other unit stands where it stood', () => {
    const span = fc
      .tuple(fc.nat(60), fc.nat(12))
      .map(([from, length]) => ({ from, to: from + length, for: 'phone' as const }))
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 80, maxLength: 90 }),
        fc.array(span, { maxLength: 6 }),
        (text, spans) => {
          const { text: masked, hidden } = cover(text, spans)
          expect(masked).toHaveLength(text.length)
          for (let at = 0; at < text.length; at += 1) {
            const covered = spans.some(({ from, to }) => from <= at && at < to)
            expect(masked[at]).toBe(covered ? '•' : text[at])
            expect(hidden.some(({ from, to }) => from <= at && at < to)).toBe(covered)
          }
        },
      ),
    )
  })
})
