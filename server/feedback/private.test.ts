import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ibanHolds, luhnHolds, plainUnits, privateSpans } from './private.ts'

/** What stands between ‹ and › is to be found, and nothing else. */
const told = (text: string): { plain: string; wanted: string[] } => ({
  plain: text.replaceAll(/[‹›]/gu, ''),
  wanted: [...text.matchAll(/‹([^›]*)›/gu)].map(([, inside]) => inside!),
})
const found = (text: string) => privateSpans(text).map(({ from, to }) => text.slice(from, to))
const kinds = (text: string) => privateSpans(text).map((span) => span.for)

describe('a telephone number is found however it is typed', () => {
  it.each([
    'Rappelez-moi au ‹06 39 98 01 01› ce soir',
    'Rappelez-moi au ‹06.39.98.01.01›.',
    'appelez le ‹0639980101›',
    'Mon numéro : ‹06-39-98-01-01›, merci',
    '‹06/39/98/01/01›',
    '(‹06 39 98 01 01›)',
    'tel:‹0199 00 12 34›',
    'au ‹063 998 01 01› ou au ‹01 99 00 12 34›',
    'au ‹06 39 98 01 01› / ‹06 39 98 01 02›',
    '‹+33 6 39 98 01 01›',
    '‹+33 (0)6 39 98 01 01›',
    '‹0033639980101›',
    '‹+44 20 7946 0018› please',
    'ring me on ‹07700 900123›',
    '‹+1 (202) 555-0143›',
    'au ‹6 39 98 01 01›',
    '‹O6 39 98 01 01›, avec un O',
    '‹0 6 3 9 9 8 0 1 0 1›',
    '‹06\u00a039\u202f98\u00a001\u00a001›',
    '‹０６３９９８０１０１›',
    '‹٠٦٣٩٩٨٠١٠١›',
    '‹𝟎𝟔𝟑𝟗𝟗𝟖𝟎𝟏𝟎𝟏›',
    '‹0️⃣6️⃣3️⃣9️⃣9️⃣8️⃣0️⃣1️⃣0️⃣1›️⃣',
    'Venu le 12.05.2026, le ‹06 39 98 01 01› ne répond plus',
    'le 12.05.2026 ‹06 39 98 01 01›',
  ])('%s', (text) => {
    const { plain, wanted } = told(text)
    expect(found(plain)).toEqual(wanted)
    expect(new Set(kinds(plain))).toEqual(new Set(['phone']))
  })
})

describe('what pays, writes, drives or counts somebody', () => {
  it.each([
    ['iban', 'Remboursez sur ‹FR76 3000 6000 0112 3456 7890 189› merci'],
    ['iban', '‹FR7630006000011234567890189›'],
    ['iban', 'mon iban est ‹fr76 3000 6000 0112 3456 7890 189›.'],
    ['iban', '‹FR76-3000-6000-0112-3456-7890-189›'],
    ['iban', 'mistyped: ‹FR76 3000 6000 0112 3456 7890 188› thanks'],
    ['iban', '‹DE89 3704 0044 0532 0130 00› bitte'],
    ['iban', '‹GB29 NWBK 6016 1331 9268 19› is mine'],
    ['iban', '‹BE68 5390 0754 7034›'],
    ['iban', 'RIB ‹30006 00001 12345678901 89›'],
    ['card', 'ma carte ‹4539 1488 0343 6467› débitée deux fois'],
    ['card', '‹4539148803436467›'],
    ['card', '‹4539-1488-0343-6468›, un chiffre faux'],
    ['number', 'mon numéro de sécu ‹1 85 05 78 006 084 36›'],
    ['number', '‹185057800608436›'],
    ['phone', '‹06 39 98 01 01› ‹06 39 98 01 02›'],
    ['email', 'écrivez à ‹anne.cieille@example.org›, merci'],
    ['email', '‹Anne_C+garage@mail.example.co.uk›'],
    ['email', '‹anne (at) example.org›'],
    ['email', '‹anne [arobase] example [point] org›'],
    ['email', '‹anne arobase example point fr›'],
    ['email', '‹zoé@exemple.fr›'],
    ['plate', 'ma voiture ‹FM-046-SC› rayée'],
    ['plate', 'la ‹fm046sc› est restée dehors'],
    ['plate', 'la ‹FM 046 SC›'],
    ['plate', 'ma vieille ‹1234 AB 78›'],
    ['plate', 'my ‹AB12 CDE› was scratched'],
    ['address', 'Garage du 75, ‹12 rue de la Paix›, 78000 Versailles'],
    ['address', 'livrez au ‹24 bis, avenue du Général Leclerc›'],
    ['address', 'deliver to ‹12 Acacia Avenue› please'],
    ['secret', 'Digicode : ‹45B12›'],
    ['secret', 'le code de la porte est ‹4512A›'],
    ['secret', 'the gate code is ‹#4512›'],
    ['secret', 'password: ‹hunter2›'],
    ['number', 'VIN ‹VF1RFB00X12345678›'],
    ['number', 'permis de conduire ‹14AB12345›'],
    ['number', 'licence ‹MORGA657054SM9IJ›'],
    ['phone', 'appelez le ‹zéro six, trente-neuf, quatre-vingt-dix-huit, zéro un, zéro deux›'],
  ] as const)('%s: %s', (kind, text) => {
    const { plain, wanted } = told(text)
    expect(found(plain)).toEqual(wanted)
    expect(kinds(plain)).toEqual(wanted.map(() => kind))
  })
})

