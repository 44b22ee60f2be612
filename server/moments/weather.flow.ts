import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { Moment } from '../../contract/playbook.ts'
import type * as api from '../../contract/playbooks.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import type { CompiledPlaybook } from './compiled.ts'
import type { PlaybookInForce } from './playbook.store.ts'
import { saveWarnings, takeWarningBack, warningRows } from './weather.store.ts'
import { askedSince, livingAt } from './weather-asked.store.ts'
import { weatherFile } from './weather-file.ts'
import { holdsAt, type Warning, whereOf } from './weather-warning.ts'

type Answer = AnswerOf<typeof api.listWeather>

/** A source that was not asked for so long is asked no more: its setting changed, or the house was off. */
const ASKED_MS = 3 * 3_600_000

/** What is forecast, where, how many live there and which moments speak of it; and how each source fares. */
export const listWeather =
  (inForce: PlaybookInForce) =>
  async (house: House, _input: object, caller: Caller): Promise<Answer> => {
    const now = house.now()
    const [rows, asked, compiled] = await Promise.all([
      warningRows(house.db, now),
      askedSince(house.db, new Date(now.getTime() - ASKED_MS)),
      inForce.of(house.db),
    ])
    const areas = [...new Set(rows.map((row) => row.area))]
    const living = await livingAt(house.db, [...new Set(areas.map(firstTwo))], callerSites(caller, 'loop.read'))
    const people = new Map(areas.map((area) => [area, peopleAt(area, living)]))
    return {
      warnings: rows.map((row) => ({
        id: row.id,
        source: row.source,
        kind: row.kind as Answer['warnings'][number]['kind'],
        area: row.area,
        from: row.from_at.toISOString(),
        to: row.to_at.toISOString(),
        level: row.level,
        people: people.get(row.area) ?? 0,
        moments: speakingOf(compiled, row.kind).map(({ id, title }) => ({
          id,
          title: title[caller.locale] ?? Object.values(title)[0] ?? id,
        })),
      })),
      sources: asked.map((each) => ({
        source: each.source,
        askedAt: each.asked_at.toISOString(),
        answeredAt: each.answered_at?.toISOString() ?? null,
        problem: each.problem,
        told: each.told,
        aside: each.aside,
      })),
    }
  }

/** Corsica is warned by its halves, and its postcodes begin alike. */
const firstTwo = (area: string): string => {
  const begins = whereOf(area).begins.slice(0, 2)
  return begins === '2A' || begins === '2B' ? '20' : begins
}

const peopleAt = (area: string, living: readonly { country: string; postcode: string; n: number }[]): number =>
  living.reduce((sum, { n, ...home }) => (holdsAt({ area } as Warning, home) ? sum + n : sum), 0)

const speakingOf = (compiled: CompiledPlaybook | null, kind: string): Moment[] =>
  (compiled?.byClock ?? []).flatMap(({ moment }) =>
    typeof moment.on === 'object' && 'weather' in moment.on && moment.on.weather === kind ? [moment] : [],
  )

/** Weather told by hand: what can be read is kept, each other line is answered with its reason. */
export async function tellWeather(
  house: House,
  { body }: InputOf<typeof api.tellWeather>,
  caller: Caller,
): Promise<AnswerOf<typeof api.tellWeather>> {
  const { told, aside } = weatherFile(body.text)
  return inTransaction(house, async (house) => {
    await saveWarnings(house, 'hand', told)
    if (told.length > 0) await audit(house, caller, 'weather.tell', { detail: { told: told.length } })
    return { told: told.length, aside }
  })
}

/** It is not coming after all: what would have been said of it is not said. */
export async function untellWeather(
  house: House,
  { params }: InputOf<typeof api.untellWeather>,
  caller: Caller,
): Promise<AnswerOf<typeof api.untellWeather>> {
  return inTransaction(house, async (house) => {
    if (!(await takeWarningBack(house.db, params.id))) throw notFound('weather told by hand')
    await audit(house, caller, 'weather.untell', { detail: { warning: params.id } })
    return { ok: true as const }
  })
}
