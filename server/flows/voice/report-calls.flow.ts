import { type Because, say } from '../../../contract/because.ts'
import { roomFor } from '../../budget/room.ts'
import { weightOf } from '../../budget/weights.ts'
import { lawSettings } from '../../consent/law.store.ts'
import { mayWe } from '../../consent/may-we.ts'
import type { House } from '../../kit/house.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'
import { addMonths } from '../../plain/civil.ts'
import { chooseCalls } from '../../voice/choose-calls.ts'
import { callsOf, committee, dropStaleCalls, insertCalls } from '../../voice/report.store.ts'
import { type CandidateRow, callCandidates } from '../../voice/report-facts.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { loopPersons } from '../loop/persons.store.ts'
import { daysOfMonth } from './compose-report.flow.ts'

/** The committee does not call the same customer again within so long. */
const MONTHS_BETWEEN = 6
/** A call of the committee is made within the month that follows. */
const CALL_WITHIN_MS = 30 * 86_400_000

/**
 * Chooses whom each member of the committee calls, where none stands yet: of those who answered that month, who may be called by law and whose
 * attention has room. Those that stand stay, so that a report does not change under its readers. In the open transaction.
 */
export async function chooseReportCalls(
  house: House,
  playbook: PlaybookNow,
  report: { id: string; month: string; siteId: string | null },
): Promise<void> {
  const { db } = house
  await dropStaleCalls(db, report.id)
  const [members, standing] = await Promise.all([committee(db), callsOf(db, report.id)])
  if (members.every(({ id }) => standing.some((call) => call.staffId === id))) return
  const sites = report.siteId ? [report.siteId] : ('all' as const)
  const period = daysOfMonth(report.month, house.now().toISOString().slice(0, 10))
  const since = addMonths(`${report.month}-01`, -MONTHS_BETWEEN)
  const found = await callCandidates(db, sites, period, since, report.id)
  const able = await mayBeCalled(house, playbook, found)
  const chosen = chooseCalls(
    report.month,
    members.map(({ id }) => id),
    able.map((one) => ({ ...one, at: one.at.getTime() })),
    standing,
  )
  const rowOf = new Map(able.map((row) => [row.customerId, row]))
  await insertCalls(
    db,
    report,
    chosen.map((call) => ({ ...call, id: house.newId(), because: whyCall(rowOf.get(call.customerId)!) })),
    house.now(),
  )
}

const whyCall = ({ kind, score, outOf, openCase }: CandidateRow): Because[] => [
  score !== null && outOf !== null ? say(`call.${kind}-score`, { score, of: outOf }) : say(`call.${kind}`),
  ...(openCase ? [say('call.open-case')] : []),
]

async function mayBeCalled(
  house: House,
  playbook: PlaybookNow,
  rows: readonly CandidateRow[],
): Promise<CandidateRow[]> {
  const now = house.now()
  const [persons, law, { budget }] = await Promise.all([
    loopPersons(
      house.db,
      rows.map(({ customerId }) => customerId),
      now,
    ),
    lawSettings(house.db),
    playbook(house),
  ])
  return rows.filter((row) => {
    const person = persons.get(row.customerId)
    if (!person || person.phones.length === 0) return false
    const verdict = mayWe({ channel: 'call', purpose: 'service', at: now.getTime() }, person.law, law)
    if (verdict.answer !== 'yes' && verdict.nextAllowed === null) return false
    return hasRoom(person, budget, now.getTime())
  })
}

/** While a case of theirs is open, a call about it is what they wait for. */
function hasRoom(person: LoopPerson, budget: Parameters<typeof roomFor>[0], now: number): boolean {
  const wanted = {
    moment: 'committee-call',
    core: true,
    priority: 5,
    weight: weightOf(budget, 'call'),
    dueAt: now,
    expiresAt: now + CALL_WITHIN_MS,
    awaited: person.openCase,
    care: person.openCase,
  }
  return roomFor(budget, person.rhythm, person.openCase, person.attention, [], wanted, now).room !== 'no'
}
