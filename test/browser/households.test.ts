import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, gone, openStreet, PHONE, presses, sees, settled, sideways, type Window } from './browser.ts'

/** Two people of one house: asked about on the page, answered by keyboard, taken back. */
describe.skipIf(!found)('households (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  let anne = ''
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const question = () => page.getByRole('heading', { name: /^Vivent-ils ensemble/u })

  beforeAll(async () => {
    window = await street.visit({ size: PHONE })
    page = window.page
    const post = async (path: string, data: object) => (await page.request.post(path, { data })).json()
    await post('/api/start/owner', { ...FIRST_OWNER, locale: 'fr' })
    const home = { familyName: 'Kervella', street: '4 rue de Siam', postcode: '29200', city: 'Brest' }
    anne = (await post('/api/customers', { ...home, givenName: 'Anne', birthDate: '1980-05-17' })).id
    await post('/api/customers', { ...home, givenName: 'Paul', birthDate: '1978-11-02' })
    await vi.waitUntil(
      async () =>
        (await (await page.request.get(`/api/customers/${anne}/household-proposals`)).json()).people.length === 1,
      { timeout: 30_000 },
    )
    await page.goto(`/customers/${anne}`)
    await settled(page)
  })

  test('the page asks, says what the two share, and fits a phone', async () => {
    await sees(question())
    await sees(page.getByText(/Même adresse/u))
    expect(await sideways(page)).toEqual([])
    expect(await axeFaults(page)).toEqual([])
  })

  test('no, taken back, yes, taken back: by keyboard', async () => {
    await presses(page, button('Non, Paul Kervella ne vit pas ici'))
    await gone(question())
    await page.keyboard.press('Control+z')
    await sees(question())
    await presses(page, button('Oui, Paul Kervella vit ici aussi'))
    await gone(question())
    await sees(button('Retirer le lien avec Paul Kervella').or(page.getByText('Foyer', { exact: true })))
    await page.keyboard.press('Control+z')
    await sees(question())
    expect(window.faults).toEqual([])
  })
})
