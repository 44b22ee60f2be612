import { beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, found, openStreet, PHONE, sideways, untranslated } from './browser.ts'
import { openEveryScreen, SCREENS, turn, walk, wrongWith } from './every-screen.ts'

describe.skipIf(!found)('every screen on a phone (skipped without Chromium)', async () => {
  if (!found) return
  // Opened here, and not before the first test: it ends with the file.
  const street = await openStreet()
  let house: Awaited<ReturnType<typeof openEveryScreen>>
  let window: typeof house.window
  let arrive: typeof house.arrive

  beforeAll(async () => {
    house = await openEveryScreen(street)
    ;({ window, arrive } = house)
  })

  test('what we look with can see', async () => {
    const planted = await street.tab(window.context)
    const { page } = planted
    await page.setContent(`<!doctype html><html lang="fr"><title>x</title><main><h1 style="width:3000px">desk.title</h1>
      <img src="/icon.svg"><p style="color:#999">pale</p><button style="outline:none">x</button></main>`)
    const rules = (await axeFaults(page)).map((fault) => fault.split(':')[0])
    expect(rules).toEqual(expect.arrayContaining(['image-alt', 'color-contrast']))
    expect((await axeFaults(page, { only: 'colours' })).length).toBeGreaterThan(0)
    expect(await untranslated(page)).toEqual(['desk.title'])
    expect(await sideways(page)).not.toEqual([])
    expect((await walk(page)).unseen).toHaveLength(1)
    await page.evaluate(() => console.error('planted'))
    expect(planted.faults).toEqual(['console: planted'])
    await page.close()
  })

  test.each(Object.entries(SCREENS))('%s', async (_name, path) => {
    await turn(window.page, 'light')
    await arrive(path)
    expect(await wrongWith(window, 'fr', ['light', 'dark'])).toEqual([])
    // The narrowest screen that WCAG asks for: a desk at 400 %.
    await window.page.setViewportSize({ width: 320, height: 700 })
    const wide = await sideways(window.page)
    await window.page.setViewportSize(PHONE)
    expect(wide, 'scrolls sideways at 320 px').toEqual([])
  })
})
