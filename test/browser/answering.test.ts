import { beforeAll, describe, expect, test, vi } from 'vitest'
import { FIRST_OWNER } from '../house-process.ts'
import { openRelay } from '../relay.ts'
import {
  axeFaults,
  DESK,
  found,
  openStreet,
  PHONE,
  presses,
  sees,
  settled,
  sideways,
  type Window,
  writes,
} from './browser.ts'

/** Somebody was not content: from one's day to the answer, by keyboard; a promise, its end; and thanks that are read. */
describe.skipIf(!found)('answering (skipped without Chromium)', async () => {
  if (!found) return
  const street = await openStreet()
  const relay = await openRelay()
  let window: Window
  let siteId = ''
  const ask = async (method: 'get' | 'post' | 'patch', path: string, data?: unknown) => {
    const answer = await window.page.request[method](path, data === undefined ? {} : { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const button = (name: string | RegExp) => window.page.getByRole('button', { name, exact: typeof name === 'string' })
  const tells = (key: string, id: string, score: number, text: string) =>
    ask('post', '/api/answers', {
      source: 'test',
      answers: [{ key, at: new Date().toISOString(), who: { id }, metric: 'nps', score, text, siteId }],
    })
  let anne = ''

  beforeAll(async () => {
    window = await street.visit({ size: PHONE })
    const opened = await ask('post', '/api/start/owner', { ...FIRST_OWNER, locale: 'fr' })
    siteId = opened.siteId
    await ask('post', '/api/channels', {
      channel: 'email',
      kind: 'smtp',
      name: 'Relais',
      settings: { host: '127.0.0.1', port: relay.port, security: 'none', from: 'contact@val.example' },
      perSecond: 100,
    })
    const me = await ask('get', '/api/me')
    anne = (
      await ask('post', '/api/customers', {
        title: 'Mme',
        givenName: 'Anne',
        familyName: 'Cieille',
        advisorId: me.staffId,
        siteId,
        emails: [{ address: 'anne@example.org' }],
      })
    ).id
    await tells('a', anne, 2, 'Attendu deux heures à l’accueil, personne ne m’a prévenue. Mon numéro : 06 39 98 01 01')
  })

  test('on a telephone, by keyboard: from one’s day to the letter that leaves, and back', async () => {
    const { page, faults } = window
    await page.goto('/')
    await settled(page)
    await sees(page.getByRole('heading', { level: 2, name: 'Attendent ma réponse' }))
    expect(await axeFaults(page)).toEqual([])
    // Whoever has the case calls the number; a list covers it.
    expect(await page.getByText('06 39 98 01 01').count()).toBe(0)
    await presses(page, page.getByRole('link', { name: 'Anne Cieille' }).first())
    await sees(page.getByRole('heading', { level: 1, name: 'Anne Cieille' }))
    await sees(page.getByText('06 39 98 01 01'))
    expect(await axeFaults(page)).toEqual([])
    expect(await sideways(page)).toEqual([])

    // Words to begin with are there; a gap keeps it from leaving.
    await presses(page, button('Répondre'))
    const letter = page.getByLabel('Votre réponse')
    expect(await letter.inputValue()).toContain('Madame Cieille')
    await sees(page.getByText(/À compléter, ou à retirer/u))
    expect(await button('Envoyer').isDisabled()).toBe(true)
    await writes(page, letter, 'Madame Cieille,\n\nJe regrette cette attente. Un café vous attend jeudi.\n\nOdile')
    await presses(page, button('Voir ce qui partira'))
    await sees(page.getByText(/^De Odile/u))
    // A button that was busy has the keyboard’s place again.
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Voir ce qui partira')
    expect(await axeFaults(page)).toEqual([])
    await presses(page, button('Envoyer'))
    await sees(page.getByText('Votre réponse part dans une minute.'))
    await sees(page.getByText('A eu notre réponse'))

    // A slip: it is held, and the words are there again.
    await page.keyboard.press('Control+z')
    await sees(page.getByText(/^Répondre avant/u))
    expect(relay.taken).toEqual([])
    await page.reload()
    await settled(page)
    expect(await page.getByLabel('Votre réponse').inputValue()).toContain('Un café vous attend jeudi.')
    expect(faults).toEqual([])
  })

  test('a promise with its hour, kept; the case ends, and its page says how', async () => {
    const { page, faults } = window
    await presses(page, button('Promettre'))
    await writes(page, page.getByLabel('Ce que vous promettez'), 'Une voiture de prêt')
    await presses(page, button('Promettre').last())
    await sees(page.getByRole('heading', { level: 2, name: 'Ce que nous avons promis' }))
    await presses(page, button('Clore'))
    await sees(page.getByText(/Une promesse n’est pas encore tenue/u))
    await presses(page, button('C’est fait').first())
    await sees(page.getByText('tenu', { exact: true }))
    await page
      .getByLabel(/^Issue/u)
      .first()
      .click()
    await page.getByRole('option', { name: 'réparé' }).click()
    await writes(page, page.getByLabel('Ce qui a été fait'), 'Lavage offert')
    await presses(page, button('Clore').last())
    await sees(button('Rouvrir'))
    await sees(page.getByText(/l’a clos\s: réparé/u))
    await page.setViewportSize(DESK)
    expect(await axeFaults(page)).toEqual([])
    await page.goto('/voice/cases?state=closed')
    await sees(page.getByRole('link', { name: 'Anne Cieille' }))
    await page.goto(`/customers/${anne}`)
    await sees(page.getByRole('heading', { level: 2, name: 'Ce que ce client nous dit' }))
    expect(faults).toEqual([])
  })

  test('thanks are read on one’s day, answered in one touch, and leave it', async () => {
    const { page, faults } = window
    await tells('b', anne, 10, `Merci à ${FIRST_OWNER.name.split(' ')[0]}, accueil parfait`)
    await page.goto('/')
    await sees(page.getByRole('heading', { level: 2, name: 'On vous remercie' }))
    await page.goto('/voice?polarity=good')
    await presses(page, button('Répondre'))
    await sees(page.getByLabel('Votre réponse'))
    expect(await page.getByLabel('Votre réponse').inputValue()).toContain('Merci d’avoir pris le temps')
    expect(await axeFaults(page)).toEqual([])
    await presses(page, button('Envoyer'))
    await sees(page.getByText('Votre réponse part dans une minute.'))
    await sees(page.getByText(/a répondu$/u))
    await page.goto('/')
    await presses(page, button('C’est lu'))
    await sees(page.getByText('Rangé.'))
    await vi.waitFor(async () => expect(await button('C’est lu').count()).toBe(0), 20_000)
    expect(faults).toEqual([])
  })
})
