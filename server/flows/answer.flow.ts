import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import { assetsByPlates, knownPeople } from '../customers/asset-lookup.store.ts'
import type { Lesson } from '../customers/what-a-no-teaches.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { eraseSignal } from '../signals/source.store.ts'
import { addEntries, removeEntryOf } from '../timeline/entries.store.ts'
import { awaitAppointmentAgain, keepAppointment } from '../visits/kept-appointment.store.ts'
import { insertVisit } from '../visits/new-visit.store.ts'
import { greeted, tell, undoVisit } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, lockVisit, openVisit } from '../visits/visit.store.ts'
import { learnsFromNo, learnsFromYes, plateOfAsset, unlearns } from './camera-learns.flow.ts'
import { makeCard } from './card.flow.ts'
import { notifyPerson } from './notify.flow.ts'
import type { Watch } from './watch.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/**
 * Yes, it is them: the camera learns from how it read them. No, it is not: it learns that it had read right, the card is taken
 * back, the read is erased, and what could give it away with it.
 */
export function confirmVisit(watch: Watch) {
  return async (house: House, { params, body }: In<'confirmVisit'>, caller: Caller): Out<'confirmVisit'> =>
    inTransaction(house, async (house) => {
      const row = await lockVisit(house.db, params.id)
      need(caller, 'visits.act', row.site_id)
      if (row.confirmed === body.right) return asVisit(row)
      if (row.state === 'withdrawn') throw conflict('withdrawn', 'This card was withdrawn')
      const now = house.now()
      if (row.source_id) watch.tally.bump(row.source_id, body.right ? 'right' : 'wrong', now)
      let visit = asVisit(row)
      let lesson: Lesson | null = null
      if (body.right) {
        await learnsFromYes(house, watch, row)
        visit = await changeVisit(house.db, row.id, { confirmed: true }, now)
      } else {
        lesson = await learnsFromNo(house, watch, row)
        visit = await changeVisit(
          house.db,
          row.id,
          {
            confirmed: false,
            state: 'withdrawn',
            escalate_at: null,
            signal_id: null,
            track: null,
            card: { ...row.card, because: [], say: null, thank: null, mind: null, why: [] },
          },
          now,
        )
        if (row.signal_id) await eraseSignal(house.db, row.signal_id)
      }
      await audit(house, caller, 'visit.confirm', {
        customerId: row.customer_id,
        siteId: row.site_id,
        detail: { right: body.right, ...(lesson ? { lesson: lesson.because.code } : {}) },
      })
      tell(house, visit)
      return visit
    })
}

/** Someone is here, said by a person: at the counter, or whom no camera saw. */
export function arrive(watch: Watch) {
  return async (house: House, { body }: In<'arrive'>, caller: Caller): Out<'arrive'> => {
    need(caller, 'visits.act', body.siteId)
    return inTransaction(house, async (house) => {
      const now = house.now()
      const [site, [person]] = await Promise.all([
        siteById(house.db, body.siteId),
        knownPeople(house.db, [body.customerId]),
      ])
      if (!person) throw notFound('customer')
      const already = await openVisit(
        house.db,
        site.id,
        { assetId: body.assetId, customerId: body.customerId },
        new Date(now.getTime() - 90 * 60_000),
      )
      if (already) return asVisit(already)
      const plate = body.assetId ? await plateOfAsset(house, body.assetId) : undefined
      const asset = plate
        ? (await assetsByPlates(house.db, [plate], now.toISOString().slice(0, 10))).find(
            (a) => a.assetId === body.assetId,
          )
        : undefined
      const made = await makeCard(house, watch, {
        person,
        vehicle: asset ?? null,
        siteId: site.id,
        certainty: 'told',
        probability: 1,
        because: [{ code: 'said-by', values: { name: caller.name } }],
      })
      const visit = await insertVisit(
        house.db,
        {
          id: house.newId(),
          siteId: site.id,
          customerId: body.customerId,
          assetId: body.assetId,
          appointmentId: body.appointmentId ?? made.appointmentId,
          door: body.door,
          arrivedAt: now,
          certainty: 'told',
          probability: 1,
          card: made.card,
          whoId: made.card.who?.staffId ?? null,
          escalateAt: new Date(now.getTime() + site.greetWithinS * 1000),
          sourceId: null,
          track: null,
          signalId: null,
          confirmed: true,
        },
        now,
      )
      await audit(house, caller, 'visit.arrive', { customerId: body.customerId, siteId: site.id })
      tell(house, visit)
      if (made.pushable) await notifyPerson(house, visit)
      return visit
    })
  }
}

/**
 * Greeted. Who went to them knew whom they greeted, so it also counts as "yes, it is them" and teaches the camera; and the
 * visit is written on the timeline, with how long they waited. Taken back within ten minutes, the entry goes too.
 */
export function greetedFlow(watch: Watch) {
  return (house: House, input: In<'greeted'>, caller: Caller): Out<'greeted'> =>
    inTransaction(house, async (house) => {
      const visit = await greeted(house, input, caller)
      const row = await lockVisit(house.db, visit.id)
      if (row.confirmed === null && row.certainty === 'sure' && row.source_id) {
        await learnsFromYes(house, watch, row)
        await changeVisit(house.db, row.id, { confirmed: true }, house.now())
        watch.tally.bump(row.source_id, 'right', house.now())
      }
      const why = visit.card.why[0]
      await addEntries(house.db, [
        {
          id: house.newId(),
          customerId: visit.customerId,
          kind: 'visit',
          at: row.arrived_at,
          siteId: visit.siteId,
          staffId: visit.greetedBy,
          assetId: visit.assetId,
          text: why?.text ?? '',
          data: {
            visit: visit.id,
            door: visit.door,
            waitedS: row.greeted_at ? Math.round((row.greeted_at.getTime() - row.arrived_at.getTime()) / 1000) : 0,
            ...(why ? { why: why.code } : {}),
          },
          source: 'visit',
          key: visit.id,
        },
      ])
      if (visit.appointmentId) await keepAppointment(house.db, visit.appointmentId, house.now())
      return visit
    })
}

export const undoFlow =
  (watch: Watch) =>
  (house: House, input: In<'undoVisit'>, caller: Caller): Out<'undoVisit'> =>
    inTransaction(house, async (house) => {
      const visit = await undoVisit(house, input, caller)
      if (visit.state === 'withdrawn') await unlearns(house, watch, await lockVisit(house.db, visit.id))
      if (!visit.greetedAt) {
        await removeEntryOf(house.db, 'visit', visit.id)
        if (visit.appointmentId) await awaitAppointmentAgain(house.db, visit.appointmentId, house.now())
      }
      return visit
    })
