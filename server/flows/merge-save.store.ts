import { sql } from 'kysely'
import { attentionMoves } from '../budget/merge.store.ts'
import { consentMoves } from '../consent/merge.store.ts'
import { requestMoves } from '../consent/requests-merge.store.ts'
import { customerMoves, mergedCustomers } from '../customers/merge.store.ts'
import { platesTold } from '../customers/plate-news.store.ts'
import { feedbackMoves } from '../feedback/merge.store.ts'
import { type NewEvent, newEvents } from '../identity/event.store.ts'
import { recordMoves } from '../identity/record.store.ts'
import type { Db } from '../kit/house.ts'
import { statement } from '../kit/statement.ts'
import { messageMoves } from '../messages/merge.store.ts'
import { touchMoves } from '../moments/merge.store.ts'
import { type AuditLine, auditLines } from '../network/audit.store.ts'
import { qualityMoves } from '../quality/merge.store.ts'
import { recoveryMoves } from '../recovery/merge.store.ts'
import { timelineMoves } from '../timeline/merge.store.ts'
import { visitMoves } from '../visits/merge.store.ts'
import { voiceMoves } from '../voice/merge.store.ts'
import { workMoves } from '../work/merge.store.ts'

/** Ids of what moved, by kind, of one who joined another. */
export type MovedIds = Record<string, string[]>

interface Moves {
  absorb: readonly string[]
  keep: readonly string[]
  now: Date
}

/** Every slice's moves. Each writes its own tables and reads no other's, so that all see the customers as they were before. */
const move = statement<Moves, { kind: string; absorb: string; ids: string[] }>((given) => {
  const joinings = { absorb: given(({ absorb }) => absorb), keep: given(({ keep }) => keep) }
  const own = customerMoves(joinings)
  const happened = timelineMoves(joinings)
  const came = visitMoves(joinings)
  const said = consentMoves(joinings)
  const received = attentionMoves(joinings)
  const coming = touchMoves(
    joinings,
    given(({ now }) => now),
  )
  const done = workMoves(joinings)
  const sent = messageMoves(joinings)
  const told = feedbackMoves(joinings)
  const repaired = recoveryMoves(joinings)
  const debated = voiceMoves(joinings)
  const gate = qualityMoves(joinings)
  return sql`
    with phones as (${own.phone}), emails as (${own.email}), owned as (${own.ownership}), relations as (${own.relation}),
    sources as (${own.sourceRecord}), voices as (${own.voice}), entries as (${happened.entry}), orders as (${happened.order}), facts as (${happened.fact}),
    appointments as (${came.appointment}), visits as (${came.visit}), calls as (${came.call}), records as (${recordMoves(joinings)}),
    requests as (${requestMoves(joinings)}),
    receipts as (${said.receipt}), contracts as (${said.contract}), attempts as (${said.attempt}), preferences as (${said.preference}),
    attention as (${received.attention}), touches as (${coming.touch}), twice as (${coming.twice}),
    tasks as (${done.task}), outcomes as (${done.outcome}), messages as (${sent.message}), news as (${sent.news}), devices as (${sent.device}),
    invitations as (${told.invitation}), answers as (${told.answer}), verbatims as (${told.verbatim}),
    cases as (${repaired.case}), caseAnswers as (${repaired.caseAnswer}), caseSteps as (${repaired.step}), promises as (${repaired.promise}),
    replies as (${repaired.reply}), compliments as (${repaired.compliment}),
    debated as (${debated.told}), to_call as (${debated.call}), gated as (${gate.told})
    select kind, absorb, array_agg(id order by id) as ids from (
      select kind, absorb, id from phones union all select kind, absorb, id from emails
      union all select kind, absorb, id from owned union all select 'asset', absorb, asset_id from owned
      union all select 'relation', absorb, id from relations where absorb is not null
      union all select 'relationOther', other_absorb, id from relations where other_absorb is not null
      union all select kind, absorb, id from sources union all select kind, absorb, id from voices
      union all select kind, absorb, id from entries union all select kind, absorb, id from orders
      union all select kind, absorb, id from facts
      union all select kind, absorb, id from appointments union all select kind, absorb, id from visits
      union all select kind, absorb, id from calls union all select kind, absorb, id from records
      union all select kind, absorb, id from requests
      union all select kind, absorb, id from receipts union all select kind, absorb, id from contracts union all select kind, absorb, id from attempts
      union all select kind, absorb, id from attention union all select kind, absorb, id from touches
      union all select kind, absorb, id from tasks union all select kind, absorb, id from outcomes
      union all select kind, absorb, id from messages union all select kind, absorb, id from news union all select kind, absorb, id from devices
      union all select kind, absorb, id from invitations union all select kind, absorb, id from answers
      union all select kind, absorb, id from verbatims
      union all select kind, absorb, id from cases union all select kind, absorb, id from caseAnswers
      union all select kind, absorb, id from caseSteps union all select kind, absorb, id from promises
      union all select kind, absorb, id from replies union all select kind, absorb, id from compliments
      union all select kind, absorb, id from debated union all select kind, absorb, id from to_call
      union all select kind, absorb, id from gated) moved
    group by kind, absorb`
})

/**
 * All that hangs on some customers goes to those they join, in one statement whatever their number: one after the other each would
 * take ten. What the loop keeps of them goes along too: what they said, what they received, what is to come.
 * @returns by who joined
 */
export async function moveAll(db: Db, moves: Moves): Promise<Map<string, MovedIds>> {
  return new Map(
    [...Map.groupBy(await move(db, moves), (row) => row.absorb)].map(([absorb, moved]) => [
      absorb,
      Object.fromEntries(moved.map(({ kind, ids }) => [kind, ids])),
    ]),
  )
}

/** What joining wrote: the customers as they are now, the events that can be undone, the lines of the log and the news of plates, in one statement. */
export async function saveMerges(
  db: Db,
  merges: {
    kept: readonly Record<string, unknown>[]
    absorb: readonly string[]
    events: readonly NewEvent[]
    audit: readonly AuditLine[]
    /** Vehicles whose owner is another now. */
    assets: readonly string[]
  },
  now: Date,
): Promise<void> {
  const { takenIn, putAway, unfound } = mergedCustomers(merges.kept, merges, now)
  await sql`
    with taken as (${takenIn}), away as (${putAway}), unfound as (${unfound}), told as (${newEvents(merges.events, now)}),
    logged as (${auditLines(merges.audit, now)}), plates as (${platesTold(merges.assets)})
    select count(*) from plates`.execute(db)
}
