import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/voice.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { addDays } from '../../plain/civil.ts'
import { controlChart } from '../../voice/control-chart.ts'
import type { Steps } from '../../voice/figure.ts'
import { scores } from '../../voice/figures.store.ts'
import { mondayOf } from '../../voice/period.ts'
import { scopeOf, toldOf } from './scope.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K] extends infer E ? E : never>
type Out<E> = Promise<AnswerOf<E>>
/** A year and its weeks' ends. */
const CHART_DAYS = 7 * 52

/** One figure week by week over a year, with whether it changed. */
export async function voiceChart(
  house: House,
  { query }: In<'voiceChart'>,
  caller: Caller,
): Out<typeof api.voiceChart> {
  const scope = scopeOf(caller, query)
  const to = query.to ?? house.now().toISOString().slice(0, 10)
  // Whole weeks: one that has just begun would look like a fall.
  const end = addDays(mondayOf(addDays(to, 1)), -1)
  const period = { from: addDays(end, 1 - CHART_DAYS), to: end }
  const found = await scores(house.db, scope, period, 'week', query.metric)
  const byWeek = Map.groupBy(found, ({ key }) => key)
  const weeks = Array.from({ length: 52 }, (_, i): { from: string; to: string; all: Steps[] } => {
    const from = addDays(period.from, 7 * i)
    return { from, to: addDays(from, 6), all: byWeek.get(from) ?? [] }
  })
  const { points, baseline, verdict, falseAlarm } = controlChart(query.metric, weeks)
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
  return {
    metric: query.metric,
    points: points.map((point) => ({
      from: point.from,
      to: point.to,
      figure: toldOf(point.figure),
      low: finite(point.low),
      high: finite(point.high),
    })),
    baseline,
    ...verdict,
    falseAlarm,
  }
}
