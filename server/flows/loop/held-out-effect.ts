import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { holdOuts } from '../../../contract/loop.ts'
import { wilson } from '../../plain/proportion-interval.ts'
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

/** Was the draw even? Of those drawn so many were kept out; a playbook whose share changed since draws otherwise now. */
function drawnOf(out: number, n: number, expected: number | null): Effect['drawn'] {
  const found = wilson(out, n)
  return found && { share: out / n, low: found.low, high: found.high, expected }
}

/** What each moment did: the difference of those who came back, with its interval (Newcombe), those that can be told first. */
export function effectsOf(
  arms: readonly Arm[],
  titleOf: (moment: string) => string,
  shareOf: (moment: string) => number | null,
): Effect[] {
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
        drawn: drawnOf(heldOut.n, treated.n + heldOut.n, shareOf(moment)),
        few: Math.min(treated.n, heldOut.n) < FEW,
        waiting: arms.reduce((sum, arm) => sum + (arm.moment === moment ? arm.waiting : 0), 0),
      }
    })
    .sort((a, b) => Number(a.few) - Number(b.few))
}
