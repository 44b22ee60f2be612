import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../contract/endpoint.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { openApp } from './app.ts'
import { retryable } from './db.ts'
import { routes, tellProblems } from './http.ts'

const { db } = await freshDb()
const { house } = openDesk(db)
const app = await openApp({ web: undefined, docs: undefined, https: false })
tellProblems(app, house, retryable)
afterAll(() => app.close())

const broken = (code: string) => Object.assign(new Error('the database says so'), { code })
const { on } = routes(app, house, async () => null, new Set())
for (const method of ['GET', 'POST'] as const)
  on(
    endpoint({
      name: `broken${method}`,
      method,
      path: '/broken/:code',
      access: 'public',
      summary: 'Breaks as it is told to',
      params: z.object({ code: z.string() }),
      answer: z.object({}),
    }),
    async (_house, { params }) => {
      throw broken(params.code)
    },
  )
app.get('/in/:code', async (request) => {
  throw broken((request.params as { code: string }).code)
})
const ask = async (method: 'GET' | 'POST', url: string) => {
  const answer = await app.inject({ method, url })
  return { status: answer.statusCode, ...(answer.json() as { code: string; hint: string }) }
}

describe('what the database says is told so that one can act on it', () => {
  test.each(['23505', '40P01', '40001'])(
    'two at once (%s): the second is told that somebody was first',
    async (code) => {
      expect(await ask('POST', `/broken/${code}`)).toMatchObject({ status: 409, code: 'meanwhile' })
    },
  )
  test('a device is asked to send it again', async () => {
    expect(await ask('GET', '/in/40P01')).toMatchObject({ status: 500, code: 'fault' })
  })
  test('what breaks another rule is a fault of ours', async () => {
    expect(await ask('POST', '/broken/23503')).toMatchObject({ status: 500, code: 'fault' })
  })
  test('the database goes while one reads: try again', async () => {
    expect(await ask('GET', '/broken/ECONNRESET')).toMatchObject({
      status: 503,
      code: 'database-away',
      hint: 'Try again in a few seconds.',
    })
  })
  test('while one writes: nobody can know whether it was written, and that is what is said', async () => {
    const { status, code, hint } = await ask('POST', '/broken/ECONNRESET')
    expect({ status, code }).toEqual({ status: 503, code: 'database-away' })
    expect(hint).toMatch(/cannot be known/u)
  })
})
