import { sql } from 'kysely'
import type { HeldRole } from '../../contract/rights.ts'
import type { Caller } from '../kit/caller.ts'
import type { Db } from '../kit/house.ts'

/** What someone has to do first whose second factor was reset. */
const SECOND_FACTOR_DUE = {
  code: 'second-factor-due',
  title: 'Your second factor was reset',
  hint: 'Set up a new one on your account: the rest opens then.',
}

/** The member of staff behind a signed-in user, with their roles; null when they no longer work here. */
export async function callerOfUser(db: Db, userId: string): Promise<Caller | null> {
  const row = await db
    .selectFrom('network.staff as s')
    .select([
      's.id',
      's.name',
      's.locale',
      's.second_factor_due',
      sql<HeldRole[]>`coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'siteId', r.site_id))
        from network.staff_role r where r.staff_id = s.id), '[]')`.as('roles'),
    ])
    .where('s.user_id', '=', userId)
    .where('s.archived_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const caller = { staffId: row.id, userId, name: row.name, roles: row.roles, locale: row.locale }
  return row.second_factor_due ? { ...caller, first: SECOND_FACTOR_DUE } : caller
}

/** The caller behind an API key, by the hash of its token; null when there is none or it was revoked. */
export async function callerOfKey(db: Db, tokenHash: string, now: Date): Promise<Caller | null> {
  const row = await db
    .selectFrom('network.api_key')
    .select(['id', 'name', 'role', 'site_id', 'last_used_at'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  // To the minute: a machine that asks a hundred times a second should not write as often.
  if (row && (!row.last_used_at || now.getTime() - row.last_used_at.getTime() >= 60_000))
    await db.updateTable('network.api_key').set({ last_used_at: now }).where('id', '=', row.id).execute()
  return row
    ? {
        staffId: null,
        userId: null,
        name: `API: ${row.name}`,
        roles: [{ role: row.role as HeldRole['role'], siteId: row.site_id }],
        locale: 'fr',
      }
    : null
}
