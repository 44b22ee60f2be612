import { describe, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import { cookieOf, openTown, PASSWORD } from '../town.ts'
import { codeOf, hire, Visitor } from '../visitor.ts'

const NEW = 'une jument grise au trot'
describe('in and out', async () => {
  const town = await openTown()
  const { siteId } = town
  const email = 'odile@example.org'

  test('a wrong password and an unknown e-mail are answered alike', async () => {
    const visitor = new Visitor(town)
    const wrong = await visitor.signIn(email, 'un cheval vert au galop')
    const unknown = await visitor.signIn('personne@example.org')
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.text).toBe(unknown.text)
    expect(await visitor.inside()).toBe(401)
  })

  test('the cookie of a session is out of reach of scripts and of other sites', async () => {
    const line = String((await new Visitor(town).signIn(email)).headers['set-cookie'])
    expect(line).toMatch(/^okaeri\.session_token=/u)
    expect(line).toMatch(/HttpOnly/iu)
    expect(line).toMatch(/SameSite=Lax/iu)
  })

  test('a session that is used is prolonged, and the browser hears of it: a wall is not signed out after thirty days', async () => {
    const signedIn = await new Visitor(town).signIn(email)
    const cookie = cookieOf(signedIn)
    const me = () => town.world.app.inject({ method: 'GET', url: '/api/me', headers: { cookie } })
    expect((await me()).headers['set-cookie']).toBeUndefined()
    // Two days ago, as the database sees it.
    await town.world.pool.query(`update network."session" set "expiresAt" = "expiresAt" - interval '2 days'`)
    const renewed = [(await me()).headers['set-cookie'] ?? []].flat().join(' ')
    expect(renewed).toMatch(/^okaeri\.session_token=[^;]+/u)
    expect(renewed).toContain('Max-Age=2592000')
    expect(renewed.split(';')[0]).toBe(cookie.split('; ').find((one) => one.startsWith('okaeri.session_token')))
    expect((await me()).headers['set-cookie']).toBeUndefined()
  })

  test('ten tries a minute; then a Problem that says when to come back, for this address only', async () => {
    const guesser = new Visitor(town)
    for (let n = 0; n < 10; n += 1) expect((await guesser.signIn(email, `un cheval ${n} au galop`)).status).toBe(401)
    const refused = await guesser.signIn(email)
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many', status: 429, hint: expect.any(String) } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    // A header cannot buy another address.
    expect(
      (await guesser.post('/api/auth/sign-in/email', { email, password: PASSWORD }, { 'x-okaeri-address': '10.9.9.9' }))
        .status,
    ).toBe(429)
    expect((await new Visitor(town).signIn(email)).status).toBe(200)
  })

  test('signed out here, still in there; signed out everywhere, out there too', async () => {
    const { email: hers, visitor: desk } = await hire(town, 'Sonia Partout', [{ role: 'reception', siteId }])
    const [phone, tablet] = [new Visitor(town), new Visitor(town)]
    for (const visitor of [phone, tablet]) await visitor.signIn(hers)
    const stolen = desk.screen()
    expect((await desk.post('/api/auth/sign-out')).status).toBe(200)
    expect((await stolen.raw(network.me)).status).toBe(401)
    expect(await phone.inside()).toBe(200)
    expect((await phone.post('/api/auth/revoke-sessions')).status).toBe(200)
    expect([await phone.inside(), await tablet.inside()]).toEqual([401, 401])
  })

  test('a changed password ends the other sessions, whatever the screen asked; the old one is dead', async () => {
    const { email: hers, visitor: phone } = await hire(town, 'Paule Change', [{ role: 'reception', siteId }])
    const desk = new Visitor(town)
    await desk.signIn(hers)
    const change = (currentPassword: string) =>
      desk.post('/api/auth/change-password', { currentPassword, newPassword: NEW, revokeOtherSessions: false })
    expect((await change('pas le bon du tout')).status).toBe(400)
    expect(await phone.inside()).toBe(200)
    expect((await change(PASSWORD)).status).toBe(200)
    expect([await desk.inside(), await phone.inside()]).toEqual([200, 401])
    expect((await phone.signIn(hers)).status).toBe(401)
    expect((await phone.signIn(hers, NEW)).status).toBe(200)
  })

  test('nobody signs up, renames themselves, or asks for a mail we would not send', async () => {
    const visitor = new Visitor(town)
    const signUp = await visitor.post('/api/auth/sign-up/email', {
      name: 'Intrus',
      email: 'intrus@example.org',
      password: PASSWORD,
    })
    expect(signUp.status).toBe(404)
    await visitor.signIn(email)
    for (const path of ['update-user', 'change-email', 'delete-user', 'request-password-reset', 'link-social'])
      expect([
        path,
        (await visitor.post(`/api/auth/${path}`, { name: 'X', newEmail: 'x@example.org', email })).status,
      ]).toEqual([path, 404])
    const users = await town.world.pool.query('select email from network."user" where email like $1', ['intrus%'])
    expect(users.rows).toEqual([])
  })

  test('another site cannot act with the cookie of someone who is signed in', async () => {
    const visitor = new Visitor(town)
    await visitor.signIn(email)
    const rename = (headers: Record<string, string>) =>
      visitor.go('PATCH', '/api/network', { name: 'Réseau du Val' }, headers)
    for (const site of ['cross-site', 'same-site'])
      expect(await rename({ 'sec-fetch-site': site })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await rename({ origin: 'http://evil.example.org' })).status).toBe(403)
    expect((await rename({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await rename({})).status).toBe(200)
    for (const path of ['/api/auth/sign-out', '/api/auth/revoke-sessions'])
      expect(
        (await visitor.post(path, {}, { origin: 'http://evil.example.org', 'sec-fetch-site': 'cross-site' })).status,
      ).toBe(403)
    expect(await visitor.inside()).toBe(200)
  })

  test('nor sign a browser in as someone of its choice', async () => {
    const browser = new Visitor(town)
    const forged = await browser.post(
      '/api/auth/sign-in/email',
      { email, password: PASSWORD },
      { origin: 'http://evil.example.org', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
    )
    expect(forged.status).toBe(403)
    expect(await browser.inside()).toBe(401)
  })

  test('a cookie that was touched is nobody’s', async () => {
    const visitor = new Visitor(town)
    await visitor.signIn(email)
    const screen = town.screen(
      visitor.cookie.replace(/=(.)/u, (_all, first: string) => `=${first === 'A' ? 'B' : 'A'}`),
    )
    expect((await screen.raw(network.me)).status).toBe(401)
  })
})

describe('the second factor', async () => {
  const town = await openTown()
  const { email, visitor } = await hire(town, 'Vera Prudente', [{ role: 'reception', siteId: town.siteId }])
  let totp = ''
  let backupCodes: string[] = []
  const half = async () => {
    const other = new Visitor(town)
    const answer = await other.signIn(email)
    expect(answer.body).toMatchObject({ twoFactorRedirect: true })
    return other
  }

  test('is on once its first code was right, not before', async () => {
    expect((await visitor.post('/api/auth/two-factor/enable', { password: 'pas celui-là' })).status).toBe(400)
    const answer = await visitor.post('/api/auth/two-factor/enable', { password: PASSWORD })
    totp = answer.body.totpURI as string
    backupCodes = answer.body.backupCodes as string[]
    expect(new URL(totp).searchParams.get('issuer')).toBe('Okaeri')
    expect((await visitor.get('/api/me')).body.twoFactor).toBe(false)
    expect((await visitor.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect((await visitor.post('/api/auth/two-factor/verify-totp', { code: codeOf(totp, Date.now()) })).status).toBe(
      200,
    )
    expect((await visitor.get('/api/me')).body.twoFactor).toBe(true)
  })

  test('a password alone opens nothing; a wrong code neither; the right one does', async () => {
    const other = await half()
    expect(await other.inside()).toBe(401)
    expect((await other.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status).toBe(401)
    expect(await other.inside()).toBe(401)
    const right = await other.post('/api/auth/two-factor/verify-totp', { code: codeOf(totp, Date.now()) })
    expect([right.status, await other.inside()]).toEqual([200, 200])
  })

  test('a backup code opens once', async () => {
    const use = async () => {
      const other = await half()
      const { status } = await other.post('/api/auth/two-factor/verify-backup-code', { code: backupCodes[0] })
      return [status, await other.inside()]
    }
    expect(await use()).toEqual([200, 200])
    expect(await use()).toEqual([401, 401])
  })

  test('codes are not to be guessed: ten tries a minute', async () => {
    const guesser = await half()
    const tries = []
    for (let n = 0; n < 12; n += 1)
      tries.push((await guesser.post('/api/auth/two-factor/verify-totp', { code: `00000${n % 10}` })).status)
    expect(tries).not.toContain(200)
    expect(tries.at(-1)).toBe(429)
  })

  test('secret and backup codes are not readable in the database', async () => {
    const { rows } = await town.world.pool.query('select secret, "backupCodes" from network."twoFactor"')
    expect(rows).toHaveLength(1)
    const kept = JSON.stringify(rows)
    for (const code of backupCodes) expect(kept).not.toContain(code)
    expect(kept).not.toContain(new URL(totp).searchParams.get('secret'))
  })
})

describe('while the database is away', async () => {
  const town = await openTown()

  test('the door says so, and knows them again once it is back', async () => {
    const visitor = new Visitor(town)
    await visitor.signIn('odile@example.org')
    const { pool } = town.world
    const connect = pool.connect
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    pool.connect = ((told?: (error: Error) => void) => (told ? told(refused) : Promise.reject(refused))) as never
    try {
      const away = { status: 503, body: { code: 'database-away', hint: expect.any(String) } }
      expect(await new Visitor(town).signIn('odile@example.org')).toMatchObject(away)
      expect(await visitor.get('/api/me')).toMatchObject(away)
      expect(await visitor.get('/api/auth/list-sessions')).toMatchObject(away)
    } finally {
      pool.connect = connect
    }
    expect(await visitor.inside()).toBe(200)
  })
})
