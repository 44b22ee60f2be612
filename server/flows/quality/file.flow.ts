import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-file.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { insertEvent } from '../../quality/decision.store.ts'
import { actionById, changeAction, changeFile, fileById, insertAction, setWord } from '../../quality/file.store.ts'
import { isAboutProduct } from '../../quality/ratings.store.ts'
import { seenRow } from './board.flow.ts'
import { mayManage } from './who-may.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** A file for somebody who may work in it: its owner, whoever has something to do in it, those who manage the gate. Closed ones are read only. */
export async function workingFile(house: House, id: string, caller: Caller, doing: string | null = null) {
  const file = await fileById(house.db, id)
  const product = await seenRow(house, file.product_id, caller)
  const own = caller.staffId !== null && [file.owner_id, doing].includes(caller.staffId)
  if (!own && !mayManage(caller, product.site_ids))
    throw forbidden('The owner of the file and those who manage the product gate work in it.')
  if (file.closed_at)
    throw conflict('file-closed', 'This file is closed', 'Look at the one that is open, or open it again by undoing.')
  return { file, product }
}

async function log(
  house: House,
  caller: Caller,
  file: { id: string; product_id: string },
  kind: 'file' | 'action' | 'proof' | 'note',
  text: string,
): Promise<void> {
  await insertEvent(
    house.db,
    { id: house.newId(), productId: file.product_id, fileId: file.id, kind, by: caller, because: [], text },
    house.now(),
  )
}

export { log as logInFile }

export async function updateFile(house: House, { params, body }: In<'updateFile'>, caller: Caller): Out<'updateFile'> {
  return inTransaction(house, async (house) => {
    const { file } = await workingFile(house, params.id, caller)
    const owner = body.ownerId ? await staffById(house.db, house.now(), body.ownerId) : null
    await changeFile(house.db, file.id, body)
    if (body.ownerId !== undefined && body.ownerId !== file.owner_id)
      await log(house, caller, file, 'file', owner ? `→ ${owner.name}` : '')
    await audit(house, caller, 'gate.file', { detail: { file: file.id, fields: Object.keys(body) } })
    return { ok: true }
  })
}

export async function addAction(
  house: House,
  { params, body }: In<'addImprovement'>,
  caller: Caller,
): Out<'addImprovement'> {
  return inTransaction(house, async (house) => {
    const { file } = await workingFile(house, params.id, caller)
    const owner = body.ownerId ? await staffById(house.db, house.now(), body.ownerId) : null
    const id = house.newId()
    await insertAction(house.db, { id, fileId: file.id, ...body }, house.now())
    await log(house, caller, file, 'action', `+ ${body.title}`)
    return {
      id,
      title: body.title,
      owner: owner ? { id: owner.id, name: owner.name } : null,
      dueOn: body.dueOn,
      doneAt: null,
    }
  })
}

export async function changeActionFlow(
  house: House,
  { params, body }: In<'changeImprovement'>,
  caller: Caller,
): Out<'changeImprovement'> {
  return inTransaction(house, async (house) => {
    const action = await actionById(house.db, params.id)
    const { file } = await workingFile(house, action.file_id, caller, action.owner_id)
    const owner = body.ownerId ? await staffById(house.db, house.now(), body.ownerId) : null
    const now = house.now()
    await changeAction(house.db, action.id, {
      ...(body.title !== undefined ? { title: body.title } : {}),
      ...(body.ownerId !== undefined ? { owner_id: body.ownerId } : {}),
      ...(body.dueOn !== undefined ? { due_on: body.dueOn } : {}),
      ...(body.done !== undefined ? { done_at: body.done ? now : null } : {}),
      ...(body.removed !== undefined ? { removed_at: body.removed ? now : null } : {}),
    })
    if (body.done !== undefined || body.removed !== undefined)
      await log(house, caller, file, 'action', `${body.removed ? '−' : body.done ? '✓' : '○'} ${action.title}`)
    const changed = [
      body.title === undefined || body.title === action.title ? null : body.title,
      body.ownerId === undefined || body.ownerId === action.owner_id ? null : (owner?.name ?? '–'),
      body.dueOn === undefined || body.dueOn === action.due_on ? null : (body.dueOn ?? '–'),
    ].filter((each) => each !== null)
    if (changed.length > 0) await log(house, caller, file, 'action', `${action.title} → ${changed.join(', ')}`)
    return { ok: true }
  })
}

export async function noteFlow(house: House, { params, body }: In<'noteInFile'>, caller: Caller): Out<'noteInFile'> {
  return inTransaction(house, async (house) => {
    const { file } = await workingFile(house, params.id, caller)
    await log(house, caller, file, 'note', body.text)
    return { ok: true }
  })
}

/** Their words go into the file by reference: what is erased there is gone here. */
export async function linkWordsFlow(house: House, { params, body }: In<'linkWords'>, caller: Caller): Out<'linkWords'> {
  return inTransaction(house, async (house) => {
    const { file, product } = await workingFile(house, params.id, caller)
    if (!(await isAboutProduct(house.db, product, body.verbatimId))) throw notFound('verbatim')
    await setWord(
      house.db,
      { fileId: file.id, verbatimId: body.verbatimId, byStaff: caller.staffId, linked: body.linked },
      house.now(),
    )
    return { ok: true }
  })
}
