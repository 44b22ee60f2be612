import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { FIRST_PERSON, found, gone, openStreet, PHONE, sees } from './browser.ts'

/** A line between the screens and the house, as an access point is: it can go dead without a word, and come back. */
async function openLine(base: string) {
  const house = new URL(base)
  const ends = new Set<Socket>()
  let dead = false
  const line = createServer((near) => {
    const far = connect(Number(house.port), house.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one)
      one.on('data', (bytes) => {
        if (!dead) other.write(bytes)
      })
      one.on('error', () => undefined)
      one.on('close', () => {
        ends.delete(one)
        if (!dead) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    for (const end of ends) end.destroy()
    line.close()
  })
  return {
    base: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    /** Bytes go in and come out nowhere; no connection is closed, new ones are taken. */
    die() {
      dead = true
    },
    /** It carries again; who speaks on a connection of before is told that there is none. */
    live() {
      for (const end of ends) end.destroy()
      dead = false
    },
  }
}

describe.skipIf(!found)('a line that dies without a word (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const line = await openLine(street.house.base)
  const { page, context } = await street.visit({ size: PHONE })
  const ask = async (path: string, data: unknown = {}) => {
    const answer = await page.request.post(`${street.house.base}${path}`, { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return (await answer.json()) as Record<string, string>
  }
  const site = { name: 'Versailles', timeZone: 'Europe/Paris', services: ['reception', 'service'] }
  const { siteId } = await ask('/api/start/owner', { ...FIRST_PERSON, site })
  const arrives = async (familyName: string) => {
    const { id } = await ask('/api/customers', { givenName: 'Anne', familyName })
    return ask('/api/visits', { siteId, customerId: id })
  }
  const notLive = page.getByText(/^Pas en direct depuis \d\d:\d\d/u)

  test('the wall says that it is not live, and since when; back, it shows who came meanwhile', async () => {
    await page.clock.install()
    await page.goto(`${line.base}/wall`)
    await arrives('Avant')
    await sees(page.getByRole('heading', { name: 'Anne Avant' }))
    // Long enough for a beat to be heard, and for a line that is alive to be left alone.
    await page.clock.fastForward(20_000)
    expect(await notLive.count()).toBe(0)

    line.die()
    await arrives('Pendant')
    await page.clock.fastForward(46_000)
    await sees(notLive)
    expect(await page.getByText('Anne Pendant').count()).toBe(0)

    // The next try hangs as well; it is given up, and the one after it gets through.
    line.live()
    await page.clock.fastForward(20_000)
    await page.clock.fastForward(20_000)
    await sees(page.getByRole('heading', { name: 'Anne Pendant' }))
    await gone(notLive)
  })

  test('a tap without a network is kept, and sent once it is back', async () => {
    await page.goto(`${line.base}/floor`)
    const card = page.getByRole('article', { name: 'Anne Pendant' })
    await sees(card)
    await context.setOffline(true)
    await card.getByRole('button', { name: 'J’y vais' }).click()
    await sees(page.getByText(/^Pas de réseau.: ce sera envoyé dès qu’il revient/u))
    const goes = async () => {
      const floor = await (await page.request.get(`${street.house.base}/api/floor?site=${siteId}`)).json()
      return floor.waiting.find((each: { card: { name: string } }) => each.card.name === 'Anne Pendant').goingBy
    }
    await context.setOffline(false)
    await page.clock.fastForward(4_000)
    await sees(card.getByText('Vous y allez'))
    await expect.poll(goes, { timeout: 20_000 }).not.toBeNull()
  })

  test('a note without a network: kept through a reload, sent once it is back, written once', async () => {
    const floor = await (await page.request.get(`${street.house.base}/api/floor?site=${siteId}`)).json()
    const { customerId } = floor.waiting.find((each: { card: { name: string } }) => each.card.name === 'Anne Pendant')
    await page.goto(`${line.base}/customers/${customerId}`)
    const box = page.getByRole('textbox', { name: 'Ce que vous avez appris ou promis' })
    await box.fill('Bruit à l’arrière gauche')
    await page.reload()
    await expect.poll(() => box.inputValue()).toBe('Bruit à l’arrière gauche')
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Écrire', exact: true }).click()
    await sees(page.getByText(/^Pas de réseau.: ce sera envoyé dès qu’il revient/u))
    expect(await box.inputValue()).toBe('Bruit à l’arrière gauche')
    await context.setOffline(false)
    await page.clock.fastForward(4_000)
    await expect.poll(() => box.inputValue(), { timeout: 20_000 }).toBe('')
    const { entries } = await (
      await page.request.get(`${street.house.base}/api/customers/${customerId}/timeline?kinds=note`)
    ).json()
    expect(entries.map(({ text }: { text: string }) => text)).toEqual(['Bruit à l’arrière gauche'])
  })

  test('a form without a network: said once that it waits, on whatever screen; saved once it is back, or said that it was not', async () => {
    await page.goto(`${line.base}/account`)
    const reach = page.getByRole('region', { name: 'Me joindre' })
    const phone = reach.getByLabel('Mon téléphone')
    const notice = page.getByText(/^Pas de réseau.: un enregistrement attend ici et partira dès qu’il revient/u)
    const kept = async () =>
      (await (await page.request.get(`${street.house.base}/api/staff`)).json()).staff[0].phone as string | null
    await phone.fill('06 39 98 01 01')
    await context.setOffline(true)
    await sees(page.getByText(/^Pas de réseau.: ce que vous voyez date d’avant/u))
    await reach.getByRole('button', { name: 'Enregistrer' }).click()
    await sees(notice)
    expect(await phone.inputValue()).toBe('06 39 98 01 01')
    await context.setOffline(false)
    await expect.poll(kept, { timeout: 20_000 }).toBe('06 39 98 01 01')
    await gone(notice)

    // What is refused after all is told to who looks elsewhere by then.
    await phone.fill('chez moi')
    await context.setOffline(true)
    await reach.getByRole('button', { name: 'Enregistrer' }).click()
    await sees(notice)
    await page.getByRole('link', { name: 'Accueil', exact: true }).first().click()
    await context.setOffline(false)
    await sees(page.getByRole('alert').filter({ hasText: 'Une partie ne peut pas être utilisée' }))
    expect(await kept()).toBe('06 39 98 01 01')
  })

  test('a screen never opened before, without a network: it waits for one, and the page stays', async () => {
    await page.goto(`${line.base}/floor`)
    await sees(page.getByRole('heading', { level: 1, name: 'Accueil' }))
    await page.evaluate(() => document.body.setAttribute('data-old', ''))
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Plus', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Le cahier' }).click()
    await sees(page.getByText(/^Pas de réseau/u))
    expect(await page.locator('body[data-old]').count()).toBe(1)
    await context.setOffline(false)
    await sees(page.getByRole('heading', { level: 1, name: 'Le cahier' }))
    expect(await page.locator('body[data-old]').count()).toBe(1)
  })

  test('a new version is put in place: the wall opens it by itself, a desk with its next screen, once', async () => {
    const renamed = (markup: string) => markup.replace(/(<script type="module"[^>]* src=")[^"]+/u, '$1/assets/newer.js')
    await page.route(`${line.base}/`, async (route) => {
      if (route.request().resourceType() !== 'fetch') return route.continue()
      const answer = await route.fetch()
      return route.fulfill({ response: answer, body: renamed(await answer.text()) })
    })
    const mark = () => page.evaluate(() => document.body.setAttribute('data-old', ''))
    const old = page.locator('body[data-old]')
    const cutAndBack = async () => {
      line.die()
      await page.clock.fastForward(46_000)
      await sees(notLive)
      line.live()
      await page.clock.fastForward(20_000)
      await page.clock.fastForward(20_000)
    }
    await page.goto(`${line.base}/wall`)
    await sees(page.getByRole('heading', { level: 1, name: 'Versailles' }))
    await mark()
    await cutAndBack()
    await gone(old)
    await sees(page.getByRole('heading', { level: 1, name: 'Versailles' }))
    // What stands between hands out another page still: it is not opened over and over.
    await mark()
    await cutAndBack()
    await gone(notLive)
    expect(await old.count()).toBe(1)

    await page.goto(`${line.base}/floor`)
    await sees(page.getByRole('heading', { level: 1, name: 'Accueil' }))
    await mark()
    await cutAndBack()
    await gone(notLive)
    expect(await old.count()).toBe(1)
    await page.getByRole('link', { name: 'Ma journée', exact: true }).first().click()
    await gone(old)
    await sees(page.getByRole('heading', { level: 1, name: 'Ma journée' }))
  })
})
