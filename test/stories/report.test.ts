import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as decisionsApi from '../../contract/decisions.ts'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/report.ts'
import * as work from '../../contract/work.ts'
import { draftLastMonth } from '../../server/flows/voice/report.flow.ts'
import { tally } from '../../server/flows/voice/tally.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { answering, known } from '../deciding.ts'
import { pdfText } from '../pdf-text.ts'
import { openTown } from '../town.ts'

const town = await openTown({ at: '2026-11-26T10:00:00+01:00' })
const { owner, siteId, advisor, deputy, clock } = town
const { house } = town.world
const answer = answering(house, siteId)
const MONTH = '2026-11'
const NEXT = '2026-12'
const params = { month: MONTH }
const playbook = playbookNow(new PlaybookInForce())

const read = (over: { site?: string } = {}) => owner.ask(api.readReport, { params, query: over })
const pdf = async (
  screen = owner,
  month = MONTH,
): Promise<{ status: number; type: string; text: string; raw: string }> => {
  const got = await town.world.app.inject({
    method: 'GET',
    url: `/api/voice/reports/${month}/pdf?language=fr`,
    headers: { cookie: screen.cookie },
  })
  return {
    status: got.statusCode,
    type: String(got.headers['content-type']),
    raw: got.rawPayload.toString('latin1'),
    text: got.statusCode === 200 ? pdfText(got.rawPayload) : got.body,
  }
}
/** How the reader read words is its own matter: here they are about this. */
const about = (verbatimId: string, theme: string, polarity: number) =>
  sql`update feedback.verbatim set themes = jsonb_build_array(jsonb_build_object('theme', ${theme}::text, 'polarity', ${polarity}::int, 'sure', 0.9))
    where id = ${verbatimId}::uuid`.execute(house.db)

const LONG = 'On m’a tenu informé à chaque étape, et la voiture était prête à l’heure dite.'
const SORE = 'Deux heures d’attente pour une vidange, et personne pour dire pourquoi. Appelez-moi au 06 39 98 01 77.'
let praise = { answerId: '', verbatimId: '' }
let sore = { answerId: '', verbatimId: '' }
let second = ''
let decisionId = ''

beforeAll(async () => {
  second = (await owner.ask(network.createSite, { body: { name: 'Meaux', timeZone: 'Europe/Paris' } })).id
  const people = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      known(house, [`Client${at}`, `Nom${at}`], {
        siteId: at % 2 ? second : siteId,
        advisorId: advisor.staffId,
        phone: `+3363998${String(2000 + at)}`,
      }),
    ),
  )
  const consent = { as: 'named' as const, wording: 'Oui, avec mon prénom', at: clock.now() }
  praise = await answer(10, LONG, { customerId: people[0]!, quote: consent })
  sore = await answer(2, SORE, { customerId: people[1]!, site: second, quote: { ...consent, as: 'unnamed' } })
  const silent = await answer(1, 'Personne ne répond jamais au téléphone chez vous, c’est lassant.', {
    customerId: people[2]!,
  })
  await about(praise.verbatimId, 'informed', 1)
  await about(sore.verbatimId, 'waiting', -1)
  await about(silent.verbatimId, 'waiting', -1)
  for (let at = 3; at < 12; at += 1)
    await answer(at % 3 ? 9 : 5, at % 3 ? 'Très bon accueil, merci à toute l’équipe.' : '', {
      customerId: people[at]!,
      site: at % 2 ? second : siteId,
    })
  const made = await owner.ask(decisionsApi.takeDecision, {
    body: {
      text: 'Dire l’attente dès l’accueil',
      ownerId: advisor.staffId,
      dueOn: '2026-12-15',
      verbatimIds: [sore.verbatimId],
    },
  })
  decisionId = made.id
  await tally(house)
})

