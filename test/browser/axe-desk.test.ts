import { beforeAll, describe, expect, test } from 'vitest'
import { DESK, found, openStreet, PHONE, sees, settled } from './browser.ts'
import { DOORS, filled, openEveryScreen, SCREENS, turn, walk, wrongWith } from './every-screen.ts'

describe.skipIf(!found)('every screen at a desk (skipped without Chromium)', async () => {
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
  })

  test.each(Object.entries(SCREENS))('%s', async (_name, path) => {
    await turn(window.page, 'light')
    await arrive(path)
    expect(await wrongWith(window, 'fr', ['light', 'dark'])).toEqual([])
  })

  describe('what opens over a screen', () => {
    const open = async (path: string, how: () => Promise<void>, what: string) => {
      await arrive(path)
      await how()
      await sees(window.page.locator(what))
      expect(await wrongWith(window, 'fr', ['light', 'dark'])).toEqual([])
    }
    const click = (name: string | RegExp) => () => window.page.getByRole('button', { name }).first().click()
    const OPENINGS: [string, string, () => Promise<void>, string][] = [
      [
        'the search',
        '/floor',
        async () => {
          await window.page.keyboard.press('Control+k')
          await window.page.getByRole('textbox', { name: 'Chercher un client' }).fill('cielle')
          await sees(window.page.getByRole('dialog').getByText('Cieille'))
        },
        '[role=dialog]',
      ],
      ['duty', '/floor', click(/changer$/u), '[role=dialog]'],
      ['someone is here', '/floor', click('Quelqu’un est là'), '[role=dialog]'],
      ['more on a card', '/floor', click(/^Autres gestes pour/u), '[role=menu]'],
      ['a new customer', '/customers', click('Nouveau client'), '[role=dialog]'],
      ['other eyes', '/', click('Voir avec les yeux de…'), '[role=dialog]'],
    ]
    test.each(OPENINGS)('%s', (_name, path, how, what) => open(path, how, what))
  })

  describe('by Tab', () => {
    test.each(['/floor', '/customers', '/customers/{here}', '/import', '/setup/staff', '/setup/cameras'])(
      'on %s every control is reached, and one sees where one is',
      async (path) => {
        await arrive(path)
        expect(await walk(window.page)).toEqual({ unseen: [], never: [] })
      },
    )
  })

  test.each(Object.entries(DOORS))('at the door: %s', async (_name, path) => {
    for (const size of [PHONE, DESK]) {
      const stranger = await street.visit({ size })
      await stranger.page.goto(filled(path, house.ids))
      await settled(stranger.page)
      expect(await wrongWith(stranger, 'fr', ['light', 'dark'])).toEqual([])
      await stranger.context.close()
    }
  })
})
