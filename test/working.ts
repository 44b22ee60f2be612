import * as network from '../contract/network.ts'
import * as timeline from '../contract/timeline.ts'
import * as work from '../contract/work.ts'
import { saveTouches } from '../server/moments/touch.store.ts'
import { insertTasks } from '../server/work/task.store.ts'
import type { NewTask } from '../server/work/task.ts'
import { openTown } from './town.ts'

const DAY = 86_400_000

/** A town whose advisor has the short list of a day before her. Tuesday 24 November 2026, 10:24 in Paris. */
export async function openWorkDay() {
  const town = await openTown()
  const { owner, advisor, anne, siteId, world } = town
  const { house } = world

  let made = 0
  /** A touch of the loop, given to a person as a task. */
  async function given(more: Partial<NewTask> = {}): Promise<{ taskId: string; touchId: string }> {
    const [taskId, touchId] = [house.newId(), house.newId()]
    const now = house.now()
    made += 1
    const purpose = more.purpose ?? 'service'
    await saveTouches(
      house.db,
      [
        {
          id: touchId,
          customerId: anne.customerId,
          moment: more.moment ?? 'after-delivery',
          occasion: `occasion ${made}`,
          core: more.core ?? false,
          priority: more.priority ?? 5,
          purpose,
          factId: null,
          assetId: null,
          orderId: null,
          siteId,
          dueAt: now.getTime(),
          expiresAt: now.getTime() + 20 * DAY,
          playbookVersion: 1,
          state: 'doing',
          gesture: 'call',
          staffId: advisor.staffId,
          because: [],
          judged: null,
          arm: null,
        },
      ],
      now,
    )
    await insertTasks(
      house.db,
      [
        {
          id: taskId,
          touchId,
          customerId: anne.customerId,
          staffId: advisor.staffId,
          siteId,
          assetId: null,
          orderId: null,
          kind: 'call',
          purpose,
          moment: 'after-delivery',
          title: 'Dix jours après les clés',
          because: [{ code: 'is-advisor', values: {} }],
          opening: 'Votre voiture vous plaît ?',
          message: '',
          thank: 'Sa confiance',
          avoid: '',
          priority: 5,
          core: false,
          minutes: 5,
          notBefore: now.getTime(),
          dueOn: null,
          expiresAt: now.getTime() + 20 * DAY,
          ...more,
        },
      ],
      now,
    )
    return { taskId, touchId }
  }
  const day = (who = advisor) => who.ask(work.myDay)
  const say = (id: string, outcome: work.Outcome, more: { until?: string; note?: string } = {}, who = advisor) =>
    who.ask(work.sayOutcome, { params: { id }, body: { outcome, ...more } })
  const undo = (id: string, who = advisor) => who.ask(work.undoOutcome, { params: { id } })
  const touchOf = async (id: string) =>
    (await house.db.selectFrom('moments.touch').select(['state', 'because']).where('id', '=', id).executeTakeFirst())!
  const attempts = () =>
    house.db.selectFrom('consent.attempt').select(['purpose', 'reached', 'refused']).orderBy('id').execute()
  const weights = async () =>
    (await house.db.selectFrom('budget.attention').select('weight').execute()).map(({ weight }) => weight)
  const written = async () =>
    (
      await advisor.ask(timeline.readTimeline, {
        params: { id: anne.customerId },
        query: { kinds: 'call,note,message' as never },
      })
    ).entries
  const receipts = () =>
    house.db.selectFrom('consent.receipt').select(['action', 'place', 'wording', 'evidence']).orderBy('seq').execute()
  const onDuty = (who: typeof advisor, state: 'on' | 'away', until: string | null = null) =>
    owner.ask(network.setDuty, { params: { id: who.staffId }, body: { state, until, deputyId: null } })

  await onDuty(advisor, 'on')
  return { ...town, house, given, day, say, undo, touchOf, attempts, weights, written, receipts, onDuty }
}
