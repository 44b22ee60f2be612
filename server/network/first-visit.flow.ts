import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/network.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { conflict, Problem } from '../kit/problem.ts'
import { audit } from './audit.store.ts'
import { addSite } from './network.flow.ts'
import { setSetting, setting } from './places.store.ts'
import type { SignIn } from './sign-in.port.ts'
import { lockOwners, owners, setRoles } from './staff.store.ts'

/** What only the process that started the house knows. */
export interface FirstVisit {
  /** Printed at the console; a first visit from another machine must show it. */
  code: string
  version: string
  sso: string | null
}

export async function readStart(
  house: House,
  first: FirstVisit,
  fromHere: boolean,
): Promise<AnswerOf<typeof api.start>> {
  const needsOwner = (await owners(house.db)).length === 0
  return {
    needsOwner,
    needsCode: needsOwner && !fromHere,
    demo: await setting(house.db, 'demo', false),
    sso: first.sso,
    version: first.version,
    networkName: (await setting(house.db, 'name', '')) || null,
  }
}

/** Refuses unless the house has no owner yet and the visitor sits at this machine or shows the code of the console. */
export async function admitFirstVisit(house: House, first: FirstVisit, fromHere: boolean, code: string | undefined) {
  if ((await owners(house.db)).length > 0)
    throw conflict('has-owner', 'This house already has an owner', 'Sign in, or ask the owner for an invitation.')
  admitByCode(first, fromHere, code)
}

/** Lets in who sits at this machine, or shows the code printed at its console. */
export function admitByCode(first: FirstVisit, fromHere: boolean, code: string | undefined): void {
  if (!fromHere && code?.replaceAll(/\W/gu, '').toUpperCase() !== first.code.replaceAll(/\W/gu, ''))
    throw new Problem(403, 'code-needed', 'Show the code printed where Okaeri was started', {
      hint: 'It proves that this house is yours. It changes at every start until there is an owner.',
    })
}

/** The owner, their network and its first site; returns the user to sign in. */
export async function createOwner(
  house: House,
  signIn: SignIn,
  { body }: InputOf<typeof api.createOwner>,
): Promise<{ siteId: string; staffId: string; userId: string }> {
  return inTransaction(house, async (house) => {
    // Two first visits at once: the second waits here, then finds an owner.
    await lockOwners(house.db)
    if ((await owners(house.db)).length > 0) throw conflict('has-owner', 'This house already has an owner')
    const email = body.email.toLowerCase()
    const userId = await signIn.createUser({ name: body.name, email })
    await signIn.setPassword(userId, body.password)
    await setSetting(house.db, 'name', body.network, house.now())
    const site = await addSite(house, body.site)
    const staffId = house.newId()
    await house.db
      .insertInto('network.staff')
      .values({
        id: staffId,
        user_id: userId,
        name: body.name,
        email,
        phone: null,
        calendar_url: null,
        calendar_problem: null,
        locale: body.locale,
        skills: body.site.services,
      })
      .execute()
    await setRoles(house.db, staffId, [{ role: 'owner', siteId: null }])
    await audit(house, { staffId, name: body.name }, 'network.create', { siteId: site.id })
    return { siteId: site.id, staffId, userId }
  })
}
