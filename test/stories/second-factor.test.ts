import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as lost from '../../contract/lost-access.ts'
import { openTown, PASSWORD } from '../town.ts'
import { codeOf, hire, Visitor } from '../visitor.ts'

/** The telephone with the codes is lost, and so is the sheet: somebody else takes the second factor away. */
describe('a lost second factor', async () => {
  const town = await openTown()
  const { owner, siteId } = town
  const { staffId, email, visitor } = await hire(town, 'Vera Prudente', [{ role: 'reception', siteId }])
  const params = { id: staffId }
  const setUp = async (who: Visitor): Promise<string> => {
    const { body } = await who.post('/api/auth/two-factor/enable', { password: PASSWORD })
    const uri = String(body.totpURI)
    const { status } = await who.post('/api/auth/two-factor/verify-totp', { code: codeOf(uri, Date.now()) })
    expect(status).toBe(200)
    return uri
  }
  const reset = (by: Visitor, id = staffId) => by.go('DELETE', `/api/staff/${id}/second-factor`)

  test('without one there is nothing to reset', async () => {
    expect(await owner.ask(lost.readSecondFactor, { params })).toEqual({ on: false, due: false, passkeys: 0 })
    expect(await owner.raw(lost.resetSecondFactor, { params })).toMatchObject({
      status: 409,
      body: { code: 'no-second-factor' },
    })
  })

  test('a site manager may not take it away, nor a colleague, nor may one take one’s own', async () => {
    await setUp(visitor)
    const { visitor: manager } = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
    const { visitor: colleague } = await hire(town, 'Paul Voisin', [{ role: 'reception', siteId }])
    const chief = await hire(town, 'Claire Siege', [{ role: 'head-office', siteId: null }])
    for (const who of [manager, colleague]) {
      expect((await reset(who)).status).toBe(403)
      expect((await who.get(`/api/staff/${staffId}/second-factor`)).status).toBe(403)
    }
    expect((await reset(chief.visitor, chief.staffId)).status).toBe(403)
    expect((await reset(chief.visitor, owner.staffId)).status).toBe(403)
    expect((await visitor.get('/api/me')).body).toMatchObject({ twoFactor: true, secondFactorDue: false })
  })

  test('head office takes it away: every session ends, passkeys and trusted devices too, and the log says who did it', async () => {
    const { visitor: chief } = await hire(town, 'Sophie Reseau', [{ role: 'head-office', siteId: null }])
    await town.world.pool.query(
      `insert into network.passkey ("id", "name", "publicKey", "userId", "credentialID", "counter", "deviceType", "backedUp")
        select gen_random_uuid(), 'Le téléphone perdu', 'k', user_id, 'perdu', 0, 'singleDevice', false from network.staff where id = $1`,
      [staffId],
    )
    expect(await owner.ask(lost.readSecondFactor, { params })).toMatchObject({ on: true, passkeys: 1 })
    expect(await reset(chief)).toMatchObject({ status: 200, body: { sessions: 1, passkeys: 1 } })
    expect(await visitor.inside()).toBe(401)
    expect(await owner.ask(lost.readSecondFactor, { params })).toEqual({ on: false, due: true, passkeys: 0 })
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'staff.second-factor-reset' } })
    expect(rows).toMatchObject([{ actor: 'Sophie Reseau', detail: { staff: staffId, passkeys: 1 } }])
    const left = await town.world.pool.query(
      `select 1 from network."twoFactor" where "userId" = (select user_id from network.staff where id = $1)`,
      [staffId],
    )
    expect(left.rows).toEqual([])
  })

  test('the password opens only the way to a new one; then all opens, and the old codes are dead', async () => {
    const back = new Visitor(town)
    const answer = await back.signIn(email)
    expect(answer.body.twoFactorRedirect).toBeUndefined()
    expect((await back.get('/api/me')).body).toMatchObject({ twoFactor: false, secondFactorDue: true })
    const refused = { status: 403, body: { code: 'second-factor-due', hint: expect.any(String) } }
    expect(await back.get('/api/customers')).toMatchObject(refused)
    expect(await back.get(`/api/live?site=${siteId}`)).toMatchObject(refused)
    expect(await back.go('PUT', `/api/staff/${staffId}/duty`, { state: 'on' })).toMatchObject(refused)
    await setUp(back)
    expect((await back.get('/api/me')).body).toMatchObject({ twoFactor: true, secondFactorDue: false })
    expect((await back.get('/api/customers')).status).toBe(200)
    expect(await owner.ask(lost.readSecondFactor, { params })).toEqual({ on: true, due: false, passkeys: 0 })
    expect((await new Visitor(town).signIn(email)).body).toMatchObject({ twoFactorRedirect: true })
  })

  test('a device that was trusted before is asked again after', async () => {
    const {
      staffId: id,
      email: his,
      visitor: desk,
    } = await hire(town, 'Noel Confiant', [{ role: 'reception', siteId }])
    const uri = await setUp(desk)
    const tablet = new Visitor(town)
    const enter = async () => (await tablet.signIn(his)).body.twoFactorRedirect === true
    expect(await enter()).toBe(true)
    await tablet.post('/api/auth/two-factor/verify-totp', { code: codeOf(uri, Date.now()), trustDevice: true })
    expect(await enter()).toBe(false)
    await owner.ask(lost.resetSecondFactor, { params: { id } })
    await tablet.signIn(his)
    await setUp(tablet)
    expect(await enter()).toBe(true)
  })
})

describe('backup codes', async () => {
  const town = await openTown()
  const { email, visitor } = await hire(town, 'Vera Prudente', [{ role: 'reception', siteId: town.siteId }])

  test('new ones are made with the password, and end the old ones', async () => {
    const on = await visitor.post('/api/auth/two-factor/enable', { password: PASSWORD })
    await visitor.post('/api/auth/two-factor/verify-totp', { code: codeOf(String(on.body.totpURI), Date.now()) })
    const made = (password: string) => visitor.post('/api/auth/two-factor/generate-backup-codes', { password })
    expect((await made('pas celui-là')).status).toBe(400)
    const [before] = on.body.backupCodes as string[]
    const [after] = (await made(PASSWORD)).body.backupCodes as string[]
    const use = async (code: string | undefined) => {
      const other = new Visitor(town)
      await other.signIn(email)
      return (await other.post('/api/auth/two-factor/verify-backup-code', { code })).status
    }
    expect(await use(before)).toBe(401)
    expect(await use(after)).toBe(200)
  })
})
