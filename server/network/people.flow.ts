import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/network.ts'
import type { HeldRole } from '../../contract/rights.ts'
import { type Caller, callerMay, need } from '../kit/caller.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { conflict, forbidden, invalid, Problem, stale } from '../kit/problem.ts'
import { hashToken, newToken } from '../kit/seal.ts'
import { audit } from './audit.store.ts'
import { closeDevices, passkeysOf } from './devices.store.ts'
import { needSites, setting } from './places.store.ts'
import { forgetDevices } from './push.store.ts'
import type { SignIn } from './sign-in.port.ts'
import {
  emailTaken,
  forgetUserOfArchived,
  giveUser,
  lockOwners,
  lockStaff,
  needStaff,
  owners,
  ownersWhoCanComeIn,
  renameUser,
  setRoles,
  staffById,
  staffOf,
} from './staff.store.ts'
import { calendarGiven, NEW_CALENDARS } from './staff-calendar.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

const INVITATION_DAYS = 7

/** The secret address of a calendar opens a whole diary: it is shown to whoever's it is, and to those who write it for them. */
export async function listStaff(house: House, { query }: In<'listStaff'>, caller: Caller): Out<'listStaff'> {
  const staff = await staffOf(house.db, house.now(), { site: query.site })
  const shown = (person: (typeof staff)[number]) =>
    person.id === caller.staffId || person.roles.some((held) => callerMay(caller, 'staff.manage', held.siteId))
  return { staff: staff.map((person) => (shown(person) ? person : { ...person, calendarUrl: null })) }
}

/**
 * One may give only roles one could hold sway over: a site manager gives roles on their own sites, none above their own;
 * only an owner makes an owner; only an owner or head office gives a role on every site.
 */
export function mayGive(caller: Pick<Caller, 'roles'>, roles: readonly HeldRole[]): boolean {
  const holds = (role: string) => caller.roles.some((held) => held.role === role && held.siteId === null)
  if (holds('owner')) return true
  if (roles.some((held) => held.role === 'owner')) return false
  if (holds('head-office')) return true
  return roles.every(
    (held) =>
      held.siteId !== null &&
      held.role !== 'head-office' &&
      held.role !== 'auditor' &&
      callerMay(caller as Caller, 'staff.manage', held.siteId),
  )
}

const alreadyHere = () =>
  conflict('email-taken', 'Someone already works here with this e-mail', 'Change their roles instead.')

const sitesNamed = (roles: readonly HeldRole[]) =>
  Object.fromEntries(roles.map((held, n) => [`body.roles.${n}.siteId`, held.siteId]))

/** A deputy works here, and is someone else. */
async function needDeputy(house: House, deputyId: string | null | undefined, of: string | null): Promise<void> {
  if (!deputyId) return
  await needStaff(house.db, 'body.deputyId', deputyId)
  if (deputyId === of) throw invalid('body.deputyId', 'self', 'A deputy is someone else.')
}

export function createStaff(signIn: SignIn) {
  return async (house: House, { body }: In<'createStaff'>, caller: Caller): Out<'createStaff'> => {
    if (!mayGive(caller, body.roles)) throw forbidden('You may give roles on your own sites, up to your own.')
    const email = body.email.toLowerCase()
    await needSites(house.db, sitesNamed(body.roles))
    // Before the transaction: the sign-in writes on a connection of its own, which would wait for ours.
    if (!(await emailTaken(house.db, email))) await forgetUserOfArchived(house.db, email)
    return inTransaction(house, async (house) => {
      if (await emailTaken(house.db, email)) throw alreadyHere()
      await needDeputy(house, body.deputyId, null)
      const id = house.newId()
      const userId = await signIn.createUser({ name: body.name, email })
      await house.db
        .insertInto('network.staff')
        .values({
          id,
          user_id: userId,
          name: body.name,
          email,
          phone: body.phone,
          skills: body.skills,
          languages: body.languages,
          calendar_url: body.calendarUrl,
          calendar_problem: null,
          deputy_id: body.deputyId,
          locale: body.locale,
        })
        .execute()
      if (body.calendarUrl) house.queue.wake(house, NEW_CALENDARS)
      await setRoles(house.db, id, body.roles)
      await audit(house, caller, 'staff.create', { detail: { staff: id, roles: body.roles } })
      const { invitation } = await invite(house, id)
      return { staff: await staffById(house.db, house.now(), id), invitation }
    })
  }
}

