import { describe, expect, test } from 'vitest'
import { found, furnished, gone, openStreet, sees } from './browser.ts'

/** Someone walks through the furnished house, and leaves nothing behind. */
describe.skipIf(!found)('the demo (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()

  test('walked through, looked at with other eyes, and removed', { timeout: 330_000 }, async () => {
    const { page, context, faults } = await street.visit()
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
    const place = (name: string) => page.getByRole('link', { name, exact: true })

    await page.goto('/')
    await sees(heading('Bienvenue chez Okaeri'))
    await button('Entrer').click()
    await sees(heading('Nous préparons la maison'))
    // The work says how far it is, in words and as a bar.
    await sees(page.getByText(/^[\d\s]+ sur 3\s000$/u))
    await sees(page.getByRole('progressbar', { name: 'Nous préparons la maison' }))
    await furnished(heading('Ma journée'))
    await sees(page.getByText('Rien ici n’est réel.'))
    // The day stands still while we look: every car that comes from here on is ours.
    await page.getByRole('switch', { name: 'Journée en direct' }).press('Space')
    await expect
      .poll(async () => (await (await page.request.get('/api/demo')).json()).live, { timeout: 10_000 })
      .toBe(false)

    await place('Accueil').click()
    await sees(heading('Accueil'))
    await sees(page.getByRole('heading', { level: 2, name: 'Attendus' }))
    const site = new URL(page.url()).searchParams.get('site')
    const { sources } = await (await page.request.get('/api/sources?door=gate')).json()
    const gate = sources.find((one: { siteId: string }) => site === null || one.siteId === site)

    // A car comes through the gate: the card appears by itself, with who goes.
    await page.goto(`/floor?site=${gate.siteId}`)
    await sees(heading('Accueil'))
    const { customers } = await (await page.request.get(`/api/customers?limit=1&site=${gate.siteId}`)).json()
    const someone = { customerId: customers[0].id, customerName: customers[0].name }
    const { assets } = await (await page.request.get(`/api/customers/${someone.customerId}`)).json()
    const booked = { customerId: someone.customerId, assetId: assets[0].id, siteId: gate.siteId }
    await page.request.post('/api/appointments', { data: { ...booked, at: new Date().toISOString() } })
    const plate = assets
      .flatMap((asset: { plates: unknown[] }) => asset.plates)
      .find((one: { until: string | null }) => one.until === null).plate
    await page.request.post(`/api/sources/${gate.id}/sample`, { data: { plate } })
    const card = page.getByRole('article', { name: someone.customerName })
    await sees(card)
    await sees(card.getByRole('button', { name: 'J’y vais' }))

    // Read from five metres.
    const wall = await street.tab(context)
    await wall.page.goto(`/wall?site=${gate.siteId}`)
    await sees(wall.page.getByRole('heading', { level: 2, name: someone.customerName }))
    expect(await wall.page.title()).toBe('Écran mural · Okaeri')
    // "I'm going" on the floor is seen on the wall, which nobody touches.
    await card.getByRole('button', { name: 'J’y vais' }).click()
    await sees(wall.page.getByText('Démo Okaeri y va'))
    expect(wall.faults).toEqual([])
    await wall.page.close()

    // From any screen, by how it sounds.
    for (const typed of ['Cielle', 'Cieille']) {
      await page.keyboard.press('Control+k')
      await page.getByRole('textbox', { name: 'Chercher un client' }).fill(typed)
      await sees(page.getByRole('dialog').getByRole('button', { name: /Cieille/u }))
      await page.keyboard.press('Escape')
      await gone(page.getByRole('dialog'))
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Chercher un client' }).fill('cielle')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Cieille/u })
      .first()
      .click()
    await sees(heading(/Cieille/u))
    await page.waitForFunction(() => document.title.endsWith('Cieille · Okaeri'))
    await sees(page.getByRole('heading', { level: 2, name: 'Véhicules et produits' }))

    // The eyes of an advisor see less: no site of others, nothing to set up, no way to remove the demo.
    await button('Voir avec les yeux de…').click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Conseiller commercial/u })
      .first()
      .click()
    await sees(heading('Ma journée'))
    await gone(place('Réglages'))
    await gone(button('Retirer la démonstration'))
    await button('Se déconnecter').click()
    await sees(heading('Se connecter'))

    // Whoever lost their way comes back in by the same door, and takes everything away.
    await button('Revenir dans la démonstration').click()
    await sees(heading('Ma journée'))
    await button('Retirer la démonstration').click()
    await sees(heading('Bienvenue chez Okaeri'))
    expect((await page.request.get('/api/customers')).status()).toBe(401)
    await button('Commencer').click()
    await page.getByLabel('Votre nom').fill('Odile')
    await page.getByLabel('E-mail').fill('odile@example.org')
    await page.getByLabel('Mot de passe', { exact: true }).fill('un cheval bleu au galop')
    await page.keyboard.press('Enter')
    await page.getByLabel('Nom du réseau').fill('Réseau du Val')
    await page.keyboard.press('Enter')
    await page.getByLabel('Nom du lieu').fill('Versailles')
    await button('Ouvrir la maison').click()
    await sees(heading('Ma journée'))
    expect((await (await page.request.get('/api/customers')).json()).total, 'nothing of the demo is left').toBe(0)
    expect((await (await page.request.get('/api/sources')).json()).sources).toEqual([])
    expect((await (await page.request.get('/api/staff')).json()).staff).toHaveLength(1)
    await gone(page.getByText('Rien ici n’est réel.'))
    expect(faults).toEqual([])
  })
})
