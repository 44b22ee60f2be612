import { describe, expect, test } from 'vitest'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as decisions from '../../contract/decisions.ts'
import * as network from '../../contract/network.ts'
import * as privacy from '../../contract/privacy.ts'
import * as visits from '../../contract/visits.ts'
import * as work from '../../contract/work.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId, clock, deputy, anne } = town

/** Each made by a form with one button. */
const FORMS: Record<
  string,
  { press: (said: string) => Promise<{ id: string }>; away?: (id: string) => Promise<unknown> }
> = {
  'a request of a person': {
    press: (note) =>
      owner.ask(privacy.registerRequest, {
        body: { kind: 'access', who: 'Madame Inconnue', door: 'post', receivedOn: '2026-11-20', siteId, note },
      }),
  },
  'a decision': {
    press: (text) => owner.ask(decisions.takeDecision, { body: { text, siteIds: [siteId] } }),
    away: (id) => owner.ask(decisions.removeDecision, { params: { id } }),
  },
  'an appointment of no source': {
    press: (reason) =>
      owner.ask(visits.createAppointment, {
        body: { customerId: anne.customerId, siteId, service: 'service', at: '2026-12-01T10:00:00+01:00', reason },
      }),
    away: (id) => owner.ask(visits.updateAppointment, { params: { id }, body: { state: 'cancelled' } }),
  },
  'a vehicle': {
    press: (model) =>
      owner.ask(customers.createAsset, { params: { id: anne.customerId }, body: { kind: 'vehicle', model } }),
  },
  'a contract': {
    press: (object) =>
      owner.ask(consent.writeContract, {
        params: { id: anne.customerId },
        body: { kind: 'service-plan', object, since: '2026-01-01' },
      }),
  },
  'a hand-over': {
    press: (words) => owner.ask(work.makeHandover, { body: { toId: deputy.staffId, words } }),
    away: (id) => owner.ask(work.endHandover, { params: { id } }),
  },
}

describe.each(Object.entries(FORMS))('%s', (_name, { press }) => {
  test('pressed twice, or again because the answer got lost, is made once; other words, or later, are another', async () => {
    const pressed = await Promise.all(Array.from({ length: 4 }, () => press('Deux téléphones de plus')))
    const [{ id } = { id: '' }] = pressed
    expect(new Set(pressed.map((made) => made.id)).size).toBe(1)
    clock.pass(90)
    expect((await press('Deux téléphones de plus')).id).toBe(id)
    expect((await press('Un téléphone de plus')).id).not.toBe(id)
    clock.pass(31)
    expect((await press('Deux téléphones de plus')).id).not.toBe(id)
  })
})

test.each(Object.entries(FORMS).filter(([, { away }]) => away))(
  '%s, taken away again: the same may be made anew at once',
  async (_name, { press, away }) => {
    const { id } = await press('Un fauteuil de plus')
    await away!(id)
    const anew = await press('Un fauteuil de plus')
    expect(anew.id).not.toBe(id)
    expect((await press('Un fauteuil de plus')).id).toBe(anew.id)
  },
)

test('two who give a name at the same moment: the second hears that another one bears it', async () => {
  const answers = await Promise.all(
    [owner, owner].map((hand) => hand.raw(network.createBrand, { body: { name: 'Deux Rives' } })),
  )
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 422])
})

test('what is said of a decision twice at once stands there once', async () => {
  const { id } = await owner.ask(decisions.takeDecision, { body: { text: 'Un store de plus', siteIds: [siteId] } })
  const say = () => owner.ask(decisions.noteDecision, { params: { id }, body: { text: 'Commandé.' } })
  await Promise.all([say(), say()])
  expect((await owner.ask(decisions.readDecision, { params: { id } })).notes).toHaveLength(1)
})
