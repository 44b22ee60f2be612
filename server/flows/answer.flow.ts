import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import { knownPeople } from '../customers/asset-lookup.store.ts'
import type { Lesson } from '../customers/what-a-no-teaches.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction, whenCommitted } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { letGoOfFacts } from '../moments/touch.store.ts'
import { audit } from '../network/audit.store.ts'
import { eraseSignal } from '../signals/source.store.ts'
import { addEntries, removeEntryOf } from '../timeline/entries.store.ts'
import { withdrawFacts } from '../timeline/facts.store.ts'
import { awaitAppointmentAgain, keepAppointment } from '../visits/kept-appointment.store.ts'
import { greeted, tell, undoVisit } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, lockVisit } from '../visits/visit.store.ts'
import { learnsFromNo, learnsFromYes, readOf, unlearns } from './camera-learns.flow.ts'
import { saidArrival } from './said-arrival.flow.ts'
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
        const known = await readOf(house, watch, row)
        if (known)
          whenCommitted(house, () =>
            watch.deny(known.sourceId, { read: known.read, plates: [known.truth], at: now }, now),
          )
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
      const [person] = await knownPeople(house.db, [body.customerId])
      if (!person) throw notFound('customer')
      const { visit, already } = await saidArrival(house, watch, {
        ...body,
        person,
        arrivedAt: house.now(),
        sourceId: null,
        caller,
        code: 'said-by',
      })
      if (!already) await audit(house, caller, 'visit.arrive', { customerId: body.customerId, siteId: body.siteId })
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
      const before = await lockVisit(house.db, input.params.id)
      const visit = await undoVisit(house, input, caller)
      if (visit.state === 'withdrawn') await unlearns(house, watch, await lockVisit(house.db, visit.id))
      if (visit.greetedAt) return visit
      await removeEntryOf(house.db, 'visit', visit.id)
      if (visit.appointmentId) await awaitAppointmentAgain(house.db, visit.appointmentId, house.now())
      return before.greeted_at ? notGreeted(house, watch, before, visit) : visit
    })

/**
 * Greeted by mistake: nothing starts from it, neither thanks for a first visit; and the greeting, which counted as « yes, it is them », is no
 * yes any more: the camera forgets it, and « it is not them » may be said again.
 */
async function notGreeted(
  house: House,
  watch: Watch,
  before: Awaited<ReturnType<typeof lockVisit>>,
  visit: Awaited<ReturnType<typeof undoVisit>>,
): Promise<typeof visit> {
  const told = await withdrawFacts(house.db, [`visit:${visit.id}:greeted`, `visit-first:${visit.customerId}`])
  await letGoOfFacts(house.db, told, house.now())
  if (!before.confirmed || visit.state === 'withdrawn' || before.certainty !== 'sure' || !before.source_id) return visit
  await unlearns(house, watch, before)
  const open = await changeVisit(house.db, visit.id, { confirmed: null }, house.now())
  tell(house, open)
  return open
}
