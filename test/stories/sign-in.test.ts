import { describe, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import { openEmptyTown, openTown, PASSWORD } from '../town.ts'
import { codeOf, hire, Visitor } from '../visitor.ts'

const NEW = 'une jument grise au trot'
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
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
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

describe('invitations', async () => {
  const town = await openTown()
  const { owner, siteId, clock } = town
  const draft = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    roles: [{ role: 'reception' as const, siteId }],
  })
  const pathOf = (invitation: string) => new URL(invitation).pathname.replace('/join/', '/api/invitations/')
  const invite = async (name: string) => {
    const { staff, invitation } = await owner.ask(network.createStaff, { body: draft(name) })
    return { id: staff.id, path: pathOf(invitation) }
  }
  const ENDED = { status: 404, body: { code: 'invitation-ended', hint: expect.any(String) } }

  test('it says whom it is for, lets in once, and tells the second who comes with it', async () => {
    const { path } = await invite('Ines')
    const visitor = new Visitor(town)
    expect(await visitor.get(path)).toMatchObject({ status: 200, body: { name: 'Ines', network: 'Réseau du Val' } })
    expect((await visitor.post(path, { password: 'court' })).status).toBe(422)
    expect((await visitor.post(path, { password: PASSWORD })).status).toBe(200)
    expect(await visitor.get(path)).toMatchObject(ENDED)
    expect(await visitor.post(path, { password: NEW })).toMatchObject(ENDED)
    expect((await visitor.signIn('ines@example.org', NEW)).status).toBe(401)
  })

  test('used at once from two windows, it lets one in', async () => {
    const { path } = await invite('Jade')
    const answers = await Promise.all([PASSWORD, NEW].map((password) => new Visitor(town).post(path, { password })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  test('a new one ends the one before; used, it sets a new password and ends open sessions', async () => {
    const { id, path } = await invite('Karim')
    const again = async () => pathOf((await owner.ask(network.inviteStaff, { params: { id } })).invitation)
    const second = await again()
    const visitor = new Visitor(town)
    expect(await visitor.get(path)).toMatchObject(ENDED)
    await visitor.post(second, { password: PASSWORD })
    await visitor.signIn('karim@example.org')
    expect(await visitor.inside()).toBe(200)
    expect((await new Visitor(town).post(await again(), { password: NEW })).status).toBe(200)
    expect(await visitor.inside()).toBe(401)
    expect((await visitor.signIn('karim@example.org')).status).toBe(401)
    expect((await visitor.signIn('karim@example.org', NEW)).status).toBe(200)
  })

  test('after seven days it is over; an invented one never was', async () => {
    const { path } = await invite('Lucie')
    clock.pass(7 * 86_400 - 1)
    expect((await new Visitor(town).get(path)).status).toBe(200)
    clock.pass(1)
    expect(await new Visitor(town).get(path)).toMatchObject(ENDED)
    expect(await new Visitor(town).get('/api/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toMatchObject(ENDED)
  })

  test('an e-mail belongs to one person at work', async () => {
    const { id } = await invite('Manon')
    const taken = { status: 409, body: { code: 'email-taken' } }
    expect(
      await owner.raw(network.createStaff, { body: { ...draft('Autre'), email: 'MANON@example.org' } }),
    ).toMatchObject(taken)
    const { id: other } = await invite('Nadia')
    expect(
      await owner.raw(network.updateStaff, { params: { id: other }, body: { email: 'Manon@example.org' } }),
    ).toMatchObject(taken)
    expect(
      (await owner.ask(network.updateStaff, { params: { id }, body: { email: 'manon.b@example.org' } })).email,
    ).toBe('manon.b@example.org')
  })

  test('a change of one thing leaves the rest as it was', async () => {
    const { staff } = await owner.ask(network.createStaff, {
      body: {
        ...draft('Olga'),
        skills: ['tyres'],
        languages: ['pl', 'en'],
        locale: 'en',
        calendarUrl: 'https://example.org/olga.ics',
      },
    })
    const changed = await owner.ask(network.updateStaff, { params: { id: staff.id }, body: { phone: '+33639980077' } })
    expect(changed).toEqual({ ...staff, phone: '+33639980077' })
    const site = (await owner.ask(network.readNetwork)).sites[0]!
    const hours = { mon: [['08:00', '18:00']] as [string, string][] }
    await owner.ask(network.updateSite, {
      params: { id: site.id },
      body: { hours, city: 'Versailles', services: ['tyres'] },
    })
    expect(await owner.ask(network.updateSite, { params: { id: site.id }, body: { greetWithinS: 60 } })).toEqual({
      ...site,
      hours,
      city: 'Versailles',
      services: ['tyres'],
      greetWithinS: 60,
    })
  })

  test('what is named must be there', async () => {
    const nowhere = '00000000-0000-7000-8000-000000000000'
    const asked = [
      await owner.raw(network.createStaff, {
        body: { ...draft('Perdu'), roles: [{ role: 'reception', siteId: nowhere }] },
      }),
      await owner.raw(network.updateStaff, {
        params: { id: town.reception.staffId },
        body: { roles: [{ role: 'reception', siteId: nowhere }] },
      }),
      await owner.raw(network.createApiKey, { body: { name: 'x', role: 'reception', siteId: nowhere } }),
      await owner.raw(network.createSite, { body: { name: 'x', brandId: nowhere } }),
      await owner.raw(network.updateSite, { params: { id: siteId }, body: { brandId: nowhere } }),
      await owner.raw(network.setDuty, {
        params: { id: town.advisor.staffId },
        body: { state: 'away', deputyId: nowhere },
      }),
    ]
    expect(asked.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 422])
  })
})

describe('someone who leaves', async () => {
  const town = await openTown()
  const { owner, siteId } = town
  const roles = [{ role: 'reception' as const, siteId }]
  const archive = (id: string, archived = true) =>
    owner.raw(network.updateStaff, { params: { id }, body: { archived } })

  test('is out at once and cannot come back in; an archive taken back lets them in again', async () => {
    const { staffId, email, visitor } = await hire(town, 'Sami Parti', roles)
    expect((await archive(staffId)).status).toBe(200)
    expect(await visitor.inside()).toBe(401)
    const refused = await visitor.signIn(email)
    expect([refused.status, await visitor.inside()]).toEqual([403, 401])
    expect((await visitor.get('/api/auth/get-session')).text).toBe('null')
    expect((await archive(staffId, false)).status).toBe(200)
    expect((await visitor.signIn(email)).status).toBe(200)
  })

  test('and hired again, joins anew: the old password opens nothing', async () => {
    const { staffId, email } = await hire(town, 'Tara Revient', roles)
    await archive(staffId)
    const { staff, invitation } = await owner.ask(network.createStaff, { body: { name: 'Tara', email, roles } })
    expect(staff).toMatchObject({ joined: false })
    const visitor = new Visitor(town)
    expect((await visitor.signIn(email)).status).toBe(401)
    await visitor.post(new URL(invitation).pathname.replace('/join/', '/api/invitations/'), { password: NEW })
    expect((await visitor.signIn(email, NEW)).status).toBe(200)
    expect((await archive(staffId, false)).body).toMatchObject({ code: 'email-taken' })
  })

  test('a network keeps an owner, even when two leave at once', async () => {
    const first = owner.staffId
    expect((await archive(first)).status).toBe(422)
    const { staffId, screen } = await hire(town, 'Ulysse Associé', [{ role: 'owner', siteId: null }])
    const answers = await Promise.all([
      archive(staffId),
      screen.raw(network.updateStaff, { params: { id: first }, body: { archived: true } }),
    ])
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200])
    expect((await new Visitor(town).get('/api/start')).body.needsOwner).toBe(false)
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

describe('API keys', async () => {
  const town = await openTown()
  const { owner, siteId, clock, world } = town
  const ask = (token: string, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) =>
    world.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) })

  test('a key does what its role may, on its site, and its use shows', async () => {
    const { key, token } = await owner.ask(network.createApiKey, {
      body: { name: 'Planning', role: 'reception', siteId },
    })
    expect(key.lastUsedAt).toBeNull()
    expect((await ask(token, 'GET', `/api/floor?site=${siteId}`)).statusCode).toBe(200)
    expect((await ask(token, 'GET', '/api/keys')).statusCode).toBe(403)
    expect((await ask(token, 'PATCH', '/api/network', { name: 'Pris' })).statusCode).toBe(403)
    expect((await ask(token, 'GET', '/api/me')).statusCode).toBe(422)
    const used = async () => (await owner.ask(network.listApiKeys)).keys.find(({ id }) => id === key.id)?.lastUsedAt
    expect(await used()).toBe(clock.now().toISOString())
    clock.pass(3600)
    await ask(token, 'GET', `/api/floor?site=${siteId}`)
    expect(await used()).toBe(clock.now().toISOString())
  })

  test('it is shown once and kept as a hash', async () => {
    const { token } = await owner.ask(network.createApiKey, { body: { name: 'Secret', role: 'auditor' } })
    const { rows } = await world.pool.query('select * from network.api_key')
    expect(JSON.stringify(rows)).not.toContain(token.slice(3))
    expect(JSON.stringify(await owner.ask(network.listApiKeys))).not.toContain(token.slice(3))
    expect(town.log.join('')).not.toContain(token.slice(3))
  })

  test('revoked, it opens nothing; nor does an invented one, nor half of one', async () => {
    const { key, token } = await owner.ask(network.createApiKey, { body: { name: 'Ancien', role: 'head-office' } })
    expect((await ask(token, 'GET', '/api/network')).statusCode).toBe(200)
    await owner.ask(network.revokeApiKey, { params: { id: key.id } })
    for (const bad of [token, `${token}x`, token.slice(0, -4), 'ok_'])
      expect((await ask(bad, 'GET', '/api/network')).statusCode).toBe(401)
    expect((await owner.raw(network.revokeApiKey, { params: { id: key.id } })).status).toBe(404)
  })

  test('no key is an owner', async () => {
    const refused = await owner.raw(network.createApiKey, { body: { name: 'x', role: 'owner' as never } })
    expect(refused.status).toBe(422)
  })
})
