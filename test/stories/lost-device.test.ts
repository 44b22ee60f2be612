import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import * as network from '../../contract/network.ts'
import * as visits from '../../contract/visits.ts'
import { openTown, PASSWORD } from '../town.ts'
import { hire, Visitor } from '../visitor.ts'

/** A telephone is lost: whatever lets it in, and whatever it is told, ends with one act. */
const town = await openTown()
const { owner, siteId, world } = town
const { pool } = world

/** Someone at a computer, with a telephone that was signed in, asked to be told, and has a passkey. */
const twoDevices = async (name: string) => {
  const person = await hire(town, name, [{ role: 'reception', siteId }])
  const phone = new Visitor(town)
  await phone.signIn(person.email)
  const grant = (who: Visitor, device: string) =>
    who.post('/api/push', {
      endpoint: `https://push.example.org/${person.staffId}/${device}`,
      keys: { p256dh: 'p', auth: 'a' },
    })
  await grant(person.visitor, 'computer')
  await grant(phone, 'phone')
  const passkey = randomUUID()
  await pool.query(
    `insert into network.passkey ("id", "name", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
      select $1, 'Téléphone', 'k', user_id, $1, 0, 'singleDevice', false from network.staff where id = $2`,
    [passkey, person.staffId],
  )
  return { ...person, phone, passkey, grant }
}
const told = async (staffId: string) =>
  (
    await pool.query<{ endpoint: string }>('select endpoint from network.push where staff_id = $1 order by 1', [
      staffId,
    ])
  ).rows.map(({ endpoint }) => endpoint.split('/').at(-1))
const keysOf = async (staffId: string) =>
  (
    await pool.query('select 1 from network.passkey p join network.staff s on s.user_id = p."userId" where s.id = $1', [
      staffId,
    ])
  ).rows.length

test('closed to the others: the telephone is out and told nothing; this computer is in, and told', async () => {
  const { visitor, phone, staffId, passkey } = await twoDevices('Une Perdue')
  const answer = await visitor.post('/api/me/devices/close', { passkeys: [passkey] })
  expect(answer).toMatchObject({ status: 200, body: { sessions: 1, told: 1, passkeys: 1 } })
  expect([await visitor.inside(), await phone.inside()]).toEqual([200, 401])
  expect(await told(staffId)).toEqual(['computer'])
  expect(await keysOf(staffId)).toBe(0)
})

test('a passkey that was not named stays, and nobody names somebody else’s', async () => {
  const one = await twoDevices('Deux Garde')
  const other = await twoDevices('Trois Autre')
  const { body } = await one.visitor.post('/api/me/devices/close', { passkeys: [other.passkey] })
  expect(body).toMatchObject({ passkeys: 0 })
  expect([await keysOf(one.staffId), await keysOf(other.staffId)]).toEqual([1, 1])
  expect(await other.phone.inside()).toBe(200)
})

test('closed everywhere, this computer too', async () => {
  const { visitor, staffId } = await twoDevices('Quatre Partout')
  expect((await visitor.post('/api/me/devices/close', { everywhere: true })).status).toBe(200)
  expect(await visitor.inside()).toBe(401)
  expect(await told(staffId)).toEqual([])
})

describe('by whatever way a session ends, its device is told nothing more', () => {
  test.each([
    ['other sessions are revoked', '/api/auth/revoke-other-sessions', {}, ['computer']],
    ['all are', '/api/auth/revoke-sessions', {}, []],
  ] as const)('%s', async (how, path, body, left) => {
    const { visitor, staffId } = await twoDevices(`Cinq ${how}`)
    expect((await visitor.post(path, body)).status).toBe(200)
    expect(await told(staffId)).toEqual(left)
  })
  test('the password is changed: this computer is told again once its page says that it is there', async () => {
    const { visitor, staffId, grant } = await twoDevices('Six Change')
    const changed = await visitor.post('/api/auth/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'une jument grise au trot',
    })
    expect(changed.status).toBe(200)
    expect(await told(staffId)).toEqual([])
    await grant(visitor, 'computer')
    expect(await told(staffId)).toEqual(['computer'])
  })
  test('the telephone itself signs out', async () => {
    const { phone, staffId } = await twoDevices('Sept Sort')
    await phone.post('/api/auth/sign-out')
    expect(await told(staffId)).toEqual(['computer'])
  })
})

describe('somebody else closes them', () => {
  test('nobody else is touched; a manager of their site; passkeys if asked; not a colleague', async () => {
    const { staffId, visitor, phone } = await twoDevices('Huit Perdu')
    const { visitor: manager } = await hire(town, 'Max Chef', [{ role: 'site-manager', siteId }])
    const { visitor: colleague } = await hire(town, 'Paul Voisin', [{ role: 'reception', siteId }])
    const path = `/api/staff/${staffId}/devices/close`
    expect((await colleague.post(path, {})).status).toBe(403)
    expect((await manager.post(`/api/staff/${owner.staffId}/devices/close`, {})).status).toBe(403)
    expect((await manager.post(path, {})).body).toEqual({ sessions: 2, told: 2, passkeys: 0 })
    expect([await visitor.inside(), await phone.inside(), await keysOf(staffId)]).toEqual([401, 401, 1])
    expect((await manager.post(path, { passkeys: true })).body).toEqual({ sessions: 0, told: 0, passkeys: 1 })
  })
  test('a link for a new password says how many passkeys there are, and takes them away if asked', async () => {
    for (const forgetPasskeys of [false, true]) {
      const { staffId } = await twoDevices(`Neuf ${forgetPasskeys ? 'Oublie' : 'Garde'}`)
      const { invitation } = await owner.ask(network.inviteStaff, { params: { id: staffId } })
      const path = new URL(invitation).pathname.replace('/join/', '/api/invitations/')
      const visitor = new Visitor(town)
      expect((await visitor.get(path)).body).toMatchObject({ passkeys: 1 })
      expect((await visitor.post(path, { password: PASSWORD, forgetPasskeys })).status).toBe(200)
      expect([await keysOf(staffId), (await told(staffId)).length]).toEqual([forgetPasskeys ? 0 : 1, 0])
    }
  })
})

test('a floor that stands open closes with the right to see it, before the next card', async () => {
  const { staffId, visitor } = await hire(town, 'Dix Ouvert', [{ role: 'reception', siteId }])
  const base = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const stream = await fetch(`${base}/api/live?site=${siteId}`, { headers: { cookie: visitor.cookie } })
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  let over = false
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      heard += value
    }
    over = true
  })().catch(() => {
    over = true
  })
  await vi.waitUntil(() => heard.includes('event: hello'), 10_000)
  await owner.ask(network.updateStaff, { params: { id: staffId }, body: { archived: true } })
  await vi.waitUntil(() => over, 10_000)
  await owner.ask(visits.arrive, { body: { siteId, customerId: town.anne.customerId } })
  await reading
  expect(heard).not.toContain('event: visit')
})
