import type { deleteVoice, getVoice, putVoice } from '../../contract/customers.ts'
import type { InputOf } from '../../contract/endpoint.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Raw, type Wire } from '../kit/http.ts'
import { invalid, notFound, Problem } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { knownCustomers, touchCustomers } from './customers.store.ts'
import { soundKind, VOICE_MAX_BYTES } from './sound-file.ts'
import { keepVoice, removeVoice, voiceOf } from './voice.store.ts'

const DONE = { ok: true } as const

/** Keeps the name as they say it; a new recording takes the place of the old one. */
export async function putVoiceFlow(
  house: House,
  { params, body }: InputOf<typeof putVoice>,
  caller: Caller,
  wire: Pick<Wire, 'request'>,
) {
  return inTransaction(house, async (house) => {
    const sound = soundKind(wire.request.headers['content-type'] ?? '', body)
    if ('because' in sound) {
      if (body.length > VOICE_MAX_BYTES)
        throw new Problem(413, 'too-large', 'This recording is too large', { hint: sound.because })
      throw invalid('body', sound.because)
    }
    if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
    await keepVoice(house.db, params.id, {
      mime: sound.mime,
      audio: Buffer.from(body),
      recordedBy: caller.staffId,
      recordedAt: house.now(),
    })
    await audit(house, caller, 'customer.voice-record', { customerId: params.id })
    await touchCustomers(house.db, [params.id], house.now())
    return DONE
  })
}

/** The recording itself. A proxy must not keep it, and a browser asks again: it may have been recorded anew. */
export async function getVoiceFlow(house: House, { params }: InputOf<typeof getVoice>, caller: Caller): Promise<Raw> {
  const voice = await voiceOf(house.db, params.id)
  if (!voice) throw notFound('recording')
  await audit(house, caller, 'customer.voice-listen', { customerId: params.id })
  return new Raw(voice.mime, voice.audio, { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' })
}

export async function deleteVoiceFlow(house: House, { params }: InputOf<typeof deleteVoice>, caller: Caller) {
  return inTransaction(house, async (house) => {
    if (!(await removeVoice(house.db, params.id))) throw notFound('recording')
    await audit(house, caller, 'customer.voice-remove', { customerId: params.id })
    await touchCustomers(house.db, [params.id], house.now())
    return DONE
  })
}
