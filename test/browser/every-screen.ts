import type { Page } from 'playwright-core'
import { vi } from 'vitest'
import {
  axeFaults,
  focusShown,
  openDemo,
  PHONE,
  type Street,
  settled,
  sideways,
  untranslated,
  type Window,
} from './browser.ts'

/** Every screen of the house by its path; what is in braces is filled in from the demo. */
export const SCREENS = {
  desk: '/',
  floor: '/floor',
  wall: '/wall',
  customers: '/customers',
  customer: '/customers/{customer}',
  'someone at the gate': '/customers/{here}',
  search: '/search?q=Cielle',
  'search, nobody': '/search?q=zzzzzz',
  'same person': '/identity',
  'same person, quality': '/identity/quality',
  'same person, history': '/identity/history',
  'something to do': '/work/{task}',
  'hand-overs': '/work/handovers',
  ledger: '/loop',
  equity: '/loop/attention',
  'hold-outs': '/loop/hold-outs',
  weather: '/loop/weather',
  'time machine': '/loop/time-machine',
  'fast-forward': '/customers/{here}/fast-forward',
  reviews: '/voice/reviews',
  'reviews, published': '/voice/reviews?state=published',
  'reviews, settings': '/voice/reviews/settings',
  imports: '/import',
  'import, read': '/import/{import}',
  'import, whom it touched': '/import/{ran}/people',
  'import, whom it changed': '/import/{ran}/people?which=changed',
  'import, not run yet': '/import/{import}/people',
  figures: '/figures',
  voice: '/voice',
  cases: '/voice/cases',
  'cases, of all': '/voice/cases?whose=site',
  'cases, closed': '/voice/cases?whose=site&state=closed',
  case: '/voice/cases/{case}',
  'case, one of mine': '/voice/cases/{mine}',
  'voice, narrowed': '/voice?polarity=good&q=merci',
  reader: '/voice/reader',
  'voice in figures': '/voice/figures',
  'voice in figures, by moment': '/voice/figures?by=moment&metric=csat',
  themes: '/voice/themes',
  'product gate': '/voice/gate',
  'product gate, one': '/voice/gate/{product}',
  'product gate, put away': '/voice/gate?archived=true',
  'product gate, thresholds': '/voice/gate/thresholds',
  'product gate, shops': '/voice/gate/shops',
  decisions: '/voice/decisions',
  'decisions, a new one': '/voice/decisions?theme=waiting',
  'report of the month': '/voice/report',
  surveys: '/voice/surveys',
  survey: '/voice/surveys/{survey}',
  'survey, written': '/voice/surveys/{survey}/edit',
  'survey, new': '/voice/surveys/new',
  'survey, card to print': '/voice/surveys/{survey}/print/{door}',
  outbox: '/outbox',
  'outbox, left': '/outbox?state=left',
  costs: '/outbox/costs',
  'try words': '/outbox/try',
  account: '/account',
  'my voice': '/account/voice',
  setup: '/setup',
  network: '/setup/network',
  staff: '/setup/staff',
  cameras: '/setup/cameras',
  camera: '/setup/cameras/{camera}',
  phones: '/setup/phones',
  phone: '/setup/phones/{phone}',
  channels: '/setup/channels',
  law: '/setup/law',
  audit: '/setup/audit',
  keys: '/setup/keys',
  requests: '/setup/requests',
  retention: '/setup/retention',
  'no such page': '/nowhere',
}
/** In front of the house, where nobody is signed in. */
export const DOORS = { 'sign in': '/sign-in', join: '/join/{invitation}', 'join, ended': '/join/nothing' }

export const filled = (path: string, ids: Record<string, string>) =>
  path.replaceAll(/\{(\w+)\}/gu, (_all, name: string) => ids[name] ?? `no ${name}`)

/** Day or night, once every colour has turned. */
export async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // A colour that is handed down through several layers turns one layer a frame.
  await page.evaluate(async () => {
    const turning = () => document.getAnimations().some((one) => one.playState === 'running')
    for (let frame = 0, still = 0; still < 4 && frame < 120; frame++) {
      await new Promise(requestAnimationFrame)
      still = turning() ? 0 : still + 1
    }
  })
}

/** All that can be wrong with a screen as it stands, in words. */
export async function wrongWith(window: Window, locale: 'fr' | 'en', schemes: readonly ('light' | 'dark')[]) {
  const { page, faults } = window
  const wrong: string[] = []
  for (const colorScheme of schemes) {
    await turn(page, colorScheme)
    for (const fault of await axeFaults(page, colorScheme === 'dark' ? { only: 'colours' } : {}))
      wrong.push(`${colorScheme} ${fault}`)
  }
  if (!/^.+ · Okaeri$/u.test(await page.title())) wrong.push(`title "${await page.title()}"`)
  const lang = await page.getAttribute('html', 'lang')
  if (lang !== locale) wrong.push(`html lang="${lang}"`)
  for (const line of await untranslated(page)) wrong.push(`no words for "${line}"`)
  for (const what of await sideways(page)) wrong.push(`scrolls sideways: ${what}`)
  return [...wrong, ...faults.splice(0)]
}

/** The demo, furnished, at one window of a street; and a way to any of its screens. */
export async function openEveryScreen(street: Street) {
  const window = await street.visit({ size: PHONE })
  const ids = await furnish(window.page)
  const arrive = async (path: string) => {
    await window.page.goto(filled(path, ids))
    await settled(window.page)
  }
  return { window, ids, arrive }
}

