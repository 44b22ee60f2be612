import { sql } from 'kysely'
import type { Service, Staff } from '../../contract/network.ts'
import type { HeldRole, Role } from '../../contract/rights.ts'
import type { Db } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { byName } from '../plain/by-name.ts'
import { dutyNow } from './duty-now.ts'
import { sites as allSites } from './places.store.ts'
import type { Colleague } from './staff-named.ts'

/** Invited is not joined: someone has joined who has a password, a passkey or came by single sign-on. Of the row `s`. */
const HAS_A_WAY_IN = sql<boolean>`(exists (select 1 from network.account a where a."userId" = s.user_id)
  or exists (select 1 from network.passkey p where p."userId" = s.user_id))`

/**
 * The people who work here with their duty now: all, or those of one site (a role held on every site counts). Of one site, it is their duty there:
 * another of their sites being open makes nobody present behind a closed door.
 */
export async function staffOf(
  db: Db,
  now: Date,
  only: { site?: string | undefined; ids?: string[]; archived?: boolean } = {},
): Promise<Staff[]> {
  let query = db
    .selectFrom('network.staff as s')
    .selectAll('s')
    .select(HAS_A_WAY_IN.as('joined'))
    .orderBy(sql`s.name collate "und-x-icu"`)
  if (!only.archived) query = query.where('s.archived_at', 'is', null)
  if (only.ids) query = query.where('s.id', 'in', only.ids.length ? only.ids : ['00000000-0000-0000-0000-000000000000'])
  if (only.site)
    query = query.where(
      sql<boolean>`exists (select 1 from network.staff_role r where r.staff_id = s.id and (r.site_id is null or r.site_id = ${only.site}))`,
    )
  const rows = (await query.execute()).sort(byName)
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [roles, duties, aways, sites, invited] = await Promise.all([
    db.selectFrom('network.staff_role').selectAll().where('staff_id', 'in', ids).execute(),
    db.selectFrom('network.duty').selectAll().where('staff_id', 'in', ids).execute(),
    db
      .selectFrom('network.away')
      .selectAll()
      .where('staff_id', 'in', ids)
      .where('from_at', '<=', now)
      .where('to_at', '>', now)
      .execute(),
    allSites(db),
    invitedUntilOf(db, ids),
  ])
  return rows.map((row) => {
    const held = roles
      .filter((role) => role.staff_id === row.id)
      .map((role): HeldRole => ({ role: role.role as Role, siteId: role.site_id }))
    const everywhere = held.some((role) => role.siteId === null)
    const said = duties.find((duty) => duty.staff_id === row.id)
    const invitedUntil = row.joined ? null : (invited.get(row.id) ?? null)
    return {
      id: row.id,
      name: row.name,
      email: row.email,
      phone: row.phone,
      skills: row.skills as Service[],
      languages: row.languages,
      calendarUrl: row.calendar_url,
      calendarCheckedAt: row.calendar_checked_at?.toISOString() ?? null,
      calendarProblem: row.calendar_problem,
      deputyId: row.deputy_id,
      locale: row.locale,
      roles: held,
      version: row.version,
      joined: row.joined,
      invitedUntil: invitedUntil?.toISOString() ?? null,
      duty: dutyNow(
        said ? { state: said.state, until: said.until, deputyId: said.deputy_id } : null,
        aways.filter((a) => a.staff_id === row.id).map((a) => ({ from: a.from_at, to: a.to_at })),
        {
          sites: sites.filter((site) =>
            only.site ? site.id === only.site : everywhere || held.some((role) => role.siteId === site.id),
          ),
          standing: row.deputy_id,
          awaited: invitedUntil !== null,
        },
        now,
      ),
    }
  })
}

/** Did they put away what the first days still ask for? */
export async function putWayOnAway(db: Db, staffId: string): Promise<boolean> {
  const row = await db
    .selectFrom('network.staff')
    .select('way_on_away_at')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow()
  return row.way_on_away_at !== null
}

