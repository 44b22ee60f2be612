import { beats, shareOf } from '../plain/beats.ts'
import { discoveries } from '../plain/false-discovery.ts'
import { type NetCounts, netScore, netScoreInterval, netShares } from '../plain/net-score.ts'
import { type Interval, wilson } from '../plain/proportion-interval.ts'
import { twoShares } from '../plain/two-shares.ts'
import { momentsOf } from '../plain/weighted-shares.ts'

export interface ThemeCount {
  theme: string
  good: number
  neutral: number
  bad: number
}
export interface Rate {
  k: number
  n: number
  interval: Interval | null
}
export interface ThemeFigure extends ThemeCount {
  share: Rate
  before: Rate
  balance: number | null
  /** So few spoke of it that its balance is drawn towards the middle. */
  shrunk: boolean
  balanceInterval: Interval | null
  by: number | null
  byInterval: Interval | null
  said: 'more' | 'less' | 'cannot-tell' | 'few'
}

/** Under so many verbatims on one side no change is spoken of. */
const FEWEST_WORDS = 20

/** Of fewer voices the plain balance is mostly chance: the mean of the posterior that its interval comes from is told. */
const FEW_VOICES = 10
/** Of what is said of change, so much may be chance. */
const CHANCE = 0.05

export const rateOf = (k: number, n: number): Rate => ({ k, n, interval: wilson(k, n) })

/**
 * Each theme's share of what was said, its good against its bad, and whether the share moved; of all themes at most 5 % of what is said so is chance.
 * The interval of a change takes the same account of how many were looked at (Benjamini & Yekutieli, JASA 100, 2005): it holds nought where no
 * change is told, and does not where one is.
 */
export function themeFigures(
  now: readonly ThemeCount[],
  n: number,
  then: readonly ThemeCount[],
  nThen: number,
): ThemeFigure[] {
  const names = [...new Set([...now, ...then].map(({ theme }) => theme))]
  const none = (theme: string): ThemeCount => ({ theme, good: 0, neutral: 0, bad: 0 })
  const few = n < FEWEST_WORDS || nThen < FEWEST_WORDS
  const figures = names.map((theme) => {
    const one = now.find((each) => each.theme === theme) ?? none(theme)
    const other = then.find((each) => each.theme === theme) ?? none(theme)
    const counts = { promoters: one.good, passives: one.neutral, detractors: one.bad }
    const [share, before] = [rateOf(said(one), n), rateOf(said(other), nThen)]
    return {
      ...one,
      share,
      before,
      ...balanceOf(counts),
      balanceInterval: netScoreInterval(counts),
      higher: few ? 0.5 : beats(shareOf(before.k, nThen), shareOf(share.k, n)),
    }
  })
  const found = discoveries(
    figures.map(({ higher }) => 2 * Math.min(higher, 1 - higher)),
    CHANCE,
  )
  const level = 1 - (CHANCE * Math.max(1, found.filter(Boolean).length)) / Math.max(1, figures.length)
  return figures
    .map(
      ({ higher, ...figure }, i): ThemeFigure => ({
        ...figure,
        ...(few ? { by: null, byInterval: null } : movedBy(figure, found[i]!, level)),
        said: few ? 'few' : !found[i] ? 'cannot-tell' : higher > 0.5 ? 'more' : 'less',
      }),
    )
    .sort((a, b) => b.share.k - a.share.k || b.before.k - a.before.k || a.theme.localeCompare(b.theme))
}

const said = ({ good, neutral, bad }: ThemeCount): number => good + neutral + bad

function balanceOf(counts: NetCounts): Pick<ThemeFigure, 'balance' | 'shrunk'> {
  const net = netScore(counts)
  const shrunk = net !== null && net.n < FEW_VOICES
  return { balance: net && (shrunk ? momentsOf(netShares(counts)).mean : net.score), shrunk }
}

/** Whether it moved is decided on one scale and its interval built on another: at the edge they may differ by a hair, and then the decision stands. */
function movedBy({ share, before }: Pick<ThemeFigure, 'share' | 'before'>, moved: boolean, level: number) {
  const apart = twoShares({ successes: share.k, n: share.n }, { successes: before.k, n: before.n }, level)!
  const [low, high] = [100 * apart.low, 100 * apart.high]
  return {
    by: 100 * apart.difference,
    byInterval: moved ? { low, high } : { low: Math.min(0, low), high: Math.max(0, high) },
  }
}
