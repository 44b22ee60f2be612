import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../contract/decisions.ts'
import * as network from '../../contract/network.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { tellSome, tellThoseWhoWait } from '../../server/flows/voice/telling.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { closeCases } from '../caring.ts'
import { answering, known } from '../deciding.ts'
import { mailBy, openOutbox } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId, advisor, clock } = town
const { house } = town.world
const relay = await openRelay()
const said = answering(house, siteId)
/** They were cared for since: what is told here has nothing to wait for, but where a test opens a case. */
const answer: typeof said = async (...words) => {
  const kept = await said(...words)
  await closeCases(town)
  return kept
}
const playbooks = new PlaybookInForce()
const outbox = openOutbox(askAgain(playbooks))
const some = tellSome(playbooks)
const tellAll = async () => {
  while (await some(house));
}
const send = () => sendRound(house, outbox)
const lettersTo = async (address: string) =>
  Promise.all(relay.taken.filter(({ to }) => to === address).map(({ raw }) => PostalMime.parse(raw)))

const words = { fr: { subject: 'Vous nous l’aviez dit', message: 'Deux téléphones de plus à l’atelier.', sms: '' } }
const about = (over: Partial<api.Audience> = {}): api.Audience => ({
  theme: null,
  sites: null,
  from: null,
  to: null,
  ...over,
})
const take = (over: Record<string, unknown> = {}) =>
  owner.ask(api.takeDecision, { body: { text: 'Deux téléphones de plus à l’atelier', siteIds: [siteId], ...over } })
const settle = (id: string, state: api.DecisionState = 'settled', outcome = 'Installés le 12.') =>
  owner.ask(api.setDecisionState, { params: { id }, body: { state, outcome } })
const read = (id: string) => owner.ask(api.readDecision, { params: { id } })

let paul = ''
let lea = ''
let rose = ''
let jane = ''
let second = ''

beforeAll(async () => {
  await mailBy(house, relay.port)
  const other = await owner.ask(network.createSite, { body: { name: 'Meaux', timeZone: 'Europe/Paris' } })
  second = other.id
  paul = await known(house, ['Paul', 'Attend'], { siteId, advisorId: advisor.staffId })
  lea = await known(house, ['Lea', 'Contente'], { siteId })
  rose = await known(house, ['Rose', 'Ailleurs'], { siteId: second })
  jane = await known(house, ['Jane', 'English'], { siteId, language: 'en' })
})
afterAll(() => relay.close())

describe('a decision', () => {
  test('is taken from words of a customer, has an owner and a day, and is late when the day is over', async () => {
    const { verbatimId } = await answer(2, 'Le téléphone sonne dans le vide, personne ne répond.', { customerId: paul })
    const made = await take({ verbatimIds: [verbatimId], ownerId: advisor.staffId, dueOn: '2026-11-25' })
    expect(made).toMatchObject({
      state: 'open',
      words: 1,
      people: 1,
      late: false,
      sites: ['Versailles'],
      mayWrite: true,
    })
    expect(made.owner).toEqual({ id: advisor.staffId, name: 'Alice Conseil' })
    clock.pass(2 * 86_400)
    const later = await take({ text: 'Un chemin plus clair', dueOn: '2026-12-20' })
    const none = await take({ text: 'Sans date' })
    const { decisions, counts } = await owner.ask(api.listDecisions, { query: {} })
    expect(decisions.map(({ id }) => id)).toEqual([made.id, later.id, none.id])
    expect(decisions[0]!.late).toBe(true)
    expect(counts).toEqual({ open: 3, doing: 0, toTell: 0, over: 0, late: 1 })
    const page = await read(made.id)
    expect(page.linked).toMatchObject([{ customerId: paul, customer: 'Paul Attend', site: 'Versailles' }])
    await owner.ask(api.noteDecision, { params: { id: made.id }, body: { text: 'Devis reçu.' } })
    expect((await settle(made.id, 'doing', '')).state).toBe('doing')
    expect((await read(made.id)).notes.map(({ state, text }) => [state, text])).toEqual([
      ['doing', ''],
      [null, 'Devis reçu.'],
    ])
  })

  test('numbers in the words it answers are covered', async () => {
    const { verbatimId } = await answer(3, 'Rappelez-moi au 06 39 98 01 22, toujours pas de nouvelles.', {
      customerId: paul,
    })
    const made = await take({ verbatimIds: [verbatimId] })
    const [linked] = (await read(made.id)).linked
    expect(linked!.text).toContain('Rappelez-moi au ••')
    expect(linked!.text).not.toContain('98 01 22')
    const taken = await owner.ask(api.linkDecision, { params: { id: made.id }, body: { remove: [verbatimId] } })
    expect(taken.words).toBe(0)
    await owner.ask(api.removeDecision, { params: { id: made.id } })
    expect((await owner.raw(api.readDecision, { params: { id: made.id } })).status).toBe(404)
  })

  test('is dropped only with a reason, and nobody writes one for a site that is not theirs', async () => {
    const made = await take({ text: 'Ouvrir le dimanche' })
    const no = await owner.raw(api.setDecisionState, { params: { id: made.id }, body: { state: 'dropped' } })
    expect(no).toMatchObject({ status: 422, body: { faults: [{ path: 'body.outcome' }] } })
    const mute = await owner.raw(api.setDecisionState, { params: { id: made.id }, body: { state: 'settled' } })
    expect(mute).toMatchObject({ status: 422, body: { faults: [{ path: 'body.outcome' }] } })
    expect((await settle(made.id, 'dropped', 'La loi ne le permet pas.')).outcome).toBe('La loi ne le permet pas.')
    expect((await advisor.raw(api.takeDecision, { body: { text: 'Pour moi' } })).status).toBe(403)
    const manager = await town.join('Max Chef', 'site-manager', [])
    expect((await manager.raw(api.takeDecision, { body: { text: 'Pour moi' } })).status).toBe(403)
    const seen = await manager.ask(api.listDecisions, { query: {} })
    expect(seen.decisions.every(({ mayWrite }) => !mayWrite)).toBe(true)
    const far = await owner.ask(api.takeDecision, { body: { text: 'À Meaux seulement', siteIds: [second] } })
    expect((await manager.raw(api.readDecision, { params: { id: far.id } })).status).toBe(404)
    await owner.ask(api.removeDecision, { params: { id: far.id } })
  })
})

