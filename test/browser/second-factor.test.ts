import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { codeOf } from '../visitor.ts'
import { axeFaults, DESK, FIRST_PERSON, found, openStreet, PHONE, sees, settled, sideways } from './browser.ts'

const VERA = { name: 'Véra Prudente', email: 'vera@example.org' }
const { password } = FIRST_PERSON

const enter = async (page: Page, email: string) => {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Mot de passe', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Entrer', exact: true }).click()
}

const keyboardIn = (page: Page, label: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), { timeout: 10_000 })
    .toBe(label)

/** From the button to the backup codes; returns them. */
const setUp = async (page: Page): Promise<string[]> => {
  await page.getByRole('button', { name: 'Activer' }).click()
  await page.getByLabel('Votre mot de passe, une fois encore').fill(password)
  await page.getByRole('button', { name: 'Activer' }).click()
  const secret = await page.getByLabel('Ou recopiez ce secret').inputValue()
  const digits = (code: string) => page.keyboard.type(code, { delay: 20 })
  // Never touched with the mouse: the keyboard is where the next digit goes, after the drawing and after a wrong code.
  await keyboardIn(page, 'Code à six chiffres 1')
  await digits('000000')
  await sees(page.getByText('Ce code n’est pas le bon'))
  await keyboardIn(page, 'Code à six chiffres 1')
  await digits(codeOf(`otpauth://totp/x?secret=${secret}`, Date.now()))
  await sees(page.getByRole('list', { name: 'Codes de secours' }))
  return page.getByRole('list', { name: 'Codes de secours' }).getByRole('listitem').allInnerTexts()
}

const wrongWith = async (page: Page) => [...(await axeFaults(page)), ...(await sideways(page))]

describe.skipIf(!found)('a second factor and the ways back (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const owner = await street.visit({ size: DESK })
  const vera = await street.visit({ size: PHONE })
  let codes: string[] = []

  beforeAll(async () => {
    const ask = async (path: string, data: unknown) => {
      const answer = await owner.page.request.post(path, { data })
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
      return answer.json()
    }
    const site = { name: 'Versailles', timeZone: 'Europe/Paris', services: ['reception'] }
    const { siteId } = await ask('/api/start/owner', { ...FIRST_PERSON, site })
    const { invitation } = await ask('/api/staff', { ...VERA, roles: [{ role: 'reception', siteId }] })
    await ask(`/api/invitations/${String(invitation).split('/').at(-1)}`, { password })
  })

  test('the backup codes are shown once: to print on a page of their own, or to keep as a file', async () => {
    const { page } = vera
    await enter(page, VERA.email)
    await page.waitForURL(/\/$/u)
    await page.goto('/account')
    codes = await setUp(page)
    expect(codes).toHaveLength(10)
    expect(await wrongWith(page)).toEqual([])
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger' }).click(),
    ])
    const kept = readFileSync(await file.path(), 'utf8')
    for (const code of codes) expect(kept).toContain(code)
    expect(kept).toContain(VERA.email)
    await page.emulateMedia({ media: 'print' })
    const shown = (what: string) =>
      page
        .getByText(what)
        .first()
        .evaluate((e) => getComputedStyle(e).visibility)
    await expect
      .poll(async () => [await shown(codes[0]!), await shown('Clés d’accès')], { timeout: 10_000 })
      .toEqual(['visible', 'hidden'])
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: 'Ils sont en lieu sûr' }).click()
    await page.getByText(codes[0]!).waitFor({ state: 'hidden' })
  })

  test('a backup code opens the door; a wrong one says so, and what is left to do', async () => {
    const { page } = vera
    await page.context().clearCookies()
    await enter(page, VERA.email)
    await page.getByRole('button', { name: 'Utiliser un code de secours' }).click()
    const typed = page.getByRole('textbox', { name: 'Code de secours' })
    await typed.fill('aaaaa-bbbbb')
    await page.getByRole('button', { name: 'Entrer', exact: true }).click()
    await sees(page.getByText('Ce code de secours n’ouvre pas'))
    await sees(page.getByText('Un propriétaire ou le siège peut remettre votre second facteur à zéro'))
    expect(await wrongWith(page)).toEqual([])
    await typed.fill(codes[0]!)
    await page.getByRole('button', { name: 'Entrer', exact: true }).click()
    await page.waitForURL(/\/$/u)
  })

  test('all lost: the owner resets it, and a new one is set up before anything else', async () => {
    await owner.page.goto('/setup/staff')
    await owner.page.getByRole('button', { name: `Modifier ${VERA.name}` }).click()
    await owner.page.getByRole('button', { name: 'Remettre à zéro' }).click()
    await sees(owner.page.getByText('Assurez-vous de vive voix'))
    expect(await wrongWith(owner.page)).toEqual([])
    await owner.page.getByRole('dialog', { name: 'Remettre à zéro' }).getByRole('button').first().click()
    await sees(owner.page.getByText('Remis à zéro.'))

    const { page } = vera
    await enter(page, VERA.email)
    await sees(page.getByRole('heading', { name: 'Un nouveau second facteur' }))
    await settled(page)
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      expect(await wrongWith(page)).toEqual([])
    }
    await page.goto('/customers')
    await page.waitForURL(/\/second-factor\?next=%2Fcustomers/u)
    expect(await setUp(page)).not.toEqual(codes)
    await page.getByRole('button', { name: 'Ils sont en lieu sûr' }).click()
    await page.waitForURL(/\/customers$/u)
  })
})
