import { describe, expect, test } from 'vitest'
import * as keysApi from '../../contract/keys.ts'
import { openTown } from '../town.ts'

describe('API keys', async () => {
  const town = await openTown()
  const { owner, siteId, clock, world } = town
  const ask = (token: string, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    world.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) })

  test('a key does what its role may, on its site, and its use shows', async () => {
    const { key, token } = await owner.ask(keysApi.createApiKey, {
      body: { name: 'Planning', role: 'reception', siteId },
    })
    expect(key.lastUsedAt).toBeNull()
    expect((await ask(token, 'GET', `/api/floor?site=${siteId}`)).statusCode).toBe(200)
    expect((await ask(token, 'GET', '/api/keys')).statusCode).toBe(403)
    expect((await ask(token, 'PATCH', '/api/network', { name: 'Pris' })).statusCode).toBe(403)
    expect((await ask(token, 'GET', '/api/me')).statusCode).toBe(422)
    const used = async () => (await owner.ask(keysApi.listApiKeys)).keys.find(({ id }) => id === key.id)?.lastUsedAt
    expect(await used()).toBe(clock.now().toISOString())
    clock.pass(3600)
    await ask(token, 'GET', `/api/floor?site=${siteId}`)
    expect(await used()).toBe(clock.now().toISOString())
  })

  test('it is shown once and kept as a hash', async () => {
    const { token } = await owner.ask(keysApi.createApiKey, { body: { name: 'Secret', role: 'auditor' } })
    const { rows } = await world.pool.query('select * from network.api_key')
    expect(JSON.stringify(rows)).not.toContain(token.slice(3))
    expect(JSON.stringify(await owner.ask(keysApi.listApiKeys))).not.toContain(token.slice(3))
    expect(town.log.join('')).not.toContain(token.slice(3))
  })

  test('revoked, it opens nothing; nor does an invented one, nor half of one', async () => {
    const { key, token } = await owner.ask(keysApi.createApiKey, { body: { name: 'Ancien', role: 'head-office' } })
    expect((await ask(token, 'GET', '/api/network')).statusCode).toBe(200)
    await owner.ask(keysApi.revokeApiKey, { params: { id: key.id } })
    for (const bad of [token, `${token}x`, token.slice(0, -4), 'ok_'])
      expect((await ask(bad, 'GET', '/api/network')).statusCode).toBe(401)
    expect((await owner.raw(keysApi.revokeApiKey, { params: { id: key.id } })).status).toBe(404)
  })

  test('no key is an owner', async () => {
    const refused = await owner.raw(keysApi.createApiKey, { body: { name: 'x', role: 'owner' as never } })
    expect(refused.status).toBe(422)
  })
})
