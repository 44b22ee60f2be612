import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Survey } from '../../contract/asking.ts'
import { FIRST_OWNER } from '../house-process.ts'
import {
  axeFaults,
  found,
  openStreet,
  PHONE,
  presses,
  sees,
  sideways,
  tabTo,
  timePasses,
  type Window,
} from './browser.ts'

/** One question in ten seconds: on one's own telephone without a script, and on a tablet that lost its connection. */
describe.skipIf(!found)('asking (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let owner: Window
  let survey: Survey
  const paths = { qr: '', tablet: '' }

  const ask = async (method: 'get' | 'post', path: string, data?: unknown) => {
    const answer = await owner.page.request[method](path, data === undefined ? {} : { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const counts = async () => (await ask('get', `/api/surveys/${survey.id}`)).counts
  /** Nothing is wrong for eyes, ears, fingers or a narrow screen, by day and by night. */
  const sound = async ({ page, faults }: Window) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await axeFaults(page)).toEqual([])
    }
    expect(await sideways(page)).toEqual([])
    expect(faults.splice(0)).toEqual([])
  }

  beforeAll(async () => {
    owner = await street.visit()
    await owner.page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    const { starters } = await ask('get', '/api/surveys')
    const draft = starters.find(({ slug }: Survey) => slug === 'after-service')
    survey = await ask('post', '/api/surveys', draft)
    await ask('post', `/api/surveys/${survey.id}/state`, { state: 'open' })
    const { sites } = await ask('get', '/api/network')
    for (const kind of ['qr', 'tablet'] as const) {
      const door = await ask('post', `/api/surveys/${survey.id}/doors`, { siteId: sites[0].id, kind, name: kind })
      paths[kind] = new URL(door.address).pathname
    }
  })

  describe('on a telephone, without a script', () => {
    let window: Window
    let page: Page
    const step = (n: number) => page.locator('.step').nth(n - 1)

    test('one question, large, that nothing is wrong with, also at 320 px and in English', async () => {
      window = await street.visit({ size: { width: 320, height: 640 } })
      page = window.page
      const scripts: string[] = []
      page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()))
      await page.goto(paths.qr)
      await sound(window)
      const box = (await step(3).boundingBox())!
      expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44)
      await page.getByRole('link', { name: 'English' }).click()
      await sees(page.getByRole('heading', { name: /Are you satisfied/u }))
      await page.getByRole('link', { name: 'Français' }).click()
      expect(scripts).toEqual([])
      expect(await page.context().cookies()).toEqual([])
    })

    test('tapped, written, sent; the second step is for who has a moment; then thanks', async () => {
      await page.setViewportSize(PHONE)
      await step(2).click()
      await page.getByRole('textbox', { name: 'Un mot' }).fill('Deux heures d’attente.')
      await timePasses(page, 2_100)
      await page.getByRole('button', { name: 'Envoyer' }).click()
      await sees(page.getByRole('heading', { name: /Merci, c’est noté/u }))
      await sound(window)
      await page.locator('.pick', { hasText: 'Respecter l’heure' }).click()
      await page.locator('.pick', { hasText: 'Oui, sans mon nom' }).click()
      await page.getByRole('button', { name: 'Terminer' }).click()
      await sees(page.getByText(/lit votre réponse, mot pour mot/u))
      await sound(window)
      expect(await counts()).toMatchObject({ answers: 1, byChannel: { qr: 1 } })
    })

    test('by keyboard alone, and what is missing is said aloud', async () => {
      window = await street.visit({ size: PHONE })
      page = window.page
      await page.goto(paths.qr)
      await timePasses(page, 2_100)
      await tabTo(page, page.getByRole('button', { name: 'Envoyer' }))
      await page.keyboard.press('Enter')
      await sees(page.getByRole('alert'))
      await sound(window)
      await tabTo(page, page.getByRole('radio').first())
      await page.keyboard.press('End')
      for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight')
      await presses(page, page.getByRole('button', { name: 'Envoyer' }))
      await vi.waitUntil(async () => (await counts()).answers === 2, { timeout: 10_000, interval: 100 })
    })
  })

  describe('on the tablet of the lounge', () => {
    let window: Window
    let code = ''
    let page: Page
    const ready = () => page.waitForFunction(() => document.documentElement.dataset.ready === 'yes')
    const kept = () =>
      page.evaluate(async () => {
        const request = indexedDB.open('okaeri-tablet', 1)
        const db = await new Promise<IDBDatabase>((resolve) => {
          request.onsuccess = () => resolve(request.result)
        })
        const all = db.transaction('answers').objectStore('answers').getAll()
        await new Promise((resolve) => {
          all.onsuccess = resolve
        })
        db.close()
        return all.result.length
      })
    const answer = async (score: number, words = '') => {
      await page
        .locator('.step')
        .nth(score - 1)
        .click()
      if (words) await page.locator('textarea').fill(words)
      await timePasses(page, 1_100)
      await page.locator('button.first').click()
    }

    test('large, sound, in two languages; an answer is sent at once', async () => {
      window = await street.visit({ size: { width: 1024, height: 768 } })
      page = window.page
      await page.goto(paths.tablet)
      await ready()
      await sound(window)
      expect((await page.locator('.step').first().boundingBox())!.height).toBeGreaterThanOrEqual(80)
      await page.getByRole('link', { name: 'English' }).click()
      await sees(page.getByRole('heading', { name: /Are you satisfied/u }))
      await answer(5)
      await sees(page.getByRole('heading', { name: 'Thank you' }))
      await sound(window)
      await page.getByRole('link', { name: 'Another answer' }).click()
      await sees(page.getByRole('heading', { name: /Êtes-vous satisfait/u }))
      await vi.waitUntil(async () => (await counts()).byChannel.tablet === 1, { timeout: 10_000, interval: 100 })
      expect(await kept()).toBe(0)
      await page.setViewportSize(PHONE)
      await sound(window)
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await sideways(page)).toEqual([])
    })

    test('without a connection: loaded again, answered, kept; and sent once when it is back', async () => {
      await page.setViewportSize({ width: 1024, height: 768 })
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => caches.match('/t/tablet.js')))
      await vi.waitUntil(() => page.evaluate(async () => (await caches.match(location.pathname)) !== undefined), 10_000)
      await window.context.setOffline(true)
      await page.reload()
      await ready()
      await answer(1, 'Personne ne m’a rappelé.')
      await sees(page.getByRole('heading', { name: /Merci, c’est noté/u }))
      await page.locator('.pick', { hasText: 'Me tenir au courant' }).click()
      await page.getByRole('button', { name: 'Terminer' }).click()
      await sees(page.getByRole('heading', { name: 'Merci', exact: true }))
      await sees(page.getByRole('heading', { name: 'Votre réponse reste à vous' }))
      code = await page.locator('[data-code]').innerText()
      expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u)
      await page.getByRole('link', { name: 'Une autre réponse' }).click()
      await answer(4)
      expect(await kept()).toBe(2)
      await sees(page.getByText('2 à envoyer'))
      // The power goes before the connection is back.
      await page.reload()
      await ready()
      expect(await kept()).toBe(2)
      window.faults.splice(0)
      await window.context.setOffline(false)
      await vi.waitUntil(async () => (await counts()).byChannel.tablet === 3, { timeout: 15_000, interval: 100 })
      await vi.waitUntil(async () => (await kept()) === 0, { timeout: 10_000, interval: 100 })
      expect((await counts()).leftOut).toEqual({})
    })

    test('the code it showed opens that answer on a telephone, and erases it', async () => {
      const phone = await street.visit({ size: PHONE })
      page = phone.page
      await page.goto('/mine')
      await sound(phone)
      await page.getByLabel('Votre code').fill('0000 0000 0000')
      await page.getByRole('button', { name: 'La revoir ou l’effacer' }).click()
      await sees(page.getByRole('alert'))
      phone.faults.splice(0)
      await sound(phone)
      await page.getByLabel('Votre code').fill(code.toLowerCase())
      await page.getByRole('button', { name: 'La revoir ou l’effacer' }).click()
      await sees(page.getByText('Personne ne m’a rappelé.'))
      await sound(phone)
      await page.getByRole('button', { name: 'Effacer ma réponse' }).click()
      await sees(page.getByRole('heading', { name: 'Votre réponse est effacée' }))
      await sound(phone)
      expect((await counts()).byChannel.tablet).toBe(2)
    })

    test('whoever comes next finds the beginning: twenty seconds after the last touch, later where one is writing', async () => {
      const other = await street.visit({ size: { width: 1024, height: 768 } })
      page = other.page
      await page.clock.install()
      await page.goto(paths.tablet)
      await ready()
      await page.locator('.step').first().click()
      await page.clock.runFor(15_000)
      expect(await page.locator('input:checked').count()).toBe(1)
      await page.clock.runFor(6_000)
      expect(await page.locator('input:checked').count()).toBe(0)
      await page.locator('textarea').fill('Je réfléchis')
      await page.clock.runFor(40_000)
      expect(await page.locator('textarea').inputValue()).toBe('Je réfléchis')
      await page.clock.runFor(21_000)
      expect(await page.locator('textarea').inputValue()).toBe('')
    })
  })
})
