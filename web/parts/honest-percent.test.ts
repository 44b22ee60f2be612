import { describe, expect, it } from 'vitest'
import { honestPercent } from './honest-percent.ts'

const plain = (share: number, digits?: number) => honestPercent(share, 'en-GB', digits)

describe('a share in per cent', () => {
  it.each([
    [104 / 339, '31%'],
    [587 / 1633, '36%'],
    [0.9915, '99.2%'],
    [0.998, '99.8%'],
    [0.9997, '99.97%'],
    [0.99999, '99.99%'],
    [1, '100%'],
    [0, '0%'],
    [0.004, '0%'],
    [0.899, '90%'],
    [0.9004, '90%'],
  ])('%d is %s: to the nearest, and no certainty that nobody has', (share, said) => expect(plain(share)).toBe(said))
  it('with the decimals of its neighbour', () => {
    expect(plain(0.8432, 1)).toBe('84.3%')
    expect(plain(0.9915, 1)).toBe('99.2%')
  })
})
