/**
 * National grammars as data. A shape says, place by place, which characters may stand there, so one table answers three
 * questions: does a plate fit, which letters are impossible here, and how likely is this string for a vehicle about
 * which we know nothing (uniform within a shape).
 */
export interface Shape {
  /** ISO 3166-1, two letters. */
  country: string
  kind: string
  /** For each place, the characters issued there. */
  places: readonly string[]
  /** Share of this shape among the plates of its country on the road; an estimate, used only for strangers. */
  share: number
  /** Strings of these places that were never issued. */
  never?: RegExp
}

const AZ = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const without = (letters: string): string =>
  AZ.split('')
    .filter((letter) => !letters.includes(letter))
    .join('')
const ALWAYS: Record<string, string> = { d: '0123456789', n: '123456789', a: AZ }

interface Kind {
  /** Patterns and their shares: `d` a digit, `n` a digit but 0, `a` a letter, other small letters as `alphabets` says. */
  patterns: Record<string, number>
  alphabets?: Record<string, string>
  never?: RegExp
}
const kind = (country: string, name: string, { patterns, alphabets = {}, never }: Kind): Shape[] =>
  Object.entries(patterns).map(([pattern, share]) => ({
    country,
    kind: name,
    places: Array.from(pattern, (mark) => alphabets[mark] ?? ALWAYS[mark] ?? mark),
    share,
    ...(never ? { never } : {}),
  }))

/** Letters of the French SIV, and the left letters issued so far (the left pair moves last, so it tells the age). */
export const SIV_LETTERS = without('IOU')
export const SIV_SERIES = 'ABCDEFGH'

const CANTONS = 'AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH'

