import { readAnew } from '../../feedback/correct.flow.ts'
import { readBefore } from '../../feedback/correction.store.ts'
import { unfitForThanks } from '../../feedback/delicate.ts'
import type { Reader } from '../../feedback/reading.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { dropUnearned } from '../../recovery/compliment.store.ts'

const AT_ONCE = 500
/** Batches in one round: about a second of reading, then others have their turn. */
const BATCHES = 4

/**
 * Reads anew what an older reader read, the newest first, some hundred in a transaction. Killed, it goes on where it was: what it read carries
 * the new reader's name. What people said stands. Thanks that stand under a bad score, in words that insult, or in words of somebody's body, origin or
 * private life, are taken from whom they were given to.
 * @returns how many were read
 */
export async function readAgain(house: House, reader: Reader): Promise<number> {
  let read = 0
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const some = await inTransaction(house, async (house) => {
      const rows = await readBefore(house.db, reader.name, AT_ONCE)
      await readAnew(house, reader, rows)
      await dropUnearned(
        house.db,
        rows.map(({ id }) => id),
        rows.filter(({ text }) => unfitForThanks(text)).map(({ id }) => id),
      )
      return rows.length
    })
    read += some
    if (some === 0) break
  }
  return read
}
