import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as feedback from '../../contract/feedback.ts'
import * as pushApi from '../../contract/push.ts'
import { HOUR, openCaringTown } from '../caring.ts'
import { hire } from '../visitor.ts'

/** Somebody is content: whom they thank hears of it. */
const town = await openCaringTown()
const { owner, advisor, deputy, manager, siteId, clock, says, another, pushes } = town

describe('thanks', () => {
  test('reach whom they thank, once; their manager says well done', async () => {
    await advisor.ask(pushApi.subscribePush, {
      body: { endpoint: 'https://push.example.org/a', keys: { p256dh: 'p', auth: 'a' } },
    })
    await says('Merci à Alice, parfait', { score: 10 })
    const { mine } = await advisor.ask(complimentsApi.listCompliments, { query: {} })
    expect(mine).toMatchObject([
      { name: 'Alice', customer: 'Anne Cieille', words: 'Merci à Alice, parfait', mine: true },
    ])
    expect(await deputy.ask(complimentsApi.listCompliments, { query: {} })).toEqual({ mine: [], team: [] })
    const { team } = await manager.ask(complimentsApi.listCompliments, { query: {} })
    expect(team).toMatchObject([{ staff: 'Alice Conseil', mayCheer: true }])
    const params = { id: mine[0]!.id }
    await manager.ask(complimentsApi.cheerCompliment, { params, body: {} })
    expect((await advisor.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([
      { cheeredBy: 'Marc Chef' },
    ])
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'compliment.view' } })
    expect(rows.map(({ actor }) => actor)).toContain('Alice Conseil')
    expect((await deputy.raw(complimentsApi.seeCompliment, { params, body: {} })).status).toBe(403)
    expect((await advisor.raw(complimentsApi.cheerCompliment, { params, body: {} })).status).toBe(403)
    await advisor.ask(complimentsApi.seeCompliment, { params, body: {} })
    clock.pass(8 * 24 * HOUR)
    expect((await advisor.ask(complimentsApi.listCompliments, { query: {} })).mine).toEqual([])
    expect((await advisor.ask(complimentsApi.listCompliments, { query: { all: true } as never })).mine).toHaveLength(1)
  })
  test('two bear the name: somebody says who is meant, and they hear of it', async () => {
    const { screen: second } = await hire(town, 'Alice Dupont', [{ role: 'service-advisor', siteId }])
    const said = await says('Merci à Alice', { score: 10, about: { customerId: await another('Zoé') } })
    const { team } = await manager.ask(complimentsApi.listCompliments, { query: {} })
    const [asked] = team.filter(({ staffId }) => staffId === null)
    expect(asked!.candidates.map(({ name }) => name).toSorted()).toEqual(['Alice Conseil', 'Alice Dupont'])
    await manager.ask(complimentsApi.whoIsThanked, { params: { id: asked!.id }, body: { staffId: second.staffId } })
    expect((await second.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([{ name: 'Alice' }])
    expect((await pushes()).at(-1)![0]).toBe('compliment-push')
    expect(said.answerId).toBeTruthy()
  })
  test('reach who works in the workshop too, who reads nothing else of what customers say', async () => {
    const { screen: nadia } = await hire(town, 'Nadia Clef', [{ role: 'workshop', siteId }])
    await says('Merci à Nadia, parfait. Mon numéro : 06 39 98 01 07', {
      score: 10,
      about: { customerId: await another('Uma') },
    })
    expect((await nadia.raw(feedback.listVerbatims, { query: {} as never })).status).toBe(403)
    const { mine, team } = await nadia.ask(complimentsApi.listCompliments, { query: {} })
    expect(team).toEqual([])
    expect(mine).toMatchObject([{ name: 'Nadia', mine: true, mayCheer: false }])
    expect(mine[0]!.words).toContain('Merci à Nadia, parfait. Mon numéro : ••')
    expect((await pushes()).at(-1)![0]).toBe('compliment-push')
    await nadia.ask(complimentsApi.seeCompliment, { params: { id: mine[0]!.id }, body: {} })
    expect((await nadia.ask(complimentsApi.listCompliments, { query: {} })).mine[0]!.seenAt).not.toBeNull()
  })
  test('a person who reads better than the reader says who is praised: it reaches them', async () => {
    await says('Celui du guichet est un as', { score: 10, about: { customerId: await another('Yves') } })
    const [first] = (await owner.ask(feedback.listVerbatims, { query: { q: 'guichet as' } as never })).verbatims
    const { batch } = await owner.ask(feedback.correctVerbatim, {
      params: { id: first!.id },
      body: { changes: [{ head: 'praised', becomes: ['Denis'] }] },
    })
    expect((await deputy.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([{ name: 'Denis' }])
    // Taken back, so are the thanks it made.
    await owner.ask(feedback.undoCorrection, { params: { id: batch! } })
    expect((await deputy.ask(complimentsApi.listCompliments, { query: {} })).mine).toEqual([])
  })
})
