import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as api from '../../contract/feedback.ts'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import { readAgain } from '../../server/flows/feedback/read-again.flow.ts'
import { answers, plainReader } from '../answers.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** What customers write is read by those it concerns, corrected where it was misread, and what is not theirs to see is covered. */
const town = await openTown()
const { owner, deputy: colleague, siteId, anne, clock } = town
const { house } = town.world
const reader = plainReader()
/** The one in force in this house: what is taken back stands as it reads. */
const inForce = openReader()
const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
const manager = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
const abroad = await hire(town, 'Léo Là', [{ role: 'sales-advisor', siteId: elsewhere.id }])

const says = (text: string, over: Parameters<typeof answers>[2] = {}) => {
  clock.pass(60)
  return answers(house, reader, { text, ...over, about: { siteId, customerId: anne.customerId, ...over.about } })
}
const inbox = async (query: Record<string, unknown> = {}, screen = owner) =>
  (await screen.ask(api.listVerbatims, { query: query as never })).verbatims
const texts = async (query: Record<string, unknown> = {}, screen = owner) =>
  (await inbox(query, screen)).map(({ text }) => text)

await says('Merci à Rose, parfait', { score: 10, about: { moment: 'delivery', service: 'parts' } })
await says('Attendu deux heures, et trop cher', { score: 2 })
await says('Rappelez-moi au 06 39 98 01 01, les freins ont lâché', { score: 0 })
await says('Alice est une incapable, elle a menti', { score: 1 })
await says('Propre', { score: 8, channel: 'qr', about: { customerId: null } })
await says('Lovely people, thank you', { score: 9, language: 'en', about: { siteId: elsewhere.id } })
await says('Sans lieu', { about: { siteId: null, customerId: null } })