/** The network is owned by whoever is owner of all sites: only they make an owner, or come back from one site to all. */
export const owns = (roles: readonly HeldRole[]) => roles.some((held) => held.role === 'owner' && held.siteId === null)

/**
 * Somebody else owns the network, and can sign in. Two owners who demote each other at once: the second waits here, then finds nobody
 * else.
 */
async function needAnotherOwner(house: House, than: string): Promise<void> {
  await lockOwners(house.db)
  if ((await ownersWhoCanComeIn(house.db)).every((id) => id === than))
    throw invalid(
      'body.roles',
      'last-owner',
      'A network keeps at least one owner of all sites who has joined: name another one first, and let them sign in.',
    )
}

const fieldsOf = (body: object) => Object.keys(body).filter((field) => field !== 'version')

export function updateStaff(signIn: SignIn) {
  return async (house: House, { params, body }: In<'updateStaff'>, caller: Caller): Out<'updateStaff'> =>
    inTransaction(house, async (house) => {
      await lockStaff(house.db, params.id)
      const before = await staffById(house.db, house.now(), params.id, { archived: body.archived === false })
      if (body.version !== undefined && body.version !== before.version) throw stale('member of staff')
      if (!mayGive(caller, before.roles)) throw forbidden('This person holds roles beyond yours.')
      if (body.roles && !mayGive(caller, body.roles))
        throw forbidden('You may give roles on your own sites, up to your own.')
      if (owns(before.roles) && (body.archived || (body.roles && !owns(body.roles))))
        await needAnotherOwner(house, params.id)
      const emailMatters = body.email !== undefined || body.archived === false
      if (emailMatters && (await emailTaken(house.db, body.email ?? before.email, params.id))) throw alreadyHere()
      if (body.roles) await needSites(house.db, sitesNamed(body.roles))
      await needDeputy(house, body.deputyId, params.id)
      const columns = {
        ...(body.name !== undefined ? { name: body.name } : {}),
        ...(body.email !== undefined ? { email: body.email.toLowerCase() } : {}),
        ...(body.phone !== undefined ? { phone: body.phone } : {}),
        ...(body.skills !== undefined ? { skills: body.skills } : {}),
        ...(body.languages !== undefined ? { languages: body.languages } : {}),
        ...calendarGiven(before.calendarUrl, body.calendarUrl),
        ...(body.deputyId !== undefined ? { deputy_id: body.deputyId } : {}),
        ...(body.locale !== undefined ? { locale: body.locale } : {}),
        ...(body.archived !== undefined ? { archived_at: body.archived ? house.now() : null } : {}),
      }
      await house.db
        .updateTable('network.staff')
        .set({ ...columns, version: before.version + 1 })
        .where('id', '=', params.id)
        .execute()
      if (body.calendarUrl) house.queue.wake(house, NEW_CALENDARS)
      if (body.roles) await setRoles(house.db, params.id, body.roles)
      const row = await house.db
        .selectFrom('network.staff')
        .select('user_id')
        .where('id', '=', params.id)
        .executeTakeFirst()
      if (row?.user_id && body.archived) await signIn.signOut(row.user_id)
      if (body.archived) await forgetDevices(house.db, params.id)
      if (row?.user_id && (body.name || body.email))
        await renameUser(house.db, row.user_id, {
          name: body.name ?? before.name,
          email: body.email ?? before.email,
          now: house.now(),
        })
      await audit(house, caller, body.archived ? 'staff.archive' : 'staff.change', {
        detail: { staff: params.id, fields: fieldsOf(body), ...(body.roles ? { roles: body.roles } : {}) },
      })
      publish(house, { type: 'duty', site: null, of: params.id })
      if (body.archived) return before
      return staffById(house.db, house.now(), params.id)
    })
}

/** A one-time link: 192 random bits, kept as a hash, good for seven days; earlier links of the person stop working. */
async function invite(house: House, staffId: string): Promise<{ invitation: string; expiresAt: string }> {
  const token = newToken()
  const expires = new Date(house.now().getTime() + INVITATION_DAYS * 86_400_000)
  await house.db.deleteFrom('network.invitation').where('staff_id', '=', staffId).execute()
  await house.db
    .insertInto('network.invitation')
    .values({ token_hash: hashToken(token), staff_id: staffId, expires_at: expires })
    .execute()
  return { invitation: `${house.origin}/join/${token}`, expiresAt: expires.toISOString() }
}

