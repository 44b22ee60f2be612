import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as consentApi from '../../contract/consent.ts'
import * as feedback from '../../contract/feedback.ts'
import { proveReceiptChain } from '../../server/consent/receipts.store.ts'
import { linksFor } from '../../server/messages/link.ts'
import { quotesNow } from '../../server/voice/report-facts.store.ts'
import { answersOf, browser, invite, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** May we quote your words? Yes; and no at any time, as easily, by whatever door, with a receipt for each (CONS-1). */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, advisor, anne, clock, world, siteId } = town
const { house } = world
const { get, post, send } = browser(town)
const survey = await openSurvey(town)
const words = 'Accueil parfait, merci à Alice.'
const WORDING = 'Pouvons-nous citer vos mots ? Oui, avec mon prénom'
const { screen: abroad } = await hire(town, 'Léo Là', [{ role: 'workshop', siteId }])

const receipts = async () =>
  (await owner.ask(consentApi.customerConsents, { params: { id: anne.customerId } })).receipts
    .filter(({ purpose }) => purpose === 'quote')
    .toReversed()
const verbatim = async () => (await advisor.ask(feedback.listVerbatims, { query: {} as never })).verbatims[0]!
/** Is it in a report that was closed while they agreed? */
const quoted = async () => {
  const { rows } = await sql<{ verbatimId: string; mark: string }>`
    select id as "verbatimId", encode(substring(sha256(convert_to(text, 'UTF8')) for 8), 'hex') as mark from feedback.verbatim`.execute(
    house.db,
  )
  return (await quotesNow(house.db, rows)).length
}
let path = ''
const answers = async (text = words) => {
  const page = await get(path.includes('/a/') && (await answersOf(town)).length > 0 ? `${path}?edit=1` : path)
  clock.pass(9)
  await send(page, [
    ['score', '10'],
    ['text', text],
  ])
}
const agrees = async (as: string) => send(await get(`${path}/more`), [['quote', as]])

test('a yes has a receipt: which words were agreed to, in which version, where, of which answer', async () => {
  path = (await invite(town, survey)).path
  await answers()
  await agrees('named')
  const [given, ...none] = await receipts()
  expect(none).toEqual([])
  expect(given).toMatchObject({
    action: 'given',
    channel: 'all',
    purpose: 'quote',
    wording: expect.stringMatching(/^Pouvons-nous citer vos mots.\? Oui, avec mon prénom$/u),
    wordingVersion: 'okaeri-1',
    place: 'answer-page',
    siteId,
    stands: true,
    evidence: { answer: expect.any(String), as: 'named', words: expect.stringMatching(/^[0-9a-f]{16}$/u) },
  })
  expect(given!.wording.length).toBe(WORDING.length)
  // The same yes sent again is no other.
  await agrees('named')
  expect(await receipts()).toHaveLength(1)
})

test('other words are not those that were agreed to: the yes is gone, and a receipt says so', async () => {
  await answers('Accueil parfait, merci à Alice et à Denis.')
  expect((await answersOf(town))[0]).toMatchObject({ quote: null })
  expect(await receipts()).toMatchObject([{}, { action: 'withdrawn', evidence: { because: 'other words' } }])
  await agrees('unnamed')
  expect((await receipts()).at(-1)).toMatchObject({ action: 'given', evidence: { as: 'unnamed' } })
})

test('within the days of change, one touch takes it back and leaves the rest of the answer alone', async () => {
  await send(await get(`${path}/more`), [
    ['quote', 'unnamed'],
    ['f-praise', 'Nadia'],
  ])
  const thanks = await get(`${path}?done=1`)
  expect(thanks.body).toContain('Vos mots peuvent être cités')
  const done = await post(`${path}/more`, new URLSearchParams({ lang: 'fr', only: 'quote', quote: 'no' }))
  expect(done.headers.location).toContain('unquoted=1')
  expect((await get(String(done.headers.location))).body).toContain('vos mots ne seront plus cités')
  expect((await answersOf(town))[0]).toMatchObject({ quote: null, follow_ups: { praise: 'Nadia' } })
  await agrees('named')
})

