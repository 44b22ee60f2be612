import { say } from '../../../contract/because.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { sites } from '../../network/places.store.ts'
import { accusedOf } from '../../recovery/accused.store.ts'
import {
  type CaseRow,
  changeCase,
  clockGoesOn,
  openCasesBy,
  openOwners,
  overdueCases,
} from '../../recovery/case.store.ts'
import { clockOf } from '../../recovery/clock.store.ts'
import { LAST_LEVEL, mayHave, nextTold } from '../../recovery/owner.ts'
import { claimPromisesDue } from '../../recovery/promise.store.ts'
import { addStep } from '../../recovery/step.store.ts'
import type { Team } from '../../work/who-does.ts'
import { settleOwner } from './accused.flow.ts'
import { dueAt, teamNow } from './ground.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'

const AT_ONCE = 50

/**
 * The clock of cases: an answer that did not arrive was none; where nobody answered in time the next in the line is told, each level once:
 * the managers of the site, then, after as long again, head office; a promise whose hour has come is told to who has the case.
 * @returns how many cases were looked at
 */
export async function caseClock(house: House): Promise<number> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    await clockGoesOn(house.db, now)
    await givenAnew(house)
    const late = await overdueCases(house.db, now, AT_ONCE)
    if (late.length > 0) {
      const [team, places] = [await teamNow(house), await sites(house.db)]
      for (const row of late) await escalate(house, row, team, places)
    }
    for (const { caseId, ownerId } of await claimPromisesDue(house.db, now, AT_ONCE))
      if (ownerId) await tellOwner(house, { caseId, staffId: ownerId, why: 'promise' })
    return late.length
  })
}

/**
 * Whoever has a case may have left, or may not open it any more; where nobody had one, somebody may be there by now. Such a case is given to who may
 * have it, and they are told.
 */
async function givenAnew(house: House): Promise<void> {
  const held = await openOwners(house.db)
  if (held.length === 0) return
  const team = await teamNow(house)
  const lost = held.filter(({ ownerId, siteId }) => {
    const person = ownerId ? team.byId.get(ownerId) : undefined
    return !person || !mayHave(person, siteId)
  })
  for (const row of await openCasesBy(house.db, lost, AT_ONCE)) await settleOwner(house, row)
}

async function escalate(
  house: House,
  row: CaseRow,
  team: Team,
  places: Awaited<ReturnType<typeof sites>>,
): Promise<void> {
  const now = house.now()
  let level = row.level + 1
  const accused = await accusedOf(house.db, row.id)
  let told = nextTold(team, row.siteId, row.ownerId, level, accused)
  // Nobody stands on this level, or they have it themselves: the next one is told at once.
  while (told.length === 0 && level < LAST_LEVEL) {
    level += 1
    told = nextTold(team, row.siteId, row.ownerId, level, accused)
  }
  const clock = await clockOf(house.db, row.siteId)
  const site = places.find(({ id }) => id === row.siteId)
  const nextAt = level < LAST_LEVEL ? dueAt(site, now, clock[row.severity]) : null
  await changeCase(house.db, row.id, { level, nextAt }, now)
  const names = told.map((id) => team.byId.get(id)?.name ?? '').join(', ')
  await addStep(
    house.db,
    {
      id: house.newId(),
      caseId: row.id,
      customerId: row.customerId,
      kind: 'told',
      by: null,
      about: told.length === 1 ? (told[0] ?? null) : null,
      data: { level, because: [names ? say('case.nobody-answered', { names }) : say('case.nobody-to-tell')] },
    },
    now,
  )
  for (const staffId of told) await tellOwner(house, { caseId: row.id, staffId, why: 'late' })
}
