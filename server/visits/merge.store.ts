import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** A customer's appointments, visits and calls go to another. */
export async function moveVisits(db: Db, from: string, to: string): Promise<MovedRows> {
  const { rows: appointments } = await sql<{ id: string }>`
    update visits.appointment set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(db)
  const { rows: visits } = await sql<{ id: string }>`
    update visits.visit set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(db)
  const { rows: calls } = await sql<{ id: string }>`
    update visits.call set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(db)
  return {
    appointment: appointments.map((row) => row.id),
    visit: visits.map((row) => row.id),
    call: calls.map((row) => row.id),
  }
}

/** The way back; with them goes what came since about the vehicles of `to`, and the calls from their numbers. */
export async function moveVisitsBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: { assets: readonly string[]; since: Date },
): Promise<void> {
  const assets = [...newer.assets]
  await sql`update visits.appointment set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.appointment ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and created_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update visits.visit set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.visit ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and arrived_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update visits.call set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.call ?? []}::uuid[])`.execute(
    db,
  )
}
