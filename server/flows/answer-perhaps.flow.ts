import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import type { Call, Visit } from '../../contract/visits.ts'
import { type KnownPerson, knownPeople } from '../customers/asset-lookup.store.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction, publish, whenCommitted } from '../kit/house.ts'
import { conflict, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { callOf, insertCall } from '../visits/call.store.ts'
import { notePerhapsAnswer, type PerhapsRow, takePerhaps } from '../visits/perhaps.store.ts'
import { tellCalls } from './call-told.flow.ts'
import { learns, learnsFromNone } from './camera-learns.flow.ts'
import { makeCard } from './card.flow.ts'
import { saidArrival } from './said-arrival.flow.ts'
import type { AskedRead, Watch } from './watch.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

interface Answered {
  row: PerhapsRow
  person: KnownPerson
  assetId: string | null
  caller: Caller
  /** What was read, while it is remembered; nothing on the telephone. */
  asked: AskedRead | undefined
}

/**
 * Reception says which one it is, or none of them. The first answer wins. At the gate somebody is here: a visit. On the telephone
 * somebody is on the line: the call gets its customer, and nobody stands on the floor.
 */
export function answerPerhaps(watch: Watch) {
  return async (house: House, { params, body }: In<'answerPerhaps'>, caller: Caller): Out<'answerPerhaps'> => {
    const now = house.now()
    const asked = watch.asked.get(params.id, now)
    const answer = await inTransaction(house, async (house) => {
      const row = await takePerhaps(house.db, params.id, caller.staffId, now)
      if (!row) throw conflict('answered', 'Someone has already answered, or it was too long ago')
      need(caller, 'perhaps.answer', row.site_id)
      publish(house, { type: 'perhaps', site: row.site_id, id: row.id })
      if (body.candidate === null) {
        const lesson = asked && (await learnsFromNone(house, watch, asked))
        if (asked)
          whenCommitted(house, () =>
            watch.deny(asked.sourceId, { read: asked.read, plates: asked.plates, at: now }, now),
          )
        await audit(house, caller, 'perhaps.none', {
          siteId: row.site_id,
          detail: lesson ? { lesson: lesson.because.code } : {},
        })
        return { visit: null, call: null }
      }
      const chosen = row.candidates[body.candidate]
      if (!chosen) throw notFound('candidate')
      const [person] = await knownPeople(house.db, [chosen.customerId])
      if (!person) throw notFound('customer')
      await notePerhapsAnswer(house.db, row.id, chosen.customerId)
      await audit(house, caller, 'perhaps.this-one', { customerId: chosen.customerId, siteId: row.site_id })
      const answered: Answered = { row, person, assetId: chosen.assetId, caller, asked }
      return row.door === 'phone'
        ? { visit: null, call: await theyCall(house, watch, answered) }
        : { visit: await theyAreHere(house, watch, answered), call: null }
    })
    watch.asked.delete(params.id)
    return answer
  }
}

/** Whose call it is: the card is for whoever said so, who is on the line. As far as the call has come by now. */
async function theyCall(house: House, watch: Watch, { row, person, caller }: Answered): Promise<Call> {
  const now = house.now()
  const made = await makeCard(house, watch, {
    person,
    vehicle: null,
    siteId: row.site_id,
    certainty: 'told',
    probability: 1,
    because: [{ code: 'reception-said', values: { name: caller.name } }],
  })
  // A list made before lists kept the id of their call has only its own.
  const id = row.call ?? row.id
  const call = await insertCall(
    house.db,
    {
      id: house.newId(),
      siteId: row.site_id,
      sourceId: row.source_id,
      call: id,
      customerId: person.customerId,
      at: row.at,
      certainty: 'told',
      probability: 1,
      card: made.card,
      whoId: caller.staffId ?? made.card.who?.staffId ?? null,
      pickedUpAt: row.picked_up_at,
      hungUpAt: row.hung_up_at,
      takenById: row.taken_by,
    },
    now,
  )
  if (!call) {
    // The same call was recognised by another way in the meantime.
    const known = await callOf(house.db, row.source_id, id)
    if (!known) throw conflict('answered', 'Someone has already answered, or it was too long ago')
    return known
  }
  const { id: callId, customerId, siteId, takenById } = call
  const known = { id: callId, customerId, siteId, takenById, at: row.at }
  await tellCalls(house, [{ ...known, state: row.picked_up_at ? 'answered' : call.state }])
  publish(house, { type: 'call', site: call.siteId, call })
  return call
}

/** Who it is that came: a visit, and the camera learns how it read them. */
async function theyAreHere(house: House, watch: Watch, answered: Answered): Promise<Visit> {
  const { row, person, assetId, caller, asked } = answered
  const { visit } = await saidArrival(house, watch, {
    siteId: row.site_id,
    person,
    assetId,
    appointmentId: null,
    door: 'gate',
    arrivedAt: row.at,
    sourceId: row.source_id,
    caller,
    code: 'reception-said',
    beside: async (visitId, plate) => {
      watch.tally.bump(row.source_id, 'right', house.now())
      if (!asked || !plate || !asked.plates.includes(plate)) return
      await learns(house, watch, asked.sourceId, plate, asked.read)
      // They may have touched the wrong name: as long as the read would have been kept, it can be unlearned.
      watch.asked.set(visitId, asked, asked.at)
    },
  })
  return visit
}
