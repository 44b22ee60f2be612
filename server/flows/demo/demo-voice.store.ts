import { sql } from 'kysely'
import { besideScore } from '../../feedback/beside-score.ts'
import { findWords } from '../../feedback/find-words.ts'
import { shapeOf } from '../../feedback/reading.ts'
import type { Db } from '../../kit/house.ts'
import { workingHour } from './demo-hours.ts'
import { demoPicks } from './demo-picks.ts'
import { DEMO_ZONE } from './demo-town.ts'
import type { DemoAnswer, DemoSilent } from './demo-voice.ts'

/** Answers of two years with their words, as if each had come by its door on its day. */
export async function fillAnswers(
  db: Db,
  answers: readonly DemoAnswer[],
  surveys: ReadonlyMap<string, string>,
  newId: () => string,
): Promise<void> {
  if (answers.length === 0) return
  const rows = answers.map((answer) => ({
    ...answer,
    reading: null,
    survey: surveys.get(answer.survey ?? '') ?? null,
    followUps: demoPicks(answer),
    min: answer.scale.min,
    max: answer.scale.max,
    quoteWording: answer.quote ? 'Vous pouvez citer mes mots.' : '',
  }))
  await sql`
    insert into feedback.answer (id, survey_id, survey_version, door_id, customer_id, site_id, staff_id, asset_id, moment, service, channel, language, metric,
      score, scale_min, scale_max, direction, band, follow_ups, quote, quote_wording, quote_at, at, changed_at)
    select x.id, x.survey, case when x.survey is null then null else 1 end, x."doorId", x."customerId", x."siteId", x."staffId", x."assetId", x.moment, x.service,
      x.channel, x.language, x.metric, x.score, x.min, x.max, 'up', x.band, x."followUps", x.quote, x."quoteWording", case when x.quote is null then null else x.at end,
      x.at, x.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, survey uuid, "doorId" uuid, "customerId" uuid, "siteId" uuid, "staffId" uuid, "assetId" uuid,
      moment text, service text, channel text, language text, metric text, score smallint, min smallint, max smallint, band text, "followUps" jsonb, quote text,
      "quoteWording" text, at timestamptz)`.execute(db)
  const said = answers.flatMap((answer) =>
    answer.reading
      ? [
          {
            ...answer,
            ...besideScore(answer.reading, answer),
            id: newId(),
            answerId: answer.id,
            shape: `\\x${shapeOf(answer.text).toString('hex')}`,
            words: findWords(answer.text),
          },
        ]
      : [],
  )
  await sql`
    insert into feedback.verbatim (id, answer_id, customer_id, site_id, staff_id, moment, service, language, text, shape, words, band, polarity, sure, mixed,
      themes, kinds, callback, promise, leaving, urgent, praised, marks, reader, at, changed_at)
    select x.id, x."answerId", x."customerId", x."siteId", x."staffId", x.moment, x.service, x.language, x.text, x.shape, to_tsvector('simple', x.words), x.band,
      x.polarity, x.sure, x.mixed, x.themes, x.kinds, x.callback, x.promise, x.leaving, x.urgent, x.praised, x.marks, x.reader, x.at, x.at
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as x(id uuid, "answerId" uuid, "customerId" uuid, "siteId" uuid, "staffId" uuid,
      moment text, service text, language text, text text, shape bytea, words text, band text, polarity smallint, sure real, mixed boolean, themes jsonb,
      kinds text[], callback boolean, promise boolean, leaving boolean, urgent boolean, praised text[], marks jsonb, reader text, at timestamptz)`.execute(
    db,
  )
  await fillTimeline(db, answers, newId)
}

/** Between the first look at a question and its answer. */
const WRITES_MS = 2 * 60_000

/** Letters that asked, after the order they asked about: those that were answered, the working day before, and those that were not, opened or not. */
export async function fillInvitations(
  db: Db,
  answers: readonly DemoAnswer[],
  silent: readonly DemoSilent[],
  surveys: ReadonlyMap<string, string>,
  newId: () => string,
): Promise<void> {
  const LETTERS = ['after-delivery', 'after-service']
  const byLetter = answers.filter(
    ({ channel, survey }) =>
      LETTERS.includes(survey ?? '') && (channel === 'email' || channel === 'sms' || channel === 'push'),
  )
  const rows = [
    ...byLetter.map((each) => ({
      ...each,
      reading: null,
      answerId: each.id,
      askedAt: workingHour(new Date(each.at.getTime() - 86_400_000), DEMO_ZONE),
      openedAt: new Date(each.at.getTime() - WRITES_MS),
      answeredAt: each.at,
    })),
    ...silent.map((each) => ({ ...each, channel: 'email', answerId: null, askedAt: each.at, answeredAt: null })),
  ].map((each) => ({ ...each, id: newId(), survey: surveys.get(each.survey ?? '') }))
  const known = rows.filter(({ survey }) => survey !== undefined)
  // What was filled in just now is known to no statistics yet: planned without them, each letter reads all orders.
  await sql`analyze timeline."order"`.execute(db)
  await sql`
    with asked as (
      select * from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as x(id uuid, survey uuid, "answerId" uuid, "customerId" uuid, "siteId" uuid,
        "staffId" uuid, "assetId" uuid, moment text, service text, channel text, "askedAt" timestamptz, "openedAt" timestamptz, "answeredAt" timestamptz)),
    after as (
      select distinct on (asked.id) asked.id, o.id as "orderId" from asked join timeline."order" o on o.customer_id = asked."customerId"
        and o.state = 'delivered' and o.placed_at <= asked."askedAt"
        and o.kind = case when asked.service = 'service' then 'repair' else 'vehicle' end
      order by asked.id, o.placed_at desc),
    invited as (
      insert into feedback.invitation (id, survey_id, survey_version, customer_id, site_id, staff_id, asset_id, order_id, moment, service, channel,
        asked_at, opened_at, answered_at, expires_at)
      select id, survey, 1, "customerId", "siteId", "staffId", "assetId", "orderId", moment, service, channel, "askedAt", "openedAt", "answeredAt",
        "askedAt" + interval '30 days' from asked left join after using (id))
    update feedback.answer a set invitation_id = asked.id from asked where a.id = asked."answerId"`.execute(db)
}

/** What is not told on the timeline yet. */
async function fillTimeline(db: Db, answers: readonly DemoAnswer[], newId: () => string): Promise<void> {
  const rows = answers
    .filter(({ customerId, told }) => customerId !== null && !told)
    .map((answer) => ({
      id: newId(),
      customer: answer.customerId,
      site: answer.siteId,
      staff: answer.staffId,
      asset: answer.assetId,
      text: answer.text,
      data: {
        score: Math.round(((answer.score - answer.scale.min) / (answer.scale.max - answer.scale.min)) * 10),
        answerId: answer.id,
      },
      key: `answer:${answer.id}`,
      at: answer.at,
    }))
  await sql`
    insert into timeline.entry (id, customer_id, kind, at, site_id, staff_id, asset_id, text, data, source, key)
    select x.id, x.customer, 'survey', x.at, x.site, x.staff, x.asset, x.text, x.data, 'okaeri', x.key
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer uuid, site uuid, staff uuid, asset uuid, text text, data jsonb,
      key text, at timestamptz) on conflict do nothing`.execute(db)
}

/** Every day of these answers is to be counted. */
export async function countDays(db: Db, now: Date): Promise<void> {
  await sql`
    insert into feedback.changed (site_id, day, at)
    select distinct coalesce(site_id, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date, ${now}::timestamptz from feedback.answer
    on conflict (site_id, day) do update set at = excluded.at`.execute(db)
}