/** Until when an invitation that nobody took up is good, or was. */
async function invitedUntilOf(db: Db, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('network.invitation')
    .select(['staff_id', 'expires_at'])
    .where('staff_id', 'in', ids)
    .where('used_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.staff_id, row.expires_at]))
}

/** Everybody who works here, as a diary may name them. */
export async function colleagues(db: Db): Promise<Colleague[]> {
  return db.selectFrom('network.staff').select(['id', 'name', 'email']).where('archived_at', 'is', null).execute()
}

/** Names by id, those of people who work here no more too. */
export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('network.staff')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** One person; those archived only when asked for, so that an archive can be taken back. */
export async function staffById(db: Db, now: Date, id: string, { archived = false } = {}): Promise<Staff> {
  const [found] = await staffOf(db, now, { ids: [id], archived })
  if (!found) throw notFound('member of staff')
  return found
}

/** Roles replace those held before. */
export async function setRoles(db: Db, staffId: string, roles: readonly HeldRole[]): Promise<void> {
  await db.deleteFrom('network.staff_role').where('staff_id', '=', staffId).execute()
  const unique = [...new Map(roles.map((held) => [`${held.role}|${held.siteId}`, held])).values()]
  await db
    .insertInto('network.staff_role')
    .values(unique.map((held) => ({ staff_id: staffId, role: held.role, site_id: held.siteId })))
    .execute()
}

/** Does someone at work hold this e-mail, other than the one named? */
export async function emailTaken(db: Db, email: string, exceptId?: string): Promise<boolean> {
  let query = db
    .selectFrom('network.staff')
    .select('id')
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .where('archived_at', 'is', null)
  if (exceptId) query = query.where('id', '!=', exceptId)
  return (await query.executeTakeFirst()) !== undefined
}

/**
 * Forgets the user of whoever left with this e-mail: password, passkeys, second factor. Who is hired again joins anew; what they
 * once knew as a password does not let them in before they accepted.
 */
export async function forgetUserOfArchived(db: Db, email: string): Promise<void> {
  await db
    .deleteFrom('network.user')
    .where('email', '=', email.toLowerCase())
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('network.staff')
        .select('user_id')
        .where('archived_at', 'is not', null)
        .where('user_id', 'is not', null)
        .$narrowType<{ user_id: string }>(),
    )
    .execute()
}

/** The user of someone at work follows their name and e-mail; whoever left with that e-mail gives it up. */
export async function renameUser(
  db: Db,
  userId: string,
  to: { name: string; email: string; now: Date },
): Promise<void> {
  const email = to.email.toLowerCase()
  const { email: before } = await db
    .selectFrom('network.user')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  if (email !== before) await forgetUserOfArchived(db, email)
  await db
    .updateTable('network.user')
    .set({ name: to.name, email, updatedAt: to.now })
    .where('id', '=', userId)
    .execute()
}

/** As whom this person signs in; null until they do. */
export async function userOf(db: Db, staffId: string): Promise<string | null> {
  const row = await db.selectFrom('network.staff').select('user_id').where('id', '=', staffId).executeTakeFirst()
  return row?.user_id ?? null
}

/** From now on this person signs in as this user. */
export async function giveUser(db: Db, staffId: string, userId: string): Promise<void> {
  await db.updateTable('network.staff').set({ user_id: userId }).where('id', '=', staffId).execute()
}

/** Until the transaction ends, nobody else may take or leave the role of owner. */
export const lockOwners = (db: Db) => sql`select pg_advisory_xact_lock(hashtext('okaeri first visit'))`.execute(db)

/** Until the transaction ends, nobody else changes this person. */
export const lockStaff = (db: Db, id: string) =>
  db.selectFrom('network.staff').select('id').where('id', '=', id).forNoKeyUpdate().execute()

/** Refuses a member of staff who is not there (any more), by the field that names them. */
export async function needStaff(db: Db, path: string, id: string): Promise<void> {
  const known = await db
    .selectFrom('network.staff')
    .select('id')
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (!known) throw invalid(path, 'There is nobody of this id (any more).')
}

/** Owners of the whole network, whether they ever came in or not. Whoever owns one site only owns no network. */
export async function owners(db: Db): Promise<string[]> {
  const rows = await ownersOf(db).execute()
  return rows.map((row) => row.id)
}

const ownersOf = (db: Db) =>
  db
    .selectFrom('network.staff as s')
    .select('s.id')
    .where('s.archived_at', 'is', null)
    .where(
      sql<boolean>`exists (select from network.staff_role r where r.staff_id = s.id and r.role = 'owner' and r.site_id is null)`,
    )

/** Those owners who can sign in: an invitation that was never accepted opens nothing. */
export async function ownersWhoCanComeIn(db: Db): Promise<string[]> {
  const rows = await ownersOf(db).where(HAS_A_WAY_IN).execute()
  return rows.map((row) => row.id)
}

/** Staff who granted notifications on some device. */
export async function staffWithPush(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('network.push').select('staff_id').distinct().execute()
  return new Set(rows.map((row) => row.staff_id))
}
