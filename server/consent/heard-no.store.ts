import { sql } from 'kysely'
import type { ConsentChannel } from '../../contract/consent.ts'
import type { SaidNo } from '../../contract/feedback.ts'
import type { Db } from '../kit/house.ts'
import { stands } from './standing.store.ts'

/** A no that was read in the words of an answer. */
export interface HeardNo {
  id: string
  customerId: string
  answerId: string
  no: SaidNo
  channel: ConsentChannel | 'all'
  purpose: 'commercial' | 'service' | 'outside-hours'
  contact: string | null
  stands: boolean
}

/** Receipts that were written because of these answers, also those taken back. */
export async function heardNos(db: Db, answerIds: readonly string[]): Promise<HeardNo[]> {
  if (answerIds.length === 0) return []
  const { rows } = await sql<HeardNo>`
    select r.id, r.customer_id as "customerId", r.evidence ->> 'answer' as "answerId", r.evidence ->> 'no' as no, r.channel, r.purpose, r.contact,
      ${stands('r')} as stands
    from consent.receipt r
    where r.place = 'answer' and r.action = 'withdrawn' and r.customer_id is not null and r.evidence ->> 'answer' = any(${[...answerIds]}::text[])
    order by r.seq`.execute(db)
  return rows
}
