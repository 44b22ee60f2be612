import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

/** Of those who wrote one of them, so many are looked at: enough to meet every word that is not rare. */
const LOOKED_AT = 2_000

/**
 * Which of these words anybody wrote, by the index of words alone. To the planner so many words together look like every row, and it would read
 * the whole table: here it may not.
 */
export async function wordsInUse(db: Db, candidates: readonly string[]): Promise<string[]> {
  if (candidates.length === 0) return []
  return db.transaction().execute(async (reading) => {
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(reading)
    const { rows } = await sql<{ word: string }>`
      select distinct w.word from (
        select v.words from feedback.verbatim v where v.words @@ to_tsquery('simple', ${anyOf(candidates)}) limit ${LOOKED_AT}
      ) v, unnest(tsvector_to_array(v.words)) w(word) where w.word = any(${[...candidates]}::text[])`.execute(reading)
    return rows.map(({ word }) => word)
  })
}

const quoted = (word: string): string => `'${word}'`
const anyOf = (words: readonly string[]): string => words.map(quoted).join(' | ')

/** All the words asked for, each as it was typed or begun. */
export const asTyped = (words: readonly string[]): string => words.map((word) => `${quoted(word)}:*`).join(' & ')

/** The same, each word also as it may have been written. */
export const orNear = (words: readonly string[], near: ReadonlyMap<string, readonly string[]>): string =>
  words.map((word) => `(${[`${quoted(word)}:*`, ...(near.get(word) ?? []).map(quoted)].join(' | ')})`).join(' & ')
