import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, openStreet, PHONE, presses, sees, settled, sideways, type Window } from './browser.ts'

const names = ['Anne', 'Paul', 'Hélène', 'Marc', 'Julie']
/** Swapped names, a date that says nothing and one that does, a column of its own, accents written twice, a broken quote. */
const FILE = [
  'Code;Nom;Prénom;Portable;Né le;Pointure;Remarque',
  ...Array.from(
    { length: 30 },
    (_, n) =>
      `${n};${names[n % 5]};DUPONT${n};06 39 98 00 ${String(n).padStart(2, '0')};${n === 29 ? '25/12/1980' : '01/02/1980'};38;fidÃ¨le`,
  ),
  '90;"Broken;Zoé;;;;',
  '91;Karim;MOREAU;06 39 98 00 91;03/04/1985;40;',
].join('\n')

/** The whole story of a file: dropped, read, mapped by drag and by keyboard, looked at, run, its refused row, and what is kept of it. */
describe.skipIf(!found)('a file comes in (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const list = (column: string) => page.getByRole('combobox', { name: `La colonne ${column} devient`, exact: true })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const answer = await page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    expect(answer.ok()).toBe(true)
  })

  test('a file is chosen and its columns are proposed, with how it is read and why', async () => {
    await page.goto('/import')
    await settled(page)
    await page.getByRole('textbox', { name: 'D’où il vient' }).fill('caisse')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await page.waitForURL(/\/import\/[0-9a-f-]{36}/u)
    await settled(page)
    await sees(page.getByText('1 date le dit'))
    await sees(page.getByText(/fidÃ¨le.+devient.+fidèle/u))
    expect(await list('Pointure').inputValue()).toBe('attribute')
    await vi.waitUntil(() => button('Importer 31 lignes').isEnabled(), 20_000)
    expect(await axeFaults(page)).toEqual([])
  })

  test('swapped names are told, and put right by keyboard', async () => {
    await sees(page.getByText('Noms et prénoms sont peut-être inversés'))
    await presses(page, button('Échanger les deux colonnes'))
    expect(await list('Nom').inputValue()).toBe('givenName')
    expect(await list('Prénom').inputValue()).toBe('familyName')
    await sees(page.getByText('un guillemet n’est pas refermé'))
  })

  test('a column is dragged onto a field; another one gets its own from the list', async () => {
    const slot = page
      .getByRole('complementary', { name: 'Les champs' })
      .getByRole('listitem')
      .filter({ hasText: /^Note/u })
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Remarque' })
      .filter({ has: page.getByRole('combobox') })
      .dragTo(slot)
    await vi.waitUntil(async () => (await list('Remarque').inputValue()) === 'note', 20_000)
    await list('Code').focus()
    await list('Code').selectOption('key')
    await sees(button('Importer 31 lignes'))
    expect(await sideways(page)).toEqual([])
  })

  test('it runs, and says what came of it; the refused row is there to be taken', async () => {
    await presses(page, button('Importer 31 lignes'))
    const refused = page.getByRole('link', { name: 'Télécharger la ligne mise de côté' })
    await sees(refused)
    const answer = await page.request.get((await refused.getAttribute('href')) ?? '')
    expect(await answer.text()).toContain("32;un guillemet n'est pas refermé;90;")
    expect(await axeFaults(page)).toEqual([])
  })

  test('what no field was for is on the customer’s page, with its source', async () => {
    const { hits } = (await (await page.request.get('/api/search?q=0639980091')).json()) as {
      hits: { id: string }[]
    }
    await page.goto(`/customers/${hits[0]!.id}?records=1`)
    await settled(page)
    await sees(page.getByRole('term').filter({ hasText: 'Pointure' }))
    await sees(page.getByRole('definition').filter({ hasText: /^40caisse/u }))
  })

  test('a folder is followed; its address is where people put files', async () => {
    await page.goto('/import')
    await settled(page)
    await presses(page, button('Suivre une source'))
    const form = page.getByRole('form', { name: 'Suivre une source' })
    await form.getByRole('textbox', { name: 'D’où il vient' }).fill('boutique')
    await presses(page, form.getByRole('button', { name: 'Suivre', exact: true }))
    await sees(page.getByText(/Une adresse s’écrit/u))
    await form.getByRole('combobox', { name: 'D’où cela vient' }).click()
    await page.getByRole('option', { name: 'Un dossier de ce serveur' }).click()
    await form.getByRole('textbox', { name: 'Nom du dossier' }).fill('boutique')
    await presses(page, form.getByRole('button', { name: 'Suivre', exact: true }))
    await sees(page.getByText('imports/boutique'))
    await settled(page)
    expect(await axeFaults(page)).toEqual([])
    await presses(page, button('Ne plus suivre : boutique'))
    await presses(page, button('Oui, ne plus suivre : boutique'))
    await sees(page.getByText('Aucune source suivie'))
  })

  test('on a phone nothing goes sideways, and nothing was wrong on the way', async () => {
    await page.setViewportSize(PHONE)
    await page.goto('/import')
    await settled(page)
    expect(await sideways(page)).toEqual([])
    expect(await axeFaults(page)).toEqual([])
    expect(window.faults).toEqual([])
  })
})
