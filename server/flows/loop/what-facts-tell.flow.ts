import { toE164 } from '../../customers/phone.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { siteById } from '../../network/places.store.ts'
import type { CallRing } from '../../signals/call-ring.ts'
import type { SourceRow } from '../../signals/source.store.ts'
import { type By, settle, takeBack } from '../../work/outcome.flow.ts'
import { expiredTasks, factSpoke, lastOutcome, lockTask } from '../../work/outcome.store.ts'
import { outcomeOfFact, type Told as ToldOf } from '../../work/outcome.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { callBeside } from './call-beside.flow.ts'
import { openCallsTo, staffByEmail, whatFactsTell } from './what-facts-tell.store.ts'

/** Nobody's hand. */
const BY_ITSELF: By = { staffId: null, name: 'Okaeri', locale: 'fr' }
/** What was said so short a time before is about the same attempt. */
const SAME_ATTEMPT_MS = 30 * 60_000

export const CALL_PLACED = 'work-call-placed'

/**
 * A call of ours that the telephone saw. A number that a customer bears is looked at: the call is what came of an open task, or one that no task
 * asked for, which the law and their attention count all the same. Any other number is forgotten here: whom our people ring is no business of
 * the house.
 */
export async function callPlaced(house: House, source: SourceRow, ring: CallRing): Promise<void> {
  if (ring.state === 'ringing' || !ring.to) return
  const site = await siteById(house.db, source.siteId)
  const number = toE164(ring.to, site.country)
  if (!number) return
  const calls = await openCallsTo(house.db, number)
  const agent = ring.agent ? await staffByEmail(house.db, ring.agent) : undefined
  // Two people of one house may both be on a list: the one on the list of whoever rang.
  const call =
    calls.find((one) => one.staff_id !== null && one.staff_id === agent?.id) ??
    (calls.length === 1 ? calls[0] : undefined)
  const answered = ring.state === 'answered'
  if (!call) return callBeside(house, { source, ring, number, answered, staffId: agent?.id ?? null })
  await house.queue.add(
    house,
    CALL_PLACED,
    {
      task: call.id,
      fact: `placed:${source.id}:${ring.call}:${answered ? 'answered' : 'over'}`,
      answered,
      agent: agent?.id ?? null,
    },
    { once: `${call.id}:${ring.call}:${ring.state}` },
  )
}

/** The job: what the telephone saw is written on the task, or corrects what was said of it. */
export const tellCallPlaced =
  (playbook: PlaybookNow) =>
  async (house: House, data: Record<string, unknown>): Promise<void> => {
    const { task, fact, answered, agent } = data as {
      task: string
      fact: string
      answered: boolean
      agent: string | null
    }
    await toldBy(house, playbook, task, fact, { by: 'call', answered }, agent)
  }

/** Writes what a fact tells, if it has anything to add; what it corrects is taken back first. */
async function toldBy(
  house: House,
  playbook: PlaybookNow,
  taskId: string,
  fact: string,
  told: ToldOf,
  staffId: string | null,
) {
  await inTransaction(house, async (house) => {
    const task = await lockTask(house.db, taskId)
    if (!task || (await factSpoke(house.db, taskId, fact))) return
    const last = await lastOutcome(house.db, taskId)
    const near = last && house.now().getTime() - last.at.getTime() < SAME_ATTEMPT_MS ? last : null
    // Over, and nothing was said just now: there is nothing to add.
    if (task.state !== 'open' && !near) return
    const outcome = outcomeOfFact(task.kind, near?.outcome ?? null, told)
    if (!outcome) return
    if (near) await takeBack(house, near)
    const again = near ? await lockTask(house.db, taskId) : task
    if (!again) return
    const by: By = staffId ? { ...BY_ITSELF, staffId } : BY_ITSELF
    await settle(house, playbook, by, again, { outcome, note: '', until: null, toldBy: told.by, fact })
  })
}

/** The round: visits, calls and replies that say what came of a task; and what means nothing any more is let go. */
export const hearFacts =
  (playbook: PlaybookNow) =>
  async (house: House): Promise<void> => {
    for (const { task, by, fact, staff } of await whatFactsTell(house.db, house.now()))
      await toldBy(house, playbook, task, fact, by === 'call' ? { by, answered: true } : { by }, staff)
    await inTransaction(house, async (house) => {
      for (const id of await expiredTasks(house.db, house.now(), 200)) {
        const task = await lockTask(house.db, id)
        if (task)
          await settle(house, playbook, BY_ITSELF, task, {
            outcome: 'let-go',
            note: '',
            until: null,
            toldBy: 'time',
            fact: null,
          })
      }
    })
  }
