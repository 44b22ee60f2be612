import { type Because, say } from '../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/work.ts'
import type { Outcome } from '../../contract/work.ts'
import { spend, spentOnTouch, unspend } from '../budget/spend.store.ts'
import { endCalls, giveCallsBack, UNDO_CONSENT_MS } from '../consent/call-objection.flow.ts'
import { amendAttempt, attemptSince, attemptsSince, insertAttempt, removeAttempt } from '../consent/call-said.store.ts'
import { lawSettings } from '../consent/law.store.ts'
import { displayPhone } from '../customers/phone.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { moveTouch, putTouchBack, type TouchBefore } from '../moments/touch-outcome.store.ts'
import { audit } from '../network/audit.store.ts'
import { addEntries, removeEntryOf } from '../timeline/entries.store.ts'
import {
  factSpoke,
  keepOutcome,
  type LockedTask,
  lastOutcome,
  lockOutcome,
  lockTask,
  type OutcomeRow,
  putTaskBack,
  writeAfter,
} from './outcome.store.ts'
import { type After, afterOutcome, outcomesOf } from './outcome.ts'
import type { PlaybookNow } from './playbook-now.port.ts'
import { oneTask } from './short-list.flow.ts'
import { askTheNumber } from './wrong-number.ts'

const DAY = 86_400_000
/** What was said of a task can be taken back until the day after. */
const UNDO_MS = DAY
/** What the telephone saw so short a time before is the same call. */
const SAME_CALL_MS = 30 * 60_000

export type By = Pick<Caller, 'staffId' | 'name' | 'locale'>
export interface Saying {
  outcome: Outcome
  note: string
  until: Date | null
  toldBy: OutcomeRow['told_by']
  /** The call, visit or reply that tells it. */
  fact: string | null
  /** Why it is let go, where nobody says so. */
  because?: readonly Because[]
}

/**
 * Writes what came of a task, whoever says it: the attempt the law counts, the attention it took, the line on the customer's timeline, the consent
 * that ends with it, and where the touch stands now. In the open transaction. What was said before of a task that is over gives way.
 */
export async function settle(
  house: House,
  playbook: PlaybookNow,
  by: By,
  task: LockedTask,
  saying: Saying,
): Promise<boolean> {
  if (saying.fact && (await factSpoke(house.db, task.id, saying.fact))) return false
  const now = house.now()
  const [weigh, attempts, law, seen] = [
    await playbook(house),
    await attemptsSince(house.db, task.customer_id, task.purpose, new Date(now.getTime() - 30 * DAY)),
    await lawSettings(house.db, task.site_id),
    task.kind === 'call'
      ? await attemptSince(house.db, task.customer_id, new Date(now.getTime() - SAME_CALL_MS), 'telephone')
      : undefined,
  ]
  const after = afterOutcome(
    { kind: task.kind, purpose: task.purpose, tries: task.tries, expiresAt: task.expires_at?.getTime() ?? null },
    {
      outcome: saying.outcome,
      now: now.getTime(),
      until: saying.until?.getTime() ?? null,
      weight: weigh.weightOf(task.kind),
      // What the telephone saw of this very call is this call, and no other.
      attempts: seen ? attempts.filter((at) => at !== seen.at.getTime()) : attempts,
    },
  )
  if (saying.toldBy === 'time') after.because = [...(saying.because ?? [say('means-nothing-now')])]
  const id = house.newId()
  const before: OutcomeRow['before'] = {
    task: asKept(task),
    touch: task.touch_id ? { ...(await moveTouchOf(house, task, by, after)) } : null,
    attention: task.touch_id ? await spentOnTouch(house.db, task.touch_id) : null,
    attentionId: await writeAttention(house, task, by, after),
    attemptId: await writeAttempt(house, task, by, after, law.legalEntity, seen ?? null),
    entryId: await writeEntry(house, task, by, saying, id),
  }
  const receipts = after.withdraw
    ? await endCalls(house, {
        customerId: task.customer_id,
        siteId: task.site_id,
        byStaff: by.staffId,
        evidence: { outcome: id, ...(task.moment ? { moment: task.moment } : {}) },
      })
    : []
  await writeAfter(house.db, task.id, { ...saying, staffId: by.staffId }, after, now)
  await keepOutcome(house.db, {
    id,
    task_id: task.id,
    customer_id: task.customer_id,
    outcome: saying.outcome,
    note: saying.note,
    told_by: saying.toldBy,
    fact: saying.fact,
    by_staff: by.staffId,
    at: now,
    before,
    receipts,
  })
  await audit(house, by, 'task.outcome', {
    customerId: task.customer_id,
    siteId: task.site_id,
    detail: { task: task.id, outcome: saying.outcome, toldBy: saying.toldBy },
  })
  return true
}

