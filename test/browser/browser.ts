import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe, { type RunOnly } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, expect, onTestFailed, vi } from 'vitest'
import { type HouseProcess, openHouseProcess } from '../house-process.ts'
import { findChromium } from '../kinds.ts'

/** Where the browser is; a test file that finds none is skipped, and `npm test` says so loudly. */
export const found = findChromium()

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }

/** How long an answer may take on a busy machine before the test gives up, in ms. */
const PATIENCE = 20_000
/** How long the demo may take to be furnished there. */
const PATIENCE_WITH_DEMO = 180_000
/** How much later each answer of the house comes to the page, in ms: `OKAERI_TEST_LATENCY=700 npm test -- test/browser` finds what is pressed before its data is there. */
const LATENCY = Number(process.env.OKAERI_TEST_LATENCY ?? 0)

/** A browser without a window, on a profile of its own; closed with the test file. */
async function openChromium(microphone: boolean): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: found ?? '',
    headless: true,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(microphone ? ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'] : []),
    ],
  })
  afterAll(() => browser.close())
  return browser
}

/** A whole house of its own, empty; gone with the test file. */
async function openHouse(): Promise<HouseProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-browser-'))
  const house = await openHouseProcess({ OKAERI_DATA: folder })
  afterAll(async () => {
    await house.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  })
  return house
}

export interface Window {
  page: Page
  context: BrowserContext
  /** What the page said to its console and should not have: errors, warnings of React, exceptions, answers 5xx. */
  faults: string[]
}

export interface Street {
  house: HouseProcess
  /** Someone else's browser: no cookie, no memory. Their languages are these. */
  visit(how?: { size?: { width: number; height: number }; languages?: 'fr' | 'en' }): Promise<Window>
  /** Such a browser, before anything is opened in it. `script`: does it run any? */
  context(how?: {
    size?: { width: number; height: number }
    languages?: 'fr' | 'en'
    script?: boolean
    /** As what it gives itself out. */
    agent?: string
  }): Promise<BrowserContext>
  /** Another tab of the same person. */
  tab(context: BrowserContext): Promise<Window>
}

