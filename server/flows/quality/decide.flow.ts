import { say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-file.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { changeProposal, insertEvent, waitingProposal } from '../../quality/decision.store.ts'
import { closeFile } from '../../quality/file.store.ts'
import { becauseOf } from '../../quality/gate.ts'
import {
  changeProduct,
  insertVersion,
  lockProduct,
  noteDue,
  type ProductRow,
  versionsOf,
} from '../../quality/product.store.ts'
import { proofsOf } from '../../quality/proof.store.ts'
import { cardById } from './board.flow.ts'
import { evidenceNow } from './evaluate.flow.ts'
import { gateSettingsOf } from './gate-settings.flow.ts'
import { bringBack, decline, raiseAlert, snapshot, takeOff } from './shelf.flow.ts'
import { tellReviewers, writeToReviewers } from './tell-reviewers.flow.ts'
import { needManage } from './who-may.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const wrongState = (hint: string) => conflict('other-state', 'It stands elsewhere by now', hint)

/** One product, locked, for somebody who may decide about it. */
async function decided(house: House, id: string, caller: Caller): Promise<ProductRow> {
  const row = await lockProduct(house.db, id)
  needManage(caller, row.site_ids)
  if (row.archived_at) throw wrongState('It was put away: take it out again first.')
  return row
}

export async function openFileByHand(house: House, { params, body }: In<'openFile'>, caller: Caller): Out<'openFile'> {
  return inTransaction(house, async (house) => {
    const row = await decided(house, params.id, caller)
    if (row.state !== 'on-shelf' && row.state !== 'returned')
      throw wrongState('Its improvement file is open already, or it has left the shelf.')
    await raiseAlert(house, row, await gateSettingsOf(house.db), [say('gate-by-hand')], caller, body.reason)
    await audit(house, caller, 'gate.alert', { detail: { product: row.id } })
    return cardById(house, row.id, caller)
  })
}

export async function withdrawByHand(
  house: House,
  { params, body }: In<'withdrawProduct'>,
  caller: Caller,
): Out<'withdrawProduct'> {
  return inTransaction(house, async (house) => {
    const row = await decided(house, params.id, caller)
    if (row.state === 'withdrawn' || row.state === 'returning') throw wrongState('It is off the shelf already.')
    const proposed = row.state === 'proposed'
    if (!proposed && body.reason.length < 3)
      throw invalid('body.reason', 'Say why: nothing proposes it, so the reason is yours.')
    const because = proposed ? [say('gate-confirmed'), ...row.because] : [say('gate-by-hand')]
    const { eventId } = await takeOff(house, row, await gateSettingsOf(house.db), {
      by: caller,
      because,
      text: body.reason,
    })
    await audit(house, caller, 'gate.withdraw', { detail: { product: row.id, proposed } })
    return { product: await cardById(house, row.id, caller), event: eventId }
  })
}

export async function declineByHand(
  house: House,
  { params, body }: In<'declineProposal'>,
  caller: Caller,
): Out<'declineProposal'> {
  return inTransaction(house, async (house) => {
    const row = await decided(house, params.id, caller)
    const waiting = await waitingProposal(house.db, row.id)
    if (!waiting && row.state !== 'alert') throw wrongState('Nothing waits for an answer here.')
    const { eventId } = await decline(house, row, { by: caller, text: body.reason, close: body.close })
    await audit(house, caller, 'gate.decline', { detail: { product: row.id, move: waiting?.move ?? 'alert' } })
    return { product: await cardById(house, row.id, caller), event: eventId }
  })
}

/** A withdrawn one waits to return; one that was improved while on the shelf is there in its new version at once. */
export async function makeVersion(house: House, { params, body }: In<'newVersion'>, caller: Caller): Out<'newVersion'> {
  return inTransaction(house, async (house) => {
    const row = await decided(house, params.id, caller)
    const versions = await versionsOf(house.db, row.id)
    if (versions.some((each) => each.label.toLowerCase() === body.label.toLowerCase()))
      throw invalid('body.label', 'There is a version of this name.')
    if (row.file_id && (await proofsOf(house.db, row.file_id)).length === 0)
      throw invalid('body.label', 'Put a proof into the file first: what shows that it is better.')
    const now = house.now()
    const number = Math.max(...versions.map((each) => each.number)) + 1
    const off = row.state === 'withdrawn' || row.state === 'returning'
    await insertVersion(
      house.db,
      { productId: row.id, number, label: body.label, changed: body.changed, shelfAt: off ? null : now },
      now,
    )
    const waiting = await waitingProposal(house.db, row.id)
    if (waiting) await changeProposal(house.db, waiting.id, { state: 'overtaken', decidedAt: now })
    if (!off && row.file_id) await closeFile(house.db, row.file_id, { at: now, outcome: 'improved' })
    const settings = await gateSettingsOf(house.db)
    const evidence = await evidenceNow(house, row, number, settings)
    const eventId = house.newId()
    const because = [say('gate-new-version', { version: body.label })]
    await insertEvent(
      house.db,
      {
        id: eventId,
        productId: row.id,
        fileId: row.file_id,
        kind: off ? 'returning' : 'improved',
        by: caller,
        because,
        before: snapshot(row, {
          proposalId: waiting?.id ?? null,
          closed: off ? null : row.file_id,
          shelved: off ? null : number,
        }),
      },
      now,
    )
    const next = await changeProduct(
      house.db,
      row.id,
      {
        version: number,
        state: off ? 'returning' : 'returned',
        stateAt: now,
        because: off ? because : becauseOf(evidence, settings),
        evidence,
        declined: null,
        ...(off ? {} : { fileId: null }),
      },
      now,
    )
    if (!off && row.file_id) await tellReviewers(house, next, eventId, body.tell)
    await noteDue(house.db, [row.id], now)
    await audit(house, caller, 'gate.version', { detail: { product: row.id, version: body.label } })
    return { product: await cardById(house, row.id, caller), event: eventId }
  })
}

export async function returnByHand(
  house: House,
  { params, body }: In<'returnProduct'>,
  caller: Caller,
): Out<'returnProduct'> {
  return inTransaction(house, async (house) => {
    const row = await decided(house, params.id, caller)
    if (row.state !== 'returning')
      throw wrongState(
        row.state === 'withdrawn'
          ? 'Say first what is better: a product returns in a new version, with a proof.'
          : 'It is on the shelf.',
      )
    const proofs = row.file_id ? await proofsOf(house.db, row.file_id) : []
    if (proofs.length === 0)
      throw invalid('body.reason', 'Put a proof into the file first: what shows that it is better.')
    const settings = await gateSettingsOf(house.db)
    const found = await evidenceNow(house, row, row.version, settings)
    const because =
      found.n > 0
        ? [say('gate-return-rated', { n: found.n }), ...becauseOf(found, settings)]
        : [say('gate-return-proof', { n: proofs.length })]
    const back = await bringBack(house, row, { by: caller, because, text: body.reason })
    const told = await tellReviewers(house, back.row, back.eventId, body.tell)
    await audit(house, caller, 'gate.return', { detail: { product: row.id, told } })
    return { product: await cardById(house, row.id, caller), event: back.eventId, told }
  })
}

export async function previewTelling(
  house: House,
  { params, body }: In<'previewTold'>,
  caller: Caller,
): Out<'previewTold'> {
  const row = await inTransaction(house, (house) => decided(house, params.id, caller))
  const told = await writeToReviewers(house, row, body.whom)
  const not = Map.groupBy(
    told.filter((each) => each.message === null),
    (each) => each.because[0]?.code ?? '',
  )
  const sample =
    told.find((each) => each.message?.channel === 'email')?.message ?? told.find((each) => each.message)?.message
  return {
    told: told.filter((each) => each.message !== null).length,
    not: [...not.values()].map((each) => ({ because: each[0]!.because[0]!, n: each.length })),
    // Their name is theirs: the sample shows how it reads, not to whom.
    sample: sample ? { language: sample.language, subject: sample.subject, body: withoutName(sample.body) } : null,
  }
}

/** Up to its first comma a message greets somebody; what follows is the same for all. */
const withoutName = (body: string): string => body.replace(/^(\p{L}+)[^,\n]*,/u, '$1…,').replaceAll(/https?:\S+/gu, '…')
