import { expect, test } from 'vitest'
import * as signals from '../../contract/signals.ts'
import { flushTallies } from '../../server/flows/tallies.flow.ts'
import { openTown } from '../town.ts'

/** What the house sends itself to try the way of a device is no word of the device. */
const town = await openTown()
const { owner, world, anne } = town
const gate = await town.camera()
const health = async () => {
  await flushTallies(world.house, world.watch)
  return owner.ask(signals.sourceHealth, { params: { id: gate.id }, query: { hours: 24 } })
}

test('a trial read makes its card, and the camera has still not spoken: no state, no last word, no figure', async () => {
  const { outcome, visitId } = await owner.ask(signals.sendSample, {
    params: { id: gate.id },
    body: { plate: anne.plate },
  })
  expect(outcome).toBe('sure')
  expect(visitId).not.toBeNull()
  await owner.ask(signals.sendSample, { params: { id: gate.id }, body: { plate: 'ZZ-999-ZZ' } })
  expect(await health()).toMatchObject({ source: { state: 'never', lastEventAt: null }, totals: {}, matched: { n: 0 } })
})

test('nobody outside passes for a trial', async () => {
  await world.app.inject({
    method: 'POST',
    url: gate.path,
    payload: { plate: 'ZZ-998-ZZ' },
    headers: { 'x-okaeri-trial': 'true' },
  })
  const { source, totals } = await health()
  expect(source.state).toBe('ok')
  expect(totals).toMatchObject({ read: 1, unknown: 1 })
})
