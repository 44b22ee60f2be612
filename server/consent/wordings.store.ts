import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Wording } from './shipped-wordings.ts'

export interface StoredWording extends Wording {
  id: string
  at: Date
}

/** Every version the network wrote, newest first. */
export async function ownWordings(db: Db): Promise<StoredWording[]> {
  const rows = await db.selectFrom('consent.wording').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').execute()
  return rows.map(({ id, action, channel, purpose, language, version, text, at }) => ({
    id,
    action,
    channel,
    purpose,
    language,
    version,
    text,
    at,
  }))
}

/** Keeps a new version and says its number: they are counted for each kind and language. */
export async function insertWording(
  db: Db,
  { id, action, channel, purpose, language, text }: Omit<StoredWording, 'version' | 'at'>,
  by: string | null,
  now: Date,
): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('consent.wording'))`.execute(db)
  const { rows } = await sql<{ version: string }>`
    insert into consent.wording (id, action, channel, purpose, language, version, text, at, by)
    select ${id}::uuid, ${action}, ${channel}, ${purpose}, ${language}, (count(*) + 1)::text, ${text}, ${now}::timestamptz, ${by}::uuid
    from consent.wording where action = ${action} and channel = ${channel} and purpose = ${purpose} and language = ${language}
    returning version`.execute(db)
  return rows[0]!.version
}
