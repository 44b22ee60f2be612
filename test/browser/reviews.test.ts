import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  axeFaults,
  DESK,
  found,
  gone,
  openDemo,
  openStreet,
  PHONE,
  sees,
  settled,
  sideways,
  type Window,
} from './browser.ts'

/** What the public reads, on a telephone and at a desk, in both languages; and how a person lets a review through, by keyboard. */
describe.skipIf(!found)('reviews (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let head: Window
  const PAGES = [
    '/r',
    '/r/rueil',
    '/r/service/atelier',
    '/r/about',
    '/r/rueil?stars=5',
    '/r/nowhere',
    '/r/mine/nothing',
  ]

  beforeAll(async () => {
    head = await street.visit()
    await openDemo(head.page, { live: true })
  })

  describe.each([
    ['on a phone', PHONE, 'fr'],
    ['at a desk', DESK, 'fr'],
    ['on a phone', PHONE, 'en'],
    ['at a desk', DESK, 'en'],
  ] as const)('%s, %o, in %s', (_where, size, language) => {
    test.each(PAGES)('%s', async (path) => {
      const { page, context, faults } = await street.visit({ size, languages: language })
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await axeFaults(page)).toEqual([])
      }
      expect(await sideways(page)).toEqual([])
      if (size === PHONE) {
        await page.setViewportSize({ width: 320, height: 700 })
        expect(await sideways(page), 'at 320 px').toEqual([])
      }
      expect(await context.cookies()).toEqual([])
      expect(faults).toEqual([])
      await context.close()
    })
  })

  test('without a script: from the network to a site, to its two stars, to a report', async () => {
    const context = await head.page
      .context()
      .browser()!
      .newContext({ baseURL: street.house.base, javaScriptEnabled: false, locale: 'fr-FR' })
    const { page } = await street.tab(context)
    await page.goto('/r')
    await page.getByRole('link', { name: 'Rueil' }).click()
    await sees(page.getByRole('heading', { name: 'Avis sur Rueil' }))
    await page.getByRole('link', { name: /^2 étoiles/u }).click()
    expect(await page.locator('article').count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'Tous', exact: true }).click()
    await page.getByText('Comment la moyenne est calculée').click()
    await sees(page.getByText('(5 × 3,5 + somme des étoiles)'))
    await page
      .getByRole('link', { name: /^Signaler/u })
      .first()
      .click()
    await page.getByLabel('Je doute que cet avis soit authentique').check()
    await page.getByLabel('Pourquoi, en quelques mots').fill('Ce jour-là, le garage était fermé.')
    await page.getByRole('button', { name: 'Envoyer' }).click()
    await sees(page.getByRole('heading', { name: 'Merci, c’est transmis' }))
    await page.getByRole('link', { name: 'Revenir aux avis' }).click()
    await sees(page.getByRole('heading', { name: 'Avis sur Rueil' }))
    await context.close()
  })

  test('by keyboard: what waits is published without its stars being seen, taken back, and refused with a reason', async () => {
    const { page } = head
    await page.goto('/voice/reviews')
    await settled(page)
    const cards = page.getByRole('article')
    const first = (await cards.first().innerText()).split('\n')
    expect(first.join(' ')).not.toMatch(/sur 5/u)
    const words = await cards.first().locator('p[dir=auto]').innerText()
    const shown = async () => (await page.request.get('/r/network.json')).text()
    expect(await shown()).not.toContain(words)
    await page.keyboard.press('p')
    await sees(page.getByText('Avis publié.'))
    await vi.waitUntil(async () => (await shown()).includes(words), 20_000)
    await page.keyboard.press('Control+z')
    await vi.waitUntil(async () => !(await shown()).includes(words), 20_000)
    await sees(page.getByText(words))
    await page.keyboard.press('r')
    const asks = page.getByRole('dialog')
    await sees(asks)
    await asks.getByRole('button', { name: 'Refuser' }).click()
    await sees(
      asks
        .getByText('À remplir')
        .or(asks.getByText(/nécessaire|Requis|manque/u))
        .first(),
    )
    await asks.getByLabel('Hors sujet').check()
    await asks.getByRole('button', { name: 'Refuser' }).click()
    await sees(page.getByText('Son auteur le saura dans dix minutes.'))
    await gone(page.getByText(words))
    await page.getByText(/^Refusés/u).click()
    await sees(page.getByText(words))
    await sees(page.getByText('Son auteur va recevoir la raison.'))
  })

  test('a public answer of the site, and settings that speak of it', async () => {
    const { page } = head
    await page.goto('/voice/reviews?state=published')
    await settled(page)
    await page.getByRole('button', { name: 'Répondre en public' }).first().click()
    await page.getByLabel('Votre réponse publique').fill('Merci de nous l’avoir dit, nous avons changé cela.')
    await page.getByRole('button', { name: 'Publier la réponse' }).click()
    await sees(page.getByText('Merci de nous l’avoir dit, nous avons changé cela.').and(page.locator('p')))
    expect(await (await page.request.get('/r/network.json')).text()).toContain('nous avons changé cela')
    await page.getByRole('link', { name: 'Réglages', exact: true }).last().click()
    await sees(page.getByRole('heading', { name: 'Réglages des avis' }))
    await page.getByRole('button', { name: 'Un service ou un produit' }).click()
    const asks = page.getByRole('dialog')
    await asks.getByLabel('Nom en français').fill('Pneus')
    await asks.getByLabel('Nom en anglais').fill('Tyres')
    await asks.getByRole('button', { name: 'Enregistrer' }).click()
    await sees(page.getByText('/r/service/pneus'))
    expect((await page.request.get('/r/service/pneus?lang=en')).status()).toBe(200)
    await expect(
      page.locator('img[alt^="Avis clients"]').evaluate((img) => (img as HTMLImageElement).naturalWidth),
    ).resolves.toBe(260)
    expect(head.faults).toEqual([])
  })
})
