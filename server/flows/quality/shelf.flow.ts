import { type Because, say } from '../../../contract/because.ts'
import type { GateSettings } from '../../../contract/quality.ts'
import type { House } from '../../kit/house.ts'
import { changeProposal, insertEvent, insertProposal, waitingProposal } from '../../quality/decision.store.ts'
import { closeFile, insertFile } from '../../quality/file.store.ts'
import { changeProduct, type ProductChange, type ProductRow, shelveVersion } from '../../quality/product.store.ts'
import type { Before } from '../../quality/tables.ts'
import { announce, UNDO_MS } from './announce.flow.ts'
import { tellStaff } from './tell-staff.flow.ts'

const DAY = 86_400_000

/** Who decided: somebody, or the house itself. */
export interface Decider {
  staffId: string | null
  name: string
}
export const BY_ITSELF: Decider = { staffId: null, name: '' }

/** How it stands, to go back to. */
export const snapshot = (row: ProductRow, more: Partial<Before> = {}): Before => ({
  state: row.state,
  stateAt: row.state_at.toISOString(),
  version: row.version,
  because: row.because,
  declined: row.declined,
  fileId: row.file_id,
  proposalId: null,
  closed: null,
  shelved: null,
  ...more,
})

/** The state changes, and the log says so. */
async function become(
  house: House,
  row: ProductRow,
  change: ProductChange,
  event: { id: string; kind: string; by: Decider; because: readonly Because[]; text?: string; before?: Before },
): Promise<ProductRow> {
  const now = house.now()
  const next = await changeProduct(house.db, row.id, { ...change, ...(change.state ? { stateAt: now } : {}) }, now)
  await insertEvent(house.db, { ...event, productId: row.id, fileId: next.file_id ?? row.file_id }, now)
  return next
}

/** The improvement file of this version: the one that is open, or a new one with its clock. */
async function fileFor(house: House, row: ProductRow, settings: GateSettings): Promise<string> {
  if (row.file_id) return row.file_id
  const id = house.newId()
  const now = house.now()
  await insertFile(
    house.db,
    {
      id,
      productId: row.id,
      version: row.version,
      dueAt: new Date(now.getTime() + settings.clockDays * DAY),
      ownerId: row.owner_id,
    },
    now,
  )
  return id
}

/** Under the bar: the clock starts. */
export async function raiseAlert(
  house: House,
  row: ProductRow,
  settings: GateSettings,
  because: readonly Because[],
  by: Decider = BY_ITSELF,
  text = '',
): Promise<ProductRow> {
  const fileId = await fileFor(house, row, settings)
  const next = await become(
    house,
    row,
    { state: 'alert', because, fileId },
    { id: house.newId(), kind: 'alert', by, because, text, ...(by.staffId ? { before: snapshot(row) } : {}) },
  )
  await tellStaff(house, next, 'alert')
  return next
}

export async function propose(
  house: House,
  row: ProductRow,
  settings: GateSettings,
  move: 'withdraw' | 'return',
  strength: 'likely' | 'sure',
  because: readonly Because[],
): Promise<ProductRow> {
  const fileId = await fileFor(house, row, settings)
  const { version } = row
  await insertProposal(
    house.db,
    { id: house.newId(), productId: row.id, fileId, version, move, strength, because },
    house.now(),
  )
  const next = await become(
    house,
    row,
    move === 'withdraw' ? { state: 'proposed', because, fileId, declined: null } : { because, fileId },
    { id: house.newId(), kind: move === 'withdraw' ? 'proposed' : 'return-proposed', by: BY_ITSELF, because },
  )
  await tellStaff(house, next, move === 'withdraw' ? 'proposed' : 'return-proposed')
  return next
}

export async function strengthen(house: House, row: ProductRow, because: readonly Because[]): Promise<ProductRow> {
  const waiting = await waitingProposal(house.db, row.id)
  if (waiting) await changeProposal(house.db, waiting.id, { strength: 'sure', because })
  const next = await become(
    house,
    row,
    { because },
    { id: house.newId(), kind: 'strengthened', by: BY_ITSELF, because },
  )
  await tellStaff(house, next, 'proposed')
  return next
}

/** What was proposed is not likely any more: the alert goes on. */
export async function overtake(house: House, row: ProductRow, because: readonly Because[]): Promise<ProductRow> {
  const waiting = await waitingProposal(house.db, row.id)
  if (waiting) await changeProposal(house.db, waiting.id, { state: 'overtaken', decidedAt: house.now() })
  return become(
    house,
    row,
    { state: 'alert', because },
    { id: house.newId(), kind: 'overtaken', by: BY_ITSELF, because },
  )
}

