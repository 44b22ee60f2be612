import type { Insertable } from 'kysely'
import type { Card } from '../../../contract/visits.ts'
import { displayPlate } from '../../customers/plate.ts'
import type { Db } from '../../kit/house.ts'
import type { Tables } from '../../tables.ts'
import { saleOf, saleOrderId } from './demo-day.ts'
import { demoAmount } from './demo-loop.ts'
import type { DemoAppointment, DemoCustomer } from './demo-town.ts'

const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))

/** What happened with some hundreds of customers in the two years behind them. */
export async function fillHistory(db: Db, customers: readonly DemoCustomer[], newId: () => string): Promise<void> {
  for (const some of chunks(entriesOf(customers, newId), 1000))
    await db.insertInto('timeline.entry').values(some).execute()
  for (const some of chunks(ordersOf(customers, newId), 1000))
    await db.insertInto('timeline.order').values(some).execute()
  for (const some of chunks(visitsOf(customers, newId), 800)) await db.insertInto('visits.visit').values(some).execute()
}

/** What the timeline says of them. */
const entriesOf = (customers: readonly DemoCustomer[], newId: () => string) =>
  customers.flatMap((c) =>
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

/** What they bought, and the repairs. */
const ordersOf = (customers: readonly DemoCustomer[], newId: () => string) =>
  customers.flatMap((c) =>
    c.history.flatMap((fact): Insertable<Tables['timeline.order']>[] => {
      if (fact.what === 'sale')
        return [
          {
            id: fact === saleOf(c) ? saleOrderId(c) : newId(),
            customer_id: c.id,
            asset_id: c.asset.id,
            site_id: c.siteId,
            number: fact.number,
            kind: 'vehicle' as const,
            title: `${c.asset.make} ${c.asset.model}`,
            state: 'delivered' as const,
            promised_on: null,
            amount_cents: demoAmount('vehicle', fact.number),
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
            amount_cents: demoAmount('repair', fact.number),
            placed_at: fact.at,
            changed_at: fact.at,
            source: 'demo',
          },
        ]
      return []
    }),
  )

/** Their visits, greeted and long over. */
const visitsOf = (customers: readonly DemoCustomer[], newId: () => string) =>
  customers.flatMap((c) =>
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
