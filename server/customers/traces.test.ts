import { describe, expect, it } from 'vitest'
import { mentions, type Traces } from './traces.ts'

const ANNE: Traces = {
  names: [['Anne-Sophie', 'Le Goff'], ['Anne']],
  phones: ['+33639980101'],
  emails: ['anne.legoff@example.org'],
  plates: ['FM046SC'],
  vins: ['VF1RFA00067890123'],
}
const speaks = mentions(ANNE)

describe('a line speaks of someone', () => {
  it.each([
    ['the number as the French write it', 'x;06 39 98 01 01;y'],
    ['with points', '06.39.98.01.01'],
    ['in the international way', '0033 (0)639980101'],
    ['the address in capitals', '"ANNE.LEGOFF@EXAMPLE.ORG"'],
    ['the plate with its hyphens', 'Captur,fm-046-sc'],
    ['the VIN', 'vf1rfa00067890123;2020'],
    ['the name, turned round and without accents', 'LE GOFF;Anne Sophie'],
  ])('by %s', (_how, line) => expect(speaks(line)).toBe(true))

  it.each([
    ['another number', '06 39 98 01 02'],
    ['digits of two cells that only meet at the border', '0639980;101'],
    ['half of the name', 'Anne Le Bris;06 39 98 01 09'],
    ['a name that only holds theirs', 'Marianne-Sophie Le Goffic'],
    ['one word alone', 'Anne'],
    ['nothing', ''],
  ])('not by %s', (_how, line) => expect(speaks(line)).toBe(false))
})
