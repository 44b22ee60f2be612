import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { findWords } from './find-words.ts'
import { cover } from './mask.ts'
import { privateSpans } from './private.ts'
import { type More, wholeWords } from './said-more.ts'

/** Words of somebody we do not know. */
export interface WordsOfNobody {
  id: string
  answerId: string
  siteId: string | null
  at: Date
  text: string
  more: More[]
}

const without = (text: string): string => cover(text, privateSpans(text)).text

/**
 * What tells how to reach, pay or follow somebody is taken out of words, unit for unit: marks and what people said of them hold.
 * @returns whether there was any
 */
export async function takePrivateOut(db: Db, words: WordsOfNobody, now: Date): Promise<boolean> {
  const text = without(words.text)
  const more = words.more.map((one) => ({ ...one, text: without(one.text) }))
  const told = text !== words.text || more.some((one, n) => one.text !== words.more[n]!.text)
  if (!told) {
    await sql`update feedback.verbatim set tells_private = false where id = ${words.id}::uuid`.execute(db)
    return false
  }
  await sql`
    update feedback.verbatim set text = ${text}, more = ${JSON.stringify(more)}::jsonb, tells_private = false,
      words = to_tsvector('simple', ${findWords(wholeWords(text, more))}), changed_at = ${now}::timestamptz
    where id = ${words.id}::uuid`.execute(db)
  // What is written under the questions that follow stands in the answer too.
  for (const { key, text } of more)
    await sql`update feedback.answer set follow_ups = jsonb_set(follow_ups, array[${key}::text], to_jsonb(${text}::text))
      where id = ${words.answerId}::uuid and follow_ups ? ${key}::text`.execute(db)
  return true
}

/** The words of an answer go, and how they were read; its bare score stays in the counts, and was nobody's before. */
export async function forgetWords(
  db: Db,
  { id, answerId }: Pick<WordsOfNobody, 'id' | 'answerId'>,
  now: Date,
): Promise<void> {
  await sql`delete from feedback.correction where verbatim_id = ${id}::uuid`.execute(db)
  await sql`delete from feedback.verbatim where id = ${id}::uuid`.execute(db)
  await sql`update feedback.answer set follow_ups = '{}', quote = null, quote_wording = '', quote_at = null, quote_taken_back = null, device_key = null,
      changed_at = ${now}::timestamptz where id = ${answerId}::uuid`.execute(db)
}
