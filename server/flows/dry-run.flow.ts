import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { identityTry as endpoint } from '../../contract/identity-quality.ts'
import { describeRecords } from '../identity/describe.flow.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { recordsById } from '../identity/record.store.ts'
import type { Resolving } from '../identity/resolving.port.ts'
import { countRecords } from '../identity/review.store.ts'
import type { WouldBe } from '../identity/would-be.ts'
import type { House } from '../kit/house.ts'
import { readAll, taskOf } from './identity-pass.flow.ts'

interface Trial {
  asked: string
  done: number
  total: number
  found: { now: WouldBe; would: WouldBe } | null
  failed: boolean
}

/** What was found is true for so long: merges and imports go on meanwhile. */
const FRESH_MS = 5 * 60_000

/**
 * What other bars would make of everyone, people and not only pairs: the same decision as a pass over everyone, in the same thread, of which nothing is
 * written. Seconds on a large base, so it goes on by itself and is asked for again; one at a time in a process, and other bars begin anew.
 */
export function dryRunOfPeople(models: ModelInForce, resolving: Resolving) {
  let trial: (Trial & { at: number }) | null = null
  return async (house: House, { query }: InputOf<typeof endpoint>): Promise<AnswerOf<typeof endpoint>> => {
    const { model } = await models.of(house.db)
    const now = { same: model.thresholds.same, ask: model.thresholds.ask }
    const would = { same: query.same, ask: Math.min(query.ask, query.same) }
    const asked = JSON.stringify([now, would, model.records])
    const at = house.now().getTime()
    if (trial?.asked !== asked || trial.failed || (trial.found && at - trial.at > FRESH_MS)) {
      const own: Trial & { at: number } = { asked, done: 0, total: 1, found: null, failed: false, at }
      trial = own
      const still = (): boolean => trial === own
      void tryBars(house, models, resolving, [now, would], own, still).catch((error) => {
        own.failed = true
        house.log.warn({ err: error }, 'a dry run failed')
      })
    }
    const { found, done, total } = trial
    if (!found) return { state: 'running', done, total, now: null, would: null }
    return {
      state: 'done',
      done: total,
      total,
      now: await told(house, found.now),
      would: await told(house, found.would),
    }
  }
}

type Bars = { same: number; ask: number }

async function tryBars(
  house: House,
  models: ModelInForce,
  resolving: Resolving,
  [now, would]: readonly [Bars, Bars],
  trial: Trial,
  still: () => boolean,
): Promise<void> {
  const { model } = await models.of(house.db)
  const { records } = await countRecords(house.db)
  trial.total = Math.max(1, records * 2)
  const found: WouldBe[] = []
  for (const bars of [now, would]) {
    const pass = resolving.open(model.generics)
    try {
      const before = found.length * records
      await readAll(house, pass, (done) => {
        trial.done = before + done
      })
      if (!still()) return
      const task = await taskOf(house, { model: { ...model, thresholds: { ...model.thresholds, ...bars } }, bars })
      found.push((await pass.resolve({ ...task, tried: true })).wouldBe!)
    } finally {
      await pass.close()
    }
  }
  trial.found = { now: found[0]!, would: found[1]! }
}

/** With the names of some of whom the largest would be made. */
async function told(
  house: House,
  { largest, ...counts }: WouldBe,
): Promise<NonNullable<AnswerOf<typeof endpoint>['now']>> {
  const records = await recordsById(house.db, [...new Set(largest.flatMap(({ some }) => some))])
  const described = new Map((await describeRecords(house, records)).map((record) => [record.id, record]))
  return {
    ...counts,
    largest: largest.map(({ some, ...size }) => ({
      ...size,
      some: some.flatMap((id) => {
        const record = described.get(id)
        return record ? [{ customerId: record.customerId, name: record.name || record.company }] : []
      }),
    })),
  }
}