describe('the list', () => {
  test('newest first, with who, where, how good and by which words', async () => {
    const [, , , insult, , waited, praise] = await inbox()
    expect(waited).toMatchObject({
      text: 'Attendu deux heures, et trop cher',
      site: 'Versailles',
      customer: 'Anne Cieille',
      customerId: anne.customerId,
      metric: 'nps',
      score: 2,
      scale: { min: 0, max: 10, direction: 'up' },
      band: 'unhappy',
      polarity: -1,
      sure: expect.closeTo(0.9),
      themes: [
        { theme: 'waiting', polarity: -1 },
        { theme: 'price', polarity: -1 },
      ],
      kinds: ['problem'],
      mayAct: true,
    })
    expect(waited!.marks.map(({ from, to, for: finding }) => [waited!.text.slice(from, to), finding])).toEqual([
      ['Attendu', 'polarity'],
      ['Attendu', 'waiting'],
      ['cher', 'price'],
    ])
    expect(insult!.polarity).toBe(-1)
    expect(praise).toMatchObject({ praised: ['Rose'], moment: 'delivery', kinds: ['compliment'] })
  })

  test.each([
    [{ polarity: 'good' }, ['Lovely people, thank you', 'Merci à Rose, parfait']],
    [{ theme: 'waiting' }, ['Attendu deux heures, et trop cher']],
    [{ kind: 'compliment', band: 'happy', language: 'fr' }, ['Merci à Rose, parfait']],
    [{ alert: 'urgent' }, ['Rappelez-moi au ••••••••••••••, les freins ont lâché']],
    [{ alert: 'any' }, ['Rappelez-moi au ••••••••••••••, les freins ont lâché']],
    [{ moment: 'delivery' }, ['Merci à Rose, parfait']],
    [{ praised: true }, ['Merci à Rose, parfait']],
    [{ band: 'none' }, ['Sans lieu']],
    // What stands behind one figure, and behind no other.
    [{ band: 'happy', metric: 'csat' }, []],
    [{ band: 'happy', metric: 'nps', language: 'fr' }, ['Merci à Rose, parfait']],
    [{ service: 'parts' }, ['Merci à Rose, parfait']],
    [{ channel: 'qr' }, ['Propre']],
    [{ channel: 'email', metric: 'nps', q: 'propre' }, []],
    [{ language: 'en' }, ['Lovely people, thank you']],
    [{ site: elsewhere.id }, ['Lovely people, thank you']],
    [{ q: 'attend HEURES' }, ['Attendu deux heures, et trop cher']],
    [{ q: 'zzz' }, []],
    [{ from: '2026-11-25' }, []],
    [{ from: '2026-11-24', to: '2026-11-24', q: 'propre' }, ['Propre']],
    [{ to: '2026-11-23' }, []],
  ])('narrowed to %o', async (query, wanted) => expect(await texts(query)).toEqual(wanted))

  test('a page at a time: nothing twice, nothing left out, also while something new comes in', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await owner.ask(api.listVerbatims, { query: { limit: 2, ...(after ? { after } : {}) } as never })
      seen.push(...page.verbatims.map(({ id }) => id))
      if (!after) await says('Arrivé entre deux pages', { about: { customerId: null } })
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual((await inbox()).slice(1).map(({ id }) => id))
    expect((await owner.raw(api.listVerbatims, { query: { after: 'nonsense' } as never })).status).toBe(422)
  })

  test('counts under each choice, as if it alone were changed', async () => {
    const all = await owner.ask(api.countVerbatims, { query: {} })
    expect([all.total, all.capped, all.praised]).toEqual([8, false, 1])
    const n = (list: { key: string; n: number }[]) => Object.fromEntries(list.map(({ key, n }) => [key, n]))
    expect(n(all.polarity)).toEqual({ good: 2, bad: 2, neutral: 4 })
    expect(all.themes).toEqual([
      { key: 'price', title: '', n: 1, good: 0, bad: 1 },
      { key: 'waiting', title: '', n: 1, good: 0, bad: 1 },
    ])
    const bad = await owner.ask(api.countVerbatims, { query: { polarity: 'bad', site: siteId } as never })
    expect(bad.total).toBe(2)
    expect(n(bad.polarity)).toEqual({ good: 1, bad: 2, neutral: 3 })
    expect(n(bad.bands)).toEqual({ unhappy: 2 })
    expect(n(bad.sites)).toEqual({ [siteId]: 2 })
    expect(bad.sites.map(({ title }) => title)).toEqual(['Versailles'])
  })
})

describe('who reads what', () => {
  test('each their own site; what is of no site is for those who read all', async () => {
    expect(await texts({}, abroad.screen)).toEqual(['Lovely people, thank you'])
    expect(await texts({}, colleague)).not.toContain('Sans lieu')
    expect((await abroad.screen.raw(api.listVerbatims, { query: { site: siteId } })).status).toBe(403)
    const [one] = await inbox({ q: 'propre' })
    expect((await abroad.screen.raw(api.readVerbatim, { params: { id: one!.id } })).status).toBe(403)
  })
  test('a number is covered for everybody here, and not to be searched for', async () => {
    for (const screen of [owner, manager.screen, colleague]) {
      const [one] = await inbox({ alert: 'urgent' }, screen)
      expect(one!.text).toBe('Rappelez-moi au ••••••••••••••, les freins ont lâché')
      expect(one!.hidden).toEqual([{ from: 16, to: 30, for: 'phone' }])
      expect(one!.marks.map(({ from, to }) => one!.text.slice(from, to))).toEqual(['Rappelez', 'freins'])
      expect((await screen.raw(api.listVerbatims, { query: { q: '06 39 98 01 01' } as never })).status).toBe(422)
    }
  })
  test('an insult names nobody to colleagues, and is not found by the name; their manager reads it', async () => {
    expect(await texts({ q: 'incapable' }, colleague)).toEqual(['••••• est une incapable, elle a menti'])
    expect(await texts({ q: 'alice' }, colleague)).toEqual([])
    expect(await texts({ q: 'rose' }, colleague)).toEqual(['Merci à Rose, parfait'])
    expect(await texts({ q: 'incapable' }, manager.screen)).toEqual(['Alice est une incapable, elle a menti'])
  })
  test('what stands on the timeline is covered as well', async () => {
    const { entries } = await colleague.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: {} })
    const said = entries.filter(({ kind }) => kind === 'survey').map(({ text }) => text)
    expect(said).toContain('Rappelez-moi au ••••••••••••••, les freins ont lâché')
    expect(said).toContain('••••• est une incapable, elle a menti')
  })
})