/** Instants as text: what is kept must be able to come back as it was. */
const asKept = (task: LockedTask): Record<string, unknown> =>
  JSON.parse(JSON.stringify(task)) as Record<string, unknown>

const moveTouchOf = async (house: House, task: LockedTask, by: By, after: After): Promise<TouchBefore | null> => {
  const because: Because[] = by.staffId ? [...after.because, say('said-by', { name: by.name })] : after.because
  return moveTouch(house.db, task.touch_id!, { state: after.touch, staffId: by.staffId, because }, house.now())
}

async function writeAttention(house: House, task: LockedTask, by: By, after: After): Promise<string | null> {
  if (after.weight <= 0) return null
  const id = house.newId()
  await spend(house.db, {
    id,
    customerId: task.customer_id,
    at: house.now(),
    channel: task.kind,
    weight: after.weight,
    moment: task.moment,
    core: task.core,
    touchId: task.touch_id,
    staffId: by.staffId ?? task.staff_id,
    siteId: task.site_id,
  })
  return id
}

async function writeAttempt(
  house: House,
  task: LockedTask,
  by: By,
  after: After,
  legalEntity: string,
  seen: { id: string; reached: boolean; key: string | null } | null,
): Promise<string | null> {
  if (!after.attempt) return null
  if (seen) {
    const { reached, refused } = after.attempt
    const said = { reached: reached || seen.reached, refused, purpose: task.purpose, touchId: task.touch_id }
    await amendAttempt(house.db, seen.id, { ...said, source: 'work' })
    await unspend(house.db, seen.id, null)
    if (seen.key) await removeEntryOf(house.db, 'telephone', seen.key)
    return seen.id
  }
  const id = house.newId()
  await insertAttempt(house.db, {
    id,
    customerId: task.customer_id,
    at: house.now(),
    channel: 'call',
    purpose: task.purpose,
    ...after.attempt,
    legalEntity,
    touchId: task.touch_id,
    staffId: by.staffId ?? task.staff_id,
  })
  return id
}

/** On their timeline: the call, the word, the coffee. A wrong number is left for whoever meets them next. Let go leaves nothing there. */
async function writeEntry(house: House, task: LockedTask, by: By, saying: Saying, key: string): Promise<string | null> {
  if (saying.outcome === 'let-go') return null
  const wrong = saying.outcome === 'wrong-number'
  const id = house.newId()
  await addEntries(house.db, [
    {
      id,
      customerId: task.customer_id,
      kind: wrong ? 'note' : task.kind === 'call' ? 'call' : 'message',
      at: house.now(),
      siteId: task.site_id,
      staffId: by.staffId ?? task.staff_id,
      assetId: task.asset_id,
      text: [wrong ? askTheNumber(await firstNumber(house, task.customer_id), by.locale) : '', saying.note]
        .filter(Boolean)
        .join('\n'),
      data: { code: `outcome-${saying.outcome}`, task: task.id, ...(task.moment ? { moment: task.moment } : {}) },
      hint: wrong ? 'say' : null,
      source: 'work',
      key,
    },
  ])
  return id
}

