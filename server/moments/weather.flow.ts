import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/playbooks.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { saveWarnings, takeWarningBack, warningRows } from './weather.store.ts'
import { weatherFile } from './weather-file.ts'

export async function listWeather(house: House): Promise<AnswerOf<typeof api.listWeather>> {
  const rows = await warningRows(house.db, house.now())
  return {
    warnings: rows.map((row) => ({
      id: row.id,
      source: row.source,
      kind: row.kind as AnswerOf<typeof api.listWeather>['warnings'][number]['kind'],
      area: row.area,
      from: row.from_at.toISOString(),
      to: row.to_at.toISOString(),
      level: row.level,
    })),
  }
}

/** Weather told by hand: what can be read is kept, each other line is answered with its reason. */
export async function tellWeather(
  house: House,
  { body }: InputOf<typeof api.tellWeather>,
  caller: Caller,
): Promise<AnswerOf<typeof api.tellWeather>> {
  need(caller, 'loop.manage', null)
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
  need(caller, 'loop.manage', null)
  return inTransaction(house, async (house) => {
    if (!(await takeWarningBack(house.db, params.id))) throw notFound('weather told by hand')
    await audit(house, caller, 'weather.untell', { detail: { warning: params.id } })
    return { ok: true as const }
  })
}
