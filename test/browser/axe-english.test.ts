import { beforeAll, describe, expect, test } from 'vitest'
import { DESK, found, openStreet } from './browser.ts'
import { openEveryScreen, SCREENS, turn, wrongWith } from './every-screen.ts'

describe.skipIf(!found)('every screen in English (skipped without Chromium)', async () => {
  if (!found) return
  // Opened here, and not before the first test: it ends with the file.
  const street = await openStreet()
  let house: Awaited<ReturnType<typeof openEveryScreen>>
  let window: typeof house.window
  let arrive: typeof house.arrive

  beforeAll(async () => {
    house = await openEveryScreen(street)
    ;({ window, arrive } = house)
    await window.page.setViewportSize(DESK)
    await window.page.request.patch('/api/me', { data: { locale: 'en' } })
  })

  test.each(Object.entries(SCREENS))('%s', async (_name, path) => {
    await turn(window.page, 'light')
    await arrive(path)
    await window.page.waitForFunction(() => document.documentElement.lang === 'en')
    expect(await wrongWith(window, 'en', ['light'])).toEqual([])
  })
})