async function firstNumber(house: House, customerId: string): Promise<string> {
  const row = await house.db
    .selectFrom('customers.phone')
    .select('e164')
    .where('customer_id', '=', customerId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return row ? displayPhone(row.e164) : ''
}

const personOf = (caller: Caller): string => {
  if (!caller.staffId) throw invalid('session', 'api-key', 'Only a person can say what came of it.')
  return caller.staffId
}

export const sayOutcome =
  (playbook: PlaybookNow) =>
  async (
    house: House,
    { params, body }: InputOf<typeof api.sayOutcome>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.sayOutcome>> => {
    personOf(caller)
    await inTransaction(house, async (house) => {
      const found = await lockTask(house.db, params.id)
      if (!found) throw notFound('task')
      need(caller, 'work.act', found.site_id ?? undefined)
      if (!outcomesOf(found).includes(body.outcome))
        throw invalid('body.outcome', `This cannot come of a ${found.kind}.`, 'Choose one of those the task names.')
      if (await saidBefore(house, found.id, caller, body)) return
      const until = body.until ? new Date(body.until) : null
      if (body.outcome === 'not-now' && (!until || until <= house.now()))
        throw invalid('body.until', 'Say from when they would rather be reached: a moment to come.')
      const task = found.state === 'open' ? found : await openAgain(house, found)
      await settle(house, playbook, caller, task, {
        outcome: body.outcome,
        note: body.note,
        until,
        toldBy: 'hand',
        fact: null,
      })
    })
    return oneTask(house, playbook, caller, params.id)
  }

/** Is this the outcome that stands, sent again because its answer was lost? A second *no answer* would count as a second call. */
async function saidBefore(
  house: House,
  taskId: string,
  { staffId }: Caller,
  { after, outcome, note }: InputOf<typeof api.sayOutcome>['body'],
): Promise<boolean> {
  if (after === undefined) return false
  const last = await lastOutcome(house.db, taskId)
  return !!last && last.id !== after && last.by_staff === staffId && last.outcome === outcome && last.note === note
}

/** Another word on a task that is over corrects the one before, while that one can be taken back. */
async function openAgain(house: House, task: LockedTask): Promise<LockedTask> {
  const last = await lastOutcome(house.db, task.id)
  if (!last || house.now().getTime() - last.at.getTime() > UNDO_MS)
    throw conflict('task-over', 'This is done', 'Write on the customer’s timeline what came since.')
  await takeBack(house, last)
  return (await lockTask(house.db, task.id)) as LockedTask
}

/** Puts everything back as it stood before this outcome: task, touch, attempt, attention, timeline, consent. In the open transaction. */
export async function takeBack(house: House, outcome: OutcomeRow): Promise<void> {
  const { before } = outcome
  const age = house.now().getTime() - outcome.at.getTime()
  if (outcome.receipts.length > 0 && age > UNDO_CONSENT_MS)
    throw conflict(
      'consent-ended',
      'They asked not to be called',
      'Only their own word gives a consent back: write it on their page.',
    )
  if (before.attemptId) await removeAttempt(house.db, before.attemptId)
  if (before.attentionId) await unspend(house.db, before.attentionId, before.attention)
  if (before.entryId) await removeEntryOf(house.db, 'work', outcome.id)
  if (before.touch) await putTouchBack(house.db, before.touch as unknown as TouchBefore, house.now())
  for (const receipt of outcome.receipts)
    await giveCallsBack(house, { customerId: outcome.customer_id, receipt, byStaff: outcome.by_staff })
  await putTaskBack(house.db, outcome, house.now())
}

export const undoOutcome =
  (playbook: PlaybookNow) =>
  async (
    house: House,
    { params }: InputOf<typeof api.undoOutcome>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.undoOutcome>> => {
    personOf(caller)
    const taskId = await inTransaction(house, async (house) => {
      const found = await lockOutcome(house.db, params.id)
      if (!found) throw notFound('outcome')
      const task = await lockTask(house.db, found.task_id)
      if (!task) throw notFound('task')
      need(caller, 'work.act', task.site_id ?? undefined)
      if (found.undone_at) return found.task_id
      const last = await lastOutcome(house.db, found.task_id)
      if (last?.id !== found.id)
        throw conflict('said-since', 'Something else was said of it since', 'Take that back first.')
      if (house.now().getTime() - found.at.getTime() > UNDO_MS)
        throw conflict('too-late', 'This can no longer be taken back', 'Write on the customer’s timeline instead.')
      await takeBack(house, found)
      await audit(house, caller, 'task.undo', {
        customerId: found.customer_id,
        siteId: task.site_id,
        detail: { task: found.task_id, outcome: found.outcome },
      })
      return found.task_id
    })
    return oneTask(house, playbook, caller, taskId)
  }
