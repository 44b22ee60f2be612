import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as feedback from '../../contract/feedback.ts'
import * as ways from '../../contract/message-providers.ts'
import * as recovery from '../../contract/recovery.ts'
import { openTown } from '../town.ts'

/** « Répondez à ce message, quelqu’un le lit »: a complaint in an answer is a complaint, once. */
const town = await openTown()
const { house, app } = town.world
const { owner } = town

const someone = async (givenName: string, number: string) =>
  (
    await owner.ask(customers.createCustomer, {
      body: {
        givenName,
        familyName: `Réponse ${givenName}`,
        phones: [{ number }],
        advisorId: town.advisor.staffId,
      },
    })
  ).id
const { newsAddress } = await owner.ask(ways.createProvider, {
  body: {
    channel: 'sms',
    kind: 'http',
    name: 'SMS',
    settings: { url: 'https://sms.example', body: '{"to":"{{to}}","text":"{{text}}"}' },
  },
})
const writes = async (from: string, text: string) => {
  const payload = JSON.stringify({ from, text })
  const headers = { 'content-type': 'application/json' }
  return (await app.inject({ method: 'POST', url: new URL(newsAddress!).pathname, headers, payload })).json()
}
const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(house.db)).rows
const casesOf = (id: string) =>
  rows(sql<{ id: string; severity: string; open: boolean; because: string[] }>`
    select id, severity, closed_at is null as open, array(select b ->> 'code' from jsonb_array_elements(because) b) as because
    from recovery."case" where customer_id = ${id} order by opened_at`)
const tasksOf = (id: string) => rows(sql<{ title: string }>`select title from work.task where customer_id = ${id}`)
const factsOf = async (id: string) =>
  (
    await rows(
      sql<{
        kind: string
        data: Record<string, unknown>
      }>`select kind, data from timeline.fact where customer_id = ${id} order by at, id`,
    )
  ).filter(({ kind }) => kind === 'message.replied' || kind === 'answer.received')

describe('an answer to a message', () => {
  it('with an alert opens a case as the same words in a survey do, and no call beside it', async () => {
    const from = '+33639980301'
    const hugo = await someone('Hugo', from)
    expect(await writes(from, 'Non, la voiture fume depuis hier, rappelez-moi vite !')).toEqual({ heard: 1 })
    expect(await writes(from, 'Non, la voiture fume depuis hier, rappelez-moi vite !')).toEqual({ heard: 0 })
    const [opened, ...more] = await casesOf(hugo)
    expect([opened?.severity, more.length, await tasksOf(hugo)]).toEqual(['urgent', 0, []])
    const facts = await factsOf(hugo)
    expect(facts.map(({ kind }) => kind)).toEqual(['message.replied'])
    expect(facts[0]!.data).toMatchObject({ urgent: true, inCase: true })
    const seen = await owner.ask(recovery.readCase, { params: { id: opened!.id } })
    expect(seen.verbatims.map(({ text, channel }) => [text, channel])).toEqual([
      ['Non, la voiture fume depuis hier, rappelez-moi vite !', 'reply'],
    ])
  })

  it('that is read as unhappy opens one; what they add joins it; once it was no complaint, it is closed and nobody is asked', async () => {
    const from = '+33639980302'
    const lise = await someone('Lise', from)
    await writes(from, 'Je suis très déçue, l’accueil était froid et la voiture est revenue sale.')
    town.clock.pass(3600)
    await writes(from, 'Et la facture est scandaleuse, vraiment très mauvais travail.')
    const [opened, ...more] = await casesOf(lise)
    expect([opened?.severity, opened?.because[0], more.length]).toEqual(['unhappy', 'case.wrote-ill', 0])
    const { steps } = await owner.ask(recovery.readCase, { params: { id: opened!.id } })
    expect(steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'joined']))
    const { step } = await owner.ask(recovery.closeCase, {
      params: { id: opened!.id },
      body: { outcome: 'withdrawn', text: 'Un trait d’humour.' },
    })
    expect((await casesOf(lise))[0]!.open).toBe(false)
    expect(await rows(sql`select 1 from feedback.invitation where customer_id = ${lise}`)).toEqual([])
    await owner.ask(recovery.undoCaseStep, { params: { id: step! } })
    expect((await casesOf(lise))[0]!.open).toBe(true)
  })

  it('that the reader takes for praise opens a case when a person says it is one', async () => {
    const from = '+33639980303'
    const zoe = await someone('Zoé', from)
    await writes(from, 'Bravo pour l’accueil, vraiment')
    expect(await casesOf(zoe)).toEqual([])
    const { verbatims } = await owner.ask(feedback.listVerbatims, { query: { customer: zoe } })
    await owner.ask(feedback.correctVerbatim, {
      params: { id: verbatims[0]!.id },
      body: { changes: [{ head: 'polarity', becomes: 'bad' }] },
    })
    expect((await casesOf(zoe)).map(({ severity }) => severity)).toEqual(['unhappy'])
  })

  it('that says nothing of us is no voice; it is on the list of who answers. Kind words are a voice, and no case', async () => {
    const from = '+33639980304'
    const paul = await someone('Paul', from)
    const said = () => rows(sql<{ text: string }>`select text from feedback.verbatim where customer_id = ${paul}`)
    await writes(from, 'Oui, mardi')
    expect([await said(), (await tasksOf(paul)).length]).toEqual([[], 1])
    await writes(from, 'Un accueil formidable, toute l’équipe est adorable, bravo')
    expect([(await said()).length, await casesOf(paul)]).toEqual([1, []])
    expect((await factsOf(paul)).at(-1)!.data).toMatchObject({ polarity: 1, inCase: false })
  })
})
