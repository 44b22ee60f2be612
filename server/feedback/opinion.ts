import { z } from 'zod'
import { KINDS, type Polarity, polarity, type Reading, THEMES } from '../../contract/reading.ts'
import { krippendorff } from '../plain/agreement.ts'

/** What a model must answer, no more and no less; anything else is a bad answer and is not used. */
export const opinion = z.strictObject({
  polarity,
  mixed: z.boolean(),
  themes: z.array(z.strictObject({ theme: z.enum(THEMES), polarity })).max(THEMES.length),
  kinds: z.array(z.enum(KINDS)).max(KINDS.length),
})
export type Opinion = z.infer<typeof opinion>

/** What the reader said, before anybody else. */
export type First = Pick<Reading, 'polarity' | 'mixed' | 'themes' | 'sure'>

/** A second opinion as it is kept beside the reading. */
export interface Second extends Opinion {
  model: string
  at: string
  /** Of the words it was asked about: words that were changed since were not. */
  shape: string
  first: First
  /** The figures go by it. */
  used: boolean
}

/** Under this the reader is unsure: what it read is worth a second look. */
export const UNSURE = 0.7
/** Of what it was sure about, one in fifty all the same: else nobody would know how often a sure reading is wrong. */
const SAMPLE = 0.02

/** @param mark of the text, that nobody can foresee and that stays the same: the chance by which it is looked at twice */
export const worthASecondLook = (sure: number, mark: string): boolean =>
  sure < UNSURE || Buffer.from(mark, 'base64url').readUInt32BE(0) / 2 ** 32 < SAMPLE

/** A reading as the second opinion refines it: how it leans, and its themes; those of the network's own, which no model knows, stay. */
export const refined = <F extends First>(findings: F, second: Opinion): F => ({
  ...findings,
  polarity: second.polarity,
  mixed: second.mixed,
  themes: [
    ...second.themes.map((each) => ({ ...each, sure: UNSURE })),
    ...findings.themes.filter(({ theme }) => theme.startsWith('own:')),
  ],
})

export const sameFindings = (a: First, b: First): boolean =>
  a.polarity === b.polarity && a.mixed === b.mixed && JSON.stringify(themesOf(a)) === JSON.stringify(themesOf(b))
const themesOf = ({ themes }: First): string[] => themes.map(({ theme, polarity }) => `${theme} ${polarity}`).sort()

export interface Agreed {
  n: number
  same: number
  /** Krippendorff's α, of ranks: 1, always; 0, as by chance. Null where it cannot be told. */
  alpha: number | null
}

/** How far two who read the same texts agree on how they lean. */
export function agreed(pairs: readonly (readonly [Polarity | null, Polarity | null])[]): Agreed {
  const both = pairs.filter((pair): pair is readonly [Polarity, Polarity] => pair[0] !== null && pair[1] !== null)
  return {
    n: both.length,
    same: both.filter(([one, other]) => one === other).length,
    alpha: krippendorff([both.map(([one]) => one), both.map(([, other]) => other)], 'ordinal'),
  }
}
