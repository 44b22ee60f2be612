import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { setSetting, setting } from '../network/places.store.ts'
import { anyErased, type ErasedWhy, forgetMarks, marksKept } from './erased.store.ts'
import { contactTexts, type Marked, markTexts } from './erased-marks.ts'

/** Why a row is set aside that would bring back somebody erased. */
export const ERASED_BECAUSE: Record<ErasedWhy, 'erased-on-request' | 'erased-by-retention'> = {
  request: 'erased-on-request',
  retention: 'erased-by-retention',
}

const SECRET_MARK = 'secret-mark'

/**
 * Marks of the erased are made with the house's secret: under another one none of them is found, and nobody would notice until an import
 * brings people back. So the secret leaves a mark of its own, and whoever opens the house is told when it is another.
 */
export async function tellOfLostMarks(house: House): Promise<boolean> {
  const mine = house.seal.mark('this is the secret of the house')
  const kept = await setting(house.db, SECRET_MARK, '')
  if (kept === mine) return false
  if (kept !== '' && (await anyErased(house.db))) {
    house.log.error(
      'OKAERI_SECRET is another than the one under which people were erased: they are not known as such any more, and an import brings them back. Put the old secret back, or take them out of the files.',
    )
    return true
  }
  await setSetting(house.db, SECRET_MARK, mine, house.now())
  return false
}

/**
 * Of these rows, which are of somebody who was erased, and why; null for the others. A house that never erased anybody asks one
 * question and hashes nothing.
 */
export async function erasedAmong(
  house: Pick<House, 'db' | 'seal'>,
  people: readonly Marked[],
): Promise<(ErasedWhy | null)[]> {
  if (people.length === 0 || !(await anyErased(house.db))) return people.map(() => null)
  const marks = people.map((person) => {
    const nameless = person.names.every((name) => name === '')
    return [...markTexts(person), ...(nameless ? contactTexts(person) : [])].map((text) => house.seal.mark(text))
  })
  const kept = await marksKept(house.db, [...new Set(marks.flat())])
  return marks.map((own) => own.map((mark) => kept.get(mark)?.why).find((why) => why !== undefined) ?? null)
}

/**
 * Someone enters a customer who was erased: they have come back. A member of staff decides that by doing it, and imports may speak of
 * them again; a program may not decide it.
 */
export async function comesBack(house: House, caller: Caller, customerId: string, person: Marked): Promise<void> {
  if (!(await anyErased(house.db))) return
  const kept = await marksKept(
    house.db,
    markTexts(person).map((text) => house.seal.mark(text)),
  )
  if (kept.size === 0) return
  if (caller.staffId === null)
    throw conflict(
      'erased',
      'This person was erased',
      'They may be entered again by a member of staff, at the counter.',
    )
  await forgetMarks(house.db, [...new Set([...kept.values()].map(({ erasureId }) => erasureId))])
  await audit(house, caller, 'privacy.let-back', { customerId })
}