describe('the report of a month', () => {
  test('a draft says what customers say, with numbers and intervals, what is praised, what hurts, and quotes those who agreed', async () => {
    const { content, quotes, state, running, mayWrite } = await read()
    expect({ state, running, mayWrite }).toEqual({ state: 'draft', running: true, mayWrite: true })
    const nps = content.figures.find(({ metric }) => metric === 'nps')!
    expect(nps.now.n).toBe(12)
    expect(nps.now.interval!.low).toBeLessThan(nps.now.value!)
    expect(content.praise.find(({ theme }) => theme === 'informed')!.good).toBe(1)
    expect(content.hurt.find(({ theme }) => theme === 'waiting')!.bad).toBe(2)
    const of = (id: string) => quotes.find(({ verbatimId }) => verbatimId === id)
    expect(of(praise.verbatimId)).toMatchObject({ text: LONG, by: 'Client0', site: 'Versailles' })
    // Unnamed is unnamed, and a number is nobody's to read.
    expect(of(sore.verbatimId)).toMatchObject({ by: '', site: 'Meaux' })
    expect(of(sore.verbatimId)!.text).toContain('Appelez-moi au […]')
    expect(quotes).toHaveLength(2)
    expect(content.decisions.taken).toMatchObject([
      { text: 'Dire l’attente dès l’accueil', owner: 'Alice Conseil', state: 'open' },
    ])
  })

  test('a site has its own, and who reads one site reads no network', async () => {
    const meaux = await read({ site: second })
    expect(meaux.content.site).toBe('Meaux')
    expect(meaux.content.figures[0]!.now.n).toBeLessThan(12)
    const manager = await town.join('Max Chef', 'site-manager', [])
    expect((await manager.raw(api.readReport, { params })).status).toBe(403)
    expect((await manager.raw(api.readReport, { params, query: { site: second } })).status).toBe(403)
    const own = await manager.ask(api.readReport, { params, query: { site: siteId } })
    expect(own.mayWrite).toBe(false)
    expect(
      (await manager.raw(api.writeReport, { params, query: { site: siteId }, body: { comment: 'x' } })).status,
    ).toBe(403)
  })

  test('is not closed while the month runs, nor read before it begins', async () => {
    expect((await owner.raw(api.closeReport, { params, body: { state: 'closed' } })).body.code).toBe('month-runs')
    expect((await owner.raw(api.readReport, { params: { month: '2027-02' } })).status).toBe(404)
    expect((await owner.raw(api.readReport, { params: { month: '2026-13' } })).status).toBe(404)
  })

  test('on the first of the next month a draft is made, and head office is told on their desk', async () => {
    expect((await owner.ask(api.listReports, { query: {} })).waiting).toBeNull()
    await owner.ask(api.setCommittee, { body: { staffIds: [owner.staffId, deputy.staffId] } })
    clock.pass(6 * 86_400)
    await draftLastMonth(house, playbook)
    await draftLastMonth(house, playbook)
    const { months, waiting } = await owner.ask(api.listReports, { query: {} })
    expect(waiting).toBe(MONTH)
    expect(months[0]).toEqual({ month: MONTH, state: 'draft', answers: 12 })
  })

  test('one customer for each member, each another, and the same when it is read again', async () => {
    const { calls } = await read()
    expect(calls.map(({ staff }) => staff.name).toSorted()).toEqual(['Denis Suppléant', 'Odile Propriétaire'])
    expect(new Set(calls.map(({ customerId }) => customerId)).size).toBe(2)
    expect(new Set(calls.map(({ kind }) => kind)).size).toBe(2)
    expect(new Set(calls.map(({ site }) => site)).size).toBe(2)
    expect(calls.every(({ speakTo }) => speakTo === 'Alice Conseil')).toBe(true)
    expect((await read()).calls).toEqual(calls)
  })

  test('another may be chosen; a click puts the call on the list of the member, once', async () => {
    const before = (await read()).calls.find(({ staff }) => staff.id === owner.staffId)!
    await owner.ask(api.chooseOther, { params: { ...params, staff: owner.staffId } })
    const call = (await read()).calls.find(({ staff }) => staff.id === owner.staffId)!
    expect(call.customerId).not.toBe(before.customerId)
    const { taskId } = await owner.ask(api.takeCall, { params: { ...params, staff: owner.staffId } })
    expect(await owner.ask(api.takeCall, { params: { ...params, staff: owner.staffId } })).toEqual({ taskId })
    const { task } = await owner.ask(work.readTask, { params: { id: taskId } })
    expect(task).toMatchObject({ kind: 'call', customerId: call.customerId })
    expect(task.avoid).toContain('Alice Conseil')
    const again = await owner.raw(api.chooseOther, { params: { ...params, staff: owner.staffId } })
    expect(again.body.code).toBe('call-begun')
    expect((await advisor.raw(api.takeCall, { params: { ...params, staff: owner.staffId } })).status).toBe(403)
  })

  test('closed, it stays as it was, whatever is answered later', async () => {
    await owner.ask(api.writeReport, {
      params,
      body: { words: { open: 'L’attente d’abord.' }, comment: 'Un mois difficile.' },
    })
    await owner.ask(api.closeReport, { params, body: { state: 'closed' } })
    const then = await read()
    await answer(0, 'Une note arrivée après la bataille, pour un client mécontent.', { daysAgo: 8 })
    await tally(house)
    const now = await read()
    expect(now.content).toEqual(then.content)
    expect(now).toMatchObject({ state: 'closed', closedBy: 'Odile Propriétaire', comment: 'Un mois difficile.' })
    expect(now.words.open).toBe('L’attente d’abord.')
    // What was handed out is not written over: it is opened again first.
    const late = await owner.raw(api.writeReport, { params, body: { comment: 'Après coup.' } })
    expect([late.status, late.body.code]).toEqual([409, 'report-closed'])
    expect((await read()).comment).toBe('Un mois difficile.')
    expect((await owner.ask(api.listReports, { query: {} })).waiting).toBeNull()
    // Its content holds no word of a customer.
    const { rows } = await sql<{
      content: string
    }>`select content::text from voice.report where state = 'closed'`.execute(house.db)
    expect(rows[0]!.content).not.toContain('chaque étape')
    expect(rows[0]!.content).not.toContain('Client0')
  })

  test('the PDF holds its words, its language and its title, and no name but of who agreed', async () => {
    const { status, type, text, raw } = await pdf()
    expect([status, type]).toEqual([200, 'application/pdf'])
    expect(raw).toContain('/Lang (fr-FR)')
    expect(raw).toContain('/MarkInfo')
    expect(raw).toContain('/StructTreeRoot')
    for (const words of [
      'La voix de nos clients',
      'novembre 2026',
      'Ce que disent nos clients',
      'Tenu au courant',
      'On m’a tenu informé à chaque étape',
      'Client0, Versailles',
      'Un client, Meaux',
      'Appelez-moi au […]',
      'Dire l’attente dès l’accueil',
      'Un mois difficile.',
      'Denis Suppléant',
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('Nom')
    expect(text).not.toContain('98 01 77')
    expect(text).not.toContain('Client1')
  })

  test('who takes the consent back leaves the report at once, the closed one and the next PDF too', async () => {
    await sql`update feedback.answer set quote = null where id = ${praise.answerId}::uuid`.execute(house.db)
    const { quotes, content } = await read()
    expect(quotes.map(({ verbatimId }) => verbatimId)).toEqual([sore.verbatimId])
    expect(content.praise.find(({ theme }) => theme === 'informed')!.good).toBe(1)
    expect((await pdf()).text).not.toContain('chaque étape')
    // Words that were changed since are not those that were agreed to.
    await sql`update feedback.verbatim set text = text || ' !' where id = ${sore.verbatimId}::uuid`.execute(house.db)
    expect((await read()).quotes).toEqual([])
  })

  test('the next month tells what became of the decision, and calls nobody of the last six months again', async () => {
    const called = (await read()).calls.map(({ customerId }) => customerId)
    await owner.ask(decisionsApi.setDecisionState, {
      params: { id: decisionId },
      body: { state: 'settled', outcome: 'Affiché depuis le 3.' },
    })
    for (const customerId of called)
      await answer(0, 'Toujours aussi long, vraiment dommage.', { customerId, daysAgo: 0 })
    await tally(house)
    clock.pass(31 * 86_400)
    await draftLastMonth(house, playbook)
    const next = await owner.ask(api.readReport, { params: { month: NEXT } })
    expect(next.content.decisions.before).toMatchObject([
      { state: 'settled', outcome: 'Affiché depuis le 3.', over: false },
    ])
    expect(next.content.decisions.taken).toEqual([])
    expect(next.calls.filter(({ customerId }) => customerId !== null)).toEqual([])
    expect(next.calls.map(({ because }) => because[0]!.code)).toEqual(['call.nobody', 'call.nobody'])
  })

  test('who was put away is called no more', async () => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from voice.call where put_aside_at is null`.execute(house.db)
    expect(rows[0]!.n).toBeGreaterThan(0)
    await sql`update customers.customer set archived_at = ${clock.now()} where given_name like 'Client%'`.execute(
      house.db,
    )
    expect((await read()).calls).toEqual([])
  })
})
