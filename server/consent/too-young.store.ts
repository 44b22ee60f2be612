import type { Db } from '../kit/house.ts'
import { lawChoices, lawOf } from './law.store.ts'
import { isTooYoung } from './too-young.ts'

/** Is this customer too young today to agree by themselves that something is offered to them, or that their words are shown? */
export async function isChildNow(db: Db, customerId: string, now: Date): Promise<boolean> {
  const [people, { pack }] = await Promise.all([lawOf(db, [customerId]), lawChoices(db)])
  const person = people.get(customerId)
  return person !== undefined && isTooYoung(person, pack, now.getTime())
}
