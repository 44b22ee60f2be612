import { beats, shareOf } from '../plain/beats.ts'
import { discoveries } from '../plain/false-discovery.ts'
import { netScore, netScoreInterval } from '../plain/net-score.ts'
import { type Interval, wilson } from '../plain/proportion-interval.ts'
import { twoShares } from '../plain/two-shares.ts'

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
  balanceInterval: Interval | null
  by: number | null
  byInterval: Interval | null
  said: 'more' | 'less' | 'cannot-tell' | 'few'
}

/** Under so many verbatims on one side no change is spoken of. */
export const FEWEST_WORDS = 20

export const rateOf = (k: number, n: number): Rate => ({ k, n, interval: wilson(k, n) })

/** Each theme's share of what was said, its good against its bad, and whether the share moved; of all themes at most 5 % of what is said so is chance. */
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
    const apart = few ? null : twoShares({ successes: share.k, n }, { successes: before.k, n: nThen })
    return {
      ...one,
      share,
      before,
      balance: netScore(counts)?.score ?? null,
      balanceInterval: netScoreInterval(counts),
      by: apart && 100 * apart.difference,
      byInterval: apart && { low: 100 * apart.low, high: 100 * apart.high },
      higher: few ? 0.5 : beats(shareOf(before.k, nThen), shareOf(share.k, n)),
    }
  })
  const found = discoveries(figures.map(({ higher }) => 2 * Math.min(higher, 1 - higher)))
  return figures
    .map(
      ({ higher, ...figure }, i): ThemeFigure => ({
        ...figure,
        said: few ? 'few' : !found[i] ? 'cannot-tell' : higher > 0.5 ? 'more' : 'less',
      }),
    )
    .sort((a, b) => b.share.k - a.share.k || b.before.k - a.before.k || a.theme.localeCompare(b.theme))
}

const said = ({ good, neutral, bad }: ThemeCount): number => good + neutral + bad
