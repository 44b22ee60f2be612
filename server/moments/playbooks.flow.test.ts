import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { say } from '../../contract/because.ts'
import { createCustomer } from '../../contract/customers.ts'
import * as api from '../../contract/playbooks.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createCustomerFlow } from '../customers/customers.flow.ts'
import { momentPeople, readMoment } from './moment-page.flow.ts'
import { PlaybookInForce } from './playbook.store.ts'
import {
  comparePlaybooks,
  listPlaybooks,
  putPlaybookInForce,
  readPlaybookVersion,
  savePlaybook,
} from './playbooks.flow.ts'
import { type NewTouch, saveTouches } from './touch.store.ts'
import { listWeather, tellWeather, untellWeather } from './weather.flow.ts'
import { askWeather } from './weather.jobs.ts'
import type { ToldWarning, WeatherPort } from './weather.port.ts'
import { saveWarnings, warningRows, warningsAhead } from './weather.store.ts'
import { WeatherProblem } from './weather-problem.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const shipped = { read: (id: string) => readFileSync(new URL(`../../playbooks/${id}.yaml`, import.meta.url), 'utf8') }
const inForce = new PlaybookInForce()

const list = () => desk.ask(api.listPlaybooks, listPlaybooks(shipped), {})
const save = (yaml: string, note = '') => desk.ask(api.savePlaybook, savePlaybook, { body: { yaml, note } })
const force = (version: number) =>
  desk.ask(api.putPlaybookInForce, putPlaybookInForce, { params: { version }, body: {} })

