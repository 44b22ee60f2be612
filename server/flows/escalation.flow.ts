import { type Because, say } from '../../contract/because.ts'
import type { Staff } from '../../contract/network.ts'
import { may, RIGHTS_OF, ROLES } from '../../contract/rights.ts'
import type { Who } from '../../contract/visits.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { staffOf } from '../network/staff.store.ts'
import { HELD_MS, inHand } from '../visits/load.ts'
import { freeOfGone, unheard } from '../visits/unheard.store.ts'
import { tell } from '../visits/visit.flow.ts'
import { changeVisit, lookedAfter, overdue } from '../visits/visit.store.ts'
import { lineNow } from './line.flow.ts'
import { notifyPerson } from './notify.flow.ts'

/** After this many people were told, the site manager stays told and nobody else is disturbed. */
const MOST_TOLD = 4
/** Nobody waits longer than this before a door that is closed: whose car was left overnight is no news at eight. */
const STILL_WAITS_MS = 6 * 3_600_000

const RECEIVE = ROLES.filter((role) => RIGHTS_OF[role].includes('visits.act'))

type Row = Awaited<ReturnType<typeof overdue>>[number]

/**
 * Nobody moved: the next in the line of succession is told, as it stands now. Each person is told once. When everybody on duty was told,
 * the card stays red on the floor, and whoever comes on duty is told besides. When nobody is on duty, the first who comes is told the moment
 * they do, and the clock runs from then. Who was going and receives nobody here any more is not going.
 * @returns how many visits were moved on
 */
export async function escalate(house: House): Promise<number> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    await freeOfGone(house.db, RECEIVE, now)
    const rows = [
      ...(await overdue(house.db, now, 20)),
      ...(await unheard(house.db, { since: new Date(now.getTime() - STILL_WAITS_MS), most: MOST_TOLD, now })),
    ]
    if (rows.length === 0) return 0
    let moved = 0
    for (const [site, waiting] of Map.groupBy(rows, (row) => row.site_id)) {
      const staff = await staffOf(house.db, now, { site })
      for (const row of waiting) if (!stands(row, staff) && (await moveOn(house, row, staff))) moved += 1
    }
    return moved
  })
}

async function moveOn(house: House, row: Row, staff: readonly Staff[]): Promise<boolean> {
  const now = house.now()
  const line = await lineNow(house, {
    customerId: row.customer_id,
    service: row.card.why[0]?.service ?? null,
    siteId: row.site_id,
    staff,
    busy: inHand(await lookedAfter(house.db, new Date(now.getTime() - HELD_MS))),
  })
  const set = nextStep(row, line, (await siteById(house.db, row.site_id)).greetWithinS, now)
  if (!set) return false
  const visit = await changeVisit(house.db, row.id, set, now)
  tell(house, visit)
  if (set.who_id) await notifyPerson(house, visit)
  return true
}

/** Nothing is new for a visit that no clock runs for: nobody on duty still, or all of them told. */
function stands(row: Row, staff: readonly Staff[]): boolean {
  if (row.escalate_at) return false
  const here = staff.filter((person) => person.duty.state === 'on' && may(person.roles, 'visits.act', row.site_id))
  const told = toldSince(row.card.because)
  if (row.who_id) told.add(row.who_id)
  const alone = row.card.because.at(-1)?.code === 'nobody-on-duty'
  return here.length === 0 ? alone : here.every(({ id }) => told.has(id))
}

type Step = Parameters<typeof changeVisit>[2]

/** What becomes of a visit to which nobody goes; undefined when it stands as it is. */
function nextStep(
  row: Pick<Row, 'card' | 'who_id' | 'escalation' | 'escalate_at'>,
  line: readonly Who[],
  greetWithinS: number,
  now: Date,
): Step | undefined {
  const { card } = row
  const before: Because[] = row.who_id
    ? [...card.because, { code: 'told-before', values: { staff: row.who_id, name: card.who?.name ?? '' } }]
    : card.because
  const told = toldSince(before)
  const alone = before.at(-1)?.code === 'nobody-on-duty'
  if (line.length === 0) {
    if (alone) return row.escalate_at ? { escalate_at: null } : undefined
    return {
      who_id: null,
      escalation: 0,
      escalate_at: null,
      card: { ...card, who: null, because: [...before, say('nobody-on-duty', { at: now.toISOString() })] },
    }
  }
  const next = line.find((who) => !told.has(who.staffId))
  if (next && row.escalation + 1 >= MOST_TOLD) return { escalation: MOST_TOLD, escalate_at: null }
  if (!next) return row.escalate_at ? { escalate_at: null } : undefined
  const why = told.size === 0 ? say('first-on-duty') : say('nobody-moved', { seconds: greetWithinS })
  return {
    who_id: next.staffId,
    escalation: told.size === 0 ? 0 : row.escalation + 1,
    escalate_at: new Date(now.getTime() + greetWithinS * 1000),
    card: { ...card, who: { ...next, because: [...next.because, why] }, because: before },
  }
}

/** Who has been told since there was anybody to tell. */
function toldSince(because: readonly Because[]): Set<string> {
  const from = because.findLastIndex(({ code }) => code === 'nobody-on-duty') + 1
  return new Set(because.slice(from).flatMap((b) => (b.code === 'told-before' ? [String(b.values.staff)] : [])))
}