describe('corrections', () => {
  const find = async (q: string) => (await inbox({ q }))[0]!
  const correct = async (q: string, changes: api.Change[], same = false) =>
    colleague.ask(api.correctVerbatim, { params: { id: (await find(q)).id }, body: { changes, same } })

  test('count at once, say by whom, mark the day, and are taken back', async () => {
    await sql`delete from feedback.changed`.execute(house.db)
    const made = await correct('propre', [
      { head: 'polarity', becomes: 'good' },
      { head: 'theme', theme: 'cleanliness', becomes: 1 },
      { head: 'kind', kind: 'compliment', becomes: true },
      { head: 'alert', alert: 'callback', becomes: true },
      { head: 'praised', becomes: ['Denis'] },
    ])
    expect(made.verbatim).toMatchObject({
      polarity: 1,
      sure: 1,
      themes: [{ theme: 'cleanliness', polarity: 1 }],
      kinds: ['compliment'],
      alerts: ['callback'],
      praised: ['Denis'],
    })
    expect(made.verbatim.corrections.map(({ head, by }) => [head, by])).toEqual(
      ['polarity', 'theme:cleanliness', 'kind:compliment', 'callback', 'praised'].map((head) => [
        head,
        'Denis Suppléant',
      ]),
    )
    expect(await texts({ theme: 'cleanliness' })).toEqual(['Propre'])
    const { rows } = await sql`select site_id, day::text from feedback.changed`.execute(house.db)
    expect(rows).toEqual([{ site_id: siteId, day: '2026-11-24' }])
    await colleague.ask(api.undoCorrection, { params: { id: made.batch! } })
    const { polarity, kinds, praised } = inForce.read('Propre', { language: 'fr' })
    expect(await find('propre')).toMatchObject({ polarity, kinds, praised, corrections: [], reader: inForce.name })
    expect((await colleague.raw(api.undoCorrection, { params: { id: made.batch! } })).status).toBe(409)
  })

  test('a theme taken away speaks by no word any more', async () => {
    const { verbatim } = await correct('heures', [{ head: 'theme', theme: 'price', becomes: null }])
    expect(verbatim.themes.map(({ theme }) => theme)).toEqual(['waiting'])
    expect(verbatim.marks.map(({ for: finding }) => finding)).toEqual(['polarity', 'waiting'])
  })

  test('what stands so already is no correction', async () => {
    const made = await correct('heures', [{ head: 'polarity', becomes: 'bad' }])
    expect([made.batch, made.verbatims]).toEqual([null, 0])
  })

  test('the very same words together, on request, where the caller may', async () => {
    await says('ras', { about: { siteId: elsewhere.id } })
    for (const text of ['ras', 'RAS !', 'ras']) await says(text)
    const made = await correct('ras', [{ head: 'polarity', becomes: 'good' }], true)
    expect([made.verbatims, made.verbatim.same]).toEqual([3, 4])
    expect((await inbox({ q: 'ras' })).map(({ polarity }) => polarity)).toEqual([1, 1, 1, 0])
    await colleague.ask(api.undoCorrection, { params: { id: made.batch! } })
    const { polarity } = inForce.read('ras', { language: 'fr' })
    expect((await inbox({ q: 'ras' })).map((each) => each.polarity)).toEqual([polarity, polarity, polarity, 0])
    expect((await inbox({ q: 'ras' })).flatMap(({ corrections }) => corrections)).toEqual([])
  })

  test('are not for who may not act there', async () => {
    const { id } = await find('propre')
    const body = { changes: [{ head: 'polarity' as const, becomes: 'good' as const }] }
    expect((await abroad.screen.raw(api.correctVerbatim, { params: { id }, body })).status).toBe(403)
  })

  test('a better reader reads all anew and never overwrites them; killed, it goes on where it was', async () => {
    await correct('propre', [{ head: 'polarity', becomes: 'mixed' }])
    const better = plainReader('plain-2', (text) => ({
      polarity: -1,
      themes: text === 'Propre' ? [{ theme: 'cleanliness', polarity: 1, sure: 0.7 }] : [],
    }))
    const behind = async () =>
      (
        await sql<{ n: number }>`select count(*)::int as n from feedback.verbatim where reader <> 'plain-2'`.execute(
          house.db,
        )
      ).rows[0]?.n
    const all = (await behind()) ?? 0
    const dies = { ...better, read: (text: string) => (text === 'Sans lieu' ? fails() : better.read(text)) }
    await expect(readAgain(house, dies)).rejects.toThrow('killed')
    expect(await behind()).toBe(all)
    expect(await readAgain(house, better)).toBe(all)
    expect([await behind(), await readAgain(house, better)]).toEqual([0, 0])
    expect(await find('propre')).toMatchObject({ mixed: true, themes: [{ theme: 'cleanliness' }], reader: 'plain-2' })
    expect(await find('lovely')).toMatchObject({ polarity: -1, reader: 'plain-2' })
    await readAgain(house, reader)
  })
  const fails = (): never => {
    throw new Error('killed')
  }

  test('stand when the same words are sent again, and go with the words they were said of', async () => {
    const sent = { score: 5, deviceKey: 'tablet-1', about: { customerId: null } }
    await says('Accueil froid', sent)
    await correct('froid', [{ head: 'theme', theme: 'welcome', becomes: -1 }])
    await says('Accueil froid', { ...sent, score: 4 })
    expect(await find('froid')).toMatchObject({
      score: 4,
      themes: [{ theme: 'welcome' }],
      corrections: [{ head: 'theme:welcome' }],
    })
    await says('Accueil chaleureux', sent)
    expect(await find('chaleureux')).toMatchObject({ score: 5, themes: [], corrections: [] })
    await says('', sent)
    expect(await texts({ q: 'chaleureux' })).toEqual([])
  })
})

