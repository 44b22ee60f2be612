import { describe, expect, it } from 'vitest'
import { openSealer } from '../kit/seal.ts'
import { linksFor, readToken, tokenFor, withoutLinks, withTheirLinks } from './link.ts'

const { mark } = openSealer('a secret of this test and of nothing else')
const other = openSealer('another secret, of another house').mark
const now = new Date('2026-11-24T09:24:00Z')
const named = { kind: 'message', id: '01936a8e-0d2b-7c3f-8a11-0123456789ab' } as const
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)

describe('the link to a customer’s page', () => {
  const token = tokenFor(mark, named, now)
  it('is read again, with the minute it was made', () => {
    expect(readToken(mark, token, now)).toEqual({ named, made: new Date('2026-11-24T09:24:00Z'), ended: false })
  })
  it('lasts four hundred days', () => {
    expect(readToken(mark, token, later(400))?.ended).toBe(false)
    expect(readToken(mark, token, later(401))?.ended).toBe(true)
  })
  it.each([
    ['of another house', tokenFor(other, named, now)],
    ['too short', token.slice(1)],
    ['nothing', ''],
    ['with other letters', `${token.slice(0, -1)}é`],
  ])('is refused: %s', (_name, said) => {
    expect(readToken(mark, said, now)).toBeUndefined()
  })
  it('is refused with any one character changed', () => {
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
      expect(readToken(mark, changed, now), `character ${at}`).toBeUndefined()
    }
  })
  it('is not shown to those who only read the message', () => {
    const { page, out } = linksFor(mark, 'https://val.example', named, now)
    expect(withoutLinks(`Voyez ${page} ou ${out}.`)).toBe(
      'Voyez https://val.example/c/… ou https://val.example/c/…/out.',
    )
  })
  it('stands again in words that were read without it, and that of today for one of an earlier day', () => {
    const before = linksFor(mark, 'https://val.example', named, new Date(now.getTime() - 86_400_000))
    const { page, out } = linksFor(mark, 'https://val.example', named, now)
    const ask = 'https://val.example/a/x'
    for (const text of [withoutLinks(`Voyez ${page} ou ${out}.`), `Voyez ${before.page} ou ${before.out}.`])
      expect(withTheirLinks(text, { page })).toBe(`Voyez ${page} ou ${out}.`)
    expect(withTheirLinks('Votre avis : https://val.example/a/… merci', { page, ask })).toBe(
      `Votre avis : ${ask} merci`,
    )
    expect(withTheirLinks('Voyez https://other.example/cars', { page, ask })).toBe('Voyez https://other.example/cars')
  })
})
