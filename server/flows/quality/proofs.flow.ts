import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-file.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Raw, type Wire } from '../../kit/http.ts'
import { invalid, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { fileById } from '../../quality/file.store.ts'
import { insertProof, proofById, proofBytes, setProofRemoved } from '../../quality/proof.store.ts'
import { proofKind } from '../../quality/proof-file.ts'
import { seenRow } from './board.flow.ts'
import { logInFile, workingFile } from './file.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** All proofs of a file together: they live in the database. */
const MOST_BYTES = 100 * 1024 * 1024

const shown = (
  proof: { id: string; kind: 'text' | 'link' | 'file'; title: string },
  more: { text?: string; url?: string | null; mime?: string | null; bytes?: number },
  caller: Caller,
  at: Date,
): api.Proof => ({
  ...proof,
  text: more.text ?? '',
  url: more.url ?? null,
  mime: more.mime ?? null,
  bytes: more.bytes ?? 0,
  by: caller.name,
  at: at.toISOString(),
})

export async function addProof(house: House, { params, body }: In<'addProof'>, caller: Caller): Out<'addProof'> {
  return inTransaction(house, async (house) => {
    const { file } = await workingFile(house, params.id, caller)
    const proof = { id: house.newId(), kind: body.url ? ('link' as const) : ('text' as const), title: body.title }
    await insertProof(
      house.db,
      { ...proof, fileId: file.id, text: body.text, url: body.url, mime: null, content: null, byStaff: caller.staffId },
      house.now(),
    )
    await logInFile(house, caller, file, 'proof', `+ ${body.title}`)
    return shown(proof, body, caller, house.now())
  })
}

export async function addProofFile(
  house: House,
  { params, query, body }: In<'addProofFile'>,
  caller: Caller,
  wire: Pick<Wire, 'request'>,
): Out<'addProofFile'> {
  const kind = proofKind(wire.request.headers['content-type'] ?? '', body)
  if ('because' in kind) throw invalid('body', kind.because)
  return inTransaction(house, async (house) => {
    const { file } = await workingFile(house, params.id, caller)
    if ((await proofBytes(house.db, file.id)) + body.length > MOST_BYTES)
      throw invalid('body', 'The proofs of this file are 100 MB already.', 'Take one away, or put a link instead.')
    const proof = { id: house.newId(), kind: 'file' as const, title: query.title }
    await insertProof(
      house.db,
      {
        ...proof,
        fileId: file.id,
        text: '',
        url: null,
        mime: kind.mime,
        content: Buffer.from(body),
        byStaff: caller.staffId,
      },
      house.now(),
    )
    await logInFile(house, caller, file, 'proof', `+ ${query.title}`)
    await audit(house, caller, 'gate.proof', { detail: { file: file.id, proof: proof.id } })
    return shown(proof, { mime: kind.mime, bytes: body.length }, caller, house.now())
  })
}

/** Shown or saved, never run: its own kind, no guessing, no script, and a PDF is saved rather than opened in our pages. */
export async function readProofFile(house: House, { params }: In<'readProofFile'>, caller: Caller): Promise<Raw> {
  const proof = await proofById(house.db, params.id)
  const file = await fileById(house.db, proof.file_id)
  await seenRow(house, file.product_id, caller)
  if (!proof.content || !proof.mime || proof.removed_at) throw notFound('proof')
  const ending = proof.mime.split('/')[1]
  return new Raw(proof.mime, proof.content, {
    'content-disposition': `${proof.mime === 'application/pdf' ? 'attachment' : 'inline'}; filename="proof-${proof.id}.${ending}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
}

export async function removeProof(
  house: House,
  { params, body }: In<'removeProof'>,
  caller: Caller,
): Out<'removeProof'> {
  return inTransaction(house, async (house) => {
    const proof = await proofById(house.db, params.id)
    const { file } = await workingFile(house, proof.file_id, caller)
    await setProofRemoved(house.db, proof.id, body.removed ? house.now() : null)
    await logInFile(house, caller, file, 'proof', `${body.removed ? '−' : '+'} ${proof.title}`)
    return { ok: true }
  })
}