describe('versions of the playbook', () => {
  const shop = shipped.read('shop')
  it('begin with none, and three to start from', async () => {
    expect(await list()).toMatchObject({
      versions: [],
      live: null,
      shipped: [{ id: 'dealership' }, { id: 'garage' }, { id: 'shop' }],
    })
    expect(await inForce.of(db)).toBe(null)
  })
  it('are drafts until one is put in force', async () => {
    expect(await save(shop, 'le premier')).toEqual({ version: 1, faults: [] })
    expect((await list()).versions).toMatchObject([{ version: 1, state: 'draft', note: 'le premier', moments: 10 }])
    expect(await force(1)).toEqual({ version: 1 })
    expect((await inForce.of(db))?.version).toBe(1)
  })
  it('with faults are answered, not kept', async () => {
    const { version, faults } = await save(shop.replace('do: [email, sms]', 'do: [e-mail]'))
    expect([version, faults[0]?.because.code]).toEqual([null, 'playbook-unknown-gesture'])
    expect((await list()).versions).toHaveLength(1)
  })
  it('follow each other in force; one that was comes back as a copy', async () => {
    await save(shop.replace('name: Boutique', 'name: Autre'))
    await force(2)
    expect((await inForce.of(db))?.playbook.name).toBe('Autre')
    expect(await force(2)).toEqual({ version: 2 })
    expect(await force(1)).toEqual({ version: 3 })
    const { versions, live } = await list()
    expect(live).toBe(3)
    expect(versions.map(({ version, state, origin }) => [version, state, origin])).toEqual([
      [3, 'live', 'version/1'],
      [2, 'was-live', 'screen'],
      [1, 'was-live', 'screen'],
    ])
    expect(versions[1]!.liveUntil).toBe(versions[0]!.liveFrom)
    expect((await inForce.of(db))?.playbook.name).toBe('Boutique')
  })
  it('written by two from one page: the second is told that the first is not in it', async () => {
    const from3 = (note: string) =>
      desk.ask(api.savePlaybook, savePlaybook, { body: { yaml: shop, note, origin: 'version/3' } })
    const [odile, bruno] = [(await from3('Odile')).version!, (await from3('Bruno')).version!]
    await force(odile)
    await expect(force(bruno)).rejects.toMatchObject({ code: 'playbook-moved', status: 409 })
    expect((await list()).live).toBe(odile)
    expect(
      await desk.ask(api.putPlaybookInForce, putPlaybookInForce, {
        params: { version: bruno },
        body: { note: '', anyway: true },
      }),
    ).toEqual({ version: bruno })
    // Written from the one in force: nothing is lost.
    const { version } = await desk.ask(api.savePlaybook, savePlaybook, {
      body: { yaml: shop, note: '', origin: `version/${bruno}` },
    })
    expect(await force(version!)).toEqual({ version })
  })
  it('remember what a moment was called that the one in force has no more', async () => {
    const without = shop.replace(/ {2}- id: birthday[\s\S]*?(?=\n {2}(?:- id:|#))/u, '')
    expect(without).not.toBe(shop)
    const { version } = await save(without)
    await force(version!)
    expect(Object.fromEntries(await inForce.goneTitles(db))).toEqual({
      birthday: { fr: 'Bon anniversaire', en: 'Happy birthday' },
    })
    const back = await save(shop)
    await force(back.version!)
  })
  it('are compared, and read as they were written', async () => {
    const compared = await desk.ask(api.comparePlaybooks, comparePlaybooks, { params: { from: 1, to: 2 } })
    expect(compared).toEqual({ whole: [{ path: 'name', from: 'Boutique', to: 'Autre' }], moments: [] })
    expect((await desk.ask(api.readPlaybookVersion, readPlaybookVersion, { params: { version: 1 } })).yaml).toBe(shop)
  })
  it('saved at once by several follow each other without a gap', async () => {
    const saved = await Promise.all(Array.from({ length: 5 }, () => save(shop)))
    expect(new Set(saved.map((each) => each.version))).toEqual(new Set([9, 10, 11, 12, 13]))
  })
})

describe('the page of a moment', () => {
  it('counts whom it touched and held, by reason, with the people', async () => {
    const ids = await Promise.all(
      ['Un', 'Deux', 'Trois'].map(
        async (familyName) => (await desk.ask(createCustomer, createCustomerFlow, { body: { familyName } })).id,
      ),
    )
    const touch = (i: number, state: NewTouch['state'], code: string): NewTouch => ({
      id: desk.house.newId(),
      customerId: ids[i]!,
      moment: 'birthday',
      occasion: 'birthday:2026',
      core: true,
      priority: 4,
      purpose: 'service',
      playbookVersion: 3,
      factId: null,
      assetId: null,
      orderId: null,
      siteId: null,
      staffId: null,
      gesture: state === 'done' ? 'sms' : null,
      state,
      because: [
        { code: 'clock.customer.birthDate', values: {} },
        { code, values: {} },
      ],
      judged: null,
      arm: null,
      dueAt: desk.clock.now.getTime(),
      expiresAt: desk.clock.now.getTime() + 1000,
    })
    await saveTouches(
      db,
      [touch(0, 'done', 'sent'), touch(1, 'held', 'budget.gap'), touch(2, 'held', 'budget.gap')],
      desk.clock.now,
    )
    const page = await desk.ask(api.readMoment, readMoment(inForce), { params: { id: 'birthday' }, query: {} as never })
    expect(page.moment?.id).toBe('birthday')
    expect(page.states).toEqual([
      { state: 'held', n: 2 },
      { state: 'done', n: 1 },
    ])
    expect(page.gestures).toEqual([{ gesture: 'sms', n: 1 }])
    expect(page.reasons[0]).toMatchObject({ state: 'held', because: { code: 'budget.gap' }, n: 2 })
    const people = (query: object) =>
      desk.ask(api.momentPeople, momentPeople, { params: { id: 'birthday' }, query: query as never })
    expect((await people({ because: 'budget.gap' })).people.map((each) => each.name).sort()).toEqual(['Deux', 'Trois'])
    const first = await people({ limit: 2 })
    const rest = await people({ limit: 2, after: first.next! })
    expect(new Set([...first.people, ...rest.people].map((each) => each.name))).toEqual(
      new Set(['Un', 'Deux', 'Trois']),
    )
    // Over the same days as the counts beside them.
    const year = new Date(desk.clock.now.getTime() - 200 * 86_400_000)
    await saveTouches(db, [{ ...touch(0, 'done', 'sent'), occasion: 'birthday:2025' }], year)
    const counted = async (days: number) => {
      const read = readMoment(inForce)
      const { states } = await desk.ask(api.readMoment, read, { params: { id: 'birthday' }, query: { days } })
      return [states.reduce((sum, { n }) => sum + n, 0), (await people({ days })).people.length]
    }
    expect([await counted(90), await counted(365)]).toEqual([
      [3, 3],
      [4, 4],
    ])
  })
  it('says which birth dates are none', async () => {
    for (let i = 0; i < 25; i++)
      await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: `Né ${i}`, birthDate: '1975-01-01' } })
    const page = await desk.ask(api.readMoment, readMoment(inForce), { params: { id: 'birthday' }, query: {} as never })
    expect(page.placeholders).toEqual([{ day: '1975-01-01', n: 25 }])
  })
})

