import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { may } from '../../contract/rights.ts'
import type * as api from '../../contract/visits.ts'
import type { Visit } from '../../contract/visits.ts'
import { type Caller, need } from '../kit/caller.ts'
import { type House, inTransaction, publish } from '../kit/house.ts'
import { conflict, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import { staffById, staffOf } from '../network/staff.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { visitsAtDoor } from './car-visits.store.ts'
import { asVisit, changeVisit, firstVisit, lockVisit, visitById } from './visit.store.ts'
import { whenToldNext } from './when-told-next.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

/** How long a step can be taken back. */
const UNDO_MS = 10 * 60_000

export const tell = (house: House, visit: Visit): void => publish(house, { type: 'visit', site: visit.siteId, visit })

/** Runs one step on a locked visit, tells the screens, and writes the audit line. */
async function step(
  house: House,
  caller: Caller,
  id: string,
  action: string,
  run: (house: House, visit: Awaited<ReturnType<typeof lockVisit>>) => Promise<Visit>,
): Promise<Visit> {
  return inTransaction(house, async (house) => {
    const row = await lockVisit(house.db, id)
    need(caller, 'visits.act', row.site_id)
    if (row.state === 'withdrawn') throw conflict('withdrawn', 'This card was withdrawn', 'It was not them.')
    const visit = await run(house, row)
    await audit(house, caller, action, { customerId: visit.customerId, siteId: visit.siteId, detail: { visit: id } })
    tell(house, visit)
    return visit
  })
}

const staffIdOf = (caller: Caller): string => {
  if (!caller.staffId) throw invalid('session', 'api-key', 'Only a person can greet someone.')
  return caller.staffId
}

export async function readVisit(house: House, { params }: In<'readVisit'>, caller: Caller): Out<'readVisit'> {
  const row = await visitById(house.db, params.id)
  need(caller, 'visits.read', row.site_id)
  await audit(house, caller, 'visit.view', { customerId: row.customer_id, siteId: row.site_id })
  return asVisit(row)
}

/** A screen that has not heard yet: they have left, and nobody goes to them or greets them any more. */
function stillHere(row: { left_at: Date | null }): void {
  if (row.left_at) throw conflict('visit-over', 'They have left', 'Was that a slip? Undo “Left” first.')
}

/** "I am going": the first hand raised holds; a second person is told who is already on the way. */
export const going = (house: House, { params }: In<'going'>, caller: Caller): Out<'going'> =>
  step(house, caller, params.id, 'visit.going', async (house, row) => {
    const me = staffIdOf(caller)
    if (row.going_by === me || row.greeted_at) return asVisit(row)
    stillHere(row)
    const [other] = row.going_by ? await staffOf(house.db, house.now(), { ids: [row.going_by] }) : []
    // Who works here no more is not going, whatever they tapped before.
    if (other) throw conflict('already-going', `${other.name} is already going`, 'Nothing for you to do.')
    return changeVisit(house.db, row.id, { going_by: me, going_at: house.now(), escalate_at: null }, house.now())
  })

/** Greeted: the waiting ends here. Tapped twice, the first stands. */
export const greeted = (house: House, { params }: In<'greeted'>, caller: Caller): Out<'greeted'> =>
  step(house, caller, params.id, 'visit.greeted', async (house, row) => {
    if (row.greeted_at) return asVisit(row)
    stillHere(row)
    const me = staffIdOf(caller)
    const now = house.now()
    const about = { customerId: row.customer_id, at: now, siteId: row.site_id, assetId: row.asset_id, staffId: me }
    await noteFacts(house, [
      { ...about, kind: 'visit.greeted', key: `visit:${row.id}:greeted` },
      ...((await firstVisit(house.db, row.customer_id, row.id))
        ? [{ ...about, kind: 'visit.first', key: `visit-first:${row.customer_id}` }]
        : []),
    ])
    return changeVisit(
      house.db,
      row.id,
      {
        state: 'greeted',
        greeted_by: me,
        greeted_at: now,
        escalate_at: null,
        ...(row.going_by ? {} : { going_by: me, going_at: now }),
      },
      now,
    )
  })

type Leaving = Pick<Awaited<ReturnType<typeof lockVisit>>, 'id' | 'customer_id' | 'site_id' | 'asset_id' | 'greeted_at'>

/** What leaving tells, whichever way we learn of it. Who was never greeted was not received, and nothing begins from their going. */
export const leftFacts = (rows: readonly Leaving[], at: Date) =>
  rows
    .filter((row) => row.greeted_at !== null)
    .map((row) => ({
      kind: 'visit.left' as const,
      customerId: row.customer_id,
      siteId: row.site_id,
      assetId: row.asset_id,
      at,
      key: `visit:${row.id}:left`,
    }))

/** Visits are over, whichever way we learn of it: a fact where they were received, and the screens are told. */
export async function endVisits(house: House, rows: readonly Leaving[], at: Date): Promise<Visit[]> {
  await noteFacts(house, leftFacts(rows, at))
  const ended: Visit[] = []
  for (const { id } of rows)
    ended.push(await changeVisit(house.db, id, { state: 'left', left_at: at, escalate_at: null }, house.now()))
  for (const visit of ended) tell(house, visit)
  return ended
}

export const left = (house: House, { params }: In<'left'>, caller: Caller): Out<'left'> =>
  step(house, caller, params.id, 'visit.left', async (house, row) => {
    if (row.left_at) return asVisit(row)
    await noteFacts(house, leftFacts([row], house.now()))
    return changeVisit(house.db, row.id, { state: 'left', left_at: house.now(), escalate_at: null }, house.now())
  })

/** Takes back the last step: left, greeted, going, or an arrival that a person said, in that order, within ten minutes of it. */
export const undoVisit = (house: House, { params }: In<'undoVisit'>, caller: Caller): Out<'undoVisit'> =>
  step(house, caller, params.id, 'visit.undo', async (house, row) => {
    const last = row.left_at ?? row.greeted_at ?? row.going_at
    if (!last) {
      // Nobody moved yet: what can be taken back is the arrival itself, when it was a person who said it.
      if (row.certainty !== 'told' || house.now().getTime() - row.arrived_at.getTime() > UNDO_MS) return asVisit(row)
      return changeVisit(house.db, row.id, { state: 'withdrawn', escalate_at: null }, house.now())
    }
    if (house.now().getTime() - last.getTime() > UNDO_MS)
      throw conflict('too-late', 'That was more than ten minutes ago', 'Write a note on the customer’s page instead.')
    if (row.left_at) await notHereAgain(house, row)
    if (row.left_at && row.greeted_at)
      return changeVisit(house.db, row.id, { state: 'greeted', left_at: null, out_since: null }, house.now())
    if (row.left_at || row.greeted_at) return waitsAgain(house, row)
    return changeVisit(house.db, row.id, { going_by: null, going_at: null, escalate_at: house.now() }, house.now())
  })

/** They have come again since: that they left before is true by now, and nobody is here twice. */
async function notHereAgain(house: House, row: Awaited<ReturnType<typeof lockVisit>>): Promise<void> {
  const { id, site_id: siteId, customer_id: customerId } = row
  const since = await visitsAtDoor(house.db, { siteId, assetId: null, customerId, since: row.arrived_at })
  if (since.some((other) => other.id !== id))
    throw conflict('here-again', 'They have come again since', 'Their new card is on the floor.')
}

/**
 * Not greeted after all, nor gone. Who was on the way still is; who greeted straight away never said that they were going, so
 * nobody is, and the clock runs as if nobody had moved.
 */
async function waitsAgain(house: House, row: Awaited<ReturnType<typeof lockVisit>>): Promise<Visit> {
  const now = house.now()
  const straight = row.going_at !== null && row.going_at.getTime() === row.greeted_at?.getTime()
  const back = { state: 'arrived', left_at: null, out_since: null, greeted_at: null, greeted_by: null } as const
  if (row.going_by && !straight) return changeVisit(house.db, row.id, back, now)
  const { greetWithinS } = await siteById(house.db, row.site_id)
  const escalateAt = whenToldNext({ arrivedAt: row.arrived_at, escalation: row.escalation }, greetWithinS, now)
  return changeVisit(house.db, row.id, { ...back, going_by: null, going_at: null, escalate_at: escalateAt }, now)
}

/**
 * Hands a visit to a colleague, who is told as if it had been theirs from the start: they have the whole delay of the site, and
 * after them the line goes on, without whoever had it before. Once greeted, nothing is awaited of anybody: it only changes hands.
 */
export const handVisit = (house: House, { params, body }: In<'handVisit'>, caller: Caller): Out<'handVisit'> =>
  step(house, caller, params.id, 'visit.hand', async (house, row) => {
    stillHere(row)
    const to = await staffById(house.db, house.now(), body.staffId)
    if (!to.roles.some((held) => held.siteId === null || held.siteId === row.site_id))
      throw invalid('body.staffId', 'other-site', 'Choose someone who works on this site.')
    if (!may(to.roles, 'visits.act', row.site_id))
      throw invalid('body.staffId', 'may-not-receive', 'Choose someone who receives people.')
    const { greetWithinS } = await siteById(house.db, row.site_id)
    const now = house.now()
    const before = row.who_id !== null && row.who_id !== to.id ? row.who_id : null
    return changeVisit(
      house.db,
      row.id,
      {
        who_id: to.id,
        ...(row.state === 'arrived'
          ? {
              going_by: null,
              going_at: null,
              escalation: 0,
              escalate_at: new Date(now.getTime() + greetWithinS * 1000),
            }
          : {}),
        card: {
          ...row.card,
          because: [
            ...row.card.because,
            ...(before ? [{ code: 'told-before', values: { staff: before, name: row.card.who?.name ?? '' } }] : []),
          ],
          who: {
            staffId: to.id,
            name: to.name,
            as: 'anyone',
            because: [{ code: 'handed-by', values: { name: caller.name } }],
          },
        },
      },
      now,
    )
  })
