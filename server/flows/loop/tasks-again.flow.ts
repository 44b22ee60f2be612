import { type Because, say } from '../../../contract/because.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { waitedFor } from '../../moments/awaited.ts'
import { lookAgain } from '../../moments/decide-touch.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { changeTouches, type Touch, touchesById, touchesToldIn } from '../../moments/touch.store.ts'
import { warningsAhead } from '../../moments/weather.store.ts'
import { settle } from '../../work/outcome.flow.ts'
import { lockTask } from '../../work/outcome.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import type { StillToDo } from '../../work/still-to-do.port.ts'
import { giveTasks, type OpenTask, openOfTouches } from '../../work/task-again.store.ts'
import { advisorSince } from '../../work/who-does.ts'
import { factsOf } from './facts-of.store.ts'
import { loopPersons } from './persons.store.ts'

/** Tasks looked at in one transaction. */
const PAGE = 300
const GONE_MOMENT = 'touch.moment-gone'
const LET_GO = { state: 'dropped', gesture: null, staffId: null, dueAt: null, judged: null } as const

/**
 * Which of these tasks mean nothing any more: what they rest on is looked at as when they were due. A task whose moment left the page stays with who
 * has it, and so does what was promised: they said when they would rather be reached. While a case is open all waits but its care and an answer they await.
 */
export const stillToDo =
  (playbooks: PlaybookInForce): StillToDo =>
  async (house, tasks) => {
    const gone = new Map<string, readonly Because[]>()
    const offers = new Set<string>()
    const silent = new Set<string>()
    const untold = new Map<string, readonly Because[]>()
    const compiled = await playbooks.of(house.db)
    const ofMoments = tasks.filter((task) => task.touch_id !== null)
    if (!compiled || ofMoments.length === 0) return { gone, offers, silent, untold }
    const now = house.now()
    const ids = ofMoments.map((task) => task.touch_id as string)
    const [touches, besides] = [await touchesById(house.db, ids), await touchesToldIn(house.db, ids)]
    const [persons, facts, warnings] = await Promise.all([
      loopPersons(
        house.db,
        ofMoments.map((task) => task.customer_id),
        now,
      ),
      factsOf(
        house.db,
        [...touches.values(), ...besides].flatMap((touch) => touch.factId ?? []),
      ),
      warningsAhead(house.db, now),
    ])
    const looking = { compiled, warnings, now: now.getTime() }
    const dropped = (touch: Touch): readonly Because[] | null => {
      const person = persons.get(touch.customerId)
      const looked = person && lookAgain(looking, person, timeless(touch), facts.get(touch.factId ?? '') ?? null)
      return looked && 'drop' in looked && looked.drop[0]?.code !== GONE_MOMENT ? looked.drop : null
    }
    for (const touch of besides) {
      const because = dropped(touch)
      if (because) untold.set(touch.id, because)
    }
    for (const task of ofMoments) {
      const touch = touches.get(task.touch_id as string)
      const person = persons.get(task.customer_id)
      if (!touch || !person) continue
      if (compiled.moments.get(touch.moment)?.moment.purpose === 'commercial') offers.add(task.id)
      const looked = lookAgain(looking, person, timeless(touch), facts.get(touch.factId ?? '') ?? null)
      if (task.promised) continue
      if (person.openCase && !('compiled' in looked && waitedFor(looked.compiled, looked.scene).care))
        silent.add(task.id)
      if (!('drop' in looked) || looked.drop[0]?.code === GONE_MOMENT) continue
      gone.set(task.id, looked.drop)
    }
    return { gone, offers, silent, untold }
  }

/** Until when it is to be done stands on the task: a person may have put it off. */
const timeless = (touch: Touch): Touch => ({ ...touch, expiresAt: Number.POSITIVE_INFINITY })

/**
 * The round: open tasks that mean nothing any more are let go, with the reason on their touch; those of an advisor go to whoever is the customer's
 * advisor now.
 */
export const lookAtTasks =
  (playbooks: PlaybookInForce, playbook: PlaybookNow) =>
  async (house: House): Promise<void> => {
    for (let after: string | null = null; ; ) {
      const page: OpenTask[] = await openOfTouches(house.db, after, PAGE)
      if (page.length === 0) return
      await inTransaction(house, (house) => lookAtPage(house, playbooks, playbook, page))
      after = page.at(-1)!.id
    }
  }

async function lookAtPage(
  house: House,
  playbooks: PlaybookInForce,
  playbook: PlaybookNow,
  page: readonly OpenTask[],
): Promise<void> {
  const { gone, untold } = await stillToDo(playbooks)(house, page)
  await changeTouches(
    house.db,
    [...untold].map(([id, because]) => ({ id, ...LET_GO, because })),
    house.now(),
  )
  for (const [id, because] of gone) {
    const task = await lockTask(house.db, id)
    if (task?.state !== 'open') continue
    const by = { staffId: null, name: 'Okaeri', locale: 'fr' as const }
    await settle(house, playbook, by, task, {
      outcome: 'let-go',
      note: '',
      until: null,
      toldBy: 'time',
      fact: null,
      because,
    })
  }
  const compiled = await playbooks.of(house.db)
  const given = page.flatMap((task) => {
    const by = compiled?.moments.get(task.moment ?? '')?.moment.by
    const advisor = by === 'advisor' && !gone.has(task.id) ? advisorSince(task) : null
    return advisor
      ? [{ id: task.id, staffId: advisor, because: [say('advisor-now', { name: task.advisor_name! })] }]
      : []
  })
  await giveTasks(house.db, given, house.now())
}
