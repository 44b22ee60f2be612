import { type RawBuilder, sql } from 'kysely'
import type { WordsOfNobody } from '../feedback/forget-answer.store.ts'
import type { Db } from '../kit/house.ts'

/** The rules about words of people nobody knows. */
export type AnswerRule = 'left-numbers' | 'anonymous-answers'

/** A matter that is being cared for is finished first; a review is kept as long as reviews are. */
const free = sql<boolean>`not exists (select from recovery.case_answer k join recovery."case" c on c.id = k.case_id where k.answer_id = v.answer_id and c.closed_at is null)
  and not exists (select from reviews.review r where r.answer_id = v.answer_id)`

const due = (rule: AnswerRule, before: Date, counted: boolean): RawBuilder<boolean> => sql<boolean>`
  v.customer_id is null and v.answer_id is not null and v.at < ${before}::timestamptz and ${free} and ${
    rule === 'anonymous-answers'
      ? sql`true`
      : counted
        ? sql`(v.tells_private or v.tells_private is null and (v.text || v.more::text) ~ '[0-9@]')`
        : sql`v.tells_private is distinct from false`
  }`

/** How many a rule means. Of words that no finder has looked at yet, those with a digit or an address are told. */
export async function countAnswers(db: Db, rule: AnswerRule, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from feedback.verbatim v where ${due(rule, before, true)}`.execute(db)
  return rows[0]!.n
}

/** Some of them, each taken by one worker only, until the open transaction ends. */
export async function takeAnswers(db: Db, rule: AnswerRule, before: Date, most: number): Promise<WordsOfNobody[]> {
  const { rows } = await sql<WordsOfNobody>`
    select v.id, v.answer_id as "answerId", v.site_id as "siteId", v.at, v.text, v.more from feedback.verbatim v
    where ${due(rule, before, false)} order by v.at, v.id limit ${most} for update of v skip locked`.execute(db)
  return rows
}
