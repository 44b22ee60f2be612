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
  untranslated,
  type Window,
} from './browser.ts'

/** May we? From no to yes with the words read aloud, and back as easily; the law of the house; by mouse and by keyboard. */
describe.skipIf(!found)('consent (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  let id = ''
  const part = () => page.getByRole('region', { name: /Peut-on prendre contact/u })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const row = (channel: string) => part().getByRole('listitem').filter({ hasText: channel }).first()
  const sound = async () => {
    expect(await axeFaults(page)).toEqual([])
    expect(await untranslated(page)).toEqual([])
    expect(await sideways(page)).toEqual([])
  }

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const opened = await page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    expect(opened.status()).toBe(200)
    const made = await page.request.post('/api/customers', {
      data: { givenName: 'Anne', familyName: 'Cieille', phones: [{ number: '06 39 98 01 01' }], postcode: '97400' },
    })
    id = ((await made.json()) as { id: string }).id
    await page.request.post(`/api/customers/${id}/assets`, { data: { make: 'Renault', model: 'Captur' } })
  })

  test('says no, why, and by which article; and that they live by another clock', async () => {
    await page.goto(`/customers/${id}`)
    await settled(page)
    await sees(row('Téléphone').getByText('Non', { exact: true }))
    await sees(part().getByText(/là où vit cette personne/u))
    await button(/Pourquoi\s?: Téléphone/u).click()
    await sees(row('Téléphone').getByText('n’a pas donné son accord'))
    await sees(row('Téléphone').getByText('CALL-1'))
    await sees(row('Téléphone').getByText(/art\. L223-1/u))
    await sound()
  })

  test('they were told what the number is for, in one tap', async () => {
    await button('Information donnée').click()
    await gone(button('Information donnée'))
  })

  test('they say yes: the words are read as they are, by keyboard alone', async () => {
    await presses(page, row('E-mail').getByRole('button', { name: /Pourquoi/u }))
    await presses(page, row('E-mail').getByRole('button', { name: /Noter une réponse/u }))
    const form = page.getByRole('dialog', { name: 'Ce qui a été dit' })
    await sees(form.getByText('J’accepte de recevoir les offres de', { exact: false }))
    await sound()
    await tabTo(page, form.getByRole('button', { name: 'Noter', exact: true }))
    await page.keyboard.press('Enter')
    await gone(form)
    await sees(row('E-mail').getByText('Oui', { exact: true }))
    await button(/Ce qui a été dit, mot pour mot \(2\)/u).click()
    await sees(part().getByRole('blockquote').filter({ hasText: 'J’accepte de recevoir les offres de' }))
    await sound()
  })

  test('takes it back as easily', async () => {
    await row('E-mail')
      .getByRole('button', { name: /Retirer l’accord/u })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Retirer l’accord' }).click()
    await sees(row('E-mail').getByText('Non', { exact: true }))
    await sees(row('E-mail').getByText(/a retiré son accord le/u))
  })

  test('has a contract one may call about', async () => {
    await button(/Contrats en cours \(0\)/u).click()
    await button('Ajouter un contrat').click()
    await page.getByLabel('Objet').fill('Entretien 3 ans')
    await page.getByRole('form', { name: 'Ajouter un contrat' }).getByRole('button', { name: 'Enregistrer' }).click()
    await sees(button(/Contrats en cours \(1\)/u))
    await button(/Pourquoi\s?: Entretien 3 ans/u).click()
    await sees(part().getByText('CALL-2').first())
    await sound()
  })

  test('wants no more offers: every channel is closed at once', async () => {
    await button('Ne veut plus aucune offre').click()
    await button('S’oppose à toute offre').click()
    await sees(button('Revient sur son opposition'))
    for (const channel of ['Téléphone', 'E-mail', 'SMS', 'Message vocal déposé', 'Courrier', 'Notification'])
      await sees(row(channel).getByText('Non', { exact: true }))
    // What stands of it elsewhere on the page follows.
    const rights = page.getByLabel('S’oppose à la prospection')
    await expect.poll(() => rights.isChecked()).toBe(true)
  })

  test('their rhythm is written at once, and taken back', async () => {
    await button('Son rythme').click()
    await page.getByLabel('Seulement ce qui touche à ses véhicules et produits').click()
    await button('Annuler').click()
    const only = page.getByLabel('Seulement ce qui touche à ses véhicules et produits')
    await expect.poll(() => only.isChecked()).toBe(false)
    await button('Décisions passées, jugées à nouveau').click()
    await sees(part().getByText('Aucune décision n’a encore été prise'))
    await sound()
  })

  test('the law of the house: who speaks, the rules, words with versions, the chain proven', async () => {
    await page.goto('/setup')
    await page
      .getByRole('link', { name: /Ouvrir/u })
      .first()
      .waitFor()
    await page.goto('/setup/law')
    await settled(page)
    await page.getByLabel('Nom de l’expéditeur').fill('Garage du Val')
    await button('Enregistrer').click()
    await sees(page.getByText('J’accepte de recevoir les offres de Garage du Val par e-mail', { exact: false }))
    await button(/18 règles/u)
      .first()
      .click()
    await sees(page.getByText('CALL-10').first())
    await button(/Nouvelle version\s?: SMS · Offres · FR/u)
      .first()
      .click()
    await page.getByRole('textbox', { name: /Nouvelle version/u }).fill('Des nouvelles par SMS ?')
    await button('Garder cette version').click()
    await sees(page.getByText('Des nouvelles par SMS ?'))
    await button('Vérifier la chaîne').click()
    await sees(page.getByText(/Les 4 accords sont tels qu’ils ont été écrits/u))
    await sound()
  })

  test('on a telephone, in English', async () => {
    const phone = await street.tab(window.context)
    await phone.page.request.patch('/api/me', { data: { locale: 'en' } })
    await phone.page.setViewportSize(PHONE)
    for (const path of [`/customers/${id}`, '/setup/law']) {
      await phone.page.goto(path)
      await settled(phone.page)
      expect(await axeFaults(phone.page)).toEqual([])
      expect(await sideways(phone.page)).toEqual([])
    }
    expect([...window.faults, ...phone.faults]).toEqual([])
  })
})