export const SHAPES: readonly Shape[] = [
  // France, SIV (2009 on): AA-001-AA; no I, O, U; never SS, never 000; WW on the left is provisional.
  // Source: arrêté du 9 février 2009 relatif aux modalités d'immatriculation des véhicules; code de la route, R. 322-2.
  ...kind('FR', 'siv', {
    patterns: { sldddll: 0.95 },
    alphabets: { s: SIV_SERIES, l: SIV_LETTERS },
    never: /^SS|SS$|^..000/,
  }),
  ...kind('FR', 'provisional', { patterns: { WWdddll: 0.01 }, alphabets: { l: SIV_LETTERS }, never: /SS$|^..000/ }),
  // France, FNI (1950 to 2009): 1 to 4 digits, 1 to 3 letters (no I, O; the last series nearly all 4+2 and 3+3), department.
  // Source: arrêté du 5 novembre 1984 relatif à l'immatriculation des véhicules.
  ...kind('FR', 'fni', {
    patterns: {
      ndddvvdd: 0.02,
      nddvvvdd: 0.012,
      nddvvdd: 0.004,
      ndvvvdd: 0.0006,
      nvvvdd: 0.0002,
      ndvvdd: 0.0005,
      nvvdd: 0.0001,
    },
    alphabets: { v: without('IO') },
    never: /(?:00|9[6-9])$/,
  }),
  ...kind('FR', 'fni', {
    patterns: { ndddvdd: 0.0005, nddvdd: 0.0002, ndvdd: 0.0001, nvdd: 0.0001 },
    alphabets: { v: without('IO') },
    never: /(?:00|9[6-9])$/,
  }),
  ...kind('FR', 'fni', { patterns: { ndddvv2c: 0.0007, nddvvv2c: 0.0003 }, alphabets: { v: without('IO'), c: 'AB' } }),
  ...kind('FR', 'fni', {
    patterns: { ndddvv97t: 0.0005, nddvvv97t: 0.0002 },
    alphabets: { v: without('IO'), t: '12346' },
  }),
  // Belgium: 1-ABC-123 since 2010 (1 or 2 in front so far; 9 chosen), ABC-123 before it, 123-ABC between.
  // Source: arrêté royal du 20 juillet 2001 relatif à l'immatriculation de véhicules; SPF Mobilité.
  ...kind('BE', 'european', { patterns: { faaaddd: 0.87 }, alphabets: { f: '12' } }),
  ...kind('BE', 'chosen', { patterns: { '9aaaddd': 0.01 } }),
  ...kind('BE', 'older', { patterns: { aaaddd: 0.1, dddaaa: 0.02 } }),
  // Switzerland: canton, then 1 to 6 digits. Source: VZV (RS 741.51), art. 82 to 87.
  ...kind('CH', 'canton', {
    patterns: { pqnddddd: 0.72, pqndddd: 0.22, pqnddd: 0.05, pqndd: 0.008, pqnd: 0.001, pqn: 0.001 },
    alphabets: { p: 'ABFGJLNOSTUVZ', q: 'AEDGHILORSTUWZ' },
    never: new RegExp(`^(?!${CANTONS})`),
  }),
  // Germany: district 1 to 3 letters, 1 or 2 letters, 1 to 4 digits, E or H behind, 8 characters at most.
  // Source: FZV (2023), §§ 9 and 10 with annexes. The string does not tell where the district ends: letters count together.
  ...kind('DE', 'district', {
    patterns: {
      aan: 0.001,
      aand: 0.01,
      aandd: 0.05,
      aanddd: 0.1,
      aaan: 0.002,
      aaand: 0.03,
      aaandd: 0.1,
      aaanddd: 0.22,
      aaaan: 0.002,
      aaaand: 0.03,
      aaaandd: 0.15,
      aaaanddd: 0.2,
      aaaaan: 0.002,
      aaaaand: 0.02,
      aaaaandd: 0.02,
      aaanddE: 0.01,
      aaandddE: 0.02,
      aaaanddE: 0.02,
      aandddE: 0.003,
      aaandH: 0.003,
      aaanddH: 0.004,
      aaaandH: 0.003,
    },
  }),
  // Spain: 0000 BBB since September 2000, no vowels, no Ñ, no Q; the left letter tells the age.
  // Source: Reglamento General de Vehículos, RD 2822/1998, anexo XVIII; Orden de 15 de septiembre de 2000.
  ...kind('ES', 'national', {
    patterns: { ddddbcc: 0.97 },
    alphabets: { b: 'BCDFGHJKLMN', c: 'BCDFGHJKLMNPRSTVWXYZ' },
  }),
  ...kind('ES', 'provincial', { patterns: { addddaa: 0.02, aaddddaa: 0.01 } }),
  // Italy: AA 000 AA since 1994, no I, O, Q, U. Source: D.P.R. 495/1992, art. 256 and its appendix.
  ...kind('IT', 'national', { patterns: { sldddll: 1 }, alphabets: { s: 'ABCDEFGH', l: without('IOQU') } }),
  // Luxembourg: AA 0000; 4 or 5 digits for older and chosen ones. Source: règlement grand-ducal du 17 juin 2003.
  ...kind('LU', 'national', { patterns: { aadddd: 0.75, ndddd: 0.18, nddd: 0.07 } }),
  // Netherlands: sidecodes of today's cars; consonants without C, Q, M, W. Source: Regeling kentekens en kentekenplaten; RDW.
  ...kind('NL', 'sidecode', {
    patterns: {
      ddkkkd: 0.2,
      dkkkdd: 0.25,
      kkdddk: 0.22,
      kdddkk: 0.14,
      ddkkkk: 0.06,
      kkkkdd: 0.05,
      kkddkk: 0.04,
      kkkddk: 0.04,
    },
    alphabets: { k: 'BDFGHJKLNPRSTVXZ' },
  }),
  // United Kingdom: AB12 CDE since September 2001; no I, Q, Z in the area, no I, Q behind. Before it A123 BCD.
  // Source: DVLA, INF104, Vehicle registration numbers and number plates.
  ...kind('GB', 'current', { patterns: { ppddrrr: 0.9 }, alphabets: { p: without('IQZ'), r: without('IQ') } }),
  ...kind('GB', 'prefix', {
    patterns: { pnrrr: 0.002, pndrrr: 0.018, pnddrrr: 0.08 },
    alphabets: { p: without('IOQUZ'), r: without('IQ') },
  }),
]
