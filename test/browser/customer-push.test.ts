import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { openBrowser } from '../push-service.ts'
import { axeFaults, found, openStreet, PHONE, sees, settled, sideways, type Window } from './browser.ts'

/**
 * A customer is told on her telephone, as far as a browser without a window goes: it reaches no push service, so what that service would give
 * (a subscription) and bring (a push, by the browser's own tools) is handed to it. All between is ours: the page, the script, the worker, the house.
 */
describe.skipIf(!found)('notifications on a customer’s page (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const { subscription } = openBrowser('https://push.example.org', '/telephone')
  let staff: Window
  let id = ''
  let path = ''

  /** Her own telephone, which lets this site notify her, or does not. */
  const telephone = async ({ allowed = true, script = true, agent = '' } = {}) => {
    const context = await street.context({ size: PHONE, script, ...(agent ? { agent } : {}) })
    if (allowed) await context.grantPermissions(['notifications'], { origin: street.house.base })
    await context.addInitScript((given) => {
      const key = 'what the push service gave'
      const own = {
        endpoint: given.endpoint,
        options: { applicationServerKey: null },
        toJSON: () => given,
        unsubscribe: async () => {
          localStorage.removeItem(key)
          return true
        },
      } as unknown as PushSubscription
      PushManager.prototype.subscribe = async () => {
        localStorage.setItem(key, 'yes')
        return own
      }
      PushManager.prototype.getSubscription = async () => (localStorage.getItem(key) ? own : null)
    }, subscription)
    return street.tab(context)
  }
  const devices = async () =>
    (
      (await (await staff.page.request.get(`/api/customers/${id}/devices`)).json()) as {
        devices: { shownAt: string | null }[]
      }
    ).devices
  const part = (page: Page, name = 'Vos notifications') => page.getByRole('region', { name })

  beforeAll(async () => {
    staff = await street.visit()
    const { request } = staff.page
    await request.post('/api/start/owner', { data: { ...FIRST_OWNER, locale: 'fr' } })
    const made = await request.post('/api/customers', { data: { givenName: 'Anne', familyName: 'Cieille' } })
    id = ((await made.json()) as { id: string }).id
    const link = await request.post(`/api/customers/${id}/page-link`)
    path = new URL(((await link.json()) as { address: string }).address).pathname
  })

  test('without a script the choice is not there, and the page is whole', async () => {
    const { page } = await telephone({ script: false })
    await page.goto(path)
    await sees(page.getByRole('heading', { name: 'Vos données' }))
    expect(await part(page).count()).toBe(0)
  })

  test('a browser that refuses is answered kindly, and nothing is kept', async () => {
    const { page } = await telephone({ allowed: false })
    await page.goto(path)
    await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).click()
    await sees(page.getByText('Votre navigateur refuse les notifications de ce site.'))
    expect(await devices()).toEqual([])
  })

  test('an iPhone is told what it asks for first, and any other browser that cannot is told nothing', async () => {
    const { page, context } = await telephone({
      agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1',
    })
    // As it is there outside of the home screen.
    await context.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
    await page.goto(path)
    await sees(part(page).getByText('Sur l’écran d’accueil'))
    expect(await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).isVisible()).toBe(false)
    expect([await axeFaults(page), await sideways(page)]).toEqual([[], []])
    const manifest = await (await page.request.get(`${path}/app.webmanifest`)).json()
    expect(manifest).toMatchObject({ display: 'standalone', start_url: path, scope: '/c/' })
    const other = await telephone()
    await other.context.addInitScript(() => Reflect.deleteProperty(window, 'PushManager'))
    await other.page.goto(path)
    await sees(other.page.getByRole('heading', { name: 'Vos données' }))
    expect(await part(other.page).count()).toBe(0)
  })

  test('asked for, rung, shown, and taken back where it was asked for', async () => {
    const { page, context, faults } = await telephone()
    await page.goto(path)
    const offers = page.getByRole('checkbox', { name: 'Vos offres aussi' })
    await sees(offers)
    expect(await offers.isChecked()).toBe(false)
    expect([await axeFaults(page), await sideways(page)]).toEqual([[], []])
    await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).click()
    await sees(page.getByText('cet appareil vous préviendra'))
    await sees(part(page).getByText('(cet appareil)'))
    expect(await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).isVisible()).toBe(false)
    expect([await axeFaults(page), await sideways(page)]).toEqual([[], []])
    expect(await devices()).toMatchObject([{ name: 'Chrome, Linux', shownAt: null }])

    // Rung: the worker shows it, and says so to the house; that it was shown stands on no message, for none left by this link.
    const told = page.context().waitForEvent('request', (one) => one.url().endsWith('/shown'))
    await ring(context, page, { title: 'Garage du Val', body: 'Un mot pour vous', open: path, tag: 'one' })
    expect(await shown(page, 'Un mot pour vous')).toEqual([['Garage du Val', 'Un mot pour vous', path]])
    await ring(context, page, { title: 'Garage du Val', body: 'Un mot plus neuf', open: path, tag: 'one' })
    expect((await told).method()).toBe('POST')
    expect(await shown(page, 'Un mot plus neuf')).toEqual([['Garage du Val', 'Un mot plus neuf', path]])

    await part(page)
      .getByRole('button', { name: /^Ne plus prévenir/u })
      .click()
    await sees(page.getByText('cet appareil ne vous préviendra plus'))
    await sees(page.getByRole('button', { name: 'Me prévenir sur cet appareil' }))
    expect(await devices()).toEqual([])
    expect(faults).toEqual([])
  })

  test('whoever cares for her sees on what she is told, and can take it away for her', async () => {
    const { page } = await telephone()
    await page.goto(path)
    await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).click()
    await sees(part(page).getByText('(cet appareil)'))
    const { page: theirs } = staff
    await theirs.goto(`/customers/${id}`)
    await settled(theirs)
    const row = theirs.getByRole('listitem').filter({ hasText: '1 appareil' }).first()
    await row.getByRole('button', { name: /Pourquoi\s?: Notification/u }).click()
    await sees(row.getByText('Prévenu sur un appareil.'))
    expect(await axeFaults(theirs)).toEqual([])
    await row.getByRole('button', { name: 'Retirer Chrome, Linux' }).click()
    await theirs.getByRole('button', { name: 'Retirer', exact: true }).last().click()
    await sees(theirs.getByText('Chrome, Linux ne sera plus prévenu.'))
    expect(await devices()).toEqual([])
    // She may ask again, with the same browser.
    await page.goto(path)
    await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).click()
    await sees(part(page).getByText('(cet appareil)'))
    expect(staff.faults).toEqual([])
  })

  /** As a push service would, by the tools of the browser. */
  async function ring(context: BrowserContext, page: Page, told: Record<string, string>): Promise<void> {
    const tools = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.includes('/c/for/'))
        if (own) resolve(own.registrationId)
      })
    })
    await tools.send('ServiceWorker.enable')
    const shown = `/api/my/${path.split('/').at(-1)}/shown`
    await tools.send('ServiceWorker.deliverPushMessage', {
      origin: street.house.base,
      registrationId: await registered,
      data: JSON.stringify({ ...told, shown }),
    })
    await tools.detach()
  }

  /** What stands on the screen of the telephone, once these words do: a newer one has taken the place of the older. */
  const shown = async (page: Page, words: string): Promise<string[][]> => {
    let all: string[][] = []
    await expect
      .poll(
        async () => {
          all = await page.evaluate(async () => {
            const standing: string[][] = []
            for (const worker of await navigator.serviceWorker.getRegistrations())
              for (const { title, body, data } of await worker.getNotifications())
                standing.push([title, body, (data as { open: string }).open])
            return standing
          })
          return all.map(([, body]) => body)
        },
        { timeout: 10_000 },
      )
      .toContain(words)
    return all
  }
})
