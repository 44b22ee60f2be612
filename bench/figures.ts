import { compared, referenceIsHere } from './figures/reference.ts'
import type { Bench, BenchOptions } from './run.ts'

/** Are the figures right? Each beside the value that other programs give. */
export const run: Bench = async (options) => reproduce(options)

function reproduce({ log }: BenchOptions): Record<string, number> {
  if (!referenceIsHere()) {
    log('../shared/verbatims/statistics.json is not here: nothing to compare with')
    return { values: 0 }
  }
  const { all, exact } = compared()
  const sure = all.filter((each) => each.drawn === undefined)
  const worst = sure.reduce((a, b) => (Math.abs(a.ours - a.theirs) > Math.abs(b.ours - b.theirs) ? a : b))
  const maxError = Math.abs(worst.ours - worst.theirs)
  log(
    `${sure.length} values of statsmodels, scipy and R: the furthest is ${worst.of}, ${maxError.toExponential(1)} away`,
  )
  for (const { of, theirs, ours, drawn = 1 } of all.filter((each) => each.drawn !== undefined))
    log(
      `  ${of}: ${ours.toFixed(7)}; theirs, drawn 400,000 times, ${theirs} (${((theirs - ours) / drawn).toFixed(1)} standard errors away)`,
    )
  const moved = exact.filter(({ chain, exact: whole }) => Math.abs(chain - whole) > 0.01)
  for (const { of, chain, exact: whole } of moved)
    log(
      `  run length ${of}: ${chain.toFixed(3)} by a chain of 200 states, as theirs; ${whole.toFixed(3)} by the integral`,
    )
  if (!(maxError < 1e-6)) throw new Error(`${worst.of}: ${worst.ours} instead of ${worst.theirs}`)
  const strayed = all.filter(({ drawn, ours, theirs }) => drawn !== undefined && Math.abs(ours - theirs) > 4 * drawn)
  if (strayed.length > 0) throw new Error(`${strayed[0]!.of}: further from theirs than chance allows`)
  return {
    values: all.length,
    maxError,
    drawnValues: all.length - sure.length,
    drawnMaxError: Math.max(...all.map(({ drawn, ours, theirs }) => (drawn ? Math.abs(ours - theirs) : 0))),
  }
}
