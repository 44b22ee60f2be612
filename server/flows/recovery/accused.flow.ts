import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { Reading } from '../../../contract/reading.ts'
import type * as api from '../../../contract/recovery.ts'
import { isUnkind } from '../../feedback/beside-score.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { forbidden } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { accuse, accusedOf, judgeAccused } from '../../recovery/accused.store.ts'
import { accusedIn } from '../../recovery/accused.ts'
import { type CaseRow, changeCase, lockCase } from '../../recovery/case.store.ts'
import { mayHave } from '../../recovery/owner.ts'
import { addStep } from '../../recovery/step.store.ts'
import { keepFrom } from '../../timeline/kept-from.store.ts'
import { everyName } from '../feedback/every-name.store.ts'
import type { Recorded } from '../feedback/given.ts'
import { aroundOn, type Ground, groundOf, ownerOn } from './ground.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'
import { who } from './who.flow.ts'

/** Whom these words accuse: by name, or by what they are to this customer. */
export async function accusedBy(
  house: House,
  ground: Ground,
  { given, whole, band }: Recorded,
  reading: Pick<Reading, 'polarity' | 'mixed' | 'praised'>,
): Promise<string[]> {
  const { polarity, mixed, praised } = reading
  return accusedIn({
    text: whole,
    unkind: isUnkind({ polarity, mixed, band, text: whole }),
    praised,
    names: namesIn(whole, nameBook(await everyName(house.db))),
    around: aroundOn(ground, given.about.staffId),
  })
}

/** Words that came to a case that is there accuse somebody, too: they do not have it any more, and do not read it. */
export async function accuseIn(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Pick<Reading, 'polarity' | 'mixed' | 'praised'>,
): Promise<void> {
  const found = await accusedBy(house, await groundOf(house, row), recorded, reading)
  await accuse(house.db, row.id, found, house.now())
  await keepFromThem(house, row)
}

/** What stands of a case on the timeline is not for those it accuses. */
export const keepFromThem = async (
  house: House,
  { id, customerId, ownerId }: Pick<CaseRow, 'id' | 'customerId' | 'ownerId'>,
) => {
  if (!customerId) return
  const accused = [...(await accusedOf(house.db, id))].filter((staffId) => staffId !== ownerId)
  await keepFrom(house.db, { customerId, caseId: id, answers: await answersOf(house, id) }, accused)
}

async function answersOf({ db }: House, caseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('recovery.case_answer')
    .select('answer_id as id')
    .where('case_id', '=', caseId)
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * An open case stays with whoever has it as long as they work here, may open it, and are not accused in it; else it is given anew, and that is said.
 * @returns who has it now
 */
export async function settleOwner(house: House, row: CaseRow): Promise<string | null> {
  const ground = await groundOf(house, row)
  const accused = await accusedOf(house.db, row.id)
  const has = row.ownerId ? ground.team.byId.get(row.ownerId) : undefined
  if (has && !accused.has(has.id) && mayHave(has, row.siteId)) return row.ownerId
  const owner = ownerOn(ground, accused)
  if (owner.staffId === row.ownerId) return row.ownerId
  await changeCase(house.db, row.id, { ownerId: owner.staffId, ownerAs: owner.as }, house.now())
  await addStep(
    house.db,
    {
      id: house.newId(),
      caseId: row.id,
      customerId: row.customerId,
      kind: 'handed-over',
      by: null,
      about: owner.staffId,
      data: { because: owner.because },
    },
    house.now(),
  )
  if (owner.staffId) await tellOwner(house, { caseId: row.id, staffId: owner.staffId, why: 'handed-over' })
  return owner.staffId
}

/** Whoever is accused in a case neither reads it nor acts on it; where nobody else is there to have it, it is theirs all the same. */
export async function needNotAccused(
  house: House,
  caller: Caller,
  { id, ownerId }: { id: string; ownerId: string | null },
): Promise<void> {
  if (caller.staffId === null || caller.staffId === ownerId) return
  if ((await accusedOf(house.db, id)).has(caller.staffId)) throw forbidden()
}

/** Who runs the place says that a case is about somebody, whom the words did not name; or that it is not. */
export const setAccused = (
  house: House,
  { params, body }: InputOf<typeof api.setAccused>,
  caller: Caller,
): Promise<AnswerOf<typeof api.setAccused>> =>
  inTransaction(house, async (house) => {
    who(caller)
    const row = await lockCase(house.db, params.id)
    need(caller, 'staff.manage', row.siteId)
    await needNotAccused(house, caller, row)
    await staffById(house.db, house.now(), body.staffId)
    const said = { caseId: row.id, staffId: body.staffId, accused: body.accused, by: caller.staffId }
    await judgeAccused(house.db, said, house.now())
    const ownerId = row.closedAt ? row.ownerId : await settleOwner(house, row)
    await keepFromThem(house, { ...row, ownerId })
    await audit(house, caller, 'case.accused', {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { case: row.id, staff: body.staffId, accused: body.accused },
    })
    return { ok: true as const }
  })
