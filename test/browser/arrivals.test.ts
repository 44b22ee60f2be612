import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { arrive } from '../../contract/visits.ts'
import { pushWords } from '../../server/flows/push-words.ts'
import { axeFaults, DESK, FIRST_PERSON, found, gone, openStreet, PHONE, sees, sideways, timePasses } from './browser.ts'

type Visit = AnswerOf<typeof arrive>

/** Somebody is here for her: she is told wherever she looks, and one tap leads to the card. */
describe.skipIf(!found)('being told of an arrival (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const { page, context, faults } = await street.visit()
  let versailles = ''
  let rouen = ''
  let anne = ''

  const ask = async (path: string, data: unknown = {}) => {
    const answer = await page.request.post(path, { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  /** Anne is here, and waits; nobody goes yet. */
  const arrives = async (siteId: string): Promise<Visit> =>
    ask('/api/visits', { siteId, customerId: anne }) as Promise<Visit>
  const leaves = (visit: Visit) => ask(`/api/visits/${visit.id}/left`)
  const card = (at: Page = page) => at.getByRole('article', { name: 'Anne Cieille' })
  const addressOf = (at: Page = page) => new URL(at.url()).searchParams

  beforeAll(async () => {
    const site = { name: 'Versailles', timeZone: 'Europe/Paris', services: ['reception', 'service'] }
    versailles = (await ask('/api/start/owner', { ...FIRST_PERSON, locale: 'fr', site })).siteId
    const { brandId } = (await (await page.request.get('/api/network')).json()).sites[0]
    rouen = (await ask('/api/sites', { ...site, name: 'Rouen', brandId })).id
    anne = (await ask('/api/customers', { givenName: 'Anne', familyName: 'Cieille' })).id
    const { staffId } = await (await page.request.get('/api/me')).json()
    await page.request.put(`/api/staff/${staffId}/duty`, { data: { state: 'on' } })
  })

  describe('the address of a notification', () => {
    test('opens the site and the card it names, whatever site was looked at last', async () => {
      await page.goto(`/?site=${versailles}`)
      await page.evaluate((site) => localStorage.setItem('okaeri.site', site), versailles)
      const visit = await arrives(rouen)
      await page.goto(pushWords(visit, 'fr').open)
      await sees(card())
      await expect.poll(() => addressOf().get('visit')).toBeNull()
      expect(addressOf().get('site')).toBe(rouen)
      expect(await card().evaluate((element) => element === document.activeElement)).toBe(true)
      expect(await axeFaults(page)).toEqual([])
      await leaves(visit)
      // What became of it, for whoever taps late.
      await page.goto(pushWords(visit, 'fr').open)
      await sees(page.getByText(/^Anne Cieille, départ déjà noté$/u))
      await page.goto(`/?site=${rouen}&visit=${anne}`)
      await sees(page.getByText('Cette visite n’est plus là'))
      expect(faults).toEqual([])
    })

    test('is kept through signing in', async () => {
      const visit = await arrives(rouen)
      const { page: later } = await street.visit({ size: PHONE })
      await later.goto(pushWords(visit, 'fr').open)
      await later.getByLabel('E-mail').fill(FIRST_PERSON.email)
      await later.getByLabel('Mot de passe', { exact: true }).fill(FIRST_PERSON.password)
      await later.keyboard.press('Enter')
      await sees(card(later))
      await expect.poll(() => card(later).evaluate((element) => element === document.activeElement)).toBe(true)
      expect([addressOf(later).get('site'), await sideways(later)]).toEqual([rouen, []])
      await later.context().close()
      await leaves(visit)
    })
  })

  describe('the notification itself', () => {
    test('one tap says "I am going"; where it is refused the desk opens', async () => {
      const visit = await arrives(versailles)
      const phone = await street.tab(context)
      await page.goto('/account')
      await context.grantPermissions(['notifications'], { origin: street.house.base })
      await phone.page.goto('/account')
      await phone.page.evaluate(async () => {
        await navigator.serviceWorker.register('/sw.js')
        await navigator.serviceWorker.ready
      })
      await ring(context, phone.page, pushWords(visit, 'fr'))
      const shown = () =>
        phone.page.evaluate(async () => {
          const worker = await navigator.serviceWorker.ready
          return (await worker.getNotifications()).map((one) => [
            one.title,
            one.body,
            ...((one as unknown as { actions: { title: string }[] }).actions ?? []).map(({ title }) => title),
          ])
        })
      await expect
        .poll(shown, { timeout: 10_000 })
        .toEqual([['Anne Cieille est là', pushWords(visit, 'fr').body, 'J’y vais']])
      expect(await tap()).toBe('')
      await expect
        .poll(async () => (await (await page.request.get(`/api/visits/${visit.id}`)).json()).goingBy)
        .not.toBeNull()
      await expect.poll(shown).toEqual([['Anne Cieille est là', 'C’est noté, vous y allez.']])

      // She is signed out on this phone: nothing is done in her name, the desk asks who she is.
      await leaves(visit)
      const again = await arrives(versailles)
      await ring(context, phone.page, pushWords(again, 'fr'))
      await expect.poll(async () => (await shown()).length, { timeout: 10_000 }).toBe(2)
      const cookies = await context.cookies()
      await context.clearCookies()
      const desk = new URL(pushWords(again, 'fr').open, street.house.base).href
      // What stands in this tab may be half written: the desk opens beside it.
      expect(await tap()).toBe(`a tab of its own: ${desk}`)
      await context.addCookies(cookies)
      expect((await (await page.request.get(`/api/visits/${again.id}`)).json()).goingBy).toBeNull()
      // A tab that shows the desk already is led there; one that cannot be led loses nobody their card.
      await phone.page.goto('/')
      await sees(card(phone.page))
      for (const [led, where] of [
        ['led', "the desk's tab"],
        ['cannot be led', 'a tab of its own'],
      ]) {
        await ring(context, phone.page, pushWords(again, 'fr'))
        await expect.poll(async () => (await shown()).length, { timeout: 10_000 }).toBe(2)
        expect(await tap('', led)).toBe(`${where}: ${desk}`)
      }
      await leaves(again)
      await phone.page.close()
    })
  })

  describe('on any other screen', () => {
    const told = page.getByRole('region', { name: 'Pour vous, à l’instant' })
    const desk = (count: string) =>
      page.getByRole('navigation').getByRole('link', { name: `Ma journée ${count}`.trim(), exact: true })
    const opens = async (path: string) => {
      const listening = page.waitForResponse(/\/api\/live/u)
      await page.goto(`${path}?site=${versailles}`)
      await listening
    }

    test('who is here for her is said politely, counted, and one tap goes', async () => {
      await opens('/customers')
      const visit = await arrives(versailles)
      await sees(told.getByRole('link', { name: 'Anne Cieille est là pour vous' }))
      await sees(page.getByRole('status').filter({ hasText: 'Anne Cieille est là pour vous' }))
      await sees(desk('une personne vous attend'))
      expect(await told.evaluate((here) => here.contains(document.activeElement)), 'takes no focus').toBe(false)
      await told.getByRole('button', { name: 'J’y vais' }).click()
      await sees(page.getByText('Vous allez accueillir Anne Cieille.'))
      await gone(told)
      await sees(desk(''))
      expect((await (await page.request.get(`/api/visits/${visit.id}`)).json()).goingBy).not.toBeNull()
      await leaves(visit)
    })

    test('closed it still counts; the card is one tap away, and seen is seen', async () => {
      for (const size of [PHONE, DESK, { width: 320, height: 640 }]) {
        await page.setViewportSize(size)
        await opens('/figures')
        const visit = await arrives(versailles)
        await sees(told)
        expect([await axeFaults(page), await sideways(page)]).toEqual([[], []])
        await told.getByRole('button', { name: 'Fermer l’annonce de Anne Cieille' }).click()
        await gone(told)
        await sees(desk('une personne vous attend'))
        await desk('une personne vous attend').click()
        await sees(card())
        await sees(desk(''))
        await leaves(visit)
      }
      await page.setViewportSize(DESK)
      await opens('/figures')
      const visit = await arrives(versailles)
      await told.getByRole('link', { name: 'Voir la carte' }).click()
      await sees(card())
      await expect.poll(() => card().evaluate((element) => element === document.activeElement)).toBe(true)
      await gone(told)
      // It was seen: nothing more is said of it elsewhere, whatever changes on the card.
      await page.getByRole('navigation').getByRole('link', { name: 'Clients', exact: true }).click()
      await ask(`/api/visits/${visit.id}/confirm`, { right: true })
      await timePasses(page, 500)
      expect([await told.count(), await desk('').count()]).toEqual([0, 1])
      // A colleague's hand, or hers elsewhere: the line goes away by itself.
      await leaves(visit)
      const next = await arrives(versailles)
      await sees(told)
      await ask(`/api/visits/${next.id}/going`)
      await gone(told)
      await leaves(next)
      expect(faults).toEqual([])
    })
  })

  test('what a colleague left is said with one tap, and the tap is taken back', async () => {
    await ask(`/api/customers/${anne}/timeline`, { kind: 'note', text: 'Et ce voyage ?', hint: 'say' })
    const visit = await arrives(versailles)
    await page.setViewportSize(PHONE)
    await page.goto(`/?site=${versailles}`)
    const said = card().getByRole('button', { name: 'Dit', exact: true })
    const pressed = () => said.getAttribute('aria-pressed')
    await said.click()
    await sees(page.getByText('C’est dit à Anne Cieille.'))
    await expect.poll(pressed).toBe('true')
    expect([await axeFaults(page), await sideways(page)]).toEqual([[], []])
    await page.getByRole('button', { name: 'Annuler', exact: true }).click()
    await expect.poll(pressed).toBe('false')
    await card().getByRole('button', { name: 'Autres gestes pour Anne Cieille' }).click()
    await page.getByRole('menuitem', { name: 'Accueilli', exact: true }).click()
    await expect.poll(pressed).toBe('true')
    await leaves(visit)
    await page.setViewportSize(DESK)
  })

  test('by keyboard alone on the floor: who greeted stands on the line that the card became', async () => {
    const visit = await arrives(versailles)
    await page.goto(`/floor?site=${versailles}`)
    await page.getByRole('button', { name: 'J’y vais' }).first().focus()
    await page.keyboard.press('Enter')
    const greeted = page.getByRole('button', { name: 'Accueilli', exact: true }).first()
    await sees(greeted)
    // It is drawn at once, and takes the key once what was pressed before has been heard.
    await expect.poll(() => greeted.isEnabled()).toBe(true)
    await greeted.focus()
    await page.keyboard.press('Enter')
    const place = () => page.evaluate(() => document.activeElement?.closest('[id^="visit-"]')?.id ?? '')
    await sees(page.getByText(/accueil noté/u))
    await expect.poll(place, { timeout: 20_000 }).toMatch(/^visit-/u)
    await leaves(visit)
  })

  test('an iPhone is told what it asks for first', async () => {
    const theirs = await street.context({
      size: PHONE,
      agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1',
    })
    await theirs.addCookies(await context.cookies())
    // As it is there outside of the home screen.
    await theirs.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
    const { page: iphone } = await street.tab(theirs)
    await iphone.goto('/')
    await sees(iphone.getByText('Sur l’écran d’accueil'))
    expect(await iphone.getByRole('button', { name: 'Me prévenir sur cet appareil' }).count()).toBe(0)
    expect([await axeFaults(iphone), await sideways(iphone)]).toEqual([[], []])
    // The picture it will stand there with: iOS draws no SVG.
    const icon = (await iphone.locator('link[rel=apple-touch-icon]').getAttribute('href')) ?? ''
    const picture = await (await iphone.request.get(icon)).body()
    expect([picture.subarray(1, 4).toString(), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
      'PNG',
      180,
      180,
    ])
    await theirs.close()
  })

  /** As a push service would, by the tools of the browser. */
  async function ring(context: BrowserContext, page: Page, told: unknown): Promise<void> {
    const tools = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [own] = registrations
        if (own) resolve(own.registrationId)
      })
    })
    await tools.send('ServiceWorker.enable')
    await tools.send('ServiceWorker.deliverPushMessage', {
      origin: street.house.base,
      registrationId: await registered,
      data: JSON.stringify(told),
    })
    await tools.detach()
  }

  /**
   * The button of the newest notification is tapped, as far as a browser without a window goes: it has no hand to tap with, and lets no
   * worker open a window without one. What the worker asks to be opened is answered.
   */
  async function tap(action = 'tap', led = 'led'): Promise<string> {
    const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
    // As text: the words of a worker are not among those of a page.
    return worker.evaluate(`(async () => {
      const all = await registration.getNotifications()
      const newest = all.toSorted((a, b) => b.timestamp - a.timestamp)[0]
      let opened = ''
      const note = (where) => async (address) => (opened = where + ': ' + address)
      clients.openWindow = note('a tab of its own')
      WindowClient.prototype.focus = async () => undefined
      WindowClient.prototype.navigate =
        '${led}' === 'led' ? note("the desk's tab") : async () => { throw new TypeError('not its client') }
      const tapped = new NotificationEvent('notificationclick', { notification: newest, action: '${action}' })
      let work
      tapped.waitUntil = (promise) => void (work = promise)
      dispatchEvent(tapped)
      await work
      return opened
    })()`)
  }
})
