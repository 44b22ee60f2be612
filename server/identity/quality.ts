import type { SampleKind } from './bands.ts'
import { type Estimate, estimateQuality, type Stratum } from './estimate.ts'
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

/** Fewer answers than this on pairs drawn at random say nothing yet, unless there are no more to be asked. */
const FEWEST = 20
/** Of pairs below asking fewer are enough to begin with: what is found there is mostly nothing. */
const FEWEST_NEAR = 10

/** How many answers on pairs drawn at random there are, of those an estimate begins with. */
export function answersSoFar(bands: readonly Pick<SampledBand, 'kind' | 'asked' | 'drawn'>[]) {
  const of = (kind: SampleKind, fewest: number) => {
    const some = bands.filter((band) => band.kind === kind)
    const sum = (what: 'asked' | 'drawn'): number => some.reduce((total, band) => total + band[what], 0)
    return { asked: sum('asked'), of: sum('drawn') === 0 ? fewest : Math.min(fewest, sum('drawn')) }
  }
  return { joined: of('joined', FEWEST), near: of('near', FEWEST_NEAR) }
}

/** One band of what was drawn: how much it holds, and what people said of what was drawn from it. */
export interface SampledBand {
  kind: SampleKind
  band: number
  pairs: number
  /** Merges undone before anybody drew them: wrong, as is known. */
  undone: number
  drawn: number
  /** Answered with yes or no. */
  asked: number
  same: number
}

/**
 * Precision and recall from what was drawn at random. Merges that were undone count as wrong, each of them; those that people made count
 * as found. A pair that waits, or was let lie below asking, and is one person, is missed.
 * @param byPeople merges by a person's word that stand
 */
export function estimatedQuality(
  bands: readonly SampledBand[],
  byPeople: number,
): { precision: Estimate | null; recall: Estimate | null } {
  const of = (kind: SampleKind) => bands.filter((band) => band.kind === kind)
  const [joined, near] = [of('joined'), of('near')]
  const sum = (some: readonly SampledBand[], what: 'asked' | 'pairs' | 'drawn'): number =>
    some.reduce((total, band) => total + band[what], 0)
  const enough = (some: readonly SampledBand[], fewest: number): boolean =>
    sum(some, 'asked') > 0 && sum(some, 'asked') >= Math.min(fewest, sum(some, 'drawn'))
  if (!enough(joined, FEWEST)) return { precision: null, recall: null }
  const strata = joined.flatMap(({ pairs, undone, asked, same }): Stratum[] => [
    { pairs: pairs - undone, joined: true, asked, same },
    { pairs: undone, joined: true, asked: undone, same: 0 },
  ])
  const { precision } = estimateQuality(strata)
  if (near.length === 0 || !enough(near, FEWEST_NEAR)) return { precision, recall: null }
  const missed = [...near, ...of('asked')].map(
    ({ pairs, asked, same }): Stratum => ({ pairs, joined: false, asked, same }),
  )
  const people: Stratum = { pairs: byPeople, joined: true, asked: byPeople, same: byPeople }
  return { precision, recall: estimateQuality([...strata, people, ...missed]).recall }
}
