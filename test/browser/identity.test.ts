import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, gone, openStreet, PHONE, presses, sees, settled, sideways, type Window } from './browser.ts'

/** Two pages of one person: found, looked at, joined, parted again, and known at the counter. */
describe.skipIf(!found)('who is who (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  const ids: Record<string, string> = {}
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const part = (name: string) => page.getByRole('region', { name })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const ask = async (method: 'get' | 'post' | 'patch', path: string, data?: object) => {
      const answer = await page.request[method](path, data ? { data } : {})
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
      return answer.json()
    }
    await ask('post', '/api/start/owner', { ...FIRST_OWNER, locale: 'fr' })
    // Every pair is a question here: nothing is joined while we look.
    await ask('patch', '/api/identity/settings', { automatic: false })
    const home = { street: '12 rue des Lilas', postcode: '35400', city: 'Saint-Malo' }
    const people = {
      maud: { givenName: 'Maud', familyName: 'Kervella', birthDate: '1984-03-12', ...home },
      maude: { givenName: 'Maude', familyName: 'Kervela', birthDate: '1984-12-03', ...home },
      enora: { givenName: 'Enora', familyName: 'Salou', phones: [{ number: '06 39 98 41 61' }] },
      salou: { givenName: 'E', familyName: 'Salou', phones: [{ number: '06 39 98 41 61' }] },
    }
    for (const [who, said] of Object.entries(people)) ids[who] = (await ask('post', '/api/customers', said)).id
    await vi.waitUntil(async () => (await ask('get', '/api/identity/review')).pairs.length === 2, { timeout: 20_000 })
  })

  test('what waits is counted beside its place', async () => {
    await page.goto('/')
    await sees(
      page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: /^Doublons.*2/u }),
    )
  })

  test('an address opens one pair; what differs is marked, and every bar has words', async () => {
    await page.goto(`/identity?a=${ids.maude}&b=${ids.maud}`)
    await settled(page)
    await sees(page.getByRole('link', { name: 'Ouvrir la page de Maude Kervela' }))
    const table = page.getByRole('table', { name: 'Les deux fiches côte à côte' })
    expect(await table.locator('mark').allInnerTexts()).toEqual(expect.arrayContaining(['e', 'l']))
    await sees(table.getByRole('row', { name: /Adresse identique/u }))
    await sees(part('Ce qui parle pour et contre').getByText('Même adresse'))
    await page.getByText('Pourquoi pas').click()
    expect(await axeFaults(page)).toEqual([])
  })

  test('answered by keyboard alone, and taken back', async () => {
    await page.goto('/identity')
    await settled(page)
    const first = page.url()
    await page.keyboard.press('d')
    await sees(page.getByText(/restent deux, pour toujours/u))
    await page.waitForURL((url) => url.href !== first)
    await page.keyboard.press('z')
    await gone(page.getByText(/restent deux, pour toujours/u))
    await sees(page.getByText('2 paires attendent'))
    await page.keyboard.press('u')
    await sees(page.getByText(/^Mis de côté/u))
    await page.keyboard.press('s')
    await sees(page.getByText(/^Réunis/u))
    await sees(page.getByText('Il reste une paire où vous n’étiez pas sûr.'))
    await page.keyboard.press('Control+z')
    await sees(page.getByRole('table', { name: 'Les deux fiches côte à côte' }))
    await page.keyboard.press('s')
    await sees(page.getByText('Plus de doute pour l’instant'))
    await presses(page, button('Les revoir'))
    await sees(page.getByRole('table', { name: 'Les deux fiches côte à côte' }))
  })

  test('letters that are turned off answer nothing', async () => {
    const letters = page.getByRole('switch', { name: 'Répondre au clavier' })
    await presses(page, letters, 'Space')
    expect(await letters.isChecked()).toBe(false)
    await page.getByRole('heading', { level: 1 }).focus()
    await page.keyboard.press('s')
    await page.keyboard.press('ArrowRight')
    await sees(page.getByRole('table', { name: 'Les deux fiches côte à côte' }))
    await presses(page, letters, 'Space')
    expect(await letters.isChecked()).toBe(true)
  })

  test('the history says who and why, and undoes; the toast joins them again', async () => {
    await page.goto('/identity/history')
    await settled(page)
    await sees(page.getByText(/ne font qu’un$/u))
    await page.locator('summary').first().click()
    await sees(page.getByText('Deux fiches prises au hasard'))
    expect(await axeFaults(page)).toEqual([])
    await button(/^Défaire/u)
      .first()
      .click()
    await sees(page.getByText(/sont de nouveau deux\./u))
    await sees(page.getByText(/sont redevenus deux$/u))
    await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click()
    await sees(page.getByText('Ils sont de nouveau réunis.'))
  })

  test('on a customer’s page: what it stands on, and joining by hand', async () => {
    await page.goto(`/customers/${ids.maud}?records=1`)
    await settled(page)
    const panel = part('Fiches d’origine')
    await sees(panel.getByText(/^Cette page tient sur/u))
    await panel.getByRole('button', { name: 'Réunir avec un autre client' }).click()
    const dialog = page.getByRole('dialog', { name: 'Réunir avec un autre client' })
    await dialog.getByLabel('L’autre page').first().fill('Salou')
    await page.getByRole('option').first().click()
    await sees(dialog.getByRole('table', { name: 'Les deux fiches côte à côte' }))
    await dialog.getByLabel('Pourquoi', { exact: true }).fill('elle me l’a dit')
    expect(await axeFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Réunir sur cette page' }).click()
    await sees(page.getByText(/ est réuni à Maud/u))
    await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click()
    await sees(panel.getByText(/sont redevenus deux$/u))
  })

  test('at the counter: already known, with the reason, and never in the way', async () => {
    await page.goto('/customers?new=1')
    const form = page.getByRole('dialog', { name: 'Nouveau client' })
    await form.getByLabel('Prénom').fill('Enora')
    await form.getByLabel('Nom', { exact: true }).fill('Salou')
    await form.getByLabel('Téléphone').fill('06 39 98 41 61')
    const known = form.getByRole('status')
    await sees(known.getByRole('link', { name: /Salou/u }))
    await sees(known.getByText(/Même téléphone/u))
    expect(await button('Créer la fiche').isEnabled()).toBe(true)
  })

  test('the bars are tried before they are moved, on a phone too', async () => {
    await page.setViewportSize(PHONE)
    await page.goto('/identity/quality')
    await settled(page)
    const bar = page.getByRole('slider', { name: 'Réunir à partir de' })
    await bar.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/same=5\.5/u)
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^5,5 points/u)
    await sees(button('Prendre ces barres'))
    expect(await axeFaults(page)).toEqual([])
    expect(await sideways(page)).toEqual([])
    await button('Prendre ces barres').click()
    await sees(page.getByText('Les barres sont déplacées.'))
    await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click()
    await sees(page.getByText('Ces barres sont celles d’aujourd’hui.'))
    expect(window.faults).toEqual([])
  })
})
