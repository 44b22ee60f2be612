import { beforeAll, describe, expect, test } from 'vitest'
import {
  axeFaults,
  DESK,
  found,
  openDemo,
  openStreet,
  PHONE,
  presses,
  sees,
  settled,
  sideways,
  tabTo,
  type Window,
} from './browser.ts'

/** A decision is taken, settled and looked at; the report of the month is composed, written in and closed. At a desk, then on a telephone. */
describe.skipIf(!found)('decisions and the report of the month (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  const month = () => {
    const now = new Date()
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
  }

  beforeAll(async () => {
    window = await street.visit({ size: DESK })
    const { request } = window.page
    await openDemo(window.page)
    const { staff } = await (await request.get('/api/staff')).json()
    await request.put('/api/voice/committee', {
      data: { staffIds: staff.slice(0, 3).map((one: { id: string }) => one.id) },
    })
  })

  test('on paper stands the page of the figures, and nothing of what leads elsewhere', async () => {
    const { page } = window
    await page.goto('/voice/figures')
    await sees(page.getByRole('heading', { level: 1 }))
    const around = page.locator('#content ~ *, nav:not(#content nav)')
    expect(await around.filter({ visible: true }).count()).toBeGreaterThan(0)
    await page.emulateMedia({ media: 'print' })
    expect(await around.filter({ visible: true }).count()).toBe(0)
    await sees(page.getByRole('heading', { level: 1 }))
    await page.emulateMedia({ media: 'screen' })
  })

  const fine = async () => {
    expect(await axeFaults(window.page)).toEqual([])
    expect(await sideways(window.page)).toEqual([])
    expect(window.faults.splice(0)).toEqual([])
  }

  test('a decision is taken from words of a customer, and settled', async () => {
    const { page } = window
    await page.goto('/voice?polarity=bad')
    await settled(page)
    await presses(page, page.getByRole('link', { name: 'Décider' }).first())
    const form = page.getByRole('form', { name: 'Prendre une décision' })
    await sees(form)
    await form.getByRole('textbox', { name: 'Ce qui est décidé' }).fill('Dire l’attente dès l’accueil')
    await fine()
    await presses(page, form.getByRole('button', { name: 'Prendre une décision' }))
    await sees(page.getByRole('heading', { level: 1, name: 'Dire l’attente dès l’accueil' }))
    await sees(page.getByRole('heading', { name: 'Les mots auxquels elle répond' }))
    await presses(page, page.getByRole('button', { name: 'C’est réglé' }))
    await page
      .getByRole('textbox', { name: 'Ce qui a été fait' })
      .fill('Affiché à l’entrée, et redit toutes les vingt minutes.')
    await presses(page, page.getByRole('button', { name: 'C’est réglé' }))
    await sees(page.getByText('à annoncer'))
    await sees(page.getByRole('textbox', { name: 'Objet' }))
    await fine()
  })

  test('the report is read, written in, closed, and printed', async () => {
    const { page } = window
    await page.goto(`/voice/report/${month()}`)
    await settled(page)
    await sees(page.getByRole('heading', { level: 2, name: 'Ce qui blesse' }))
    await presses(page, page.getByRole('button', { name: 'Ajouter un mot · Ce qui blesse' }))
    await page.getByRole('textbox', { name: /Ce qui blesse/u }).fill('L’attente d’abord.')
    await presses(page, page.getByRole('button', { name: 'Enregistrer' }))
    await sees(page.getByText('L’attente d’abord.'))
    await fine()
    // It stands above what was just written.
    await tabTo(page, page.getByRole('button', { name: 'Clore' }), { back: true })
    await page.keyboard.press('Enter')
    await sees(page.getByRole('button', { name: 'Rouvrir' }))
    const pdf = await page.request.get((await page.getByRole('link', { name: 'PDF' }).getAttribute('href'))!)
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('both hold on a telephone', async () => {
    const { page } = window
    await page.setViewportSize(PHONE)
    for (const path of ['/voice/decisions', `/voice/report/${month()}`]) {
      await page.goto(path)
      await settled(page)
      await fine()
    }
  })
})
