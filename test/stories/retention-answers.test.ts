import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as privacy from '../../contract/privacy.ts'
import { runRetention } from '../../server/flows/retention.flow.ts'
import { answers, plainReader } from '../answers.ts'
import { answersOf } from '../asking.ts'
import { openTown } from '../town.ts'

/** What is said under a QR of a number and of an answer without a name is what happens. */
const town = await openTown({ at: '2026-11-24T10:24:00+01:00' })
const { owner, siteId, clock, anne } = town
const { house } = town.world
const MONTH = 30.5 * 86_400
const reader = plainReader()
const says = (text: string, customerId: string | null = null) =>
  answers(house, reader, { text, score: 7, channel: 'qr', about: { siteId, customerId } })
const rule = async (id: string) => (await owner.ask(privacy.previewRetention)).rules.find((each) => each.id === id)!
const texts = async () => (await answersOf(town)).map(({ text }) => text)

await says('Parfait, mon numéro : 06 39 98 01 01, zéro six trente-neuf quatre-vingt-dix-huit')
await says('Accueil parfait')
const { answerId: waiting } = await says('Rappelez-moi au 06 39 98 01 02')
await says('Mon numéro : 06 39 98 01 03', anne.customerId)

describe('a number left by somebody nobody knows', () => {
  test('is shown in the preview, and taken out of the words after three months, though the rest is off; not while the matter is open, nor of a customer', async () => {
    clock.pass(2.5 * MONTH)
    expect(await rule('left-numbers')).toMatchObject({ n: 0, soon: 1 })
    await runRetention(house)
    expect((await texts())[0]).toContain('06 39 98 01 01')
    clock.pass(MONTH)
    expect(await rule('left-numbers')).toMatchObject({ n: 1 })
    await runRetention(house)
    expect(await texts()).toEqual([
      expect.stringMatching(/^Parfait, mon numéro : •{14}, •+$/u),
      'Accueil parfait',
      'Rappelez-moi au 06 39 98 01 02',
      'Mon numéro : 06 39 98 01 03',
    ])
    expect([(await rule('left-numbers')).n, (await owner.ask(privacy.readRetention)).runs]).toEqual([0, []])
    await sql`update recovery."case" set closed_at = ${clock.now()} where id = (select case_id from recovery.case_answer where answer_id = ${waiting})`.execute(
      house.db,
    )
    await runRetention(house)
    expect((await texts())[2]).toMatch(/^Rappelez-moi au •{14}$/u)
  })
})

describe('an answer without a name', () => {
  test('loses its words after three years, once retention is on; the score stays', async () => {
    clock.pass(34 * MONTH)
    await runRetention(house)
    expect((await texts()).filter(Boolean)).toHaveLength(4)
    expect(await rule('anonymous-answers')).toMatchObject({ n: 3 })
    await owner.ask(privacy.setRetention, { body: { enabled: true, months: { prospects: 36 } } })
    await runRetention(house)
    const kept = await answersOf(town)
    expect(kept.filter(({ customer_id }) => customer_id === null).map(({ text, score }) => [text, score])).toEqual(
      expect.arrayContaining([
        [null, 7],
        [null, 7],
        [null, 7],
      ]),
    )
    expect((await owner.ask(privacy.readRetention)).runs[0]!.counts).toMatchObject({ 'anonymous-answers': 3 })
  })
})
