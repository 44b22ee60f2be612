import { sql } from 'kysely'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/messages.ts'
import { soundKind } from '../customers/sound-file.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Raw, type Wire } from '../kit/http.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { hashToken, tokenMatches } from '../kit/seal.ts'
import { audit } from '../network/audit.store.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const columns = ['id', 'staff_id as staffId', 'moment', 'mime', 'seconds', 'words', 'at'] as const

/** A voice belongs to a person: an API key has none. */
function self(caller: Caller): string {
  if (!caller.staffId) throw invalid('session', 'api-key', 'A recording is made by a person who is signed in.')
  return caller.staffId
}

export async function listRecordings(
  house: House,
  _input: In<'listRecordings'>,
  caller: Caller,
): Out<'listRecordings'> {
  const rows = await house.db
    .selectFrom('messages.recording')
    .select(columns)
    .where('staff_id', '=', self(caller))
    .where('removed_at', 'is', null)
    .orderBy('at', 'desc')
    .execute()
  return { recordings: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }
}

/** Keeps one's own voice for a moment; the one before is taken away, for a word changed is another word. */
export async function keepRecording(
  house: House,
  { query, body }: In<'keepRecording'>,
  caller: Caller,
  wire: Pick<Wire, 'request'>,
): Out<'keepRecording'> {
  const staffId = self(caller)
  const sound = soundKind(wire.request.headers['content-type'] ?? '', body)
  if ('because' in sound) throw invalid('body', sound.because)
  return inTransaction(house, async (house) => {
    const moment = query.moment ?? null
    const now = house.now()
    await house.db
      .updateTable('messages.recording')
      .set({ removed_at: now, audio: Buffer.alloc(0) })
      .where('staff_id', '=', staffId)
      .where(sql<boolean>`moment is not distinct from ${moment}`)
      .where('removed_at', 'is', null)
      .execute()
    const row = { id: house.newId(), moment, mime: sound.mime, seconds: query.seconds, words: query.words }
    await house.db
      .insertInto('messages.recording')
      .values({ ...row, staff_id: staffId, audio: Buffer.from(body), at: now, removed_at: null })
      .execute()
    await audit(house, caller, 'recording.keep', { detail: { recording: row.id, moment } })
    return { ...row, staffId, at: now.toISOString() }
  })
}

const audioOf = (house: House, id: string) =>
  house.db
    .selectFrom('messages.recording')
    .select(['staff_id as staffId', 'mime', 'audio'])
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

export async function hearRecording(house: House, { params }: In<'hearRecording'>, caller: Caller): Promise<Raw> {
  const found = await audioOf(house, params.id)
  if (!found || found.staffId !== self(caller)) throw notFound('recording')
  return new Raw(found.mime, found.audio, { 'cache-control': 'private, no-cache', 'x-content-type-options': 'nosniff' })
}

export async function removeRecording(
  house: House,
  { params }: In<'removeRecording'>,
  caller: Caller,
): Out<'removeRecording'> {
  return inTransaction(house, async (house) => {
    const { numUpdatedRows } = await house.db
      .updateTable('messages.recording')
      .set({ removed_at: house.now(), audio: Buffer.alloc(0) })
      .where('id', '=', params.id)
      .where('staff_id', '=', self(caller))
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw notFound('recording')
    await audit(house, caller, 'recording.remove', { detail: { recording: params.id } })
    return { ok: true }
  })
}

/** To a provider that plays it: by the mark of its address, for two days. */
export async function playRecording(house: House, { params, query }: In<'playRecording'>): Promise<Raw> {
  const mark = house.seal.mark(`recording ${params.id} ${query.until}`).slice(0, 22)
  const good =
    tokenMatches(query.mark, hashToken(mark)) && query.until * 86_400_000 >= house.now().getTime() - 86_400_000
  const found = good ? await audioOf(house, params.id) : undefined
  if (!found) throw notFound('recording')
  return new Raw(found.mime, found.audio, { 'cache-control': 'private, no-store' })
}
