import type { Reading } from '../../../contract/reading.ts'
import { takenDownBy } from '../../feedback/answer-before.store.ts'
import { wordsOfAnswer } from '../../feedback/correction.store.ts'
import type { House } from '../../kit/house.ts'
import { staffOf } from '../../network/staff.store.ts'
import { dropCompliments, insertCompliments, type NewCompliment } from '../../recovery/compliment.store.ts'
import { longAgo } from '../../recovery/long-ago.ts'
import { whoIsThanked } from '../../recovery/who-is-thanked.ts'
import type { Recorded } from '../feedback/given.ts'

export const COMPLIMENT_PUSH = 'compliment-push'

/**
 * Thanks reach the person who is thanked, in the transaction of the answer. What does not count thanks nobody: set aside later, it takes its thanks along.
 * What was said long ago thanks nobody anew.
 */
export async function praiseHears(house: House, { answerId, given }: Recorded, reading: Reading): Promise<void> {
  const words = await wordsOfAnswer(house.db, answerId)
  if (!words) return
  if (given.leftOut !== null) return dropCompliments(house.db, words.id, [])
  if (longAgo(given, house.now())) return dropCompliments(house.db, words.id, reading.praised)
  await thank(house, { verbatimId: words.id, praised: reading.praised, ...given.about })
}

/** Gives thanks to whom these words thank by now: those who are not named any more lose them, those who have them keep them. */
export async function thank(
  house: House,
  said: {
    verbatimId: string
    praised: readonly string[]
    customerId: string | null
    siteId: string | null
    staffId: string | null
  },
): Promise<void> {
  const names = [...new Set(said.praised)]
  await dropCompliments(house.db, said.verbatimId, names)
  if (names.length === 0) return
  const staff = await staffOf(house.db, house.now(), said.siteId ? { site: said.siteId } : {})
  // Nobody thanks themselves: praise that one took down oneself stays in the words, and goes no further.
  const hand = await takenDownBy(house.db, said.verbatimId)
  const made = whoIsThanked(names, staff, said.staffId)
    .filter(({ staffId }) => staffId === null || staffId !== hand)
    .map(
      (thanked): NewCompliment => ({
        ...thanked,
        id: house.newId(),
        verbatimId: said.verbatimId,
        customerId: said.customerId,
        siteId: said.siteId,
      }),
    )
  const fresh = new Set(await insertCompliments(house.db, made, house.now()))
  for (const { id, staffId } of made)
    if (staffId && fresh.has(id)) await house.queue.add(house, COMPLIMENT_PUSH, { complimentId: id })
}
