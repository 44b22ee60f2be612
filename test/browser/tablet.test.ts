import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { Survey } from '../../contract/asking.ts'
import { FIRST_OWNER } from '../house-process.ts'
import { axeFaults, found, openStreet, sees, sideways, timePasses, type Window } from './browser.ts'

/** What becomes of a tablet that stands at the counter for months: without a store of its own, under many hands, with a question that changes. */
describe.skipIf(!found)('the tablet at the counter (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let owner: Window
  let survey: Survey
  let door: { id: string; path: string }
  const ask = async (method: 'get' | 'post' | 'put', path: string, data?: unknown) => {
    const answer = await owner.page.request[method](path, data === undefined ? {} : { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const tabletAnswers = async () => (await ask('get', `/api/surveys/${survey.id}`)).counts.byChannel.tablet ?? 0
  const tablet = async (before?: (page: Page) => Promise<unknown>) => {
    const window = await street.visit({ size: { width: 1024, height: 768 } })
    await before?.(window.page)
    await window.page.goto(door.path)
    await window.page.waitForFunction(() => document.documentElement.dataset.ready === 'yes')
    return window
  }

  beforeAll(async () => {
    owner = await street.visit()
    await owner.page.request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    const { starters } = await ask('get', '/api/surveys')
    survey = await ask(
      'post',
      '/api/surveys',
      starters.find(({ slug }: Survey) => slug === 'after-service'),
    )
    await ask('post', `/api/surveys/${survey.id}/state`, { state: 'open' })
    const { sites } = await ask('get', '/api/network')
    const made = await ask('post', `/api/surveys/${survey.id}/doors`, {
      siteId: sites[0].id,
      kind: 'tablet',
      name: 'Comptoir',
    })
    door = { id: made.id, path: new URL(made.address).pathname }
  })

  test('keeps nothing on itself: the answer waits in the page, and a novel behind it stops nobody', async () => {
    const { page } = await tablet((page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('no store here', 'SecurityError')
        }
      }),
    )
    await page.route('**/answers', (route) => route.abort())
    await page.locator('.step').nth(1).click()
    await page.locator('textarea').fill('é'.repeat(300_000))
    await timePasses(page, 1_100)
    await page.locator('button.first').click()
    await sees(page.getByText('1 à envoyer'))
    await page.unroute('**/answers')
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await vi.waitUntil(async () => (await tabletAnswers()) === 1, { timeout: 10_000, interval: 100 })
    const { verbatims } = await ask('get', '/api/feedback/verbatims')
    expect(verbatims[0].text).toHaveLength(5_000)
  })

  test('another language keeps what was chosen and written; one touch takes it all away', async () => {
    const window = await tablet()
    const { page } = window
    await page.locator('.step').nth(3).click()
    await page.locator('textarea').fill('Almost right')
    await page.getByRole('link', { name: 'English' }).click()
    await sees(page.getByRole('heading', { name: /Are you satisfied/u }))
    expect(await page.locator('textarea').inputValue()).toBe('Almost right')
    expect(await page.locator('input:checked').inputValue()).toBe('4')
    expect(await axeFaults(page)).toEqual([])
    expect(await sideways(page)).toEqual([])
    await page.getByRole('button', { name: 'Clear all' }).click()
    await sees(page.getByRole('heading', { name: /Êtes-vous satisfait/u }))
    expect(await page.locator('textarea').inputValue()).toBe('')
    expect(await page.locator('input:checked').count()).toBe(0)
    await page.locator('.step').nth(0).click()
    await timePasses(page, 1_100)
    await page.locator('button.first').click()
    await sees(page.getByRole('heading', { name: /Merci, c’est noté/u }))
    await page.locator('.pick', { hasText: 'Respecter l’heure' }).click()
    await page.getByRole('link', { name: 'English' }).click()
    await sees(page.locator('.pick', { hasText: 'Be on time' }))
    expect(await page.locator('input:checked').count()).toBe(1)
    await page.locator('button.first').click()
    await sees(page.getByRole('heading', { name: 'Thank you' }))
    // One person, one answer.
    await vi.waitUntil(async () => (await tabletAnswers()) === 2, { timeout: 10_000, interval: 100 })
  })

  test('a question that was changed is asked anew, one that was taken away is not, and asked again when it is back', async () => {
    const { page } = await tablet()
    const look = () => page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.locator('textarea').fill('J’écris encore')
    const { version: _v, id: _i, state: _s, createdAt: _c, changedAt: _d, ...draft } = survey
    await ask('put', `/api/surveys/${survey.id}`, {
      version: survey.version,
      draft: { ...draft, question: { ...draft.question, fr: 'Et aujourd’hui, étiez-vous bien reçu ?' } },
    })
    await look()
    await timePasses(page, 500)
    // Never under the hand of whoever is writing.
    expect(await page.locator('textarea').inputValue()).toBe('J’écris encore')
    await page.getByRole('button', { name: 'Tout effacer' }).click()
    await look()
    await sees(page.getByRole('heading', { name: /Et aujourd’hui/u }))
    await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes')
    await ask('post', `/api/doors/${door.id}/state`, { open: false })
    await look()
    await vi.waitUntil(async () => (await page.locator('form').count()) === 0, { timeout: 10_000, interval: 100 })
    await ask('post', `/api/doors/${door.id}/state`, { open: true })
    await look()
    await sees(page.getByRole('heading', { name: /Et aujourd’hui/u }))
  })
})
