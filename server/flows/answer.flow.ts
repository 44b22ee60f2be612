import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import { knownPeople } from '../customers/asset-lookup.store.ts'
import type { Lesson } from '../customers/what-a-no-teaches.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction, publish, whenCommitted } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { letGoOfFacts } from '../moments/touch.store.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { eraseSignal } from '../signals/source.store.ts'
import { addEntries, removeEntryOf, reopenHints } from '../timeline/entries.store.ts'
import { withdrawFacts } from '../timeline/facts.store.ts'
import { awaitAppointmentAgain, keepAppointment } from '../visits/kept-appointment.store.ts'
import { reopenPerhaps } from '../visits/perhaps.store.ts'
import { hintOf } from '../visits/said.ts'
import { greeted, tell, undoVisit } from '../visits/visit.flow.ts'
import { asVisit, changeVisit, lockVisit, type VisitRow } from '../visits/visit.store.ts'
import { PERHAPS_MS } from './arrival-outcome.ts'
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
      if (!body.right) colleaguesWordStands(row, caller)
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
            greeted_at: null,
            greeted_by: null,
            escalate_at: null,
            signal_id: null,
            track: null,
            card: { ...row.card, because: [], say: null, thank: null, mind: null, why: [] },
          },
          now,
        )
        if (row.signal_id) await eraseSignal(house.db, row.signal_id)
        if (row.greeted_at) await unsaid(house, row, row.greeted_at)
        if (row.greeted_at) await neverGreeted(house, row)
        await askAgain(house, watch, row, row.customer_id)
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

/**
 * Who has gone to them, or greeted them, has seen them: nobody else takes that away, neither by taking an arrival back nor by « it is not them ».
 */
function colleaguesWordStands(row: VisitRow, caller: Caller): void {
  if (row.greeted_at && row.greeted_by !== caller.staffId)
    throw conflict('already-greeted', 'A colleague has greeted them', 'Their visit stays as it is.')
  if (!row.greeted_at && row.going_by && row.going_by !== caller.staffId)
    throw conflict('already-going', 'A colleague is already going', 'Ask them: they are on the way.')
}

/** What this greeting had closed is open again. */
async function unsaid(house: House, row: VisitRow, greetedAt: Date): Promise<void> {
  const ids = (row.card.said ?? []).flatMap((line) => hintOf(row.card, line) ?? [])
  await reopenHints(house.db, { ids, customerId: row.customer_id }, greetedAt)
}

/** What a greeting began never was: the line on the timeline, the appointment that was kept, what is told to the playbook. */
async function neverGreeted(
  house: House,
  { id, customer_id, appointment_id }: Pick<VisitRow, 'id' | 'customer_id' | 'appointment_id'>,
): Promise<void> {
  await removeEntryOf(house.db, 'visit', id)
  if (appointment_id) await awaitAppointmentAgain(house.db, appointment_id, house.now())
  const keys = [`visit:${id}:greeted`, `visit:${id}:left`, `visit-first:${customer_id}`]
  await letGoOfFacts(house.db, await withdrawFacts(house.db, keys), house.now())
}

/** Picked from a short list, and the wrong one: who it is is asked again, as long as it is a question. */
async function askAgain(house: House, watch: Watch, row: VisitRow, without: string | null): Promise<void> {
  if (row.certainty !== 'told' || row.door !== 'gate' || !row.source_id) return
  const now = house.now()
  const { greetWithinS } = await siteById(house.db, row.site_id)
  const picked = { siteId: row.site_id, sourceId: row.source_id, at: row.arrived_at, customerId: row.customer_id }
  const list = await reopenPerhaps(house.db, picked, {
    expiresAt: new Date(now.getTime() + PERHAPS_MS),
    escalateAt: new Date(now.getTime() + greetWithinS * 1000),
    without,
  })
  if (!list) return
  const asked = watch.asked.get(row.id, now)
  if (asked) whenCommitted(house, () => void watch.asked.set(list.id, asked, now))
  publish(house, { type: 'perhaps', site: row.site_id, id: list.id })
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
      if (visit.state === 'withdrawn') {
        await unlearns(house, watch, await lockVisit(house.db, visit.id))
        if (before.state !== 'withdrawn') await askAgain(house, watch, before, null)
      }
      if (before.left_at && !visit.leftAt)
        await letGoOfFacts(house.db, await withdrawFacts(house.db, [`visit:${visit.id}:left`]), house.now())
      if (visit.greetedAt) return visit
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
  await neverGreeted(house, before)
  if (!before.confirmed || visit.state === 'withdrawn' || before.certainty !== 'sure' || !before.source_id) return visit
  await unlearns(house, watch, before)
  const open = await changeVisit(house.db, visit.id, { confirmed: null }, house.now())
  tell(house, open)
  return open
}
