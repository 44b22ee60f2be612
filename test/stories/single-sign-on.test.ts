import { beforeEach, expect, test } from 'vitest'
import * as network from '../../contract/network.ts'
import { openProvider } from '../identity-provider.ts'
import { openTown } from '../town.ts'
import { hire, Visitor } from '../visitor.ts'

const provider = await openProvider()
const town = await openTown({ oidc: provider.oidc })
const { pool } = town.world
const ALICE = { sub: 'u-1', email: 'aliceconseil@example.org', name: 'Alice C.', email_verified: true }

beforeEach(() => {
  provider.mood = 'well'
  provider.forges = false
  provider.lies = {}
})

/** Presses the button, goes to the provider, comes back. @returns where they end up */
async function comeBy(visitor: Visitor, person: typeof provider.person): Promise<string> {
  provider.person = person
  const pressed = await visitor.post('/api/auth/sign-in/social', { provider: 'sso', callbackURL: '/desk' })
  expect(pressed.status).toBe(200)
  const there = await fetch(String(pressed.body.url), { redirect: 'manual' })
  const back = new URL(there.headers.get('location') ?? '')
  expect(back.origin + back.pathname).toBe('http://localhost:4270/api/auth/callback/sso')
  const answer = await visitor.get(back.pathname + back.search)
  expect(answer.status).toBe(302)
  return answer.location
}
const count = async (table: string) =>
  Number((await pool.query(`select count(*) from network."${table}"`)).rows[0].count)

test('while the provider is away, its button says so and every other way in is open', async () => {
  for (const mood of ['broken', 'silent'] as const) {
    provider.mood = mood
    const pressed = new Visitor(town).post('/api/auth/sign-in/social', { provider: 'sso', callbackURL: '/' })
    expect((await new Visitor(town).signIn(ALICE.email)).status).toBe(200)
    expect(await pressed).toMatchObject({ status: 503, body: { code: 'SSO_AWAY' } })
  }
  provider.mood = 'broken'
  expect((await new Visitor(town).get('/api/auth/callback/sso?code=a&state=b')).location).toBe(
    '/sign-in?error=sso_away',
  )
})

test('the first page knows whose sign-on it is', async () => {
  expect((await new Visitor(town).get('/api/start')).body.sso).toBe('127.0.0.1')
})

test('someone who works here comes in by their e-mail, back at the page they wanted', async () => {
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, ALICE)).toBe('/desk')
  const { body } = await visitor.get('/api/me')
  // The network names people, not the provider.
  expect(body).toMatchObject({ staffId: town.advisor.staffId, name: 'Alice Conseil', email: ALICE.email })
})

test('they are known by what does not change: the e-mail of their directory may', async () => {
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, { ...ALICE, email: 'alice.mariee@example.org' })).toBe('/desk')
  expect((await visitor.get('/api/me')).body.staffId).toBe(town.advisor.staffId)
})

test('we keep who they are there, none of the tokens', async () => {
  const { rows } = await pool.query(`select * from network.account where "providerId" = 'sso'`)
  expect(rows).toMatchObject([{ accountId: 'u-1', accessToken: null, refreshToken: null, idToken: null }])
})

test('someone invited who never set a password has joined once they came', async () => {
  const { staff } = await town.owner.ask(network.createStaff, {
    body: { name: 'Zoé', email: 'zoe@example.org', roles: [{ role: 'reception', siteId: town.siteId }] },
  })
  expect(staff.joined).toBe(false)
  // Some directories (Entra ID, AD FS) say nothing about having checked the address: they own it.
  expect(await comeBy(new Visitor(town), { sub: 'u-2', email: 'ZOE@example.org', name: 'Zoé' })).toBe('/desk')
  const { staff: all } = await town.owner.ask(network.listStaff)
  expect(all.find(({ id }) => id === staff.id)?.joined).toBe(true)
})

test.each([
  [
    'an e-mail nobody here has',
    { sub: 'u-9', email: 'personne@example.org', name: 'X', email_verified: true },
    'signup_disabled',
  ],
  [
    'an address the provider did not check',
    { sub: 'u-8', email: 'odile@example.org', name: 'X', email_verified: false },
    'account_not_linked',
  ],
  [
    'the same, as text',
    { sub: 'u-8', email: 'odile@example.org', name: 'X', email_verified: 'false' },
    'account_not_linked',
  ],
  ['a refusal at the provider', null, 'access_denied'],
])('%s leads back to the sign-in, with a reason; nobody is made', async (_what, person, reason) => {
  const before = [await count('user'), await count('account'), await count('session')]
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, person)).toBe(`/sign-in?error=${reason}`)
  expect(await visitor.inside()).toBe(401)
  expect([await count('user'), await count('account'), await count('session')]).toEqual(before)
})

test('a token signed by someone else opens nothing', async () => {
  provider.forges = true
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, ALICE)).toMatch(/^\/sign-in\?error=/u)
  expect(await visitor.inside()).toBe(401)
})

test.each([
  ['meant for another', { aud: 'another-client' }],
  ['from another issuer', { iss: 'https://evil.example.org' }],
  ['whose hour is over', { exp: 1_700_000_000 }],
  ['that answers another question', { nonce: 'not ours' }],
  ['that names nobody', { sub: undefined }],
])('a token %s opens nothing', async (_what, lies) => {
  provider.lies = lies
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, ALICE)).toMatch(/^\/sign-in\?error=/u)
  expect(await visitor.inside()).toBe(401)
})

test('a whole place that comes in within a minute is let through: all its screens come by one address', async () => {
  for (let n = 0; n < 12; n += 1) expect(await comeBy(new Visitor(town, { address: '10.9.9.9' }), ALICE)).toBe('/desk')
})

test('an answer of the provider is good for the browser that asked, once', async () => {
  provider.person = ALICE
  const [victim, thief] = [new Visitor(town), new Visitor(town)]
  const pressed = await victim.post('/api/auth/sign-in/social', { provider: 'sso', callbackURL: '/' })
  const there = await fetch(String(pressed.body.url), { redirect: 'manual' })
  const back = (there.headers.get('location') ?? '').replace('http://localhost:4270', '')
  expect((await thief.get(back)).location).toMatch(/^\/sign-in\?error=/u)
  expect(await thief.inside()).toBe(401)
  const again = await comeBy(victim, ALICE)
  expect([again, await victim.inside()]).toEqual(['/desk', 200])
  victim.forget()
  expect((await victim.get(back)).location).toMatch(/^\/sign-in\?error=/u)
})

test('it leads nowhere but to our own pages', async () => {
  const pressed = await new Visitor(town).post('/api/auth/sign-in/social', {
    provider: 'sso',
    callbackURL: 'https://evil.example.org/',
  })
  expect(pressed.status).toBe(403)
})

test('who left cannot come by the provider either', async () => {
  const { staffId, email } = await hire(town, 'Yann Parti', [{ role: 'reception', siteId: town.siteId }])
  const person = { sub: 'u-7', email, name: 'Yann', email_verified: true }
  expect(await comeBy(new Visitor(town), person)).toBe('/desk')
  await town.owner.ask(network.updateStaff, { params: { id: staffId }, body: { archived: true } })
  const visitor = new Visitor(town)
  expect(await comeBy(visitor, person)).toMatch(/^\/sign-in\?error=no_longer_here/u)
  expect(await visitor.inside()).toBe(401)
})
