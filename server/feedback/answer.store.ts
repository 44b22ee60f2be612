import { sql } from 'kysely'
import type { Reading } from '../../contract/reading.ts'
import type { Db } from '../kit/house.ts'
import type { AnswerAbout } from './about.ts'
import { findWords } from './find-words.ts'
import { privateSpans } from './private.ts'
import { shapeOf } from './reading.ts'
import { type More, wholeWords } from './said-more.ts'
import { SECOND_SURVEY } from './survey.ts'

export interface AnswerRow extends AnswerAbout {
  id: string
  surveyId: string | null
  surveyVersion: number | null
  invitationId: string | null
  doorId: string | null
  deviceKey: string | null
  channel: string
  language: string
  metric: string | null
  score: number | null
  scale: { min: number; max: number; direction: 'up' | 'down' } | null
  band: 'happy' | 'between' | 'unhappy' | null
  followUps: Record<string, unknown>
  quote: 'named' | 'unnamed' | null
  quoteWording: string
  quoteAt: Date | null
  leftOut: string | null
  /** Who took it down at the counter or on the telephone; null: they wrote it. */
  takenBy: string | null
  /** By which whoever holds its code is known; left out: it has none. */
  ownMark?: string | null
  at: Date
  changedAt: Date
}

/** Nobody's site, in `feedback.changed`. */
export const NO_SITE = '00000000-0000-0000-0000-000000000000'

/**
 * Writes an answer, or writes it anew when it was there: one for an invitation, one for the key of a device, or the very one of this id.
 * @returns the id it stands under
 */
export async function saveAnswer(db: Db, there: boolean, answer: AnswerRow): Promise<string> {
  const row = {
    id: answer.id,
    survey_id: answer.surveyId,
    survey_version: answer.surveyVersion,
    invitation_id: answer.invitationId,
    door_id: answer.doorId,
    device_key: answer.deviceKey,
    customer_id: answer.customerId,
    site_id: answer.siteId,
    staff_id: answer.staffId,
    asset_id: answer.assetId,
    order_id: answer.orderId,
    visit_id: answer.visitId,
    moment: answer.moment,
    service: answer.service,
    channel: answer.channel,
    language: answer.language,
    metric: answer.metric,
    score: answer.score,
    scale_min: answer.scale?.min ?? null,
    scale_max: answer.scale?.max ?? null,
    direction: answer.scale?.direction ?? null,
    band: answer.band,
    follow_ups: JSON.stringify(answer.followUps),
    quote: answer.quote,
    quote_wording: answer.quoteWording,
    quote_at: answer.quoteAt,
    left_out: answer.leftOut,
    after_case: sql<boolean>`exists (select from feedback.invitation where id = ${answer.invitationId}::uuid and case_id is not null)
      or exists (select from feedback.survey where id = ${answer.surveyId}::uuid and slug = ${SECOND_SURVEY})`,
    taken_by: answer.takenBy,
    own_mark: answer.ownMark ?? null,
    at: answer.at,
    changed_at: answer.changedAt,
  }
  const { id: _id, at: _at, invitation_id: _invitation, device_key: _key, ...changes } = row
  const saved = await db
    .insertInto('feedback.answer')
    .values(row)
    .onConflict((c) =>
      c.column(there ? 'id' : answer.deviceKey !== null ? 'device_key' : 'invitation_id').doUpdateSet(changes),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return saved.id
}

/** Their own words of an answer, as they were read; empty words take them away. */
export async function saveVerbatim(
  db: Db,
  verbatim: {
    id: string
    answerId: string
    about: AnswerAbout
    text: string
    more: readonly More[]
    reading: Reading
    band: AnswerRow['band']
    leftOut: string | null
    correctedAt: Date | null
    at: Date
    changedAt: Date
  },
): Promise<void> {
  const { text, more } = verbatim
  const whole = wholeWords(text, more)
  if (whole === '') {
    await sql`
      with gone as (delete from feedback.verbatim where answer_id = ${verbatim.answerId}::uuid returning id)
      delete from feedback.correction where verbatim_id in (select id from gone)`.execute(db)
    return
  }
  const { reading, about } = verbatim
  const row = {
    id: verbatim.id,
    answer_id: verbatim.answerId,
    customer_id: about.customerId,
    site_id: about.siteId,
    staff_id: about.staffId,
    moment: about.moment,
    service: about.service,
    text,
    more: JSON.stringify(more),
    band: verbatim.band,
    // The same words are known by what they wrote of their own accord, whatever followed.
    shape: shapeOf(text || whole),
    words: sql`to_tsvector('simple', ${findWords(whole)})`,
    tells_private: privateSpans(whole).length > 0,
    ...readingColumns(reading),
    left_out: verbatim.leftOut,
    corrected_at: verbatim.correctedAt,
    at: verbatim.at,
    changed_at: verbatim.changedAt,
  }
  const { id: _id, at: _at, answer_id: _answer, ...changes } = row
  await db
    .insertInto('feedback.verbatim')
    .values(row)
    .onConflict((c) => c.column('answer_id').doUpdateSet(changes))
    .execute()
}

/** What a reading writes in `feedback.verbatim`. */
const readingColumns = (reading: Reading) => ({
  language: reading.language,
  polarity: reading.polarity,
  sure: reading.sure,
  mixed: reading.mixed,
  themes: JSON.stringify(reading.themes),
  kinds: reading.kinds,
  callback: reading.callback,
  promise: reading.promise,
  leaving: reading.leaving,
  urgent: reading.urgent,
  praised: reading.praised,
  marks: JSON.stringify(reading.marks),
  reader: reading.reader,
})

/** How often these very words came since then, but for one answer: a text sent a thousand times is one voice. */
export async function sameWords(
  db: Db,
  text: string,
  since: Date,
  except: Pick<AnswerRow, 'invitationId' | 'deviceKey'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select from feedback.verbatim v left join feedback.answer a on a.id = v.answer_id
      where v.shape = ${shapeOf(text)} and v.at >= ${since}::timestamptz
        and (a.invitation_id is null or a.invitation_id is distinct from ${except.invitationId}::uuid)
        and (a.device_key is null or a.device_key is distinct from ${except.deviceKey})
      limit 100) found`.execute(db)
  return rows[0]?.n ?? 0
}

/** The day of a site is to be counted anew, downstream. The day is that of Europe's clocks only where the site says so: UTC here. */
export async function dayChanged(
  db: Db,
  days: readonly { siteId: string | null; at: Date }[],
  now: Date,
): Promise<void> {
  if (days.length === 0) return
  await sql`
    insert into feedback.changed (site_id, day, at)
    select distinct site_id, day, ${now}::timestamptz
    from unnest(${days.map((each) => each.siteId ?? NO_SITE)}::uuid[], ${days.map((each) => each.at.toISOString().slice(0, 10))}::date[]) x(site_id, day)
    on conflict (site_id, day) do update set at = excluded.at`.execute(db)
}