describe('you said, we did', () => {
  let id = ''
  const today = () => clock.now().toISOString().slice(0, 10)

  test('is previewed: those who spoke badly of it, there and then; in their language; who is held back and why', async () => {
    const [first] = (await owner.ask(api.listDecisions, { query: {} })).decisions
    id = first!.id
    await answer(1, 'Impossible de vous joindre au téléphone.', { customerId: jane })
    await answer(10, 'Le téléphone est toujours décroché tout de suite, merci.', { customerId: lea })
    await answer(0, 'Impossible de vous joindre au téléphone.', { customerId: rose, site: second })
    // How the reader read them is its own matter: here they are of this theme.
    for (const [customer, polarity] of [
      [jane, -1],
      [lea, 1],
      [rose, -1],
    ] as const)
      await sql`update feedback.verbatim set themes = jsonb_build_array(jsonb_build_object('theme', 'phone', 'polarity', ${polarity}::int, 'sure', 0.9))
        where customer_id = ${customer}::uuid`.execute(house.db)
    const audience = about({ theme: 'phone', from: '2026-10-01', to: today() })
    const seen = await owner.ask(api.previewTelling, { params: { id }, body: { audience, words } })
    expect(seen.people.map(({ customerId }) => customerId).sort()).toEqual([paul, jane].sort())
    expect(seen).toMatchObject({ n: 2, reached: 1, looked: 2, languages: { fr: 1, en: 1 } })
    expect(seen.held).toEqual([{ because: { code: 'tell.no-words', values: { language: 'en' } }, n: 1 }])
    expect(seen.sample).toMatchObject({ customer: 'Paul Attend', channel: 'email', subject: 'Vous nous l’aviez dit' })
    expect(seen.sample!.text).toContain('Bonjour Paul Attend,')
    expect(seen.sample!.text).toContain('Deux téléphones de plus à l’atelier.')
    expect(seen.sample!.text).toContain('Alice Conseil')
  })

  test('is not told before it is settled', async () => {
    const body = { audience: about(), words }
    expect((await owner.raw(api.tellDecision, { params: { id }, body })).body.code).toBe('not-settled')
  })

  test('tells each once, by the advisor who knows them, and those who are held back later', async () => {
    await settle(id)
    const audience = about({ theme: 'phone', from: '2026-10-01', to: today() })
    const begun = await owner.ask(api.tellDecision, { params: { id }, body: { audience, words } })
    expect(begun.telling).toMatchObject({ total: 2, told: 0, doneAt: null })
    await tellAll()
    await send()
    expect(relay.taken).toHaveLength(0)
    // Written is not told: it says so until it has left.
    expect((await read(id)).decision.telling).toMatchObject({ total: 2, told: 0, waiting: 1, lost: 0, held: 1 })
    clock.pass(11 * 60)
    await send()
    const [letter, ...more] = await lettersTo('paul.attend@example.org')
    expect(more).toEqual([])
    expect(letter!.subject).toBe('Vous nous l’aviez dit')
    expect(letter!.text).toContain('Alice Conseil')
    expect(relay.taken.map(({ to }) => to)).toEqual(['paul.attend@example.org'])
    // Jane reads English, and nothing was written in it: the decision stays open for her.
    const now = (await read(id)).decision
    expect(now).toMatchObject({ state: 'settled', toldAt: null, telling: { told: 1, waiting: 0, held: 1 } })
    const english = { ...words, en: { subject: 'You told us', message: 'Two more telephones.', sms: '' } }
    await owner.ask(api.tellDecision, { params: { id }, body: { audience, words: english } })
    await tellAll()
    clock.pass(11 * 60)
    await send()
    expect((await lettersTo('jane.english@example.org')).map(({ subject }) => subject)).toEqual(['You told us'])
    expect(await lettersTo('paul.attend@example.org')).toHaveLength(1)
    expect(await lettersTo('lea.contente@example.org')).toEqual([])
    expect(await lettersTo('rose.ailleurs@example.org')).toEqual([])
    expect((await read(id)).decision.toldAt).not.toBeNull()
    const told = await owner.ask(api.toldOfDecision, { params: { id }, query: {} })
    expect(told.people.map(({ customer, state }) => `${customer} ${state}`).toSorted()).toEqual([
      'Jane English left',
      'Paul Attend left',
    ])
    expect((await owner.raw(api.tellDecision, { params: { id }, body: { audience, words } })).body.code).toBe(
      'nobody-to-tell',
    )
  })

  test('is called off while it has not left, and whoever was not told may be told again', async () => {
    const marc = await known(house, ['Marc', 'Presse'], { siteId })
    const { verbatimId } = await answer(1, 'Trop long, deux heures d’attente.', { customerId: marc })
    const made = await take({ text: 'Un rendez-vous toutes les vingt minutes', verbatimIds: [verbatimId] })
    await settle(made.id)
    const body = { audience: about(), words }
    await owner.ask(api.tellDecision, { params: { id: made.id }, body })
    await tellAll()
    const { calledOff } = await owner.ask(api.undoTelling, { params: { id: made.id } })
    expect(calledOff).toBe(1)
    clock.pass(3600)
    await send()
    expect(await lettersTo('marc.presse@example.org')).toEqual([])
    await owner.ask(api.tellDecision, { params: { id: made.id }, body })
    await tellAll()
    clock.pass(3600)
    await send()
    expect(await lettersTo('marc.presse@example.org')).toHaveLength(1)
  })

  test('waits while a case of theirs is open, and says so; the day after, it is told', async () => {
    const nour = await known(house, ['Nour', 'Fache'], { siteId })
    const { verbatimId } = await answer(0, 'Ma voiture est revenue sale.', { customerId: nour })
    const entry = house.newId()
    await sql`insert into timeline.entry (id, customer_id, kind, at, text) values (${entry}, ${nour}, 'case', ${clock.now()}, 'Réclamation')`.execute(
      house.db,
    )
    const made = await take({ text: 'Laver avant de rendre', verbatimIds: [verbatimId] })
    await settle(made.id)
    await owner.ask(api.tellDecision, { params: { id: made.id }, body: { audience: about(), words } })
    await tellAll()
    const held = await owner.ask(api.toldOfDecision, { params: { id: made.id }, query: { held: 'true' } })
    expect(held.people).toMatchObject([{ customer: 'Nour Fache', state: null, because: [{ code: 'tell.open-case' }] }])
    expect((await read(made.id)).decision.toldAt).toBeNull()
    await sql`update timeline.entry set closed_at = ${clock.now()} where id = ${entry}`.execute(house.db)
    clock.pass(86_400)
    expect(await tellThoseWhoWait(house)).toBe(1)
    await tellAll()
    clock.pass(3600)
    await send()
    expect(await lettersTo('nour.fache@example.org')).toHaveLength(1)
    expect((await read(made.id)).decision.toldAt).not.toBeNull()
  })

  test('a way out taken in the ten minutes between is heard: nothing leaves', async () => {
    const omar = await known(house, ['Omar', 'Change'], { siteId })
    const { verbatimId } = await answer(1, 'Prix annoncé, prix doublé.', { customerId: omar })
    const made = await take({ text: 'Le prix dit est le prix payé', verbatimIds: [verbatimId] })
    await settle(made.id)
    await owner.ask(api.tellDecision, { params: { id: made.id }, body: { audience: about(), words } })
    await tellAll()
    await sql`insert into timeline.entry (id, customer_id, kind, at, text) values (${house.newId()}, ${omar}, 'case', ${clock.now()}, 'Réclamation')`.execute(
      house.db,
    )
    clock.pass(3600)
    await send()
    expect(await lettersTo('omar.change@example.org')).toEqual([])
    const told = await owner.ask(api.toldOfDecision, { params: { id: made.id }, query: {} })
    expect((await read(made.id)).decision.telling).toMatchObject({ total: 1, told: 0, waiting: 0, lost: 1 })
    expect(told.people[0]).toMatchObject({ state: 'called-off' })
    expect(told.people[0]!.because.at(-1)).toEqual({ code: 'tell.open-case', values: {} })
  })

  test('one that nobody known raised is closed with its reason', async () => {
    const made = await take({ text: 'Un banc devant la porte' })
    expect(
      (await owner.raw(api.closeDecision, { params: { id: made.id }, body: { because: 'Affiché.' } })).status,
    ).toBe(409)
    await settle(made.id)
    const shut = await owner.ask(api.closeDecision, {
      params: { id: made.id },
      body: { because: 'Affiché à l’accueil.' },
    })
    expect(shut.toldAt).not.toBeNull()
    const over = await owner.ask(api.listDecisions, { query: { over: 'true' } })
    expect(over.decisions[0]).toMatchObject({ id: made.id, toldBecause: 'Affiché à l’accueil.' })
  })
})
