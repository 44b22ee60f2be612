import { expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as network from '../../contract/network.ts'
import { cookieOf, openTown, PASSWORD } from '../town.ts'

/** A shopkeeper alone who forgot the password: who administers the machine asks the house for a link at its start. */
const town = await openTown({ env: { OKAERI_OWNER_LINK: 'yes' } })
const { owner, world } = town
const signsIn = (password: string) =>
  world.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: 'http://localhost:4270', host: 'localhost:4270' },
    payload: { email: 'odile@example.org', password },
  })

test('each owner has a link, once, to choose a new password by; the old one is over, and it is written down', async () => {
  const links = await world.ownerLinks()
  expect(links.map(({ name }) => name)).toEqual(['Odile Propriétaire'])
  const token = links[0]!.invitation.split('/').at(-1)!
  await owner.ask(network.acceptInvitation, { params: { token }, body: { password: 'deux vaches vertes au trot' } })
  expect((await signsIn(PASSWORD)).statusCode).toBe(401)
  const signedIn = await signsIn('deux vaches vertes au trot')
  expect(signedIn.statusCode).toBe(200)
  const again = town.screen(cookieOf(signedIn), owner.staffId)
  expect((await again.raw(network.acceptInvitation, { params: { token }, body: { password: PASSWORD } })).status).toBe(
    404,
  )
  const { rows } = await again.ask(auditApi.readAudit, { query: { action: 'staff.invite', limit: 1 } as never })
  expect(rows).toMatchObject([{ actor: 'OKAERI_OWNER_LINK' }])
})

test('where nobody asked at the start there is none', async () => {
  const other = await openTown()
  expect(await other.world.ownerLinks()).toEqual([])
})