describe('weather told by hand', () => {
  it('is kept once, with its hours of now, and a bad line is answered', async () => {
    const day = (n: number) => new Date(desk.clock.now.getTime() + n * 86_400_000).toISOString().slice(0, 10)
    const tell = (text: string) => desk.ask(api.tellWeather, tellWeather, { body: { text } })
    const line = `68,snow,${day(1)},${day(2)}`
    expect(await tell(`area,kind,from,to\n${line}\n68,snwo,${day(1)},${day(2)}`)).toMatchObject({
      told: 1,
      aside: [{ line: 3 }],
    })
    await tell(`area,kind,from,to\n68,snow,${day(1)},${day(3)}`)
    expect(await warningsAhead(db, desk.clock.now)).toHaveLength(1)
  })
  it('is taken back by hand', async () => {
    const [row] = await warningRows(db, desk.clock.now)
    await desk.ask(api.untellWeather, untellWeather, { params: { id: row!.id } })
    expect(await warningRows(db, desk.clock.now)).toEqual([])
    await expect(desk.ask(api.untellWeather, untellWeather, { params: { id: row!.id } })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('weather a source tells', () => {
  const HOUR = 3_600_000
  const now = () => desk.clock.now.getTime()
  const snow = (area: string, from: number, to = from + 12 * HOUR): ToldWarning => ({
    kind: 'snow',
    area,
    from: now() + from,
    to: now() + to,
    key: 'snow:1',
    level: '',
  })
  const source = (told: ToldWarning[], aside: string[] = []) => ({
    source: 'file',
    warnings: async () => ({ told, aside: aside.map((code) => ({ where: 'x', because: say(code) })) }),
  })
  const areas = async () => (await warningsAhead(db, desk.clock.now)).map(({ area }) => area)
  it('is withdrawn when it tells it no more, and not when it could not be read or is of another', async () => {
    await saveWarnings(desk.house, 'hand', [snow('67', 24 * HOUR)])
    await askWeather(desk.house, [source([snow('48', 24 * HOUR), snow('13', -HOUR)])])
    expect(await areas()).toEqual(['13', '48', '67'])
    await askWeather(desk.house, [source([], ['weather-kind'])])
    expect(await areas()).toEqual(['13', '48', '67'])
    await askWeather(desk.house, [source([snow('13', 20 * HOUR)], ['weather-empty'])])
    expect(await areas()).toEqual(['13', '67'])
    await askWeather(desk.house, [source([])])
    expect(await areas()).toEqual(['67'])
  })
  it('is shown with whom it finds at home, what speaks of it, and how each source fares', async () => {
    const ask = () => desk.ask(api.listWeather, listWeather(inForce), {})
    const before = (await ask()).warnings.find(({ area }) => area === '67')!.people
    for (const postcode of ['67000', '67500', '06700'])
      await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: `Vit ${postcode}`, postcode } })
    const away: WeatherPort = {
      source: 'vigilance',
      warnings: () => Promise.reject(new WeatherProblem(say('weather-answered', { status: 403 }))),
    }
    await askWeather(desk.house, [source([], ['weather-no-area']), away])
    const { warnings, sources } = await ask()
    expect(warnings.find(({ area }) => area === '67')).toMatchObject({ people: before + 2, kind: 'snow', moments: [] })
    expect(sources).toMatchObject([
      { source: 'file', problem: null, told: 0, aside: [{ where: 'x', because: { code: 'weather-no-area' } }] },
      { source: 'vigilance', answeredAt: null, problem: { code: 'weather-answered', values: { status: 403 } } },
    ])
    desk.clock.now = new Date(now() + 4 * HOUR)
    expect((await ask()).sources).toEqual([])
  })
  it('that had begun has ended now: what was, stays for the time machine', async () => {
    await askWeather(desk.house, [source([snow('29', -HOUR)])])
    await askWeather(desk.house, [source([])])
    const rows = await db.selectFrom('moments.weather').select(['from_at', 'to_at']).where('area', '=', '29').execute()
    expect(rows).toEqual([{ from_at: new Date(now() - HOUR), to_at: desk.clock.now }])
  })
})
