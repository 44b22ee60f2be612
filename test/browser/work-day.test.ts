import { beforeAll, describe, expect, test } from 'vitest'
import {
  axeFaults,
  found,
  openDemo,
  openStreet,
  PHONE,
  presses,
  sees,
  settled,
  sideways,
  type Window,
} from './browser.ts'

/** A day of calls, on a telephone: the list, the first person, what came of it, taken back, the next one. */
describe.skipIf(!found)('a day of the short list (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  let window: Window
  let names: string[] = []

  beforeAll(async () => {
    window = await street.visit({ size: PHONE })
    const { request } = window.page
    await openDemo(window.page)
    // The most one can give, so that there is a next one at whatever hour this runs: coffees know no hours.
    await request.put('/api/work/allowance', { data: { calls: 50, minutes: 480 } })
    const { list } = await (await request.get('/api/work/today')).json()
    names = list.map((task: { name: string }) => task.name)
  })

  test('list, outcome, undo, next', async () => {
    const { page, faults } = window
    expect(names.length).toBeGreaterThan(1)
    const [first, second] = names as [string, string]
    const card = (name: string) => page.getByRole('article', { name, exact: true })
    const reached = (name: string) => card(name).getByRole('button', { name: /^(?:Joint|C’est fait)$/u })
    const head = (name: string) => card(name).getByRole('button', { expanded: true }).first()
    await page.goto('/')
    await settled(page)
    await sees(page.getByRole('heading', { level: 2, name: 'Vos clients du jour' }))

    // The first one is open: why, a line to begin with, and what may come of it; by keyboard alone.
    await sees(card(first).getByText('Pour ouvrir'))
    expect(await axeFaults(page)).toEqual([])
    expect(await sideways(page)).toEqual([])
    await presses(page, reached(first))
    await sees(page.getByText(`${first} : joint, c’est noté.`.replace(' :', '\u00a0:')))

    // The next one is open, and has the focus.
    await sees(head(second))
    await page.waitForFunction((name) => document.activeElement?.textContent?.includes(name), second)
    await sees(page.getByRole('progressbar', { name: `1 fait sur ${names.length}` }))
    await sees(page.getByRole('list', { name: 'Fait aujourd’hui' }).getByText(first))

    // A slip of the thumb: taken back, the first is there again.
    await page.keyboard.press('Control+z')
    await sees(page.getByText('C’est annulé').or(card(first)))
    await sees(card(first))
    await page.getByRole('progressbar').waitFor({ state: 'detached' })

    // Not now: a day is asked for, and promised.
    await presses(page, card(first).getByRole('button').first())
    await sees(card(first).getByText('Pour ouvrir'))
    await presses(page, card(first).getByRole('button', { name: 'Pas maintenant' }))
    await page
      .getByRole('button', { name: 'Dans une semaine, 10:00' })
      .or(page.getByRole('button', { name: 'Dans trois jours, 10:00' }))
      .first()
      .click()
    await sees(page.getByText(new RegExp(`^${first}\\s: promis pour`, 'u')))
    await card(first).waitFor({ state: 'detached' })
    expect(faults).toEqual([])
  })

  test('somebody arrives while a word is being written: the card stands first, the word stays', {
    timeout: 60_000,
  }, async () => {
    const { page } = window
    const { request } = page
    const { staffId, sites } = await (await request.get('/api/me')).json()
    const siteId = sites[0].id
    await page.goto(`/?site=${siteId}`)
    await settled(page)
    const note = page.getByRole('textbox', { name: 'Un mot pour la suite' })
    await note.fill('rappeler après')
    const { customers } = await (await request.get('/api/customers?limit=1')).json()
    const visit = await (await request.post('/api/visits', { data: { siteId, customerId: customers[0].id } })).json()
    await request.post(`/api/visits/${visit.id}/hand`, { data: { staffId } })
    const forMe = page.getByRole('heading', { level: 2, name: /^Pour vous, maintenant/u })
    const list = page.getByRole('heading', { level: 2, name: /^Vos clients du jour/u })
    await sees(page.getByRole('article', { name: customers[0].name }).getByRole('button', { name: 'J’y vais' }))
    expect(await note.inputValue()).toBe('rappeler après')
    expect(await note.evaluate((box) => box === document.activeElement)).toBe(true)
    const top = async (of: typeof forMe) => (await of.boundingBox())!.y
    expect(await top(forMe)).toBeLessThan(await top(list))
    await request.post(`/api/visits/${visit.id}/left`)
  })

  test('by its own address, with what happened', async () => {
    const { page, faults } = window
    const { list } = await (await page.request.get('/api/work/today')).json()
    await page.goto(`/work/${list[0].id}`)
    await settled(page)
    // What one notes is written beside what the house stands for.
    await page.getByRole('textbox', { name: 'Un mot pour la suite' }).focus()
    await sees(page.getByText('Quelqu’un, ici, a pensé à vous.'))
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: /^Autres suites pour/u }).click()
    await page.getByRole('menuitem', { name: /^Laisser/u }).click()
    await sees(page.getByText(/C’est terminé\s: Laissé de côté/u))
    await sees(page.getByRole('heading', { level: 2, name: 'Ce qui s’est passé' }))
    expect(faults).toEqual([])
  })

  test('handed over in words: the form says what is missing, then who has them', async () => {
    const { page } = window
    await page.goto('/work/handovers')
    await settled(page)
    await page.getByRole('button', { name: 'Confier', exact: true }).click()
    await sees(page.getByRole('form', { name: 'Confier' }).locator('[aria-invalid=true]'))
    await page.getByLabel('À qui', { exact: true }).first().click()
    await page.getByRole('option').first().click()
    await page.getByLabel(/^Ce qu’il faut savoir/u).fill('Aime qu’on le rappelle le matin.')
    await page.getByRole('button', { name: 'Confier', exact: true }).click()
    const given = page
      .getByRole('article', { name: /^Confié à/u })
      .filter({ hasText: 'Aime qu’on le rappelle le matin.' })
    await given.getByRole('button', { name: 'Mettre fin' }).click()
    await sees(page.getByRole('heading', { level: 2, name: 'Avant' }))
  })
})
