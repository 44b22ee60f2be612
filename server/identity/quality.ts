import { type Estimate, estimateQuality, type Stratum } from './learn-from-judgements.ts'
import { type Comparison, comparisonsOf } from './levels.ts'
import type { IdentityModel } from './model.ts'

/** A base smaller than this teaches nothing that the default model does not know. */
export const FEWEST_TO_LEARN = 500

/** The weights as a person reads them: what each level of each field says, in bits, and how often it is met. */
export function readableWeights(model: IdentityModel) {
  return comparisonsOf(model.generics).map(({ name, levels }: Comparison) => {
    const weights = model.comparisons[name]
    return {
      field: name,
      levels: levels.flatMap((level, n) => {
        const [m, u] = [weights?.m[n], weights?.u[n]]
        return n === 0 || !m || !u ? [] : [{ level, m, u, bits: Math.log2(m / u) }]
      }),
    }
  })
}

/** Fewer answers than this in all say nothing yet. */
const FEWEST = 20

/**
 * Precision and recall of the base as people's answers let us estimate them, band by band of the pair's weight.
 * @param bands kept pairs by bands of two bits, and how many of them are joined
 * @param answers of people, with the weight the pair had
 */
export function estimatedQuality(
  bands: readonly { from: number; pairs: number; joined: number }[],
  answers: readonly { bits: number; same: boolean }[],
): { precision: Estimate | null; recall: Estimate | null } {
  if (answers.length < FEWEST) return { precision: null, recall: null }
  const strata = bands.map(({ from, pairs, joined }): Stratum => {
    const here = answers.filter(({ bits }) => bits >= from && bits < from + 2)
    return { pairs, joined: joined * 2 > pairs, asked: here.length, same: here.filter(({ same }) => same).length }
  })
  const { precision, recall } = estimateQuality(strata)
  return { precision: precision && withinOne(precision), recall: recall && withinOne(recall) }
}

const withinOne = ({ value, low, high }: Estimate): Estimate => ({
  value,
  low: Math.max(0, low),
  high: Math.min(1, high),
})

/**
 * Cohen's kappa (1960) of two people who answered the same pairs with yes or no.
 * @returns null under five pairs, or when chance alone would agree always
 */
export function kappa({
  bothSame,
  bothDifferent,
  differ,
}: {
  bothSame: number
  bothDifferent: number
  differ: number
}): number | null {
  const n = bothSame + bothDifferent + differ
  if (n < 5) return null
  const observed = (bothSame + bothDifferent) / n
  // Which of the two said yes is not known where they differ: each is taken to have said it half of the time.
  const yes = (bothSame + differ / 2) / n
  const chance = yes * yes + (1 - yes) * (1 - yes)
  return chance === 1 ? null : (observed - chance) / (1 - chance)
}
