import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { holdOuts } from '../../../contract/loop.ts'
import { twoShares } from '../../plain/two-shares.ts'

/** One side of one moment. */
export interface Arm {
  moment: string
  arm: 'treated' | 'held-out'
  n: number
  came: number
  waiting: number
}
type Effect = AnswerOf<typeof holdOuts>['moments'][number]

/** Below this on one side, an interval says more about chance than about the moment. */
const FEW = 30

/** What each moment did: the difference of those who came back, with its interval (Newcombe), those that can be told first. */
export function effectsOf(arms: readonly Arm[], titleOf: (moment: string) => string): Effect[] {
  const moments = [...new Set(arms.map((arm) => arm.moment))].sort()
  return moments
    .map((moment): Effect => {
      const side = (arm: Arm['arm']) => {
        const found = arms.find((one) => one.moment === moment && one.arm === arm)
        return { n: found?.n ?? 0, came: found?.came ?? 0 }
      }
      const [treated, heldOut] = [side('treated'), side('held-out')]
      return {
        moment,
        title: titleOf(moment),
        treated,
        heldOut,
        difference: twoShares({ successes: treated.came, n: treated.n }, { successes: heldOut.came, n: heldOut.n }),
        few: Math.min(treated.n, heldOut.n) < FEW,
        waiting: arms.reduce((sum, arm) => sum + (arm.moment === moment ? arm.waiting : 0), 0),
      }
    })
    .sort((a, b) => Number(a.few) - Number(b.few))
}