describe('what people send', () => {
  test.each([
    ['a novel', 'Il était une fois. '.repeat(2_000), 4_999],
    ['emoji only', '😡😡😡', 6],
    ['half a sign, and nothing', 'bien\ud83d\0', 4],
    ['another language', 'Очень долго ждали', 17],
    ['markup', '<img src=x onerror=alert(1)>', 28],
  ])('%s is kept and read', async (_name, text, length) => {
    await says(text, { about: { customerId: null } })
    const [newest] = await inbox()
    expect(newest!.text).toHaveLength(length)
  })
  test('the same text a thousand times is one voice: the others are kept and shown apart, not counted', async () => {
    const total = async (query = {}) => (await owner.ask(api.countVerbatims, { query })).total
    const before = await total()
    for (let n = 0; n < 1_000; n += 1)
      await answers(house, reader, { text: 'Un garage à fuir, n’y allez pas', score: 0, about: { siteId } })
    expect(await total()).toBe(before + 3)
    expect(await total({ counted: 'no' })).toBe(997)
    const [flood] = await inbox({ counted: 'no' })
    expect(flood).toMatchObject({ leftOut: 'same-words', same: 1_000 })
  })
  test('an address that asks for nonsense is told what is wrong with it', async () => {
    for (const query of [
      { theme: 'own:' },
      { polarity: 'great' },
      { from: 'yesterday' },
      { limit: 9_999 },
      { site: 'x' },
    ])
      expect((await owner.raw(api.listVerbatims, { query: query as never })).status).toBe(422)
  })
})