export async function inviteStaff(house: House, { params }: In<'inviteStaff'>, caller: Caller): Out<'inviteStaff'> {
  return inTransaction(house, async (house) => {
    const staff = await staffById(house.db, house.now(), params.id)
    if (!mayGive(caller, staff.roles)) throw forbidden('This person holds roles beyond yours.')
    await audit(house, caller, 'staff.invite', { detail: { staff: params.id } })
    return invite(house, params.id)
  })
}

/**
 * A link for each owner who is on the staff, to choose a new password by: for who administers the machine, where nobody is left who could make one on screen. A second factor
 * stays as it is. It is in the audit log.
 */
export async function ownersWayBack(house: House): Promise<{ name: string; invitation: string; expiresAt: string }[]> {
  return inTransaction(house, async (house) => {
    const links: { name: string; invitation: string; expiresAt: string }[] = []
    for (const staff of await staffOf(house.db, house.now(), { ids: await owners(house.db) })) {
      await audit(house, { staffId: null, name: 'OKAERI_OWNER_LINK' }, 'staff.invite', { detail: { staff: staff.id } })
      links.push({ name: staff.name, ...(await invite(house, staff.id)) })
    }
    return links
  })
}

async function invited(house: House, token: string) {
  const row = await house.db
    .selectFrom('network.invitation as i')
    .innerJoin('network.staff as s', 's.id', 'i.staff_id')
    .select(['s.id', 's.user_id', 's.name', 's.email', 'i.expires_at', 'i.used_at', 's.archived_at', 'i.token_hash'])
    .where('i.token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (!row || row.used_at || row.archived_at || row.expires_at <= house.now()) throw ended()
  return row
}

const ended = () =>
  new Problem(404, 'invitation-ended', 'This invitation no longer works', {
    hint: 'It was used, replaced or is older than seven days. Ask for a new one.',
  })

export async function readInvitation(house: House, { params }: In<'readInvitation'>): Out<'readInvitation'> {
  const row = await invited(house, params.token)
  return {
    name: row.name,
    email: row.email,
    network: await setting(house.db, 'name', ''),
    passkeys: await passkeysOf(house.db, row.user_id),
  }
}

export function acceptInvitation(signIn: SignIn) {
  return async (house: House, { params, body }: In<'acceptInvitation'>): Out<'acceptInvitation'> => {
    return inTransaction(house, async (house) => {
      const row = await invited(house, params.token)
      // Used at once from two windows, the second waits here. A password that could not be kept leaves the link good.
      const used = await house.db
        .updateTable('network.invitation')
        .set({ used_at: house.now() })
        .where('token_hash', '=', row.token_hash)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      if (used.numUpdatedRows === 0n) throw ended()
      const userId = row.user_id ?? (await signIn.createUser({ name: row.name, email: row.email }))
      await signIn.setPassword(userId, body.password)
      await signIn.signOut(userId)
      await closeDevices(
        house.db,
        { staffId: row.id, userId },
        { keep: null, passkeys: body.forgetPasskeys ? 'all' : [] },
      )
      if (!row.user_id) await giveUser(house.db, row.id, userId)
      await audit(house, { staffId: row.id, name: row.name }, 'staff.join')
      return { email: row.email }
    })
  }
}

/** One may always set one's own duty; for others it takes the right on one of their sites. */
export async function setDuty(house: House, { params, body }: In<'setDuty'>, caller: Caller): Out<'setDuty'> {
  return inTransaction(house, async (house) => {
    const staff = await staffById(house.db, house.now(), params.id)
    if (caller.staffId !== params.id) {
      // Who works on every site is a colleague on each.
      const theirs = (held: HeldRole) => callerMay(caller, 'duty.set', held.siteId ?? undefined)
      if (!staff.roles.some(theirs)) need(caller, 'duty.set', null)
    }
    if (body.until && new Date(body.until) <= house.now())
      throw invalid('body.until', 'past', 'Choose a time to come, or none.')
    await needDeputy(house, body.deputyId, params.id)
    if (body.state === 'auto') await house.db.deleteFrom('network.duty').where('staff_id', '=', params.id).execute()
    else {
      const row = {
        state: body.state,
        until: body.until,
        deputy_id: body.deputyId,
        changed_by: caller.staffId,
        changed_at: house.now(),
      }
      await house.db
        .insertInto('network.duty')
        .values({ staff_id: params.id, ...row })
        .onConflict((c) => c.column('staff_id').doUpdateSet(row))
        .execute()
    }
    await audit(house, caller, 'duty.set', { detail: { staff: params.id, state: body.state } })
    publish(house, { type: 'duty', site: null })
    return (await staffById(house.db, house.now(), params.id)).duty
  })
}
