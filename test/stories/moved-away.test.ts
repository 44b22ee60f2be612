import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import { openSending, pageOf } from '../sending.ts'

// Planned for Paris, and they live on another clock by the time it is due. From Wednesday 25 November 2026, 10:00 in Paris.
const street = await openSending('2026-11-25T10:00:00+01:00')
const { owner, house, taken, someone, leaves } = street
const LETTER = pageOf(`
  - id: thanks
    title: { fr: Merci }
    core: true
    on: service.done
    after: 1 day
    at: '10:30'
    within: 3 days
    do: email
    subject: { fr: Merci }
    message: { fr: Merci. }`).replace("from: '00:00', to: '23:59'", "from: '09:30', to: '19:00'")
const moves = (id: string, postcode: string, city: string) =>
  owner.ask(customers.updateCustomer, { params: { id }, body: { version: 1, postcode, city } })

/** When each letter left, looked at every half hour. */
async function leftAt(hours: number): Promise<Record<string, string>> {
  const at: Record<string, string> = {}
  for (let half = 0; half < hours * 2; half++) {
    await leaves(30)
    for (const { to } of taken) at[to] ??= house.now().toISOString()
  }
  return at
}

test('it leaves in the hours of where they live now, once', async () => {
  await street.nextDay(LETTER)
  const homes = {
    a: ['78000', 'Versailles'],
    b: ['97200', 'Fort-de-France'],
    c: ['97400', 'Saint-Denis'],
    d: ['98800', 'Nouméa'],
  } as const
  const ids: Record<string, string> = {}
  for (const name of Object.keys(homes))
    ids[name] = await someone([], [`${name}@example.org`], { postcode: '78000', city: 'Versailles' })
  for (const id of Object.values(ids)) await street.tell(id, 'service.done')
  for (const [name, [postcode, city]] of Object.entries(homes)) await moves(ids[name]!, postcode, city)
  const at = await leftAt(40)
  // 10:30 in Versailles; half past nine, when the house speaks, in Martinique; 13:30 in La Réunion; the next morning in Nouméa.
  expect(at).toEqual({
    'a@example.org': '2026-11-27T09:30:00.000Z',
    'b@example.org': '2026-11-27T13:30:00.000Z',
    'c@example.org': '2026-11-27T09:30:00.000Z',
    'd@example.org': '2026-11-27T22:30:00.000Z',
  })
  expect(taken).toHaveLength(4)
})
