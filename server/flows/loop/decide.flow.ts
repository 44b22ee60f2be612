import { sql } from 'kysely'
import { say } from '../../../contract/because.ts'
import type { Who } from '../../../contract/facts.ts'
import { insertInvitations } from '../../feedback/invitation.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { insertMessages } from '../../messages/message.store.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import type { CompiledPlaybook, PlannedTouch } from '../../moments/compiled.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import {
  changeTouches,
  type NewTouch,
  saveTouches,
  type Touch,
  type TouchChange,
  touchesToCome,
} from '../../moments/touch.store.ts'
import { touchesOfFact } from '../../moments/touches-of-fact.ts'
import { settleFacts, type WaitingFact, waitingFacts } from '../../timeline/facts.store.ts'
import { insertTasks } from '../../work/task.store.ts'
import { startedByOurs } from './causes.store.ts'
import { asFact, factsOf } from './facts-of.store.ts'
import { freeToTell } from './free-to-tell.store.ts'
import { loopPersons } from './persons.store.ts'
import { openRound } from './round.store.ts'
import type { Round, Settled } from './settle.ts'
import { settleInTurn, type Turn } from './settle-in-turn.ts'
import { whoIsMeant } from './who-is-meant.store.ts'

/** A fact dated further ahead than this comes from a clock that is wrong. */
const AHEAD_MS = 24 * 3_600_000

type Known = { fact: LoopFact; row: WaitingFact }
interface Aside {
  id: string
  customerId: null
  aside: string
}

/** Only one decides at a time: facts of one customer are taken in the order they came. */
async function alone(house: House): Promise<boolean> {
  const { rows } = await sql<{
    got: boolean
  }>`select pg_try_advisory_xact_lock(hashtext('loop.decide')) as got`.execute(house.db)
  return rows[0]!.got
}

/**
 * Takes in the oldest facts that wait: finds whom they are about, plans what the playbook makes of them, and decides at once what is due
 * now. All of it in one transaction: a process killed in the middle has done nothing, and the same facts are taken in again.
 * @param most facts looked at in one transaction
 * @returns how many were
 */
export async function takeInFacts(house: House, playbooks: PlaybookInForce, most = 500): Promise<number> {
  return inTransaction(house, async (house) => {
    if ((await playbooks.unread(house.db)) || !(await alone(house))) return 0
    const rows = await waitingFacts(house.db, most)
    if (rows.length === 0) return 0
    const now = house.now()
    const { known, aside } = await knownFacts(house, rows, now)
    const compiled = await playbooks.of(house.db)
    const heeded = compiled ? known.filter(({ fact }) => compiled.byFact.has(fact.kind)) : []
    if (compiled && heeded.length > 0)
      await planAndDecide(
        house,
        compiled,
        heeded.map((each) => each.fact),
      )
    await settleFacts(house.db, [
      ...known.map(({ fact }) => ({ id: fact.id, customerId: fact.customerId, aside: null })),
      ...aside,
    ])
    return rows.length
  })
}

/** The oldest fact that waits cannot be decided: it is set aside, so that those behind it are not held up by it. */
export const setOldestAside = (house: House): Promise<void> =>
  inTransaction(house, async (house) => {
    if (!(await alone(house))) return
    const [row] = await waitingFacts(house.db, 1)
    if (row) await settleFacts(house.db, [{ id: row.id, customerId: row.customer_id, aside: 'fault' }])
  })

/** Facts whose customer we know, and those set aside with the reason. */
async function knownFacts(
  house: House,
  rows: readonly WaitingFact[],
  now: Date,
): Promise<{ known: Known[]; aside: Aside[] }> {
  const named = rows.filter((row) => row.who !== null)
  const meant = await whoIsMeant(
    house.db,
    named.map((row) => row.who as Who),
  )
  const whose = new Map(named.map((row, at) => [row.id, meant[at]!]))
  const known: Known[] = []
  const aside: Aside[] = []
  for (const row of rows) {
    const found =
      whose.get(row.id) ?? (row.customer_id ? { customerId: row.customer_id } : { aside: 'nobody' as const })
    if ('aside' in found) aside.push({ id: row.id, customerId: null, aside: found.aside })
    else if (row.at.getTime() > now.getTime() + AHEAD_MS)
      aside.push({ id: row.id, customerId: null, aside: 'in-the-future' })
    else known.push({ row, fact: asFact(row, found.customerId) })
  }
  return { known, aside }
}

