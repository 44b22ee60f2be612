import { describe, expect, it } from 'vitest'
import { contactTexts, type Marked, markTexts } from './erased-marks.ts'

const NOBODY: Marked = { names: [], phones: [], emails: [], plates: [], vins: [], births: [], keys: [] }
const ANNE: Marked = {
  ...NOBODY,
  names: ['anne cieille'],
  phones: ['+33639980101'],
  emails: ['Anne@example.org'],
  plates: ['FM046SC'],
  births: ['1970-01-02'],
  keys: [{ source: 'dms', key: 'C-1' }],
}
const meet = (row: Partial<Marked>): boolean => {
  const kept = new Set(markTexts(ANNE))
  return markTexts({ ...NOBODY, ...row }).some((text) => kept.has(text))
}

describe('a row is of someone who was erased', () => {
  it.each<[string, Partial<Marked>]>([
    ['the key of its source', { keys: [{ source: 'dms', key: 'C-1' }] }],
    ['name and number', { names: ['anne cieille'], phones: ['+33639980101'] }],
    ['name and address in other letters', { names: ['anne cieille'], emails: ['anne@Example.org'] }],
    ['name and birth date', { names: ['anne cieille'], births: ['1970-01-02'] }],
    ['name and plate', { names: ['anne cieille'], plates: ['FM046SC'] }],
  ])('by %s', (_how, row) => expect(meet(row)).toBe(true))

  it.each<[string, Partial<Marked>]>([
    ['the same key of another source', { keys: [{ source: 'shop', key: 'C-1' }] }],
    ['their number under another name: the household', { names: ['paul cieille'], phones: ['+33639980101'] }],
    ['their name alone: a namesake', { names: ['anne cieille'] }],
    ['nothing', {}],
  ])('not by %s', (_how, row) => expect(meet(row)).toBe(false))

  it('numbers and addresses stand alone for the channels', () => {
    expect(contactTexts(ANNE)).toEqual(['phone|+33639980101|', 'email|anne@example.org|'])
  })
})