/** The demo, with people at the gate of one site: sure, perhaps, going, greeted; a call; a file that was read; an invitation. */
async function furnish(page: Page): Promise<Record<string, string>> {
  const ask = async (method: 'get' | 'post' | 'put', path: string, data?: unknown) => {
    const answer = await page.request[method](path, data === undefined ? {} : { data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  await openDemo(page)
  const { sites } = await ask('get', '/api/network')
  const site = (await ask('get', '/api/me')).sites?.[0]?.id ?? sites[0].id
  const { sources } = (await ask('get', `/api/sources?site=${site}`)) as { sources: { id: string; door: string }[] }
  const [gate, phone] = ['gate', 'phone'].map((door) => sources.find((one) => one.door === door)!.id)
  const { customers } = await ask('get', `/api/customers?limit=6&site=${site}`)
  const people = []
  for (const { id } of customers.slice(0, 5)) {
    const who = await ask('get', `/api/customers/${id}`)
    people.push(who)
    // Expected now, at whatever hour the test runs.
    const booked = { customerId: id, assetId: who.assets[0].id, siteId: site, at: new Date().toISOString() }
    await ask('post', '/api/appointments', { ...booked, service: 'service', reason: 'Bruit à l’arrière' })
  }
  const plateOf = (who: { assets: { plates: { until: string | null; plate: string }[] }[] }) =>
    who.assets.flatMap((asset) => asset.plates).find((plate) => plate.until === null)?.plate ?? 'AA001AA'
  for (const who of people.slice(0, 3)) await ask('post', `/api/sources/${gate}/sample`, { plate: plateOf(who) })
  await ask('post', `/api/sources/${gate}/sample`, { plate: 'ZZ999ZZ' })
  if (people[3]?.phones[0]) await ask('post', `/api/sources/${phone}/sample`, { from: people[3].phones[0].e164 })
  const { waiting } = await ask('get', `/api/floor?site=${site}`)
  if (waiting[1]) await ask('post', `/api/visits/${waiting[1].id}/going`, {})
  const upload = await page.request.post('/api/imports', {
    multipart: {
      kind: 'customers',
      source: 'axe',
      file: {
        name: 'clients.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('Nom;Téléphone\nAnne Vue;06 39 98 01 01\n;x\n'),
      },
    },
  })
  // Two files of one source that were run: the second changes what the first said.
  const brought = async (text: string): Promise<string> => {
    const file = { name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    const sent = await page.request.post('/api/imports', { multipart: { kind: 'customers', source: 'ran', file } })
    const { id, mapping } = await sent.json()
    await ask('post', `/api/imports/${id}/run`, { mapping })
    await vi.waitUntil(async () => (await ask('get', `/api/imports/${id}`)).state === 'done', { timeout: 30_000 })
    return id
  }
  await brought('Code client;Nom;Prénom;Ville\n1;Touche;Anne;Lyon\n')
  const ran = await brought('Code client;Nom;Prénom;Ville\n1;Touche;Anne;Dijon\n2;Venue;Paul;Brest\n')
  // A task of somebody is a page of its own.
  const { list, later, barred } = await ask('get', '/api/work/today')
  const task = list[0] ?? later[0]?.task ?? barred[0]
  const { products } = await ask('get', '/api/quality/products')
  // A survey that something was left out of.
  const { surveys } = await ask('get', '/api/surveys')
  const survey = surveys.find(({ slug }: { slug: string }) => slug === 'after-service').id
  const { doors } = await ask('get', `/api/surveys/${survey}`)
  const door = doors.find(({ kind }: { kind: string }) => kind === 'qr').id
  const tablet = doors
    .find(({ kind }: { kind: string }) => kind === 'tablet')
    .address.split('/')
    .at(-1)
  const quick = { key: 'too-quick-to-be-read', version: 1, language: 'fr', score: 1, text: 'Non', ageMs: 0, tookMs: 20 }
  await ask('post', `/api/ask/${tablet}/answers`, { answers: [quick] })
  const [cases, mine] = [await ask('get', '/api/cases?whose=site&limit=1'), await ask('get', '/api/cases?limit=1')]
  const { invitation } = await ask('post', '/api/staff', {
    name: 'Zoé Invitée',
    email: 'zoe@example.org',
    skills: ['service'],
    roles: [{ role: 'service-advisor', siteId: site }],
  })
  return {
    customer: customers[5].id,
    here: people[0].id,
    camera: gate!,
    phone: phone!,
    import: (await upload.json()).id,
    ran,
    task: task.id,
    product: products.find((one: { state: string }) => one.state === 'proposed').id,
    survey,
    door,
    case: cases.cases[0].id,
    mine: mine.cases[0].id,
    invitation: String(invitation).split('/').at(-1)!,
  }
}

/** Presses Tab through the whole page: where the focus could not be seen, and what no Tab led to. */
export async function walk(page: Page): Promise<{ unseen: string[]; never: string[] }> {
  const unseen: string[] = []
  // It begins at the title, goes out at the end of the page, and comes in again at its top.
  let outside = 0
  for (let pressed = 0; pressed < 250; pressed++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return 'outside'
      // A field of a date has a stop for day, month and year: one is in it still.
      if (element.hasAttribute('data-walked')) return element.hasAttribute('data-last') ? 'within' : null
      for (const before of document.querySelectorAll('[data-last]')) before.removeAttribute('data-last')
      element.setAttribute('data-walked', '')
      element.setAttribute('data-last', '')
      return element.outerHTML.slice(0, 160)
    })
    if (at === null || (at === 'outside' && ++outside > 1)) break
    if (at === 'outside' || at === 'within') continue
    if (!(await focusShown(page))) unseen.push(at)
  }
  const never = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex="0"]')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter(
        (element) => !element.matches(':disabled, [tabindex="-1"], [data-walked], [type=radio], [type=file], [hidden]'),
      )
      .map((element) => element.outerHTML.slice(0, 160)),
  )
  return { unseen, never }
}