test('who looked is written down, by list and by its own address', async () => {
  const looked = async () =>
    (
      await owner.ask(auditApi.readAudit, {
        query: { customer: anne.customerId, action: 'feedback.view', staff: colleague.staffId },
      })
    ).rows.length
  clock.pass(120)
  const before = await looked()
  const [one] = await inbox({ q: 'heures' }, colleague)
  clock.pass(120)
  expect(await looked()).toBe(before + 1)
  await colleague.ask(api.readVerbatim, { params: { id: one!.id } })
  expect(await looked()).toBe(before + 2)
})

test('the list names nobody who was put away', async () => {
  const gone = await owner.ask(customers.createCustomer, { body: { familyName: 'Parti', siteId } })
  await says('Je pars', { about: { customerId: gone.id } })
  await sql`delete from customers.customer where id = ${gone.id}`.execute(house.db)
  expect((await inbox({ q: 'je pars' }))[0]).toMatchObject({ known: true, customer: '', customerId: null })
})

describe('words as people write them', () => {
  test('the very words first, then another ending or a slip, and by which; on every page and in the counts', async () => {
    await says('Prévenue trop tard')
    await says('On nous avait prévenus, lui à l’acceuil')
    await says('L’accueil, toujours l’accueil')
    await says('Elle accueille bien')
    const typed = await owner.ask(api.listVerbatims, { query: { q: 'accueil' } as never })
    expect(typed.verbatims.map(({ text }) => text)).toEqual([
      'Elle accueille bien',
      'L’accueil, toujours l’accueil',
      'On nous avait prévenus, lui à l’acceuil',
    ])
    expect(typed.near).toEqual([{ id: typed.verbatims[2]!.id, words: ['acceuil'] }])
    expect(await texts({ q: 'prevenu' })).toHaveLength(2)
    expect(await texts({ q: 'prevenue' })).toEqual(['Prévenue trop tard', 'On nous avait prévenus, lui à l’acceuil'])
    const pages: string[] = []
    let after: string | undefined
    do {
      const page = await owner.ask(api.listVerbatims, {
        query: { q: 'acceuil', limit: 1, ...(after ? { after } : {}) } as never,
      })
      pages.push(page.verbatims[0]!.text)
      after = page.next ?? undefined
    } while (after)
    expect(pages).toEqual(['On nous avait prévenus, lui à l’acceuil', 'L’accueil, toujours l’accueil'])
    const counts = await owner.ask(api.countVerbatims, { query: { q: 'acceuil' } as never })
    expect([counts.total, counts.near]).toEqual([2, 1])
    expect(await texts({ q: 'acceuil', exact: true })).toEqual(['On nous avait prévenus, lui à l’acceuil'])
  })

  test('a colleague’s name that is covered is not guessed at', async () => {
    expect(await texts({ q: 'alise' }, manager.screen)).toEqual([])
    expect(await texts({ q: 'alise' })).toEqual(['Alice est une incapable, elle a menti'])
  })
})

test('who signs with their own name is not who is thanked, though somebody here is called so', async () => {
  const signs = (text: string) =>
    answers(house, inForce, { text, score: 10, about: { siteId, customerId: anne.customerId } })
  const praisedIn = async (q: string) => (await inbox({ q })).map(({ praised }) => praised)
  await signs('Merci pour ce beau travail, Rose')
  expect(await praisedIn('beau travail')).toEqual([['Rose']])
  await sql`update customers.customer set given_name = 'Rose' where id = ${anne.customerId}`.execute(house.db)
  await signs('Merci pour cette belle journée, Rose')
  expect(await praisedIn('belle journee')).toEqual([[]])
  await sql`update customers.customer set given_name = 'Anne' where id = ${anne.customerId}`.execute(house.db)
})
