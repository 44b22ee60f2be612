import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/privacy.ts'
import { copiesOf, goesWith } from '../consent/copies.store.ts'
import type { ErasureReceipt } from '../consent/erasure-receipt.ts'
import { dueOn, GRACE_DAYS } from '../consent/request-clock.ts'
import { describeRequest, listRequests } from '../consent/requests.flow.ts'
import {
  changeRequest,
  giveReceipt,
  insertRequest,
  lockRequest,
  type RequestRow,
  requestsOf,
  takeDueErasures,
} from '../consent/requests.store.ts'
import { platedAssetsOf } from '../customers/assets.store.ts'
import { customerChanged, todayOf } from '../customers/changed.flow.ts'
import { customerById, lockCustomer, writeCustomer } from '../customers/customers.store.ts'
import { oneImportAtATime } from '../customers/import.store.ts'
import { importsUnderWay } from '../customers/person-imports.store.ts'
import { standingMergeOf } from '../identity/event.store.ts'
import { oneResolverAtATime } from '../identity/record.store.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { fold } from '../plain/fold.ts'
import { told } from '../plain/held.ts'
import { ordersInProgress } from '../timeline/person-data.store.ts'
import { hereNow } from '../visits/person-data.store.ts'
import { findByFormerNames } from './former-names.flow.ts'
import { BY_ITSELF } from './merge.flow.ts'
import { eraseAll, type Subject, subjectOf } from './person-data.flow.ts'
import { namedElsewhere } from './person-elsewhere.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>
type Blocker = AnswerOf<typeof api.erasurePreview>['blockers'][number]

const DAY = 86_400_000

/** What must end before somebody can be erased: what still needs them, and what would write them again as we erase. */
async function blockersOf(house: House, ids: readonly string[]): Promise<Blocker[]> {
  const [orders, here, imports] = await Promise.all([
    ordersInProgress(house.db, ids),
    hereNow(house.db, ids),
    importsUnderWay(house.db, house.now()),
  ])
  const all: Blocker[] = [
    { because: 'order-in-progress', n: orders },
    { because: 'here-now', n: here },
    { because: 'import-running', n: imports },
  ]
  return all.filter(({ n }) => n > 0)
}

/** Who writes customers waits for an erasure, and an erasure for them. */
async function alone(house: House): Promise<void> {
  await oneImportAtATime(house.db)
  await oneResolverAtATime(house.db)
}

async function wholePerson(house: House, id: string) {
  const customer = await customerById(house.db, id, todayOf(house))
  if (!customer) throw notFound('customer')
  if (await standingMergeOf(house.db, id))
    throw conflict(
      'joined',
      'This page was joined to another',
      'Erase the person from the page they are on now: this one goes with it.',
    )
  return customer
}

/** Thrown to take an erasure back once it was counted. */
class OnlyCounted extends Error {
  readonly receipt: ErasureReceipt
  constructor(receipt: ErasureReceipt) {
    super('counted')
    this.receipt = receipt
  }
}

/** What an erasure would do, exactly: it is done, counted, and rolled back. Nothing is told to anyone, for that happens at the commit. */
async function counted(house: House, subject: Subject): Promise<ErasureReceipt> {
  try {
    await inTransaction(house, async (house) => {
      await alone(house)
      throw new OnlyCounted(await eraseAll(house, house.newId(), subject, 'request'))
    })
  } catch (error) {
    if (error instanceof OnlyCounted) return error.receipt
    throw error
  }
  throw new Error('an erasure that was only to be counted was committed')
}

export async function erasurePreview(
  house: House,
  { params }: In<'erasurePreview'>,
  caller: Caller,
): Out<'erasurePreview'> {
  const customer = await wholePerson(house, params.id)
  const subject = await subjectOf(house, params.id)
  const [blockers, elsewhere, copies] = await Promise.all([
    blockersOf(house, subject.ids),
    namedElsewhere(house.db, subject.ids, [...subject.names, ...subject.traces.emails]),
    copiesOf(house.db, subject.ids, subject.marked),
  ])
  const receipt = await counted(house, subject)
  await audit(house, caller, 'privacy.erase-preview', { customerId: params.id, siteId: customer.siteId })
  return {
    name: customer.name,
    gone: told(receipt.gone),
    stays: withElsewhere(receipt, elsewhere.length),
    blockers,
    namedElsewhere: elsewhere,
    copies: copies.map(({ customerId, name }) => ({ customerId, name, goesWith: false })),
    days: GRACE_DAYS,
  }
}

const withElsewhere = ({ stays }: ErasureReceipt, n: number): ErasureReceipt['stays'] =>
  n > 0 ? [...stays, { because: 'others-words', n, until: null }] : stays

/**
 * Decides that somebody is erased, seven days from now. Until then they are put away: not recognised, not found, not joined, not brought
 * back by an import. Their name is typed, so that nobody is erased by a slip.
 */
