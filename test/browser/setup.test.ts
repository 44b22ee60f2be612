import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, gone, openStreet, PHONE, sees, settled, type Window } from './browser.ts'

/** The owner sets their house up: hours, people, cameras, keys; and reads who did what. */
describe.skipIf(!found)('setting up (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let page: Page
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const dialog = () => page.getByRole('dialog')
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true })

  beforeAll(async () => {
    window = await street.visit()
    page = window.page
    const opened = await page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    expect(opened.status()).toBe(200)
  })

  test('the hours of the site, with a break at noon', async () => {
    await page.goto('/setup')
    await page.getByRole('link', { name: /Donner les horaires/u }).click()
    await sees(heading('Réseau et lieux').or(heading('Versailles')))
    if (await heading('Réseau et lieux').isVisible())
      await page.getByRole('link', { name: 'Modifier Versailles' }).click()
    await sees(heading('Versailles'))
    await page.getByRole('switch', { name: 'lundi' }).press('Space')
    await page.getByLabel('lundi, plage 1, de').fill('08:30')
    await button('Pause déjeuner le lundi').click()
    await page.getByLabel('lundi, plage 2, à').fill('07:00')
    await sees(page.getByText('La fin vient avant le début.'))
    await page.getByLabel('lundi, plage 2, à').fill('18:30')
    await button('Copier lundi sur la semaine').click()
    expect(await axeFaults(page)).toEqual([])
    await button('Enregistrer').click()
    await sees(page.getByText('Enregistré.'))
    await sees(page.getByText(/^lun\.–ven\. 08:30–12:/u))
  })

  test('a colleague, by a link that serves once', async () => {
    await page.goto('/setup/staff')
    await button('Ajouter quelqu’un').first().click()
    await dialog().getByLabel('Prénom et nom').fill('Denis Suppléant')
    await dialog().getByLabel('E-mail').fill('denis@example.org')
    await button('Ajouter et créer le lien').click()
    await sees(page.getByText('Denis Suppléant fait partie de l’équipe'))
    const link = await page.getByLabel('Lien à transmettre').inputValue()
    expect(await axeFaults(page)).toEqual([])
    await button('C’est transmis').click()

    const denis = await street.visit({ size: PHONE })
    const path = new URL(link).pathname
    await denis.page.goto(path)
    await sees(denis.page.getByRole('heading', { level: 1, name: 'Bonjour, Denis Suppléant' }))
    await denis.page.getByLabel('Mot de passe', { exact: true }).fill('court')
    await denis.page.getByRole('button', { name: 'Entrer dans la maison' }).click()
    await sees(denis.page.getByText('Il manque 7 caractères'))
    await denis.page.getByLabel('Mot de passe', { exact: true }).fill('une vache verte qui danse')
    await denis.page.getByRole('button', { name: 'Entrer dans la maison' }).click()
    await sees(denis.page.getByRole('heading', { level: 1, name: 'Ma journée' }))
    expect(denis.faults).toEqual([])
    await denis.context.close()

    const late = await street.visit()
    await late.page.goto(path)
    await sees(late.page.getByRole('heading', { level: 1, name: 'Cette invitation ne sert plus' }))
    await late.context.close()
  })

  test('duty, said in two clicks: one’s own, and a colleague’s', async () => {
    await button(/changer$/u)
      .and(page.getByRole('complementary').getByRole('button'))
      .click()
    await button('Absent une heure').click()
    await sees(page.getByText(/^C’est noté/u))
    await page.reload()
    await sees(page.getByRole('complementary').getByRole('button', { name: /^Absent/u }))
    await page
      .getByRole('listitem')
      .filter({ hasText: 'Denis Suppléant' })
      .getByRole('button', { name: /changer$/u })
      .click()
    await page.getByRole('menuitem', { name: 'Absent une heure' }).click()
    await sees(
      page
        .getByRole('listitem')
        .filter({ hasText: 'Denis Suppléant' })
        .getByRole('button', { name: /^Absent/u }),
    )
  })

  const MAKES: [name: string, asks?: string][] = [
    ['Plate Recognizer'],
    ['OpenALPR / Rekor Scout'],
    ['Hikvision'],
    ['AXIS License Plate Verifier'],
    ['UniFi Protect'],
    ['Frigate', 'mqtt://127.0.0.1:9'],
    ['Dahua', 'http://127.0.0.1:9'],
    ['Autre, en JSON'],
  ]
  test.each(MAKES)('a camera by %s', async (make, reached) => {
    await page.goto('/setup/cameras')
    await settled(page)
    await button('Brancher une caméra').click()
    await dialog().getByRole('radio', { name: make }).click()
    await button('Continuer').click()
    await dialog().getByLabel('Nom', { exact: true }).fill(`Portail ${make}`)
    if (reached)
      await dialog()
        .getByPlaceholder(/^(mqtt|http):/u)
        .fill(reached)
    await button(reached ? 'Se connecter' : 'Obtenir l’adresse').click()
    if (reached) await sees(dialog().getByText(/connexion en cours|ne répond pas|hors ligne|injoignable/iu))
    else {
      const whole = make === 'Hikvision' ? 'L’adresse entière' : 'Adresse à coller'
      const address = await dialog().getByLabel(whole, { exact: true }).inputValue()
      expect(address).toMatch(/^http:\/\/[\w.:-]+\/in\/[\w-]+\/[\w-]{20,}$/u)
      await sees(dialog().getByText('en attente du premier message'))
    }
    if (make === 'Hikvision') {
      const parts = ['Protocole', 'Hôte (adresse IP ou nom de domaine)', 'Port', 'Chemin (URL)']
      const shown = await Promise.all(parts.map((part) => dialog().getByLabel(part, { exact: true }).inputValue()))
      expect(`${shown[0]?.toLowerCase()}://${shown[1]}:${shown[2]}${shown[3]}`).toBe(
        await dialog().getByLabel('L’adresse entière').inputValue(),
      )
      expect(await axeFaults(page)).toEqual([])
    }
    await button('Plus tard').click()
    await sees(page.getByRole('link', { name: `Portail ${make}` }))
  })

  test('its health, after a read of nobody we know', async () => {
    await page.getByRole('link', { name: 'Portail Autre, en JSON' }).click()
    await sees(heading('Portail Autre, en JSON'))
    await page.getByLabel('Plaque').fill('ZZ-999-ZZ')
    await button('Envoyer la lecture').click()
    await sees(page.getByText('Inconnu : rien n’est montré, rien n’est gardé, un compte de plus.'))
    await settled(page)
    const health = page.getByRole('region', { name: 'Santé' })
    await sees(health)
    expect(await page.locator('main').innerText()).not.toContain('ZZ999ZZ')
    expect(await axeFaults(page)).toEqual([])
    await button('Mettre en pause').click()
    await sees(button('Reprendre'))
    await button('Annuler').click()
    await sees(button('Mettre en pause'))
  })

  test('a key for a program, shown once, and taken back', async () => {
    await page.goto('/setup/keys')
    await button('Créer une clé').first().click()
    await dialog().getByLabel('Nom').fill('Logiciel de gestion')
    await button('Créer la clé').click()
    await sees(page.getByText('Votre clé est prête'))
    const token = await dialog().getByLabel('Logiciel de gestion').inputValue()
    const program = await street.visit()
    const asks = () => program.page.request.get('/api/network', { headers: { authorization: `Bearer ${token}` } })
    expect((await asks()).status()).toBe(200)
    expect(await axeFaults(page)).toEqual([])
    await button('Je l’ai copiée').click()
    await button('Révoquer Logiciel de gestion').click()
    await dialog().getByRole('button', { name: 'Révoquer la clé' }).click()
    await sees(page.getByText('Aucune clé pour l’instant'))
    expect((await asks()).status()).toBe(401)
    await program.context.close()
  })

  test('and who did what is in the audit log', async () => {
    await page.goto('/setup/audit')
    for (const said of ['a révoqué une clé d’API', 'a rejoint l’équipe', 'a modifié un lieu'])
      await sees(page.getByText(said))
    await gone(page.getByText('Le journal est vide'))
    expect(await axeFaults(page)).toEqual([])
    expect(window.faults).toEqual([])
  })
})