describe('what is nobody’s stays', () => {
  it.each([
    '125 000 km au compteur, et toujours 1 250 € de réparation',
    'Rendez-vous le 05/12/2026 à 14h30, venu à 16h45',
    'Rendez-vous le 05/12/2026 10:30',
    'Facture n° 20260123456 du 12/05/2026',
    'commande 204512, dossier 77-1234',
    'Attendu 2 H 30 pour une vidange',
    'Peugeot 308 SW, 130 ch, 7 places, 2019',
    'LA 308 SW EST MAGNIFIQUE',
    'De 2019 à 2026 : 4 contrôles, 3 pannes, 2 retours',
    '10/10, 5 étoiles, 100 %',
    'Le code défaut P0420 et le code postal 78000',
    'Zéro souci, deux heures, trois cafés, quatre roues',
    'Un, deux, trois, quatre, cinq, six : tout est parfait',
    'il y a 30 MIN 20 de trop',
    'au 3631, au 15, au 112',
    'AdBlue 10 L, huile 5W30, pneus 205/55 R16 91V',
    'RDV @ 14h avec le chef d’atelier',
    '😡😡😡 1️⃣/5️⃣',
    'total 1.234.567,89 €',
    '',
  ])('%s', (text) => expect(found(text)).toEqual([]))
})

describe('places hold', () => {
  it('digits of every script are written as ours, each at its place', () => {
    for (const text of ['٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९', '０１２３４５６７８９', '0123456789'])
      expect(plainUnits(text)).toBe('0123456789')
    expect(plainUnits('𝟎𝟏')).toBe('0\u20601\u2060')
  })
  it('whatever the text: in order, none over another, within it, and nothing throws', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '06 39 98 01 01',
        'FR76 3000 6000 0112 3456 7890 189',
        'a@b.fr',
        'FM-046-SC',
        ' ',
        '0',
        '+33',
        '٠٦',
        '1234 ',
      ),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const text = parts.join('')
        expect(plainUnits(text)).toHaveLength(text.length)
        let last = 0
        for (const { from, to } of privateSpans(text)) {
          expect(from).toBeGreaterThanOrEqual(last)
          expect(to).toBeGreaterThan(from)
          last = to
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 400 },
    )
  })
  it('a number set down anywhere is found', () => {
    const word = fc.stringMatching(/^[a-zé’,.!? ]{0,20}$/u)
    const pair = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(
        word,
        word,
        fc.array(pair, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(' ', '.', '-', ''),
        (before, after, pairs, gap) => {
          const number = [`0${1 + (Number(pairs[0]) % 9)}`, ...pairs].join(gap)
          expect(found(`${before} ${number} ${after}`)).toContain(number)
        },
      ),
    )
  })
  it('a novel ends, and so does what is made never to end', () => {
    const made = ['0 ', 'a@', '1234 ', 'FR76 ', 'é', 'a.', '0.', '06 39 98 ', 'A1']
    for (const text of made.map((piece) => piece.repeat(50_000 / piece.length)))
      expect(Array.isArray(privateSpans(text))).toBe(true)
  })
})

describe('sums', () => {
  it('of banks', () => {
    for (const iban of ['FR7630006000011234567890189', 'DE89370400440532013000', 'GB29NWBK60161331926819'])
      expect(ibanHolds(iban)).toBe(true)
    expect(ibanHolds('FR7630006000011234567890188')).toBe(false)
  })
  it('of cards', () => {
    expect(luhnHolds('4539148803436467')).toBe(true)
    expect(luhnHolds('4539148803436468')).toBe(false)
  })
})
