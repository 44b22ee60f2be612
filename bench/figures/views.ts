import type pg from 'pg'

/** A question of the dashboard, and the same asked of the answers themselves. */
export interface View {
  name: string
  /** Of the product: an address; drawn anew each time, so that nothing is answered from a cache. */
  path(turn: number): string
  /** Of the answers: what one would write without tallies. */
  raw: { text: string; values(turn: number): unknown[] }
}

const DAY = 86_400_000
const day = (until: string, back: number): string => new Date(Date.parse(until) - back * DAY).toISOString().slice(0, 10)
const within = 'at >= $1::date and at < $2::date + 1 and left_out is null'

/** The screens of the voice, over ninety days, a year and all there is. */
export function views(until: string, sites: readonly string[], years: number): View[] {
  const span = (days: number) => (turn: number) => [day(until, days + turn), day(until, turn)] as const
  const of =
    (days: number, more = '') =>
    (turn: number) => {
      const [from, to] = span(days)(turn)
      return `from=${from}&to=${to}${more}`
    }
  const site = (turn: number) => sites[turn % sites.length]!
  const scores = `select metric, scale_min, scale_max, score, count(*) from feedback.answer where ${within} group by 1, 2, 3, 4`
  const words = `select polarity, mixed, count(*), count(*) filter (where callback) from feedback.verbatim where ${within} group by 1, 2`
  const figures = `with a as (${scores}), w as (${words}), i as (select count(*), count(answered_at) from feedback.invitation
    where asked_at >= $1::date and asked_at < $2::date + 1) select (select count(*) from a), (select count(*) from w), i.* from i`
  const themes = `select t.theme, t.polarity, count(*) from feedback.verbatim cross join lateral jsonb_to_recordset(themes) t(theme text, polarity int)
    where ${within} group by 1, 2`
  const bySite = `select site_id, score, count(*) from feedback.answer where ${within} and metric = 'nps' group by 1, 2`
  const twice = (days: number) => ({ text: figures, values: (turn: number) => [...span(days)(turn)] })
  return [
    { name: 'figures, 90 days', path: (turn) => `/api/voice/figures?${of(90)(turn)}`, raw: twice(90) },
    { name: 'figures, a year', path: (turn) => `/api/voice/figures?${of(365)(turn)}`, raw: twice(365) },
    {
      name: `figures, ${years} years`,
      path: (turn) => `/api/voice/figures?${of(365 * years - 40)(turn)}`,
      raw: twice(365 * years - 40),
    },
    {
      name: 'figures, one site and moment',
      path: (turn) => `/api/voice/figures?${of(365, `&moment=merci&site=${site(turn)}`)(turn)}`,
      raw: {
        text: `${scores.replace(' group by', " and site_id = $3 and moment = 'merci' group by")}`,
        values: (turn) => [...span(365)(turn), site(turn)],
      },
    },
    {
      name: 'by site, 90 days',
      path: (turn) => `/api/voice/breakdown?by=site&${of(90)(turn)}`,
      raw: { text: bySite, values: (turn) => [...span(90)(turn)] },
    },
    {
      name: 'by site, a year',
      path: (turn) => `/api/voice/breakdown?by=site&${of(365)(turn)}`,
      raw: { text: bySite, values: (turn) => [...span(365)(turn)] },
    },
    {
      name: 'by moment, a year',
      path: (turn) => `/api/voice/breakdown?by=moment&${of(365)(turn)}`,
      raw: { text: bySite.replaceAll('site_id', 'moment'), values: (turn) => [...span(365)(turn)] },
    },
    {
      name: 'week by week',
      path: (turn) => `/api/voice/chart?to=${day(until, turn)}`,
      raw: {
        text: bySite.replaceAll('site_id', "date_trunc('week', at)"),
        values: (turn) => [...span(364)(turn)],
      },
    },
    {
      name: 'themes, 90 days',
      path: (turn) => `/api/voice/themes?${of(90)(turn)}`,
      raw: { text: themes, values: (turn) => [...span(90)(turn)] },
    },
    {
      name: 'themes, a year',
      path: (turn) => `/api/voice/themes?${of(365)(turn)}`,
      raw: { text: themes, values: (turn) => [...span(365)(turn)] },
    },
  ]
}

export interface Timed {
  p50: number
  p95: number
}
const quantiles = (times: readonly number[]): Timed => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!
  return { p50: at(0.5), p95: at(0.95) }
}

/** Both by turns, so that a noisy neighbour hits both. */
export async function timed(
  view: View,
  turns: number,
  ask: (path: string) => Promise<unknown>,
  client: pg.Client,
): Promise<{ ours: Timed; raw: Timed }> {
  const [ours, raw]: [number[], number[]] = [[], []]
  for (let turn = 0; turn <= turns; turn++) {
    const begun = performance.now()
    await ask(view.path(turn))
    const between = performance.now()
    await client.query(view.raw.text, view.raw.values(turn))
    const ended = performance.now()
    // The first of each warms the caches of both.
    if (turn === 0) continue
    ours.push(between - begun)
    raw.push(ended - between)
  }
  return { ours: quantiles(ours), raw: quantiles(raw) }
}