async function planAndDecide(house: House, compiled: CompiledPlaybook, facts: readonly LoopFact[]): Promise<void> {
  const now = house.now()
  const ids = [...new Set(facts.map((fact) => fact.customerId))]
  const persons = await loopPersons(house.db, ids, now, { budget: compiled.playbook.budget })
  const planned: { touch: PlannedTouch; fact: LoopFact }[] = []
  for (const fact of facts) {
    const person = persons.get(fact.customerId)
    if (!person) continue
    for (const touch of touchesOfFact(compiled, fact, person, now.getTime())) planned.push({ touch, fact })
  }
  if (planned.length === 0) return
  const goneRound = await tooOften(house, planned)
  const round = await openRound(house, compiled)
  const coming = Map.groupBy(await touchesToCome(house.db, ids), (touch) => touch.customerId)
  const news = planned.map(({ touch, fact }) => newTouch(round, touch, fact, goneRound.has(touch)))
  const atOnce = news.filter(({ state, dueAt }) => state === 'planned' && dueAt <= now.getTime())
  const free = await freeToTell(house.db, compiled, atOnce, coming)
  const told = [...coming.values()].flat().flatMap(({ id, factId }) => (free.has(id) && factId ? [factId] : []))
  const factOf = new Map([...(await factsOf(house.db, told)), ...facts.map((fact) => [fact.id, fact] as const)])
  const decided = decideAtOnce(round, persons, { news, atOnce, coming, free, facts: factOf })
  const written = await saveTouches(
    house.db,
    news.map((touch) => asDecided(touch, decided.settled.get(touch.id))),
    now,
  )
  await changeTouches(
    house.db,
    decided.takenIn.filter(({ toldIn }) => toldIn !== undefined && written.has(toldIn)),
    now,
  )
  await carryOut(
    house,
    [...decided.settled].flatMap(([id, settled]) => (written.has(id) ? [settled] : [])),
  )
}

/**
 * What our own moments made happen starts one moment no more than so often for one person, whatever the playbook says: a circle that the check of
 * the playbook could not see (another system that answers, a person who closes and opens again) goes round a few times and ends, and the ledger says so.
 */
const MOST_ROUNDS = 3
const ROUND_DAYS = 7

async function tooOften(
  house: House,
  planned: readonly { touch: PlannedTouch; fact: LoopFact }[],
): Promise<Set<PlannedTouch>> {
  const ours = planned.filter(({ fact }) => fact.causedBy.length > 0)
  if (ours.length === 0) return new Set()
  const ids = [...new Set(ours.map(({ touch }) => touch.customerId))]
  const times = await startedByOurs(house.db, ids, new Date(house.now().getTime() - ROUND_DAYS * 86_400_000))
  return new Set(
    ours.flatMap(({ touch }) => {
      const key = `${touch.customerId}|${touch.moment}`
      const before = times.get(key) ?? 0
      times.set(key, before + 1)
      return before >= MOST_ROUNDS ? [touch] : []
    }),
  )
}

function newTouch(round: Round, touch: PlannedTouch, { kind }: LoopFact, goneRound: boolean): Touch {
  const because = [say('touch.fact', { fact: kind })]
  return {
    ...touch,
    id: round.newId(),
    playbookVersion: round.deciding.compiled.version,
    state: goneRound ? 'dropped' : 'planned',
    gesture: null,
    staffId: null,
    because: goneRound ? [...because, say('touch.round-again', { times: MOST_ROUNDS, days: ROUND_DAYS })] : because,
    arm: null,
  }
}

/** What these facts start, with what waits for the same people. */
interface Batch extends Omit<Turn, 'due' | 'coming'> {
  news: readonly Touch[]
  atOnce: readonly Touch[]
  coming: ReadonlyMap<string, readonly Touch[]>
}

/** What starts now is decided for each person in the order of its rank, and may be told with all that these facts start, or that waited before. */
function decideAtOnce(
  round: Round,
  persons: ReadonlyMap<string, LoopPerson>,
  { news, atOnce, coming, free, facts }: Batch,
): { settled: Map<string, Settled>; takenIn: TouchChange[] } {
  const settled = new Map<string, Settled>()
  const takenIn: TouchChange[] = []
  const started = Map.groupBy(
    news.filter(({ state }) => state === 'planned').toSorted((a, b) => a.dueAt - b.dueAt),
    ({ customerId }) => customerId,
  )
  for (const [customerId, due] of Map.groupBy(atOnce, (touch) => touch.customerId)) {
    const theirs = started.get(customerId) ?? []
    const turn = settleInTurn(round, persons.get(customerId)!, {
      due,
      coming: [...theirs, ...(coming.get(customerId) ?? [])],
      free: theirs.length < 2 ? free : free.union(new Set(theirs.map(({ id }) => id))),
      facts,
    })
    for (const [id, one] of turn.settled) settled.set(id, one)
    takenIn.push(...turn.takenIn.values())
  }
  return { settled, takenIn }
}

/** As it is written first: what is told in the contact of another is written as planned, and changed once that one stands. */
function asDecided(touch: Touch, settled: Settled | undefined): NewTouch {
  if (!settled) return { ...touch, judged: null }
  const { change } = settled
  return {
    ...touch,
    state: change.state,
    gesture: change.gesture,
    staffId: change.staffId,
    dueAt: change.dueAt ?? touch.dueAt,
    because: [...touch.because, ...change.because],
    judged: change.judged,
    arm: change.arm ?? null,
  }
}

/** Hands over what was decided: tasks to people, messages with what they ask to the outbox, which is woken. */
export async function carryOut(house: House, settled: readonly Settled[]): Promise<void> {
  const tasks = settled.flatMap((each) => each.task ?? [])
  const messages = settled.flatMap((each) => each.message ?? [])
  await insertTasks(house.db, tasks, house.now())
  await insertMessages(house.db, messages, house.now())
  await insertInvitations(
    house.db,
    settled.flatMap((each) => each.invitation ?? []),
    house.now(),
  )
  if (messages.length > 0) house.queue.wake(house, OUTBOX)
}