test('months later, when nothing else may be changed, the page still takes it back', async () => {
  clock.pass(90 * 86_400)
  const page = await get(`${path}?done=1`)
  expect(page.body).toContain('Ne plus citer mes mots')
  expect(await quoted()).toBe(1)
  await send(page, [])
  expect((await answersOf(town))[0]).toMatchObject({ quote: null, quote_wording: '' })
  expect(await quoted()).toBe(0)
  expect((await receipts()).at(-1)).toMatchObject({ action: 'withdrawn', place: 'answer-page', by: null })
  expect((await get(`${path}?done=1`)).body).not.toContain('Ne plus citer mes mots')
  // The bare form says the same as the page does, and a yes is not given this late.
  await post(`${path}/more`, new URLSearchParams({ quote: 'named' }))
  expect((await answersOf(town))[0]).toMatchObject({ quote: null })
})

test('their own page lists what may be quoted, with the words they agreed to, and takes it back', async () => {
  const again = await invite(town, survey)
  path = again.path
  const fresh = await get(path)
  clock.pass(9)
  await send(fresh, [
    ['score', '9'],
    ['text', 'Une reprise faite sans histoire.'],
  ])
  await agrees('named')
  clock.pass(30 * 86_400)
  const { page } = linksFor(house.seal.mark, house.origin, { kind: 'customer', id: anne.customerId }, house.now())
  const mine = new URL(page).pathname
  const shown = await get(mine)
  expect(shown.body).toContain('Une reprise faite sans histoire.')
  expect(shown.body).toContain('Oui, avec mon prénom')
  const answer = /name="answer" value="([^"]+)"/u.exec(shown.body)![1]!
  // Of words that are not theirs nothing is taken back.
  await post(`${mine}/quote`, new URLSearchParams({ answer: house.newId() }))
  expect(await quoted()).toBe(1)
  const done = await post(`${mine}/quote`, new URLSearchParams({ answer }))
  expect(done.headers.location).toBe(`${mine}?done=quote`)
  expect((await get(`${mine}?done=quote`)).body).toContain('ces mots ne sont plus cités')
  expect((await get(mine)).body).not.toContain('Une reprise faite sans histoire.')
  expect(await quoted()).toBe(0)
  expect((await receipts()).at(-1)).toMatchObject({ action: 'withdrawn', place: 'customer-page' })
})

test('said to one of us, it is taken back for them; a slip is undone, what they said themselves is not', async () => {
  path = (await invite(town, survey)).path
  const fresh = await get(path)
  clock.pass(9)
  await send(fresh, [
    ['score', '9'],
    ['text', 'Prix tenu, heure tenue.'],
  ])
  await agrees('named')
  const { id } = await verbatim()
  expect((await abroad.raw(feedback.withdrawQuote, { params: { id } })).status).toBe(403)
  await advisor.ask(feedback.withdrawQuote, { params: { id } })
  expect(await verbatim()).toMatchObject({ quote: null })
  expect(await quoted()).toBe(0)
  expect((await receipts()).at(-1)).toMatchObject({ action: 'withdrawn', place: 'staff', by: 'Alice Conseil' })
  expect((await owner.raw(feedback.undoWithdrawQuote, { params: { id } })).status).toBe(403)
  await advisor.ask(feedback.undoWithdrawQuote, { params: { id } })
  expect(await verbatim()).toMatchObject({ quote: 'named' })
  expect((await receipts()).slice(-2)).toMatchObject([
    { action: 'withdrawn', stands: false },
    { action: 'given', place: 'correction', stands: true },
  ])
  await advisor.ask(feedback.withdrawQuote, { params: { id } })
  clock.pass(11 * 60)
  expect((await advisor.raw(feedback.undoWithdrawQuote, { params: { id } })).status).toBe(409)
  await advisor.ask(feedback.withdrawQuote, { params: { id } })
  expect(await proveReceiptChain(house.db)).toMatchObject({ sound: true })
})
