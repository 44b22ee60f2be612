import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import { customerRecords } from '../../contract/identity.ts'
import { readMyPage } from '../../contract/my-page.ts'
import { linksFor } from '../../server/messages/link.ts'
import { importing } from '../importing.ts'
import { ready } from '../outbox.ts'
import { openTown } from '../town.ts'

/** A customer says on their own page what is right. */
const town = await openTown()
const { house, app } = town.world
const { customerId } = town.anne
const messageId = await ready(house, customerId, { channel: 'email', toAddress: 'anne@example.org' })
await house.db.updateTable('messages.message').set({ state: 'left' }).where('id', '=', messageId).execute()
const token = new URL(
  linksFor(house.seal.mark, house.origin, { kind: 'message', id: messageId }, house.now()).page,
).pathname
  .split('/')
  .at(-1)!
const page = () => town.owner.ask(readMyPage, { params: { token } })
const send = async (fields: readonly (readonly [string, string])[]) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/c/${token}/details`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString(),
  })
  return [answer.statusCode, answer.headers.location]
}
const read = () => town.owner.ask(customers.readCustomer, { params: { id: customerId } })

test('how they are reached is veiled; name and address stand to be mended', async () => {
  const { details } = await page()
  expect(details).toMatchObject({ givenName: 'Anne', familyName: 'Cieille', confirmedAt: null })
  const html = await app.inject({ method: 'GET', url: `/c/${token}` })
  expect(html.body).toContain('Vos coordonnées')
  expect(html.body).not.toContain(town.anne.phone.slice(-6))
})

test('mended: it stands as confirmed by them, a number they add is the first, and one they untick goes', async () => {
  const { details } = await page()
  const before = await read()
  const [known] = details.phones
  const names = [
    ['givenName', 'Anne'],
    ['familyName', 'Cieille-Roux'],
    ['addressAs', 'Anne'],
    ['street', '3 rue Foch'],
    ['postcode', '72000'],
    ['city', 'Le Mans'],
  ] as const
  expect(await send([...names, ['keep', known!.mark], ['phone', '06 39 98 77 01']])).toEqual([
    303,
    `/c/${token}?done=details`,
  ])
  const after = await read()
  expect(after).toMatchObject({ familyName: 'Cieille-Roux', street: '3 rue Foch', city: 'Le Mans', addressAs: 'Anne' })
  expect(after.phones.map(({ e164 }) => e164)).toEqual(['+33639987701', before.phones[0]!.e164])
  const { fields } = await town.owner.ask(customerRecords, { params: { id: customerId } })
  for (const field of ['name', 'address'])
    expect(fields.find((each) => each.field === field)).toMatchObject({ because: 'verified' })
  expect((await page()).details.confirmedAt).not.toBeNull()
  // Only the new one kept.
  const { details: now } = await page()
  await send([...names, ['keep', now.phones[0]!.mark]])
  expect((await read()).phones.map(({ e164 }) => e164)).toEqual(['+33639987701'])
})

test('a file that says otherwise afterwards does not write over it', async () => {
  await importing(house.db).bring(
    'Code client;Nom;Prénom;Portable;Adresse;CP;Ville\n77;Cieille;Anne;0639987701;9 avenue Nulle;35000;Rennes\n',
    'dms',
  )
  expect(await read()).toMatchObject({ familyName: 'Cieille-Roux', street: '3 rue Foch' })
})

test('what cannot be read changes nothing, and they are told; a name is never emptied; a link that is none does nothing', async () => {
  const before = await read()
  expect(
    await send([
      ['phone', '12'],
      ['givenName', 'X'],
    ]),
  ).toEqual([422, undefined])
  expect(await read()).toEqual(before)
  // What they wrote is not lost: it stands in the form, which is open.
  const again = await app.inject({
    method: 'POST',
    url: `/c/${token}/details`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ phone: '12', givenName: 'Anne-Lise', street: '3 rue Foch' }).toString(),
  })
  expect(again.body).toContain('<details open>')
  for (const typed of ['value="12"', 'value="Anne-Lise"', '>3 rue Foch</textarea>']) expect(again.body).toContain(typed)
  const { details } = await page()
  await send([...details.phones.map(({ mark }) => ['keep', mark] as const), ['street', '3 rue Foch']])
  expect(await read()).toMatchObject({ givenName: 'Anne', familyName: 'Cieille-Roux' })
  const other = await app.inject({
    method: 'POST',
    url: '/c/nothing/details',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'street=x',
  })
  expect(other.statusCode).toBe(404)
})
