import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { Metric } from '../../../contract/surveys.ts'
import type * as api from '../../../contract/voice.ts'
import type { BreakdownBy, VoiceFigure, VoiceFilter } from '../../../contract/voice.ts'
import { ownThemes } from '../../feedback/own-theme.store.ts'
import { type Caller, callerSites, need } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { invalid } from '../../kit/problem.ts'
import { stringify } from '../../network/audit-csv.ts'
import { addDays } from '../../plain/civil.ts'
import { changeOf, FEWEST_TO_COMPARE } from '../../voice/change.ts'
import { comparePlaces, FEWEST_TO_RANK } from '../../voice/compare-places.ts'
import { controlChart } from '../../voice/control-chart.ts'
import { type Figure, figureOf, figuresOf, intervalOf, type Steps } from '../../voice/figure.ts'
import { asked, came, choices, type Scope, scores, themes, words } from '../../voice/figures.store.ts'
import { funnelOf, zoneOf } from '../../voice/funnel.ts'
import { before, mondayOf, type Period } from '../../voice/period.ts'
import { rateOf, themeFigures } from '../../voice/theme-figures.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K] extends infer E ? E : never>
type Out<E> = Promise<AnswerOf<E>>
/** What is shown when no days are named. */
const USUAL_DAYS = 90
/** A year and its weeks' ends. */
const CHART_DAYS = 7 * 52
/** The longest that is counted at once. */
const MOST_DAYS = 3700

/** The sites that may be seen, or the one asked for. */
export function scopeOf(caller: Caller, query: Pick<VoiceFilter, 'site' | 'moment' | 'service' | 'channel'>): Scope {
  const { site, moment, service, channel } = query
  if (site) need(caller, 'voice.read', site)
  return { sites: site ? [site] : callerSites(caller, 'voice.read'), moment, service, channel }
}

/** The days asked for; the last ninety when none are named. */
export function periodOf(house: House, { from, to }: Pick<VoiceFilter, 'from' | 'to'>): Period {
  const last = to ?? house.now().toISOString().slice(0, 10)
  const first = from ?? addDays(last, 1 - USUAL_DAYS)
  if (first > last) throw invalid('query.from', 'The first day comes after the last.', `${first} > ${last}`)
  if (addDays(first, MOST_DAYS) < last) throw invalid('query.from', 'Ten years at most are counted at once.')
  return { from: first, to: last }
}

/** What is told of a figure: nothing but how many where they are too few. */
export const toldOf = (figure: Figure): VoiceFigure => ({
  n: figure.n,
  happy: figure.happy,
  between: figure.between,
  unhappy: figure.unhappy,
  value: figure.n < FEWEST_TO_COMPARE ? null : figure.value,
  interval: figure.n < FEWEST_TO_COMPARE ? null : intervalOf(figure),
})

const titlesOf = async (house: House, playbook: PlaybookNow, caller: Caller) => {
  const now = await playbook(house)
  return (moment: string) => now.titleOf(moment, caller.locale) ?? moment
}

export const voiceFigures =
  (playbook: PlaybookNow) =>
  async (house: House, { query }: In<'voiceFigures'>, caller: Caller): Out<typeof api.voiceFigures> => {
    const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
    const then = before(period)
    const { db } = house
    const [now, past, invitations, visits, said, choice, titleOf] = await Promise.all([
      scores(db, scope, period),
      scores(db, scope, then),
      asked(db, scope, period),
      came(db, scope, period),
      words(db, scope, period),
      choices(db, { sites: scope.sites }, period),
      titlesOf(house, playbook, caller),
    ])
    const sent = invitations[0] ?? { asked: 0, opened: 0, answered: 0 }
    const narrowed = query.moment !== undefined || query.service !== undefined || query.channel !== undefined
    return {
      period,
      before: then,
      metrics: figuresOf(now).map((figure) => {
        const other = figureOf(figure.metric, past)
        return {
          metric: figure.metric,
          now: toldOf(figure),
          before: toldOf(other),
          change: changeOf(figure, other),
          scales: now
            .filter(({ metric }) => metric === figure.metric)
            .map(({ steps, counts }) => ({ steps, counts: [...counts] })),
          leftOut: figure.leftOut,
        }
      }),
      response: rateOf(sent.answered, sent.asked),
      opened: rateOf(sent.opened, sent.asked),
      // Who was here is not known by moment, service or channel.
      invited: narrowed ? rateOf(0, 0) : rateOf(visits.invited, visits.came),
      words: wordsOf(said),
      choices: { ...choice, moments: choice.moments.map((key) => ({ key, title: titleOf(key) })) },
    }
  }

function wordsOf(said: Awaited<ReturnType<typeof words>>): AnswerOf<typeof api.voiceFigures>['words'] {
  const { good, neutral, bad, mixed, leftOut, compliment, problem, suggestion, question, ...alerts } = said
  return {
    n: good + neutral + bad + mixed,
    good,
    neutral,
    bad,
    mixed,
    kinds: { compliment, problem, suggestion, question },
    alerts,
    leftOut,
  }
}

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
      scores(house.db, scope, period, query.by),
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
  const found = await scores(house.db, scope, period, 'week')
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

export async function voiceThemes(
  house: House,
  { query }: In<'voiceThemes'>,
  caller: Caller,
): Out<typeof api.voiceThemes> {
  const [scope, period] = [scopeOf(caller, query), periodOf(house, query)]
  const then = before(period)
  const { db } = house
  const [now, past, saidNow, saidThen, own] = await Promise.all([
    themes(db, scope, period),
    themes(db, scope, then),
    words(db, scope, period),
    words(db, scope, then),
    ownThemes(db),
  ])
  const all = ({ good, neutral, bad, mixed }: typeof saidNow): number => good + neutral + bad + mixed
  const [n, nBefore] = [all(saidNow), all(saidThen)]
  const titleOf = (theme: string): string => {
    const title = own.find(({ slug }) => `own:${slug}` === theme)?.title
    return title?.[caller.locale] ?? Object.values(title ?? {})[0] ?? ''
  }
  return {
    period,
    before: then,
    n,
    nBefore,
    themes: themeFigures(now, n, past, nBefore).map((one) => ({ ...one, title: titleOf(one.theme) })),
  }
}

const COLUMNS =
  'metric,key,title,n,happy,between,unhappy,value,low,high,shrunk,place_from,place_to,asked,answered'.split(',')

/** Numbers as they are, two places; text so that no spreadsheet runs it. */
const line = (cells: readonly (string | number | null | undefined)[]): string =>
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
          line([
            ...[metric, key, title, f.n, f.happy, f.between, f.unhappy, f.value, f.interval?.low, f.interval?.high],
            ...[shrunk, place?.from, place?.to, response.n, response.k],
          ]),
      ),
    )
    return new Raw('text/csv; charset=utf-8', `\uFEFF${[line(COLUMNS), ...lines].join('')}`, {
      'content-disposition': `attachment; filename="okaeri-voice-${period.from}-${period.to}.csv"`,
    })
  }
