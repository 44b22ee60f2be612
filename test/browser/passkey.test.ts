import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type CDPSession, chromium, type Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { findChromium } from '../kinds.ts'
import { openTown, PASSWORD } from '../town.ts'

const found = findChromium()
const PATIENCE = 20_000

/** A browser window on a device that reads fingers: Chromium’s virtual authenticator (WebAuthn Level 3, §11 User Agent Automation). */
async function openWindow(baseURL: string): Promise<{ page: Page; reader: CDPSession; finger: string }> {
  const browser = await chromium.launch({
    executablePath: found ?? '',
    headless: true,
    args: ['--headless', '--no-sandbox', '--disable-background-networking', '--no-first-run'],
  })
  afterAll(() => browser.close())
  const context = await browser.newContext({
    baseURL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE)
  const reader = await context.newCDPSession(page)
  await reader.send('WebAuthn.enable')
  const { authenticatorId: finger } = await reader.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, reader, finger }
}

const inside = (page: Page) => page.evaluate(async () => (await fetch('/api/me')).status)

describe.skipIf(!found || !existsSync('dist/index.html'))(
  'a passkey (skipped without Chromium or the built web)',
  async () => {
    if (!found || !existsSync('dist/index.html')) return
    // Nobody said an address, and the port is not the usual one: what a shop has on its first day.
    const { world } = await openTown({ origin: null })
    await world.app.listen({ host: '127.0.0.1', port: 0 })
    const base = `http://localhost:${(world.app.server.address() as AddressInfo).port}`
    const { page, reader, finger } = await openWindow(base)
    const kept = async () => (await reader.send('WebAuthn.getCredentials', { authenticatorId: finger })).credentials
    const enter = async () => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
    }

    test('is made on one’s account, for this house', async () => {
      await page.goto('/sign-in')
      await page.getByLabel('E-mail').fill('odile@example.org')
      await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Entrer', exact: true }).click()
      await page.waitForURL(`${base}/`)
      await page.goto('/account')
      await page.getByLabel('Nom de la clé').fill('Le doigt d’Odile')
      await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
      await page.getByText('Le doigt d’Odile').first().waitFor()
      expect((await kept()).map(({ rpId, isResidentCredential }) => [rpId, isResidentCredential])).toEqual([
        ['localhost', true],
      ])
    })

    test('a device that has one is told so, and makes no second', async () => {
      await page.getByLabel('Nom de la clé').fill('La même')
      await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
      await page.getByText('Cet appareil a déjà votre clé d’accès').waitFor()
      expect(await kept()).toHaveLength(1)
    })

    test('a finger that is not known opens nothing, says so, and leaves the keyboard on the button', async () => {
      await page.context().clearCookies()
      await reader.send('WebAuthn.setUserVerified', { authenticatorId: finger, isUserVerified: false })
      await enter()
      await page.getByText('La clé d’accès n’a pas été acceptée').waitFor()
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: PATIENCE })
        .toBe('Entrer avec une clé d’accès')
      await reader.send('WebAuthn.setUserVerified', { authenticatorId: finger, isUserVerified: true })
    })

    test('opens the house without a word typed, as often as one likes', async () => {
      for (let time = 0; time < 2; time += 1) {
        await page.context().clearCookies()
        await page.goto('/sign-in')
        expect(await inside(page)).toBe(401)
        await enter()
        await page.waitForURL(`${base}/`)
        expect(await inside(page)).toBe(200)
      }
    })

    test('is not made on a sign-in of the day before: one step signs in again and comes back', async () => {
      await world.pool.query(`update network."session" set "createdAt" = now() - interval '2 days'`)
      await page.goto('/account')
      await page.getByLabel('Nom de la clé').fill('Une autre clé')
      await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
      await page.getByText('Votre connexion date de plus d’un jour').waitFor()
      expect(await kept()).toHaveLength(1)
      await page.getByRole('button', { name: 'Entrer de nouveau' }).click()
      await page.getByLabel('E-mail').fill('odile@example.org')
      await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD)
      await page.getByRole('button', { name: 'Entrer', exact: true }).click()
      await page.waitForURL(`${base}/account#passkeys`)
      await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).waitFor()
    })

    test('removed from the account, it opens nothing, and the screen says so', async () => {
      await page.goto('/account')
      await page.getByRole('button', { name: /Retirer.*Le doigt d’Odile/u }).click()
      await page.getByRole('button', { name: 'Retirer', exact: true }).last().click()
      await page.getByText('Aucune clé d’accès').first().waitFor()
      await page.context().clearCookies()
      await enter()
      await page.getByText('La clé d’accès n’a pas été acceptée').waitFor()
      expect(await inside(page)).toBe(401)
    })
  },
)
