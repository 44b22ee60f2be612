import { mixed } from '../../server/identity/dictionary.ts'
import type { PersonRecord } from '../../server/identity/person-record.ts'

const SYLLABLES = [
  'ba',
  'cor',
  'di',
  'fen',
  'gui',
  'lor',
  'mar',
  'nel',
  'pic',
  'ros',
  'tan',
  'vi',
  'zo',
  'ker',
  'bel',
  'dur',
]

/** A word of these syllables, whatever the numbers: no name that is anybody's. */
export const spelt = (...picks: readonly number[]): string =>
  picks.map((pick) => SYLLABLES[pick % SYLLABLES.length]).join('')

/** A word by its number: others for others. */
function word(n: number, syllables: number): string {
  let text = ''
  for (let hash = mixed(n + 1), k = 0; k < syllables; k++, hash = mixed(hash + k)) text += SYLLABLES[hash % 16]
  return text
}

/** Strangers: no two of them are one person. */
export const stranger = (n: number): PersonRecord => ({
  id: String(n).padStart(9, '0'),
  source: `s${n % 3}`,
  givenName: word(mixed(n) % 900, 2),
  familyName: word(mixed(n + 77) % 20_000, 3),
  birthDate: `${1940 + (mixed(n + 5) % 60)}-${String(1 + (mixed(n + 6) % 12)).padStart(2, '0')}-${String(1 + (mixed(n + 8) % 28)).padStart(2, '0')}`,
  phones: [`06${String(10_000_000 + n * 13).padStart(8, '0')}`],
  emails: [`${word(n, 3)}${n}@mail.fr`],
  postcode: String(10_000 + (n % 80_000)),
  city: word((n % 5000) + 1_000_000, 3),
})

/** What bad files hold: a value that everyone has, by how it is called. */
export const BAD_VALUES: readonly [name: string, of: (n: number) => Partial<PersonRecord>][] = [
  ['0102030405', () => ({ phones: ['0102030405'] })],
  ['the telephone of the garage', () => ({ phones: ['0299007766'] })],
  ['the telephone of the garage, beside their own', (n) => ({ phones: [...stranger(n).phones!, '0299007766'] })],
  ['noreply@', () => ({ emails: ['noreply@garage.example'] })],
  ['the address of the garage', () => ({ emails: ['contact@garage-dupont.fr'] })],
  ['01/02/03', () => ({ birthDate: '01/02/03' })],
  ['the first of January 1900', () => ({ birthDate: '1900-01-01' })],
  ['one name, borne by one in four', (n) => (n % 4 === 0 ? { givenName: 'Jean', familyName: 'Martin' } : {})],
  [
    'given and family name the wrong way round, in every second row',
    (n) => {
      const { givenName = '', familyName = '' } = stranger(n)
      return n % 2 === 0 ? { givenName: familyName, familyName: givenName } : {}
    },
  ],
]
