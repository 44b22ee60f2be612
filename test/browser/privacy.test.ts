import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import {
  axeFaults,
  found,
  gone,
  openStreet,
  PHONE,
  presses,
  sees,
  settled,
  sideways,
  tabTo,
  type Window,
  writes,
} from './browser.ts'

/** Somebody asks what is kept, objects, and wants to be erased; head office answers in time, and sees what goes by itself. */
describe.skipIf(!found)('rights over one’s data (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  let maud = ''
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const rights = () => page.getByRole('region', { name: 'Ses droits' })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const post = async (path: string, data: object) => {
      const answer = await page.request.post(path, { data })
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
      return answer.json()
    }
    await post('/api/start/owner', { ...FIRST_OWNER, locale: 'fr' })
    maud = (
      await post('/api/customers', {
        givenName: 'Maud',
        familyName: 'Kervella',
        phones: [{ number: '06 39 98 41 61' }],
      })
    ).id
    const other = (await post('/api/customers', { givenName: 'Enora', familyName: 'Salou' })).id
    await post(`/api/customers/${other}/timeline`, { kind: 'note', text: 'Voisine de Maud Kervella' })
  })

  test('an objection is one switch, and a slip is taken back', async () => {
    await page.goto(`/customers/${maud}`)
    await settled(page)
    const objects = rights().getByRole('switch', { name: 'S’oppose à la prospection' })
    await presses(page, objects, 'Space')
    await sees(page.getByText(/^C’est noté/u))
    await sees(rights().getByText(/^Noté/u))
    await page.getByRole('alert').getByRole('button', { name: 'Annuler' }).click()
    await sees(rights().getByText(/^Tous les canaux/u))
    await expect.poll(() => objects.isChecked()).toBe(false)
  })

  test('everything about them is one file', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      rights().getByRole('link', { name: 'Tout exporter' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^donnees-\w+\.zip$/u)
  })

  test('a request is written down with its month', async () => {
    await presses(page, rights().getByRole('button', { name: 'Inscrire une demande' }))
    const dialog = page.getByRole('dialog', { name: 'Inscrire une demande' })
    await writes(page, dialog.getByLabel('Dans leurs mots'), 'Que gardez-vous sur moi ?')
    expect(await axeFaults(page)).toEqual([])
    await presses(page, dialog.getByRole('button', { name: 'Inscrire', exact: true }))
    await sees(page.getByText(/^Inscrite\. À répondre avant le/u))
    await sees(rights().getByText(/^Accès/u))
  })

  test('the register has it; answered, it is over', async () => {
    await page.goto('/setup/requests')
    await settled(page)
    await sees(page.getByText('Que gardez-vous sur moi ?'))
    await presses(page, button('Plus de temps, Maud Kervella'))
    const dialog = page.getByRole('dialog', { name: 'Deux mois de plus' })
    await writes(page, dialog.getByLabel('La raison donnée'), 'Archives sur trois sites')
    await presses(page, dialog.getByRole('button', { name: 'C’est dit' }))
    await sees(page.getByText(/Archives sur trois sites/u))
    await presses(page, button('Répondu, Maud Kervella'))
    await sees(page.getByText('Aucune demande n’attend'))
    expect(await axeFaults(page)).toEqual([])
  })

  test('an erasure is seen before it is decided: what goes, what stays, whose words name them', async () => {
    await page.goto(`/customers/${maud}`)
    await settled(page)
    await presses(page, rights().getByRole('button', { name: 'Effacer cette personne…' }))
    const dialog = page.getByRole('dialog', { name: 'Effacer Maud Kervella' })
    await sees(dialog.getByText('Marques qui les tiennent hors des imports'))
    await sees(dialog.getByRole('link', { name: 'Enora Salou' }))
    expect(await axeFaults(page)).toEqual([])
  })

  test('decided with the name typed: put away, to be erased in seven days', async () => {
    const dialog = page.getByRole('dialog', { name: 'Effacer Maud Kervella' })
    const erase = dialog.getByRole('button', { name: 'Effacer dans sept jours' })
    expect(await erase.isEnabled()).toBe(false)
    await writes(page, dialog.getByLabel(/^Pour confirmer/u), 'Maud')
    await presses(page, erase)
    await sees(dialog.getByText('ce n’est pas le nom de la fiche'))
    await writes(page, dialog.getByLabel(/^Pour confirmer/u), 'maud kervella')
    await presses(page, erase)
    await gone(dialog)
    // At the top of the page, in the place of what would bring them back.
    await sees(page.getByRole('alert').getByText('Effacement décidé'))
    expect(await button('Ressortir la fiche').count()).toBe(0)
  })

  test('called off, they are back', async () => {
    await presses(page, button('Annuler l’effacement'))
    await sees(page.getByText('Annulé. Tout est comme avant.'))
    await gone(page.getByText('Effacement décidé'))
  })

  test('retention: seen before it is switched on, shortened, on a phone too', async () => {
    await page.setViewportSize(PHONE)
    await page.goto('/setup/retention')
    await settled(page)
    await sees(page.getByText('Désactivé, rien ne part'))
    const months = page.getByRole('textbox', { name: 'Durée en mois, Prospects' })
    await tabTo(page, months)
    await writes(page, months, '24')
    await page.keyboard.press('Enter')
    await sees(page.getByText('La durée est changée.'))
    await button('Activer').click()
    await page.getByRole('dialog', { name: 'Activer' }).getByRole('button', { name: 'Activer' }).click()
    await sees(page.getByText('Activé, chaque nuit'))
    expect(await axeFaults(page)).toEqual([])
    expect(await sideways(page)).toEqual([])
    for (const path of [`/customers/${maud}`, '/setup/requests']) {
      await page.goto(path)
      await settled(page)
      expect(await sideways(page)).toEqual([])
    }
    expect(window.faults).toEqual([])
  })
})
