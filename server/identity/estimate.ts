import { clopperPearson } from '../plain/proportion-interval.ts'

/** Answers on pairs drawn at random from one band of weights. */
export interface Stratum {
  /** Pairs in the band, in the whole base. */
  pairs: number
  /** Whether the pairs of this band are joined. */
  joined: boolean
  asked: number
  same: number
}

export interface Estimate {
  value: number
  low: number
  high: number
}

/**
 * Precision and recall of the base from answers on a stratified sample. Each band's share of true pairs has the exact interval of Clopper & Pearson
 * (1934), narrowed where much of a small band was asked (the finite population of Cochran, Sampling Techniques, 1977, 2.2, as an
 * effective number of answers: Korn & Graubard 1998). Wilson's is too short here: of a band where 199 of 200 are right, one wrong among twenty
 * asked makes it end at .991. Shares are weighted by the pairs of the band (Cochran, ch. 5), and the half-widths of
 * the bands, being independent, are added as squares (the MOVER of Zou & Donner 2008). A band nobody was asked about may be
 * anything: it takes the share of the others, and all of its width. Null where no band was asked about.
 */
export function estimateQuality(strata: readonly Stratum[]): { precision: Estimate | null; recall: Estimate | null } {
  const filled = strata.filter(({ pairs }) => pairs > 0)
  const joined = filled.filter((stratum) => stratum.joined)
  const apart = filled.filter((stratum) => !stratum.joined)
  const sum = (of: readonly Stratum[]): number => of.reduce((total, { pairs }) => total + pairs, 0)
  const known = (of: readonly Stratum[]): boolean => of.some(({ asked }) => asked > 0)
  if (!known(joined)) return { precision: null, recall: null }
  const found = weighted(joined, 1)
  return {
    precision: held(weighted(joined, sum(joined))),
    recall: apart.length > 0 && !known(apart) ? null : held(ratio(found, weighted(apart, 1))),
  }
}

const held = ({ value, low, high }: Estimate): Estimate => ({
  value: Math.min(1, Math.max(0, value)),
  low: Math.max(0, low),
  high: Math.min(1, high),
})

/** The share of true pairs in a band, and where it may lie. */
function shareOf({ pairs, asked, same }: Stratum, others: number): Estimate {
  if (asked === 0) return { value: others, low: 0, high: 1 }
  const share = same / asked
  if (asked >= pairs) return { value: share, low: share, high: share }
  const effective = (asked * (pairs - 1)) / (pairs - asked)
  const { low, high } = clopperPearson(share === 1 ? effective : share * effective, effective)!
  return { value: share, low, high }
}

/** Σ pairs × share, over a divisor, with its interval. */
function weighted(strata: readonly Stratum[], divisor: number): Estimate {
  const told = strata.filter(({ asked }) => asked > 0)
  const weight = told.reduce((sum, { pairs }) => sum + pairs, 0)
  const others =
    weight === 0 ? 0 : told.reduce((sum, { pairs, asked, same }) => sum + (pairs * same) / asked, 0) / weight
  let value = 0
  let below = 0
  let above = 0
  for (const stratum of strata) {
    const share = shareOf(stratum, others)
    value += stratum.pairs * share.value
    below += (stratum.pairs * (share.value - share.low)) ** 2
    above += (stratum.pairs * (share.high - share.value)) ** 2
  }
  return {
    value: value / divisor,
    low: (value - Math.sqrt(below)) / divisor,
    high: (value + Math.sqrt(above)) / divisor,
  }
}

/** found / (found + missed): least when few were found and many missed. */
function ratio(found: Estimate, missed: Estimate): Estimate {
  const part = (of: number, other: number): number =>
    of + other <= 0 ? 1 : Math.max(0, of) / (Math.max(0, of) + Math.max(0, other))
  return {
    value: part(found.value, missed.value),
    low: part(found.low, missed.high),
    high: part(found.high, missed.low),
  }
}
