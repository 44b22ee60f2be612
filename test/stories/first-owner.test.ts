import { describe, expect, test } from 'vitest'
import { openEmptyTown, PASSWORD } from '../town.ts'
import { Visitor } from '../visitor.ts'

const owner = {
  name: 'Odile Propriétaire',
  email: 'odile@example.org',
  password: PASSWORD,
  network: 'Réseau du Val',
  site: { name: 'Versailles' },
}

describe('the first visit', async () => {
  const house = await openEmptyTown()
  const elsewhere = new Visitor(house)
  const here = () => new Visitor(house, { address: '127.0.0.1' })

  test('this machine needs no code; another does, and so does a page led here by its name, or a proxy', async () => {
    const needsCode = async (visitor: Visitor, headers = {}) =>
      (await visitor.go('GET', '/api/start', undefined, headers)).body.needsCode
    expect(await needsCode(here())).toBe(false)
    expect(await needsCode(elsewhere)).toBe(true)
    expect(await needsCode(here(), { host: 'rebound.example.org:4270' })).toBe(true)
    expect(await needsCode(here(), { 'x-forwarded-for': '203.0.113.7' })).toBe(true)
    expect(await needsCode(here(), { 'x-real-ip': '203.0.113.7' })).toBe(true)
  })

  test('a wrong code is refused with what to do; nobody is made', async () => {
    for (const code of [undefined, '', 'AAAAAAAA']) {
      const refused = await elsewhere.post('/api/start/owner', { ...owner, ...(code === undefined ? {} : { code }) })
      expect(refused).toMatchObject({ status: 403, body: { code: 'code-needed', hint: expect.any(String) } })
    }
    expect((await elsewhere.get('/api/start')).body.needsOwner).toBe(true)
  })

  test('a short password is refused by its field', async () => {
    const refused = await here().post('/api/start/owner', { ...owner, password: 'trop court' })
    expect(refused.status).toBe(422)
    expect(refused.body.faults).toMatchObject([{ path: 'body.password' }])
  })

  test('two first visits at once: one owner, who is signed in; the code may be typed as one reads it', async () => {
    const code = house.world.code.toLowerCase().replace(/(.{4})/u, '$1-')
    const [a, b] = [elsewhere, new Visitor(house)]
    const answers = await Promise.all([
      a.post('/api/start/owner', { ...owner, code }),
      b.post('/api/start/owner', { ...owner, email: 'other@example.org', code }),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const [winner, loser] = answers[0].status === 200 ? [a, b] : [b, a]
    expect([await winner.inside(), await loser.inside()]).toEqual([200, 401])
  })

  test('a later one is refused, with or without the code, from here too', async () => {
    for (const visitor of [here(), new Visitor(house)])
      expect(await visitor.post('/api/start/owner', { ...owner, code: house.world.code })).toMatchObject({
        status: 409,
        body: { code: 'has-owner' },
      })
  })
})
