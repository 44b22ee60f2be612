import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/privacy.ts'
import { forgetOldRequests } from '../consent/requests.store.ts'
import {
  beginRun,
  chooseMonths,
  countDone,
  finishRun,
  lastRuns,
  retentionSettings,
  switchRetention,
} from '../consent/retention.store.ts'
import {
  ALWAYS,
  monthsBefore,
  monthsFault,
  packOn,
  type RetentionRule,
  rulesInForce,
} from '../consent/retention-rules.ts'
import { platedAssetsOf } from '../customers/assets.store.ts'
import { customerChanged, todayOf } from '../customers/changed.flow.ts'
import { writeCustomer } from '../customers/customers.store.ts'
import { oneImportAtATime } from '../customers/import.store.ts'
import { forgetOldChanges } from '../customers/import-people.store.ts'
import { forgetOldRefused } from '../customers/person-imports.store.ts'
import { oneResolverAtATime } from '../identity/record.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { forgetOldAudit } from '../network/person-data.store.ts'
import { forgetOldSignals } from '../signals/person-data.store.ts'
import { forgetKeptOrders } from '../timeline/person-data.store.ts'
import { stripOldCards } from '../visits/person-data.store.ts'
import { BY_ITSELF } from './merge.flow.ts'
import { eraseAll, subjectOf } from './person-data.flow.ts'
import { countDue, countRows, heldBack, type PeopleRule, sampleDue, takeDue } from './retention.store.ts'
import { forgetAnswers } from './retention-answers.flow.ts'
import { countAnswers } from './retention-answers.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DAY = 86_400_000
const SOON_DAYS = 30
const SAMPLE = 12
/** People of one transaction: each is a dozen statements. Rows of one statement. */
const PEOPLE_AT_ONCE = 20
const ROWS_AT_ONCE = 5000

const isAboutPeople = (id: string): id is PeopleRule => id === 'prospects' || id === 'customers' || id === 'contracts'

async function inForce(house: House): Promise<RetentionRule[]> {
  const { chosen } = await retentionSettings(house.db)
  return rulesInForce(packOn(todayOf(house)), chosen)
}

export async function readRetention(house: House): Out<'readRetention'> {
  const [settings, runs] = await Promise.all([retentionSettings(house.db), lastRuns(house.db, 5)])
  const pack = packOn(todayOf(house))
  return {
    enabled: settings.enabled,
    changedAt: settings.changedAt?.toISOString() ?? null,
    pack: pack.id,
    since: pack.from,
    rules: rulesInForce(pack, settings.chosen),
    runs: runs.map((run) => ({
      startedAt: run.started_at.toISOString(),
      finishedAt: run.finished_at?.toISOString() ?? null,
      counts: run.counts,
    })),
  }
}

/** What the next run would do. Those due within thirty days are told too: it is time for the one last question the law allows. */
export async function previewRetention(house: House): Out<'previewRetention'> {
  const now = house.now()
  const later = new Date(now.getTime() + SOON_DAYS * DAY)
  const rules = []
  for (const { id, months } of await inForce(house)) {
    const [before, soonBefore] = [monthsBefore(now, months), monthsBefore(later, months)]
    const people = isAboutPeople(id)
    const count = (at: Date, day: Date) =>
      people
        ? countDue(house.db, id, at)
        : id === 'left-numbers' || id === 'anonymous-answers'
          ? countAnswers(house.db, id, at)
          : countRows(house.db, id, at, day.toISOString().slice(0, 10))
    const n = await count(before, now)
    const sample = people ? await sampleDue(house.db, id, before, SAMPLE) : []
    const held = people ? await heldBack(house.db, id, before, SAMPLE) : { n: 0, sample: [] }
    rules.push({ id, n, soon: (await count(soonBefore, later)) - n, sample, held })
  }
  return { rules }
}

export function setRetention(house: House, { body }: In<'setRetention'>, caller: Caller): Out<'setRetention'> {
  return inTransaction(house, async (house) => {
    const pack = packOn(todayOf(house))
    for (const [rule, months] of Object.entries(body.months ?? {})) {
      const fault = monthsFault(pack, rule, months)
      if (fault) throw invalid(`body.months.${rule}`, fault, 'Choose a time within the bounds of the rule.')
      await chooseMonths(house.db, rule, months)
    }
    if (body.enabled !== undefined) await switchRetention(house.db, body.enabled, caller.staffId, house.now())
    await audit(house, caller, 'privacy.retention', { detail: { ...body } })
    return { ok: true as const }
  })
}

/**
 * The nightly run: rule after rule, in small transactions that count what they did. A process killed in the middle has lost nothing: the
 * next run goes on, for who is over their time is asked of the data each time. Off until head office has seen the preview, but for what is done always.
 */
export async function runRetention(house: House): Promise<void> {
  const { enabled } = await retentionSettings(house.db)
  const run = enabled ? await beginRun(house.db, house.newId(), house.now()) : null
  for (const rule of await inForce(house)) {
    if (!run && !ALWAYS.has(rule.id)) continue
    const before = monthsBefore(house.now(), rule.months)
    for (let more = true; more; )
      more = await inTransaction(house, async (house) => {
        const done = await batch(house, rule.id, before)
        if (run && done.n > 0) await countDone(house.db, run.id, rule.id, done.n)
        return done.more
      })
  }
  if (run) await finishRun(house.db, run.id, house.now())
}

/** Some of what is over its time under one rule. @returns how many, and whether there may be more */
async function batch(house: House, rule: string, before: Date): Promise<{ n: number; more: boolean }> {
  const { db } = house
  const all = (n: number) => ({ n, more: false })
  const some = (n: number) => ({ n, more: n > 0 })
  switch (rule) {
    case 'prospects':
    case 'contracts':
      return some(await erasePeople(house, rule, before))
    case 'customers':
      return some(await archivePeople(house, before))
    case 'cards':
      return some(await stripOldCards(db, before, ROWS_AT_ONCE))
    case 'audit':
      return some(await forgetOldAudit(db, before, ROWS_AT_ONCE))
    case 'signals':
      return all(await forgetOldSignals(db, before))
    case 'refused-rows':
      return all((await forgetOldRefused(db, before)) + (await forgetOldChanges(db, before)))
    case 'requests':
      return all(await forgetOldRequests(db, before))
    case 'orders':
      return all(await forgetKeptOrders(db, todayOf(house)))
    case 'left-numbers':
    case 'anonymous-answers':
      return forgetAnswers(house, rule, before)
    default:
      return all(0)
  }
}

async function erasePeople(house: House, rule: PeopleRule, before: Date): Promise<number> {
  await oneImportAtATime(house.db)
  await oneResolverAtATime(house.db)
  const ids = await takeDue(house.db, rule, before, PEOPLE_AT_ONCE)
  for (const id of ids) {
    await eraseAll(house, house.newId(), await subjectOf(house, id), 'retention')
    await audit(house, BY_ITSELF, 'privacy.erased', { customerId: id, detail: { rule } })
  }
  return ids.length
}

async function archivePeople(house: House, before: Date): Promise<number> {
  const ids = await takeDue(house.db, 'customers', before, PEOPLE_AT_ONCE)
  const assets: string[] = []
  for (const id of ids) {
    assets.push(...(await platedAssetsOf(house.db, id, todayOf(house))))
    await writeCustomer(house.db, id, {}, true, house.now())
    await audit(house, BY_ITSELF, 'customer.archive', { customerId: id, detail: { rule: 'customers' } })
  }
  if (ids.length > 0) await customerChanged(house, ids, assets)
  return ids.length
}
