import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouseProcess, openVisitor, settle } from '../house-process.ts'
import { openPbx } from '../pbx.ts'

/** A 3CX whose route point is ours: the house holds its event socket, and sends each call to who should take it. */
const folder = mkdtempSync(join(tmpdir(), 'okaeri-3cx-'))
const house = await openHouseProcess({ OKAERI_DATA: folder })
const visitor = openVisitor(() => house.base)
const pbx = await openPbx({ telephones: { '101': 'picks-up', '900': 'picks-up' } })
afterAll(async () => {
  await house.stop()
  pbx.close()
  rmSync(folder, { recursive: true, force: true })
})

test('she calls the route point: her advisor is rung, and the card is on the floor', async () => {
  const { siteId } = await settle(visitor)
  const { staffId } = await visitor.ask<{ staffId: string }>('GET', '/api/me')
  await visitor.ask('PATCH', '/api/me', { phone: '101' })
  await visitor.ask('POST', '/api/customers', {
    familyName: 'Martin',
    advisorId: staffId,
    siteId,
    phones: [{ number: '+33639980101' }],
  })
  await visitor.ask('POST', '/api/sources', {
    door: 'phone',
    kind: '3cx',
    name: 'Standard',
    siteId,
    connection: { url: pbx.url, username: '800', password: 'right', routePoint: '800', fallback: '900' },
  })
  const state = async () =>
    (await visitor.ask<{ sources: { state: string }[] }>('GET', '/api/sources')).sources[0]?.state
  await expect.poll(state, { timeout: 15_000 }).toBe('ok')

  pbx.arrives('7', '+33639980101')
  const floor = async () =>
    (
      await visitor.ask<{ calls: { state: string; card: { name: string } }[] }>('GET', `/api/floor?site=${siteId}`)
    ).calls.map((call) => `${call.card.name} ${call.state}`)
  await expect.poll(floor, { timeout: 15_000 }).toEqual(['Martin answered'])
  expect(pbx.done).toEqual(['7→101'])

  pbx.arrives('8', '+33639987777')
  await expect.poll(() => pbx.done, { timeout: 15_000 }).toEqual(['7→101', '8→900'])
  expect(house.printed()).not.toMatch(/63998/u)
})
