import { describe, expect, test } from 'vitest'
import * as consentApi from '../../contract/consent.ts'
import * as work from '../../contract/work.ts'
import { writeReceipts } from '../../server/consent/receipts.store.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { openWorkDay } from '../working.ts'

/** A commercial call of a list: only with their word, and a no is heard. */
const town = await openWorkDay()
const { advisor, anne, clock, house, given, day, say, undo, attempts, receipts } = town

describe('a commercial call', () => {
  const consent = () =>
    inTransaction(house, (house) =>
      writeReceipts(house, [
        {
          customerId: anne.customerId,
          action: 'given',
          channel: 'call',
          purpose: 'commercial',
          wording: 'Vous pouvez m’appeler pour vos offres.',
          wordingVersion: '1',
          place: 'counter',
        },
      ]),
    )

  test('without consent it is not in the list, and says by which article', async () => {
    const { taskId } = await given({ purpose: 'commercial' })
    const { list, barred } = await day()
    expect(list).toEqual([])
    expect(barred.map(({ id }) => id)).toEqual([taskId])
    expect(barred[0]!.verdict.articles.join()).toMatch(/CALL/u)
  })

  test('with consent: it is, and begins with who calls, for whom, and that it is commercial (CALL-6)', async () => {
    await consent()
    const [task] = (await day()).list
    expect(task!.identity).toBe(
      'Bonjour, Alice Conseil, pour Réseau du Val, Versailles. Je vous appelle pour une proposition commerciale\u00a0: avez-vous un instant\u202f?',
    )
  })

  test('not interested: a refusal is counted, none is placed for sixty days, and the consent stays', async () => {
    const [task] = (await day()).list
    const said = (await receipts()).length
    const after = await say(task!.id, 'not-interested')
    expect((await attempts()).at(-1)).toEqual({ purpose: 'commercial', reached: true, refused: true })
    expect(await receipts()).toHaveLength(said)
    expect((await day()).list).toEqual([])
    const verdict = await advisor.ask(consentApi.judgeContact, {
      params: { id: anne.customerId },
      query: { channel: 'call', purpose: 'commercial' },
    })
    expect([verdict.answer, verdict.because.at(-1)!.code]).toEqual(['not-before', 'law-refused-lately'])
    await undo(after.last!.id)
    expect((await day()).list).not.toEqual([])
  })

  test('asked not to be called: a refusal is counted, the consent ends; a slip of the thumb gives it back with its wording', async () => {
    const [task] = (await day()).list
    const after = await say(task!.id, 'no-calls')
    expect((await attempts()).at(-1)).toEqual({ purpose: 'commercial', reached: true, refused: true })
    expect((await receipts()).at(-1)).toMatchObject({ action: 'withdrawn', place: 'call' })
    await given({ purpose: 'commercial' })
    expect((await day()).barred).toHaveLength(1)
    await undo(after.last!.id)
    expect((await receipts()).at(-1)).toMatchObject({
      action: 'given',
      place: 'correction',
      wording: 'Vous pouvez m’appeler pour vos offres.',
    })
    expect((await day()).barred).toEqual([])
  })

  test('after ten minutes only their own word gives a consent back', async () => {
    const [task] = (await day()).list
    const after = await say(task!.id, 'no-calls')
    clock.pass(11 * 60)
    const refused = await advisor.raw(work.undoOutcome, { params: { id: after.last!.id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'consent-ended'])
  })
})