/** Above the bar again, without anybody's doing: the clock stops. */
export async function recover(house: House, row: ProductRow, because: readonly Because[]): Promise<ProductRow> {
  if (row.file_id) await closeFile(house.db, row.file_id, { at: house.now(), outcome: 'recovered' })
  return become(
    house,
    row,
    { state: 'on-shelf', because, fileId: null, declined: null },
    { id: house.newId(), kind: 'recovered', by: BY_ITSELF, because },
  )
}

/** A version that came back has shown that it is good. */
export const settle = (house: House, row: ProductRow, because: readonly Because[]): Promise<ProductRow> =>
  become(house, row, { state: 'on-shelf', because }, { id: house.newId(), kind: 'settled', by: BY_ITSELF, because })

/** What a decision needs to know: by whom, in which words. */
export interface Deciding {
  by: Decider
  because: readonly Because[]
  text?: string
}

/** Off the shelf: shops are told once nobody can take it back any more by the toast. */
export async function takeOff(
  house: House,
  row: ProductRow,
  settings: GateSettings,
  { by, because, text = '' }: Deciding,
): Promise<{ row: ProductRow; eventId: string }> {
  const fileId = await fileFor(house, row, settings)
  const waiting = await waitingProposal(house.db, row.id)
  if (waiting)
    await changeProposal(house.db, waiting.id, {
      state: 'confirmed',
      reason: text,
      decidedBy: by.staffId,
      decidedAt: house.now(),
    })
  const eventId = house.newId()
  const next = await become(
    house,
    row,
    { state: 'withdrawn', because, fileId, declined: null },
    {
      id: eventId,
      kind: 'withdrawn',
      by,
      because,
      text,
      before: snapshot(row, { proposalId: waiting?.id ?? null }),
    },
  )
  await announce(house, next, 'product.withdrawn', { eventId, after: by.staffId ? UNDO_MS : 0 })
  await tellStaff(house, next, 'withdrawn')
  return { row: next, eventId }
}

/** Back on the shelf in its new version. Shops are told; those who rated the version before are told by the caller. */
export async function bringBack(
  house: House,
  row: ProductRow,
  { by, because, text = '' }: Deciding,
): Promise<{ row: ProductRow; eventId: string }> {
  const now = house.now()
  const waiting = await waitingProposal(house.db, row.id)
  if (waiting)
    await changeProposal(house.db, waiting.id, {
      state: 'confirmed',
      reason: text,
      decidedBy: by.staffId,
      decidedAt: now,
    })
  await shelveVersion(house.db, row.id, row.version, now)
  if (row.file_id) await closeFile(house.db, row.file_id, { at: now, outcome: 'returned' })
  const eventId = house.newId()
  const next = await become(
    house,
    row,
    { state: 'returned', because, fileId: null, declined: null },
    {
      id: eventId,
      kind: 'returned',
      by,
      because,
      text,
      before: snapshot(row, { proposalId: waiting?.id ?? null, closed: row.file_id, shelved: row.version }),
    },
  )
  await announce(house, next, 'product.returned', { eventId, after: by.staffId ? UNDO_MS : 0 })
  await tellStaff(house, next, 'returned')
  return { row: next, eventId }
}

/** A person says no: the reason is kept, and the evidence, so that only stronger evidence asks again. */
export async function decline(
  house: House,
  row: ProductRow,
  { by, text, close }: { by: Decider; text: string; close: boolean },
): Promise<{ row: ProductRow; eventId: string }> {
  const now = house.now()
  const waiting = await waitingProposal(house.db, row.id)
  if (waiting)
    await changeProposal(house.db, waiting.id, {
      state: 'declined',
      reason: text,
      decidedBy: by.staffId,
      decidedAt: now,
    })
  const ofReturn = waiting?.move === 'return'
  const closing = close && !ofReturn
  if (closing && row.file_id) await closeFile(house.db, row.file_id, { at: now, outcome: 'declined' })
  const found = row.evidence
  const eventId = house.newId()
  const next = await become(
    house,
    row,
    ofReturn
      ? {}
      : {
          state: closing ? 'on-shelf' : 'alert',
          fileId: closing ? null : row.file_id,
          declined: { version: row.version, below: found?.below ?? 0.5, n: found?.n ?? 0, closed: closing },
        },
    {
      id: eventId,
      kind: ofReturn ? 'return-declined' : 'declined',
      by,
      because: [say('gate-declined', { n: found?.n ?? 0, p: Math.round((found?.below ?? 0) * 1000) / 1000 })],
      text,
      before: snapshot(row, { proposalId: waiting?.id ?? null, closed: closing ? row.file_id : null }),
    },
  )
  return { row: next, eventId }
}
