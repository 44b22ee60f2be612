import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouseProcess, openVisitor, settle } from '../house-process.ts'
import { freshDb } from '../world.ts'

/** Two processes on one given PostgreSQL: a car read by the one is shown by the other. */
const { url } = await freshDb()
const env = {
  DATABASE_URL: url,
  OKAERI_SECRET: 'kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM',
  OKAERI_DATA: mkdtempSync(join(tmpdir(), 'okaeri-several-')),
}
const one = await openHouseProcess({ ...env, OKAERI_ROLES: 'web' })
const other = await openHouseProcess({ ...env, OKAERI_ROLES: 'web,worker' })
afterAll(() => Promise.all([one.stop(), other.stop()]))

test('the card of a car read by one process is shown on a screen of the other', async () => {
  const visitor = openVisitor(() => one.base)
  const { siteId } = await settle(visitor)
  const { address } = await visitor.ask<{ address: string }>('POST', '/api/sources', {
    door: 'gate',
    kind: 'json',
    name: 'Gate',
    siteId,
  })

  // The other process learns of the customer made by the first, and shows what the first has read.
  const screen = await fetch(`${other.base}/api/live?site=${siteId}`, { headers: { cookie: visitor.cookie() } })
  expect(screen.status).toBe(200)
  const reader = screen.body!.pipeThrough(new TextDecoderStream()).getReader()
  const answer = await fetch(one.base + new URL(address).pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ plate: 'FM046SC', id: 'a' }),
  })
  expect(await answer.json()).toEqual({ outcome: 'sure' })
  let heard = ''
  while (!heard.includes('event: visit')) heard += (await reader.read()).value ?? ''
  expect(heard).toContain('Anne Cieille')
  await reader.cancel()
})

test('tries at a password are counted for both: ten a minute, not ten at each', async () => {
  const tries = []
  for (let n = 0; n < 11; n += 1) {
    const { base } = n % 2 === 0 ? one : other
    const answer = await fetch(`${base}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: base },
      body: JSON.stringify({ email: 'odile@example.org', password: `un cheval ${n} au galop` }),
    })
    tries.push(answer.status)
  }
  expect(tries).toEqual([...Array.from({ length: 10 }, () => 401), 429])
})
