import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as feedback from '../../contract/feedback.ts'
import * as repliesApi from '../../contract/replies.ts'
import { openCaringTown } from '../caring.ts'

/** What a person makes of words beside the cases: an alert that was missed, an answer to whoever has no case. */
const town = await openCaringTown()
const { owner, advisor, abroad, says, another, caseOf } = town
const { db } = town.house

describe('beside the cases', () => {
  test('an alert that the reader missed and a person saw opens the case it would have opened', async () => {
    const hugo = await another('Hugo')
    await says('On m’avait dit mardi', { score: 7, about: { customerId: hugo } })
    expect(await caseOf(hugo)).toBeUndefined()
    const [found] = (await owner.ask(feedback.listVerbatims, { query: { q: 'mardi' } as never })).verbatims
    await owner.ask(feedback.correctVerbatim, {
      params: { id: found!.id },
      body: { changes: [{ head: 'alert', alert: 'promise', becomes: true }] },
    })
    expect(await caseOf(hugo)).toMatchObject({ severity: 'callback', because: [{ code: 'case.promise' }, {}] })
  })
  test('words without a case are answered too, and taken back until they leave', async () => {
    const mia = await another('Mia', 'mia@example.org')
    await says('Bravo à toute l’équipe', { score: 10, about: { customerId: mia } })
    const [found] = (await advisor.ask(feedback.listVerbatims, { query: { q: 'equipe' } as never })).verbatims
    const { how } = await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })
    expect(how!.ways[0]!.text).toContain('Merci d’avoir pris le temps de nous écrire.')
    const { subject, text } = how!.ways[0]!
    const sent = await advisor.ask(repliesApi.sendReply, {
      body: { verbatimId: found!.id, channel: 'email', subject, text },
    })
    expect(sent.step).toBeNull()
    const again = (await advisor.ask(feedback.listVerbatims, { query: { q: 'equipe' } as never })).verbatims[0]!
    expect(again.replied).toMatchObject({ by: 'Alice Conseil' })
    await advisor.ask(repliesApi.undoReply, { params: { id: sent.reply } })
    expect((await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })).replies).toEqual([])
    // Pressed twice, or once more because the telephone lost the answer: it goes once, and what was called off may be said anew.
    const body = { verbatimId: found!.id, channel: 'email' as const, subject, text }
    const pressed = await Promise.all(Array.from({ length: 4 }, () => advisor.ask(repliesApi.sendReply, { body })))
    expect(new Set(pressed.map(({ reply }) => reply)).size).toBe(1)
    expect(pressed[0]!.reply).not.toBe(sent.reply)
    expect(await advisor.ask(repliesApi.sendReply, { body })).toEqual(pressed[0])
    const other = await advisor.ask(repliesApi.sendReply, { body: { ...body, text: `${text} À bientôt.` } })
    expect(other.reply).not.toBe(pressed[0]!.reply)
    for (const { reply } of [pressed[0]!, other]) await advisor.ask(repliesApi.undoReply, { params: { id: reply } })
    // By telephone: an answer once they were spoken with, and the law counts every try.
    const rung = (outcome: 'no-answer' | 'reached', screen = advisor) =>
      screen.raw(repliesApi.calledAboutWords, { params: { id: found!.id }, body: { outcome, text: 'Ravie' } })
    expect((await rung('no-answer')).body).toEqual({ call: expect.any(String), reply: null })
    // A slip of the thumb: neither law nor attention counts it, and it is no answer.
    const spent = async () =>
      (await sql`select weight from budget.attention where customer_id = ${mia}::uuid and channel = 'call'`.execute(db))
        .rows
    const slip = (await rung('reached')).body as { call: string }
    expect(await spent()).toHaveLength(1)
    expect((await abroad.raw(repliesApi.undoCallAboutWords, { params: { id: slip.call } })).status).toBe(403)
    await advisor.ask(repliesApi.undoCallAboutWords, { params: { id: slip.call } })
    expect((await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })).replies).toEqual([])
    expect(await spent()).toEqual([])
    expect((await advisor.raw(repliesApi.undoCallAboutWords, { params: { id: slip.call } })).status).toBe(404)
    expect((await rung('reached')).body.reply).toEqual(expect.any(String))
    expect((await rung('reached', abroad)).status).toBe(403)
    const { replies } = await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })
    expect(replies).toMatchObject([{ channel: 'call', by: 'Alice Conseil', text: 'Ravie', undoable: false }])
    expect((await advisor.raw(repliesApi.undoReply, { params: { id: replies[0]!.id } })).status).toBe(409)
    const { rows } =
      await sql`select reached from consent.attempt where customer_id = ${mia}::uuid order by at, reached`.execute(db)
    expect(rows).toEqual([{ reached: false }, { reached: true }])
  })
})
