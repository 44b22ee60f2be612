import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/network.ts'
import { may, RIGHTS } from '../../contract/rights.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { invalid, notFound, stale } from '../kit/problem.ts'
import { audit } from './audit.store.ts'
import {
  brands,
  lockSite,
  lockSites,
  needBrand,
  needName,
  setSetting,
  setting,
  siteById,
  sites,
} from './places.store.ts'
import { secondFactorOf } from './second-factor.store.ts'
import { putWayOnAway, staffById } from './staff.store.ts'
import { calendarGiven, NEW_CALENDARS } from './staff-calendar.flow.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** Me: my sites are those where I hold any role, mine first; a role on every site means all of them. */
export async function readMe(house: House, caller: Caller, pushKey: string): Out<'me'> {
  if (!caller.staffId) throw invalid('session', 'api-key', 'An API key has no page of its own.')
  const [staff, every, name, demo, factor, wayOnAway] = await Promise.all([
    staffById(house.db, house.now(), caller.staffId),
    sites(house.db),
    setting(house.db, 'name', ''),
    setting(house.db, 'demo', false),
    secondFactorOf(house.db, caller.staffId),
    putWayOnAway(house.db, caller.staffId),
  ])
  const held = new Set(staff.roles.map((role) => role.siteId))
  return {
    staffId: staff.id,
    name: staff.name,
    email: staff.email,
    locale: staff.locale,
    roles: staff.roles,
    rights: RIGHTS.filter((right) => may(staff.roles, right)),
    sites: every.filter((site) => held.has(null) || held.has(site.id)),
    duty: staff.duty,
    twoFactor: factor.on,
    secondFactorDue: factor.due,
    demo,
    networkName: name,
    wayOnAway,
    pushKey,
  }
}

export async function updateMe(house: House, { body }: In<'updateMe'>, caller: Caller): Out<'updateMe'> {
  if (!caller.staffId) throw invalid('session', 'api-key')
  const { calendarUrl } = await staffById(house.db, house.now(), caller.staffId)
  const columns = {
    ...(body.locale ? { locale: body.locale } : {}),
    ...(body.phone !== undefined ? { phone: body.phone } : {}),
    ...calendarGiven(calendarUrl, body.calendarUrl),
    ...(body.wayOnAway === undefined ? {} : { way_on_away_at: body.wayOnAway ? house.now() : null }),
  }
  if (Object.keys(columns).length > 0)
    await house.db.updateTable('network.staff').set(columns).where('id', '=', caller.staffId).execute()
  if (body.calendarUrl) house.queue.wake(house, NEW_CALENDARS)
  return { ok: true }
}

export async function readNetwork(house: House): Out<'readNetwork'> {
  const [name, b, s] = await Promise.all([setting(house.db, 'name', ''), brands(house.db), sites(house.db)])
  return { name, brands: b, sites: s }
}

export async function renameNetwork(house: House, { body }: In<'renameNetwork'>, caller: Caller): Out<'renameNetwork'> {
  return inTransaction(house, async (house) => {
    await setSetting(house.db, 'name', body.name, house.now())
    await audit(house, caller, 'network.change', { detail: { fields: ['name'] } })
    return { ok: true }
  })
}

export async function createBrand(house: House, { body }: In<'createBrand'>, caller: Caller): Out<'createBrand'> {
  return inTransaction(house, async (house) => {
    await needName(house.db, 'brand', body.name)
    const brand = { id: house.newId(), name: body.name }
    await house.db.insertInto('network.brand').values(brand).execute()
    await audit(house, caller, 'brand.create', { detail: { brand: brand.id } })
    return brand
  })
}

export async function updateBrand(
  house: House,
  { params, body }: In<'updateBrand'>,
  caller: Caller,
): Out<'updateBrand'> {
  return inTransaction(house, async (house) => {
    if (body.name) await needName(house.db, 'brand', body.name, params.id)
    const changed = await house.db
      .updateTable('network.brand')
      .set((eb) => ({
        name: body.name ?? eb.ref('name'),
        ...(body.archived === undefined ? {} : { archived_at: body.archived ? house.now() : null }),
      }))
      .where('id', '=', params.id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw notFound('brand')
    await audit(house, caller, 'brand.change', { detail: { brand: params.id, fields: Object.keys(body) } })
    return { ok: true }
  })
}

const siteColumns = (draft: Partial<In<'createSite'>['body']>) => ({
  ...(draft.brandId !== undefined ? { brand_id: draft.brandId } : {}),
  ...(draft.name !== undefined ? { name: draft.name } : {}),
  ...(draft.address !== undefined ? { address: draft.address } : {}),
  ...(draft.postcode !== undefined ? { postcode: draft.postcode } : {}),
  ...(draft.city !== undefined ? { city: draft.city } : {}),
  ...(draft.country !== undefined ? { country: draft.country } : {}),
  ...(draft.timeZone !== undefined ? { time_zone: draft.timeZone } : {}),
  ...(draft.phone !== undefined ? { phone: draft.phone } : {}),
  ...(draft.hours !== undefined ? { hours: JSON.stringify(draft.hours) } : {}),
  ...(draft.services !== undefined ? { services: draft.services } : {}),
  ...(draft.greetWithinS !== undefined ? { greet_within_s: draft.greetWithinS } : {}),
  ...(draft.ringS !== undefined ? { ring_s: draft.ringS } : {}),
  ...(draft.recognition !== undefined ? { recognition: draft.recognition } : {}),
})

/** Adds a site, in the open transaction. */
export async function addSite(house: House, draft: In<'createSite'>['body']) {
  const id = house.newId()
  await needBrand(house.db, draft.brandId)
  await house.db
    .insertInto('network.site')
    .values({ id, brand_id: null, phone: null, hours: '{}', ...siteColumns(draft), name: draft.name })
    .execute()
  return siteById(house.db, id)
}

export async function createSite(house: House, { body }: In<'createSite'>, caller: Caller): Out<'createSite'> {
  return inTransaction(house, async (house) => {
    await needName(house.db, 'site', body.name)
    const site = await addSite(house, body)
    await audit(house, caller, 'site.create', { siteId: site.id })
    return site
  })
}

export async function updateSite(house: House, { params, body }: In<'updateSite'>, caller: Caller): Out<'updateSite'> {
  need(caller, 'network.manage', params.id)
  return inTransaction(house, async (house) => {
    const { archived, version, ...draft } = body
    const columns = {
      ...siteColumns(draft as Partial<In<'createSite'>['body']>),
      ...(archived === undefined ? {} : { archived_at: archived ? house.now() : null }),
    }
    // All of them first where it may be the last: two who hold one each would wait for one another.
    const inForce = archived ? await lockSites(house.db) : []
    await lockSite(house.db, params.id)
    const before = await siteById(house.db, params.id)
    if (version !== undefined && version !== before.version) throw stale('site')
    const name = draft.name ?? before.name
    if (name !== before.name || archived === false) await needName(house.db, 'site', name, params.id)
    if (draft.brandId !== before.brandId) await needBrand(house.db, draft.brandId)
    if (archived && inForce.every((id) => id === params.id))
      throw invalid('body.archived', 'last-site', 'A network keeps at least one site.')
    await house.db
      .updateTable('network.site')
      .set({ ...columns, version: before.version + 1 })
      .where('id', '=', params.id)
      .execute()
    const fields = Object.keys(body).filter((field) => field !== 'version')
    await audit(house, caller, 'site.change', { siteId: params.id, detail: { fields } })
    publish(house, { type: 'duty', site: params.id })
    return siteById(house.db, params.id)
  })
}