/** A house and a browser, for one test file. */
export async function openStreet({ microphone = false } = {}): Promise<Street> {
  if (!existsSync('dist/index.html')) throw new Error('the screens are not built: npm run build (npm test does it)')
  const [house, browser] = await Promise.all([openHouse(), openChromium(microphone)])
  const tab: Street['tab'] = async (context) => {
    const page = await context.newPage()
    page.setDefaultTimeout(PATIENCE)
    if (LATENCY > 0)
      await page.route('**/api/**', (route) =>
        timePasses(page, LATENCY)
          .then(() => route.continue())
          // The page is gone meanwhile.
          .catch(() => undefined),
      )
    const faults: string[] = []
    page.on('pageerror', (fault) => faults.push(`exception: ${fault.message}`))
    page.on('console', (said) => {
      // A refused answer (401 at the door, 409 of a conflict, 422 of a field) is a part of the talk, not a fault.
      if (said.type() === 'error' && !/status of 4\d\d/u.test(said.text())) faults.push(`console: ${said.text()}`)
    })
    page.on('response', (answer) => {
      if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`)
    })
    // What a person would have seen, and what it said to its console: most failures explain themselves there.
    const tell = async () => {
      const seen = await page
        .locator('body')
        .ariaSnapshot({ timeout: 3000 })
        .catch(() => 'nothing')
      process.stdout.write(`\n${page.url()}\n${faults.join('\n')}\n${seen.slice(0, 6000)}\n`)
    }
    try {
      onTestFailed(tell)
    } catch {
      // Opened before the first test: what is seen then is not of one.
    }
    return { page, context, faults }
  }
  const context: Street['context'] = ({ size = DESK, languages = 'fr', script = true, agent } = {}) =>
    browser.newContext({
      baseURL: house.base,
      viewport: size,
      locale: languages === 'fr' ? 'fr-FR' : 'en-GB',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
      ...(agent ? { userAgent: agent } : {}),
    })
  return {
    house,
    tab,
    context,
    visit: async (how = {}) => tab(await context(how)),
  }
}

/** Time itself passes: for what is about time (how long one reads, speaks, answers), never for what could be waited for. */
export const timePasses = (page: Page, ms: number): Promise<void> => page.waitForTimeout(ms)

/** The demo, furnished, its live day at rest unless it is wanted; opened by this window. */
export async function openDemo({ request }: Page, { live = false } = {}): Promise<void> {
  const opened = await request.post('/api/demo', { data: { locale: 'fr' } })
  if (!opened.ok()) throw new Error(`the demo does not open: ${opened.status()} ${await opened.text()}`)
  await vi.waitUntil(async () => (await (await request.get('/api/demo')).json()).state === 'ready', {
    timeout: PATIENCE_WITH_DEMO,
    interval: 300,
  })
  await request.post('/api/demo/live', { data: { live } })
}

/** Waits until the demo, which somebody opened at the screen, is furnished. */
export const furnished = (title: Locator): Promise<void> =>
  title.first().waitFor({ state: 'visible', timeout: PATIENCE_WITH_DEMO })

/** Waits until it is there to be seen. */
export const sees = (what: Locator): Promise<void> => what.first().waitFor({ state: 'visible' })
/** Waits until it is not there any more. */
export const gone = (what: Locator): Promise<void> => what.first().waitFor({ state: 'hidden' })

/** Presses Tab until this has the focus: what a mouse can do, a keyboard can. `back` goes the other way round. */
export async function tabTo(page: Page, what: Locator, { most = 60, back = false } = {}): Promise<void> {
  await sees(what)
  const passed: string[] = []
  for (let pressed = 0; pressed <= most; pressed++) {
    if (await what.first().evaluate((element) => element === document.activeElement)) {
      expect(await focusShown(page), `the focus on ${String(what)} cannot be seen`).toBe(true)
      return
    }
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    passed.push(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? ''))
  }
  throw new Error(`no Tab leads to ${String(what)}; it passed\n${passed.join('\n')}`)
}

/** By keyboard: go there, write. */
export async function writes(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

/** By keyboard: go there, press. */
export async function presses(page: Page, what: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, what)
  await page.keyboard.press(key)
}

/** Can one see where the focus is: an outline on the control, on the field around it, or on the drawn part beside it (switches)? */
export const focusShown = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return false
    const outlined = (element: Element | null | undefined, part?: string) => {
      const style = element ? getComputedStyle(element, part) : undefined
      return (
        style?.outlineStyle !== undefined &&
        style.outlineStyle !== 'none' &&
        Number.parseFloat(style.outlineWidth) >= 1.5
      )
    }
    return (
      outlined(at) ||
      outlined(at, '::after') ||
      outlined(at.closest('.mantine-Input-input')) ||
      outlined(at.nextElementSibling)
    )
  })

/** Does the page scroll sideways, and what sticks out? Empty when it does not. */
export const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > wide + 1)
      .slice(-5)
      .map((element) => `${element.tagName}.${element.className} ${element.textContent?.slice(0, 40)}`)
  })

/** Keys of words, or codes of the server, that reached the eye: `desk.title`, `service-advisor`. */
export const untranslated = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const areas =
      'shell|desk|card|why|floor|consent|customer|identity|weigh|privacy|search|setup|import|because|start|problem|fault|service|role|colour|work|loop|voice|inbox|theme|leaning|says|alert|door|reviews'
    const key = new RegExp(`(?:^|\\s)(?:${areas})\\.[a-z][\\w.-]+`, 'u')
    return document.body.innerText.split('\n').filter((line) => key.test(line))
  })

/** Waits until a screen has come: its title is there, and nothing is a shape of what is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'visible' })
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, [data-loading=true]'))
}

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules of the standard that look at colours: all that day and night can differ in. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** What axe-core finds against WCAG 2.2 AA on the page as it stands: rule, what it means, and where. */
export async function axeFaults(page: Page, { only }: { only?: 'colours' } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const runOnly: RunOnly = only ? { type: 'rule', values: COLOURS } : { type: 'tag', values: STANDARD }
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    // oxlint-disable-next-line typescript/await-thenable -- axe's types hide the promise behind a callback overload
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes
        .slice(0, 4)
        .map((node) => `${id}: ${node.failureSummary?.split('\n')[1]?.trim() ?? help}: ${node.html.slice(0, 300)}`),
    )
  }, runOnly)
}

export const FIRST_PERSON = {
  name: 'Odile Propriétaire',
  email: 'odile@example.org',
  password: 'un cheval bleu au galop',
  network: 'Réseau du Val',
}