export function scheduleErasure(
  house: House,
  { params, body }: In<'scheduleErasure'>,
  caller: Caller,
): Out<'scheduleErasure'> {
  return inTransaction(house, async (house) => {
    await alone(house)
    const customer = await wholePerson(house, params.id)
    if (fold(body.confirm) !== fold(customer.name))
      throw invalid('body.confirm', 'name-differs', 'Type their name as it stands on the page.')
    const subject = await subjectOf(house, params.id)
    const [blocker] = await blockersOf(house, subject.ids)
    if (blocker)
      throw conflict(
        blocker.because,
        'This person cannot be erased yet',
        'Finish or cancel what is in progress, then erase.',
      )
    const stored = await lockCustomer(house.db, params.id)
    const now = house.now()
    const receivedOn = body.receivedOn ?? todayOf(house)
    const asked = (await requestsOf(house.db, [params.id])).filter((row) => row.kind === 'erasure')
    if (asked.some((row) => row.state === 'scheduled'))
      throw conflict('scheduled', 'This erasure is decided already', 'Call it off, or let it wait.')
    const request =
      asked.find((row) => row.state === 'open') ??
      (await insertRequest(
        house.db,
        {
          id: house.newId(),
          kind: 'erasure',
          customerId: params.id,
          who: '',
          door: body.door,
          siteId: customer.siteId,
          note: '',
          receivedOn,
          dueOn: dueOn(receivedOn, false),
          createdBy: caller.staffId,
        },
        now,
      ))
    if (stored && !stored.archivedAt) await putAway(house, params.id, true)
    const scheduled = await changeRequest(house.db, request.id, {
      state: 'scheduled',
      erase_at: new Date(now.getTime() + GRACE_DAYS * DAY),
      scheduled_at: now,
      put_away: !stored?.archivedAt,
      answered_by: caller.staffId,
    })
    await audit(house, caller, 'privacy.erase-scheduled', {
      customerId: params.id,
      siteId: customer.siteId,
      detail: { request: request.id },
    })
    return describeRequest(house, scheduled)
  })
}

async function putAway(house: House, customerId: string, away: boolean): Promise<void> {
  await writeCustomer(house.db, customerId, {}, away, house.now())
  if (!away) await findByFormerNames(house, customerId)
  await customerChanged(house, [customerId], await platedAssetsOf(house.db, customerId, todayOf(house)))
}

/** Calls an erasure off while it waits: the person is back as they were. */
export function callOffErasure(house: House, { params }: In<'callOffErasure'>, caller: Caller): Out<'callOffErasure'> {
  return inTransaction(house, async (house) => {
    const row = await lockRequest(house.db, params.id)
    if (row.state !== 'scheduled' || !row.customer_id)
      throw conflict(
        'not-scheduled',
        'No erasure waits here',
        'It was called off already, or is done: what is erased cannot come back.',
      )
    if (row.put_away && (await lockCustomer(house.db, row.customer_id))) await putAway(house, row.customer_id, false)
    const open = await changeRequest(house.db, row.id, {
      state: 'open',
      erase_at: null,
      scheduled_at: null,
      put_away: false,
      answered_by: null,
    })
    await audit(house, caller, 'privacy.erase-called-off', {
      customerId: row.customer_id,
      siteId: row.site_id,
      detail: { request: row.id },
    })
    return describeRequest(house, open)
  })
}

/** An hour on, what stood in the way may be over. */
const AGAIN_MS = 3_600_000

/** Carries one erasure out whose wait is over, if there is one. @returns whether there was */
async function eraseNext(house: House): Promise<boolean> {
  return inTransaction(house, async (house) => {
    await alone(house)
    const [row] = await takeDueErasures(house.db, house.now(), 1)
    if (!row) return false
    await carryOut(house, row)
    return true
  })
}

/** What a source brought of the same person while the erasure waited goes too: a day later its row would have been refused. */
async function withCopies(house: House, customerId: string, scheduledAt: Date | null): Promise<Subject> {
  const subject = await subjectOf(house, customerId)
  const copies = (await copiesOf(house.db, subject.ids, subject.marked)).filter((copy) => goesWith(copy, scheduledAt))
  return copies.length === 0
    ? subject
    : subjectOf(
        house,
        customerId,
        copies.map((copy) => copy.customerId),
      )
}

/** The register, with the pages that came beside somebody who waits for their erasure. */
export async function requestsWithCopies(house: House, input: In<'listRequests'>, caller: Caller): Out<'listRequests'> {
  const answer = await listRequests(house, input, caller)
  for (const request of answer.requests) {
    if (request.state !== 'scheduled' || !request.customerId) continue
    const [row] = (await requestsOf(house.db, [request.customerId])).filter(({ id }) => id === request.id)
    const { ids, marked } = await subjectOf(house, request.customerId)
    request.copies = (await copiesOf(house.db, ids, marked)).map((copy) => ({
      customerId: copy.customerId,
      name: copy.name,
      goesWith: goesWith(copy, row?.scheduled_at ?? null),
    }))
  }
  return answer
}

async function carryOut(house: House, row: RequestRow): Promise<void> {
  const { db } = house
  const customerId = row.customer_id
  if (!customerId || !(await lockCustomer(db, customerId))) {
    await giveReceipt(db, row.id, { gone: {}, stays: [] }, row.answered_by, house.now())
    return
  }
  const subject = await withCopies(house, customerId, row.scheduled_at)
  if ((await blockersOf(house, subject.ids)).length > 0) {
    await changeRequest(db, row.id, { erase_at: new Date(house.now().getTime() + AGAIN_MS) })
    return
  }
  const elsewhere = await namedElsewhere(db, subject.ids, [...subject.names, ...subject.traces.emails])
  const receipt = await eraseAll(house, row.id, subject, 'request')
  const whole = { gone: told(receipt.gone), stays: withElsewhere(receipt, elsewhere.length) }
  await giveReceipt(db, row.id, whole, row.answered_by, house.now())
  await audit(house, BY_ITSELF, 'privacy.erased', { customerId, detail: { request: row.id } })
}

/** Carries out all erasures whose wait is over, one in a transaction: a process killed between two has done the first whole. */
export async function eraseDue(house: House): Promise<void> {
  while (await eraseNext(house));
}
