import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/keys.ts'
import type { Role } from '../../contract/rights.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { hashToken, newToken } from '../kit/seal.ts'
import { audit } from './audit.store.ts'
import { needSites } from './places.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

export async function listApiKeys(house: House): Out<'listApiKeys'> {
  const rows = await house.db
    .selectFrom('network.api_key')
    .selectAll()
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .execute()
  return {
    keys: rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role as Role,
      siteId: row.site_id,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    })),
  }
}

export async function createApiKey(house: House, { body }: In<'createApiKey'>, caller: Caller): Out<'createApiKey'> {
  return inTransaction(house, async (house) => {
    if (body.siteId) await needSites(house.db, { 'body.siteId': body.siteId })
    const token = `ok_${newToken()}`
    const key = { id: house.newId(), name: body.name, role: body.role, siteId: body.siteId }
    await house.db
      .insertInto('network.api_key')
      .values({
        id: key.id,
        name: key.name,
        token_hash: hashToken(token),
        role: key.role,
        site_id: key.siteId,
        created_by: caller.staffId ?? key.id,
        created_at: house.now(),
      })
      .execute()
    await audit(house, caller, 'key.create', { siteId: key.siteId, detail: { key: key.id, role: key.role } })
    return { key: { ...key, createdAt: house.now().toISOString(), lastUsedAt: null }, token }
  })
}

export async function revokeApiKey(house: House, { params }: In<'revokeApiKey'>, caller: Caller): Out<'revokeApiKey'> {
  return inTransaction(house, async (house) => {
    const done = await house.db
      .updateTable('network.api_key')
      .set({ revoked_at: house.now() })
      .where('id', '=', params.id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) throw notFound('key')
    await audit(house, caller, 'key.revoke', { detail: { key: params.id } })
    return { ok: true }
  })
}
