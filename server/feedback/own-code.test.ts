import { describe, expect, it } from 'vitest'
import { codeOf } from '../../contract/own-code.ts'
import { codeMark, ownCode, readCode } from './own-code.ts'

const mark = (text: string) => Buffer.from(`${text}${'x'.repeat(24)}`).toString('base64url')

describe('the code of an answer', () => {
  it.each([
    ['000000000000000', '0000-0000-0000'],
    ['fffffffffffffff', 'ZZZZ-ZZZZ-ZZZZ'],
    ['00000000000001f', '0000-0000-000Z'],
  ])('%s is %s', (hex, code) => expect(codeOf(hex)).toBe(code))

  it.each([
    ['k7qf 2m9x pt4d', 'K7QF-2M9X-PT4D'],
    ['K7QF2M9XPT4D', 'K7QF-2M9X-PT4D'],
    ['  OIL0-0000-0000 ', '0110-0000-0000'],
    ['K7QF-2M9X-PT4', undefined],
    ['K7QF-2M9X-PT4U', undefined],
    ['K7QF-2M9X-PT4D5', undefined],
    ['', undefined],
  ])('typed « %s » it is %s', (typed, code) => expect(readCode(typed)).toBe(code))

  it('is that of the tablet for its own answers, ours for a page, and nobody has one for what bears a name', () => {
    const key = `tablet:6e1b:${'0'.repeat(17)}00000000000001f`
    expect(ownCode(mark, { channel: 'tablet', deviceKey: key })).toBe('0000-0000-000Z')
    const page = ownCode(mark, { channel: 'qr', deviceKey: 'page:door:one' })
    expect(page).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u)
    expect(ownCode(mark, { channel: 'tablet', deviceKey: 'tablet:6e1b:not-by-chance' })).toBeNull()
    expect(ownCode(mark, { channel: 'email', deviceKey: null })).toBeNull()
    expect(codeMark(mark, page!)).not.toContain(page!)
  })
})
