import { type Insertable, sql } from 'kysely'
import type { Card } from '../../../contract/visits.ts'
import { displayPlate } from '../../customers/plate.ts'
import type { Db } from '../../kit/house.ts'
import type { Tables } from '../../tables.ts'
import type { DemoAppointment, DemoCustomer, DemoSite, DemoStaff } from './demo-town.ts'

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))

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
    where schemaname in ('network', 'signals', 'customers', 'identity', 'timeline', 'visits', 'consent', 'budget', 'moments', 'work', 'messages')`.execute(
    db,
  )
  await sql.raw(`truncate ${rows.map((row) => row.name).join(', ')}`).execute(db)
}

/** Customers with what they own and what happened, some hundreds at a time. */
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
    .values(customers.map((c) => ({ id: newId(), customer_id: c.id, e164: c.phone, label: 'mobile' })))
    .execute()
  await db
    .insertInto('customers.email')
    .values(customers.map((c) => ({ id: newId(), customer_id: c.id, address: c.email })))
    .execute()
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

  const entries = customers.flatMap((c) =>
    c.history.flatMap((fact): Insertable<Tables['timeline.entry']>[] => {
      const base = {
        id: newId(),
        customer_id: c.id,
        at: fact.at,
        site_id: c.siteId,
        staff_id: c.advisorId,
        asset_id: c.asset.id,
        hint: null,
        key: null,
        closed_at: null,
        source: 'demo',
        data: '{}',
      }
      if (fact.what === 'visit')
        return [
          {
            ...base,
            kind: 'visit',
            text: fact.reason,
            data: JSON.stringify({ waitedS: fact.waitedS, why: 'appointment' }),
          },
        ]
      if (fact.what === 'survey')
        return [{ ...base, kind: 'survey', text: fact.text, data: JSON.stringify({ score: fact.score }) }]
      if (fact.what === 'sale') return [{ ...base, kind: 'sale', text: `${c.asset.make} ${c.asset.model}` }]
      if (fact.what === 'case')
        return [{ ...base, kind: 'case', text: fact.text, closed_at: fact.closed ? fact.at : null }]
      if (fact.what === 'hint') return [{ ...base, kind: 'note', text: fact.text, hint: fact.hint }]
      if (fact.what === 'repair' && fact.state === 'delivered') return [{ ...base, kind: 'service', text: fact.title }]
      return []
    }),
  )
  for (const some of chunks(entries, 1000)) await db.insertInto('timeline.entry').values(some).execute()
  const orders = customers.flatMap((c) =>
    c.history.flatMap((fact): Insertable<Tables['timeline.order']>[] => {
      if (fact.what === 'sale')
        return [
          {
            id: newId(),
            customer_id: c.id,
            asset_id: c.asset.id,
            site_id: c.siteId,
            number: fact.number,
            kind: 'vehicle' as const,
            title: `${c.asset.make} ${c.asset.model}`,
            state: 'delivered' as const,
            promised_on: null,
            amount_cents: null,
            placed_at: fact.at,
            changed_at: fact.at,
            source: 'demo',
          },
        ]
      if (fact.what === 'repair')
        return [
          {
            id: newId(),
            customer_id: c.id,
            asset_id: c.asset.id,
            site_id: c.siteId,
            number: fact.number,
            kind: 'repair' as const,
            title: fact.title,
            state: fact.state,
            promised_on: null,
            amount_cents: null,
            placed_at: fact.at,
            changed_at: fact.at,
            source: 'demo',
          },
        ]
      return []
    }),
  )
  for (const some of chunks(orders, 1000)) await db.insertInto('timeline.order').values(some).execute()
  const visits = customers.flatMap((c) =>
    c.history.flatMap((fact): Insertable<Tables['visits.visit']>[] => {
      if (fact.what !== 'visit') return []
      const greeted = new Date(fact.at.getTime() + fact.waitedS * 1000)
      return [
        {
          id: newId(),
          site_id: c.siteId,
          customer_id: c.id,
          asset_id: c.asset.id,
          appointment_id: null,
          door: 'gate' as const,
          state: 'left' as const,
          arrived_at: fact.at,
          going_by: c.advisorId,
          going_at: greeted,
          greeted_by: c.advisorId,
          greeted_at: greeted,
          left_at: new Date(greeted.getTime() + 1_500_000),
          certainty: 'sure' as const,
          probability: 0.998,
          card: JSON.stringify(plainCard(c)),
          who_id: c.advisorId,
          source_id: null,
          track: null,
          signal_id: null,
          confirmed: true,
          updated_at: greeted,
        },
      ]
    }),
  )
  for (const some of chunks(visits, 800))
    if (some.length > 0) await db.insertInto('visits.visit').values(some).execute()
}

export async function fillAppointments(db: Db, appointments: readonly DemoAppointment[], now: Date): Promise<void> {
  await db
    .insertInto('visits.appointment')
    .values(
      appointments.map((a) => ({
        id: a.id,
        customer_id: a.customerId,
        asset_id: a.assetId,
        site_id: a.siteId,
        service: a.service,
        at: a.at,
        staff_id: null,
        reason: a.reason,
        source: 'demo',
        key: a.id,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute()
}

/** A card as a visit long over keeps it: who, and in what. */
const plainCard = (c: DemoCustomer): Card => ({
  customerId: c.id,
  name: c.companyName || `${c.givenName} ${c.familyName}`,
  addressAs: c.addressAs,
  pronunciation: c.pronunciation,
  hasVoice: false,
  formality: 'vous',
  language: c.language,
  vehicle: {
    assetId: c.asset.id,
    make: c.asset.make,
    model: c.asset.model,
    body: c.asset.body,
    colour: c.asset.colour,
    plate: displayPlate(c.asset.plate),
  },
  why: [],
  who: null,
  say: null,
  thank: null,
  mind: null,
  certainty: 'sure',
  probability: 0.998,
  because: [],
})

/** The visits of this morning: those whose hour has come, greeted after `waitedS`, most of them gone by now. */
export async function fillMorning(
  db: Db,
  came: readonly {
    appointment: DemoAppointment
    customer: DemoCustomer
    arrivedAt: Date
    waitedS: number
    left: boolean
    staffId: string
  }[],
  newId: () => string,
): Promise<void> {
  if (came.length === 0) return
  await db
    .insertInto('visits.visit')
    .values(
      came.map(({ appointment, customer, arrivedAt, waitedS, left, staffId }) => {
        const greeted = new Date(arrivedAt.getTime() + waitedS * 1000)
        const why: Card['why'][number] = {
          code: 'appointment',
          probability: 0.97,
          service: appointment.service,
          at: appointment.at.toISOString(),
          text: appointment.reason,
          because: [],
        }
        return {
          id: newId(),
          site_id: appointment.siteId,
          customer_id: customer.id,
          asset_id: customer.asset.id,
          appointment_id: appointment.id,
          door: 'gate' as const,
          state: left ? ('left' as const) : ('greeted' as const),
          arrived_at: arrivedAt,
          going_by: staffId,
          going_at: greeted,
          greeted_by: staffId,
          greeted_at: greeted,
          left_at: left ? new Date(greeted.getTime() + 900_000) : null,
          certainty: 'sure' as const,
          probability: 0.998,
          card: JSON.stringify({ ...plainCard(customer), why: [why] }),
          who_id: staffId,
          source_id: null,
          track: null,
          signal_id: null,
          confirmed: true,
          updated_at: greeted,
        }
      }),
    )
    .execute()
  await db
    .updateTable('visits.appointment')
    .set({ state: 'kept' })
    .where(
      'id',
      'in',
      came.map(({ appointment }) => appointment.id),
    )
    .execute()
}
