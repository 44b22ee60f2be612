import { beforeAll, describe, expect, test, vi } from 'vitest'
import { axeFaults, DESK, FIRST_PERSON, found, gone, openStreet, PHONE, sees, settled, sideways } from './browser.ts'

describe.skipIf(!found)('the floor of a full day (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const { page, faults } = await street.visit({ size: DESK })
  const here = (name: RegExp | string) => page.getByRole('button', { name })
  const expected = () => page.getByRole('list', { name: 'Attendus' }).getByRole('listitem')

  beforeAll(async () => {
    const ask = async (path: string, data: unknown) => {
      const answer = await page.request.post(path, { data })
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
      return answer.json()
    }
    const site = { name: 'Versailles', timeZone: 'Europe/Paris', services: ['reception', 'service'] }
    const { siteId } = await ask('/api/start/owner', { ...FIRST_PERSON, site })
    for (let n = 0; n < 11; n += 1) {
      const { id } = await ask('/api/customers', { givenName: 'Anne', familyName: `Vue ${'ABCDEFGHIJK'[n]}` })
      const asset = await ask(`/api/customers/${id}/assets`, {
        make: 'Renault',
        // Unlike each other: plates one letter apart would make one person of people of nearly one name.
        plate: `${'BCDFGHJKLMN'[n]}${'NMLKJHGFDCB'[n]}-${101 + n * 73}-${'PQRSTVWXYZP'[n]}${'ZYXWVTSRQPB'[n]}`,
      })
      // All at one moment, so that the test may run at any hour.
      const at = new Date().toISOString()
      await ask('/api/appointments', { customerId: id, assetId: asset.id, siteId, at, service: 'service' })
    }
  })

  test('shows the next eight, all of them when asked, and remembers it in this tab', async () => {
    await page.goto('/floor')
    await sees(here('Voir tous (11)'))
    expect(await expected().count()).toBe(8)
    await here('Voir tous (11)').click()
    expect(await expected().count()).toBe(11)
    await page.reload()
    await sees(here('En voir moins'))
    expect(await expected().count()).toBe(11)
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size)
      expect([...(await axeFaults(page)), ...(await sideways(page))]).toEqual([])
    }
    await here('En voir moins').click()
    expect(await expected().count()).toBe(8)
  })

  test('Ctrl-Z takes back what was just said, but not while one writes', async () => {
    await here(/^Arrivé : Anne Vue/u)
      .first()
      .click()
    const said = page.getByText(/^Anne Vue . est sur place\.$/u)
    await sees(said)
    await sees(page.getByRole('article', { name: /Anne Vue/u }))
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Chercher un client' }).fill('vue')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Escape')
    await gone(page.getByRole('dialog'))
    expect(await said.count()).toBe(1)
    await page.keyboard.press('Control+z')
    await gone(said)
    await gone(page.getByRole('article', { name: /Anne Vue/u }))
    // Nothing is left to take back.
    await page.keyboard.press('Control+z')
    expect(faults).toEqual([])
  })

  test('on the wall, those who fit, and how many more', async () => {
    await page.setViewportSize({ width: 1280, height: 500 })
    await page.goto('/wall')
    await settled(page)
    const more = page.getByText(/^et \d+ autres? personnes? aujourd’hui$/u)
    await sees(more)
    const shown = () =>
      page
        .locator('aside li')
        .evaluateAll((all) => all.filter((one) => getComputedStyle(one).visibility === 'visible').length)
    // Counted once the screen has found out how many fit.
    await vi.waitUntil(
      async () => (await shown()) + Number(/\d+/u.exec(await more.innerText())?.[0] ?? 1) === 11,
      20_000,
    )
    expect(await shown()).toBeGreaterThan(0)
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
    expect(await axeFaults(page)).toEqual([])
  })

  test('who asked not to be recognised is not called out on the wall; the floor says that no camera will', {
    timeout: 60_000,
  }, async () => {
    const { request } = page
    const { sites } = await (await request.get('/api/me')).json()
    const { expected: due } = await (await request.get(`/api/floor?site=${sites[0].id}`)).json()
    const { customerId, customerName } = due[0]
    const { version } = await (await request.get(`/api/customers/${customerId}`)).json()
    const objected = await request.patch(`/api/customers/${customerId}`, { data: { recognition: 'objected', version } })
    expect(objected.ok()).toBe(true)
    await page.setViewportSize(DESK)
    await page.goto('/wall')
    await settled(page)
    await sees(page.getByText(due[1].customerName))
    expect(await page.getByText(customerName).count()).toBe(0)
    await page.goto('/floor')
    await sees(page.getByRole('list', { name: 'Attendus' }).getByText('Aucune caméra n’annoncera cette personne.'))
  })
})
