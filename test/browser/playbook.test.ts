import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, openStreet, PHONE, presses, sees, settled, sideways, type Window } from './browser.ts'

/** From nothing to a playbook in force: started from one that ships, changed, mended, put in force, compared. */
describe.skipIf(!found)('the playbook (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const heading = (name: string) => page.getByRole('heading', { name })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const answer = await page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    expect(answer.ok(), await answer.text()).toBe(true)
    const customer = await page.request.post('/api/customers', {
      data: { title: 'Mme', givenName: 'Anne', familyName: 'Cieille', city: 'Colmar', postcode: '68000' },
    })
    expect(customer.ok()).toBe(true)
  })

  test('nothing is in force, and three are there to start from', async () => {
    await page.goto('/playbook')
    await sees(page.getByText('Aucun cahier n’est en vigueur'))
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: 'Partir de ce cahier (concession)' }).click()
    await sees(heading('La commande'))
    expect(await axeFaults(page)).toEqual([])
  })

  test('the words of a moment are changed, and read on a real customer', async () => {
    await button('Merci pour la commande').click()
    const words = page.getByRole('textbox', { name: 'SMS' })
    await words.fill('Merci {{ customer.name }}, à très vite.')
    const preview = page.getByRole('region', { name: 'Comme ils le liront' })
    await sees(preview.getByText('Merci Madame Cieille, à très vite.'))
    await page.getByRole('combobox', { name: 'Essayer avec' }).fill('Cieille')
    await page.getByRole('option', { name: /Anne Cieille/u }).click()
    await sees(preview.getByText('Anne Cieille', { exact: true }))
    await sees(preview.getByText(/Quelqu’un, ici, a pensé à vous/u))
    expect(await axeFaults(page)).toEqual([])
    await presses(page, button('Reprendre dans la page'))
    await sees(heading('La commande'))
  })

  test('a fault is told in the form, with its cure', async () => {
    await button('Bon anniversaire').click()
    await page.getByRole('textbox', { name: 'SMS' }).fill('Bonjour {{ customer.nane }}')
    await button('Reprendre dans la page').click()
    await sees(page.getByRole('alert').getByText('Vouliez-vous écrire « customer.name » ?'))
    await button('Annuler').click()
  })

  test('hours, a pause and the pace are changed in a form; what makes no sense is told there', async () => {
    await page.getByText('Horaires et rythme').click()
    await button('Une pause').click()
    await page.getByLabel('Pause 1, de').fill('12:30')
    await presses(page, button('Reprendre ces horaires'))
    await sees(page.getByText(/^C’est dans la page/u).first())
    await page.getByRole('textbox', { name: 'Contacts en trente jours' }).fill('2')
    await presses(page, button('Reprendre ce rythme'))
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Jusqu’à').fill('08:00')
    await button('Reprendre ces horaires').click()
    await sees(page.getByRole('alert').getByText('La journée finit avant de commencer.'))
    await page.getByLabel('Jusqu’à').fill('19:00')
    await page.getByText('Page', { exact: true }).click()
    const text = page.getByRole('textbox', { name: 'La page du cahier' })
    await vi.waitUntil(async () => /12:30/u.test(await text.inputValue()), { timeout: 20_000 })
    expect(await text.inputValue()).toMatch(/perMonth: 2/u)
    await page.getByText('Moments', { exact: true }).click()
  })

  test('and in the page, beside its line; mended, it is saved and put in force', async () => {
    await page.getByText('Page', { exact: true }).click()
    const text = page.getByRole('textbox', { name: 'La page du cahier' })
    const before = await text.inputValue()
    expect(before).toContain('à très vite.')
    await text.fill(before.replace('core: true', 'cor: true'))
    await sees(page.getByText('Vouliez-vous écrire « core » ?'))
    expect(await button('Enregistrer une version').isDisabled()).toBe(true)
    await page.getByRole('button', { name: /^Ligne \d+$/u }).click()
    expect(
      await text.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd)),
    ).toContain('cor: true')
    expect(await axeFaults(page)).toEqual([])
    await text.fill(before)
    await sees(page.getByRole('heading', { name: 'Aucune faute' }))
    await page.getByRole('textbox', { name: 'Ce qui change, en une phrase' }).fill('Nos mots')
    await button('Enregistrer une version').click()
    await sees(page.getByText(/^La version 1 est enregistrée/u))
    await button('Mettre en vigueur la version 1').click()
    await presses(page, page.getByRole('dialog').getByRole('button', { name: 'Mettre en vigueur', exact: true }))
    await sees(page.getByText('La version 1 est en vigueur.'))
    await sees(page.getByText('Quelqu’un, ici, a pensé à vous.'))
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
  })

  test('another version is compared with it, in words', async () => {
    await page.getByRole('link', { name: 'Modifier' }).click()
    await button('Après le premier week-end').click()
    await page.getByRole('textbox', { name: 'Combien de temps après' }).fill('5 days')
    await button('Reprendre dans la page').click()
    await sees(heading('La commande'))
    await button('Enregistrer une version').click()
    await page.getByRole('link', { name: /Comparer la version 2/u }).click()
    await sees(page.getByText('6 jours'))
    await sees(page.getByText('5 jours'))
    expect(await axeFaults(page)).toEqual([])
  })

  test('the page of a moment says that it touched nobody in a quarter', async () => {
    await page.goto('/playbook')
    await page.getByRole('link', { name: 'Bon anniversaire' }).click()
    await sees(page.getByText('Personne sur 90 jours'))
    expect(await axeFaults(page)).toEqual([])
  })

  test('fits a phone, in the dark and in English', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(PHONE)
    await page.request.patch('/api/me', { data: { locale: 'en' } })
    for (const path of [
      '/playbook',
      '/playbook/edit?version=1',
      '/playbook/edit?version=1&moment=first-weekend',
      '/playbook/edit?version=1&view=page',
      '/playbook/compare?a=1&b=2',
    ]) {
      await page.goto(path)
      await settled(page)
      expect(await sideways(page), path).toEqual([])
      expect(await axeFaults(page), path).toEqual([])
    }
    expect(window.faults).toEqual([])
  })
})
