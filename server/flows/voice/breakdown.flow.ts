import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { Metric } from '../../../contract/surveys.ts'
import type * as api from '../../../contract/voice.ts'
import type { BreakdownBy } from '../../../contract/voice.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { stringify } from '../../network/audit-csv.ts'
import { FEWEST_TO_COMPARE } from '../../voice/change.ts'
import { comparePlaces, FEWEST_TO_RANK } from '../../voice/compare-places.ts'
import { figureOf } from '../../voice/figure.ts'
import { asked, scores } from '../../voice/figures.store.ts'
import { funnelOf, zoneOf } from '../../voice/funnel.ts'
import type { Period } from '../../voice/period.ts'
import { rateOf } from '../../voice/theme-figures.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { periodOf, scopeOf, titlesOf, toldOf } from './scope.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K] extends infer E ? E : never>
type Out<E> = Promise<AnswerOf<E>>

async function titled(house: House, playbook: PlaybookNow, caller: Caller, by: BreakdownBy) {
  if (by === 'moment') return titlesOf(house, playbook, caller)
  if (by !== 'site') return (key: string) => key
  const sites = await house.db.selectFrom('network.site').select(['id', 'name']).execute()
  return (key: string) => sites.find(({ id }) => id === key)?.name ?? ''
}

export const voiceBreakdown =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'voiceBreakdown'>, caller: Caller): Out<typeof api.voiceBreakdown> => {
    const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
    const [found, invitations, titleOf] = await Promise.all([
      scores(house.db, scope, period, query.by, query.metric),
      asked(house.db, scope, period, query.by),
      titled(house, playbook, caller, query.by),
    ])
    return broken(query.metric, query.by, period, found, invitations, titleOf)
  }

function broken(
  metric: Metric,
  by: BreakdownBy,
  period: Period,
  found: Awaited<ReturnType<typeof scores>>,
  invitations: Awaited<ReturnType<typeof asked>>,
  titleOf: (key: string) => string,
): AnswerOf<typeof api.voiceBreakdown> {
  const ofMetric = found.filter((one) => one.metric === metric)
  const parts = [...Map.groupBy(ofMetric, ({ key }) => key)].map(([key, all]) => ({
    key,
    figure: figureOf(metric, all),
  }))
  const { rows, said, apart } = comparePlaces(parts)
  const funnel = by === 'site' ? funnelOf(parts.map(({ figure }) => figure)) : null
  return {
    period,
    metric,
    by,
    all: toldOf(figureOf(metric, ofMetric)),
    rows: rows.map(({ key, figure, place, shrunk, own }) => {
      const sent = invitations.find((one) => one.key === key)
      return {
        key,
        title: titleOf(key),
        figure: toldOf(figure),
        place,
        shrunk: figure.n < FEWEST_TO_COMPARE ? null : shrunk,
        own,
        zone: funnel && zoneOf(funnel, figure),
        response: rateOf(sent?.answered ?? 0, sent?.asked ?? 0),
      }
    }),
    said,
    enough: FEWEST_TO_RANK,
    apart,
    funnel,
  }
}

const COLUMNS =
  'metric,key,title,n,happy,between,unhappy,value,low,high,shrunk,place_from,place_to,asked_any_survey,answered_any_survey'.split(
    ',',
  )

/** Numbers as they are, two places; text so that no spreadsheet runs it. */
export const csvLine = (cells: readonly (string | number | null | undefined)[]): string =>
  `${cells
    .map((cell) =>
      typeof cell === 'number' ? String(Math.round(cell * 100) / 100) : stringify([cell ?? '']).replace(/\r\n$/u, ''),
    )
    .join(',')}\r\n`

export const exportVoice =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'exportVoice'>, caller: Caller): Promise<Raw> => {
    const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
    const [found, invitations, titleOf] = await Promise.all([
      scores(house.db, scope, period, query.by),
      asked(house.db, scope, period, query.by),
      titled(house, playbook, caller, query.by),
    ])
    const metrics = [...new Set(found.map((one) => one.metric))].sort()
    const lines = metrics.flatMap((metric) =>
      broken(metric, query.by, period, found, invitations, titleOf).rows.map(
        ({ key, title, figure: f, shrunk, place, response }) =>
          csvLine(
            [metric, key, title, f.n, f.happy, f.between, f.unhappy, f.value, f.interval?.low, f.interval?.high].concat(
              [shrunk, place?.from, place?.to, response.n, response.k],
            ),
          ),
      ),
    )
    return new Raw('text/csv; charset=utf-8', `\uFEFF${[csvLine(COLUMNS), ...lines].join('')}`, {
      'content-disposition': `attachment; filename="okaeri-voice-${period.from}-${period.to}.csv"`,
    })
  }
