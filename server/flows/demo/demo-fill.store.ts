import { sql } from 'kysely'
import { isMobile } from '../../customers/phone.ts'
import type { Db } from '../../kit/house.ts'
import type { DemoCustomer, DemoSite, DemoStaff } from './demo-town.ts'

export async function fillNetwork(
  db: Db,
  sites: readonly DemoSite[],
  staff: readonly DemoStaff[],
  hours: object,
  newId: () => string,
  now: Date,
): Promise<void> {
  const brands = [...new Set(sites.map((site) => site.brand))].map((name) => ({ id: newId(), name }))
  await db.insertInto('network.brand').values(brands).execute()
  await db
    .insertInto('network.site')
    .values(
      sites.map((site) => ({
        id: site.id,
        brand_id: brands.find((brand) => brand.name === site.brand)?.id ?? null,
        name: site.name,
        address: site.address,
        postcode: site.postcode,
        city: site.city,
        phone: site.phone,
        hours: JSON.stringify(hours),
        services: site.services,
        greet_within_s: site.greetWithinS,
      })),
    )
    .execute()
  await db
    .insertInto('network.staff')
    .values(
      staff.map((person) => ({
        id: person.id,
        user_id: null,
        name: person.name,
        email: person.email,
        phone: person.phone,
        skills: person.skills,
        languages: person.languages,
        calendar_url: null,
        calendar_problem: null,
      })),
    )
    .execute()
  await db
    .insertInto('network.staff_role')
    .values(
      staff.flatMap((person) =>
        person.roles.map((held) => ({ staff_id: person.id, role: held.role, site_id: held.siteId })),
      ),
    )
    .execute()
  await db
    .insertInto('network.duty')
    .values(
      staff.map((person) => ({
        staff_id: person.id,
        state: person.duty.state,
        until: null,
        deputy_id: person.duty.deputyId,
        changed_by: null,
        changed_at: now,
      })),
    )
    .execute()
}

/** Who visits the demo: they own it, and are here. */
export async function fillOwner(
  db: Db,
  owner: { id: string; userId: string; locale: 'fr' | 'en' },
  now: Date,
): Promise<void> {
  await db
    .insertInto('network.staff')
    .values({
      id: owner.id,
      user_id: owner.userId,
      name: 'Démo Okaeri',
      email: 'demo@example.org',
      phone: null,
      calendar_url: null,
      calendar_problem: null,
      locale: owner.locale,
    })
    .execute()
  await db
    .insertInto('network.duty')
    .values({ staff_id: owner.id, state: 'on', until: null, deputy_id: null, changed_by: null, changed_at: now })
    .execute()
}

/** Empties every table of the slices that the demo filled, sign-ins too. */
export async function wipeAll(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('network', 'signals', 'customers', 'identity', 'timeline', 'visits', 'consent', 'budget', 'moments', 'work', 'messages',
      'feedback', 'reviews', 'recovery', 'quality', 'voice')`.execute(db)
  await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')}`).execute(db)
  // How the network reads the law, and how it publishes, are rows that are always there.
  await sql`insert into consent.setting default values`.execute(db)
  await sql`insert into reviews.setting default values`.execute(db)
}

/** As somebody at a counter would note it; the demo is French. */
const phoneLabel = (e164: string): string => (isMobile(e164) ? 'mobile' : 'fixe')

/** Customers, how to reach them and what they own, some hundreds at a time. */
export async function fillCustomers(db: Db, customers: readonly DemoCustomer[], newId: () => string): Promise<void> {
  await db
    .insertInto('customers.customer')
    .values(
      customers.map((c) => ({
        id: c.id,
        kind: c.kind,
        title: c.title,
        given_name: c.givenName,
        family_name: c.familyName,
        company_name: c.companyName,
        pronunciation: c.pronunciation,
        address_as: c.addressAs,
        language: c.language,
        advisor_id: c.advisorId,
        deputy_id: c.deputyId,
        site_id: c.siteId,
        birth_date: null,
        street: c.street,
        postcode: c.postcode,
        city: c.city,
        created_at: c.createdAt,
        updated_at: c.history.at(-1)?.at ?? c.createdAt,
      })),
    )
    .execute()
  await db
    .insertInto('customers.phone')
    .values(customers.map((c) => ({ id: newId(), customer_id: c.id, e164: c.phone, label: phoneLabel(c.phone) })))
    .execute()
  await db
    .insertInto('customers.email')
    .values(customers.map((c) => ({ id: newId(), customer_id: c.id, address: c.email })))
    .execute()
  await fillVehicles(db, customers, newId)
}

/** The car of each, its plate, and whose it is. */
async function fillVehicles(db: Db, customers: readonly DemoCustomer[], newId: () => string): Promise<void> {
  await db
    .insertInto('customers.asset')
    .values(
      customers.map(({ asset, siteId, createdAt }) => ({
        id: asset.id,
        kind: 'vehicle' as const,
        make: asset.make,
        model: asset.model,
        body: asset.body,
        colour: asset.colour,
        year: asset.year,
        vin: null,
        options: asset.options,
        key_ref: asset.keyRef,
        warranty_until: asset.warrantyUntil,
        next_service_on: asset.nextServiceOn,
        mileage: null,
        bought_site_id: siteId,
        bought_on: asset.boughtOn,
        registered_on: asset.boughtOn,
        created_at: createdAt,
        updated_at: createdAt,
      })),
    )
    .execute()
  await db
    .insertInto('customers.plate')
    .values(
      customers.map((c) => ({
        id: newId(),
        asset_id: c.asset.id,
        plate: c.asset.plate,
        since: c.asset.boughtOn,
        until: null,
      })),
    )
    .execute()
  await db
    .insertInto('customers.ownership')
    .values(
      customers.map((c) => ({
        id: newId(),
        asset_id: c.asset.id,
        customer_id: c.id,
        role: c.kind === 'company' ? ('company' as const) : ('owner' as const),
        since: c.asset.boughtOn,
        until: null,
      })),
    )
    .execute()
}
