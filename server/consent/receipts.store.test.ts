import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { inTransaction } from '../kit/house.ts'
import { GENESIS } from './receipt-chain.ts'
import { eraseReceipts, proveReceiptChain, type ReceiptToWrite, receiptsOf, writeReceipts } from './receipts.store.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const write = (...drafts: ReceiptToWrite[]) => inTransaction(desk.house, (house) => writeReceipts(house, drafts))
const anne = '01890000-0000-7000-8000-0000000000a1'
const bea = '01890000-0000-7000-8000-0000000000b1'
const yes = (customerId: string, more: Partial<ReceiptToWrite> = {}): ReceiptToWrite => ({
  customerId,
  action: 'given',
  channel: 'email',
  purpose: 'commercial',
  place: 'counter',
  ...more,
})
/** What somebody could do who holds the database itself. */
const behindOurBack = async (statement: ReturnType<typeof sql>) => {
  await sql`alter table consent.receipt disable trigger keep_receipts`.execute(db)
  await statement.execute(db)
  await sql`alter table consent.receipt enable trigger keep_receipts`.execute(db)
}
const objection = async (customerId: string) =>
  (
    await db
      .selectFrom('consent.preference')
      .select('objected_at')
      .where('customer_id', '=', customerId)
      .executeTakeFirst()
  )?.objected_at ?? null

describe('receipts', () => {
  it('an empty chain is sound', async () => {
    expect(await proveReceiptChain(db)).toEqual({ receipts: 0, sound: true, brokenAt: null, head: GENESIS })
  })

  it('keep the words exactly, and read back newest first', async () => {
    const wording = '« J’accepte de recevoir vos offres par courriel. »\nOui \ud800 \0!'
    await write(
      yes(anne, {
        wording,
        wordingVersion: '2026-1',
        evidence: { z: 1, a: { d: [1.5, 'é'], b: null } },
        contact: 'a@example.org',
      }),
      yes(bea, { channel: 'sms' }),
    )
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000)
    await write(yes(anne, { action: 'withdrawn', byStaff: desk.caller.staffId }))
    const said = await receiptsOf(db, anne, 10)
    expect(said.map((each) => each.action)).toEqual(['withdrawn', 'given'])
    expect(said[1]).toMatchObject({
      wording: '« J’accepte de recevoir vos offres par courriel. »\nOui \ufffd !',
      wordingVersion: '2026-1',
      place: 'counter',
      evidence: { a: { b: null, d: [1.5, 'é'] }, z: 1 },
    })
    expect(await proveReceiptChain(db, 2)).toMatchObject({ receipts: 3, sound: true, head: said[0]?.hash })
  })

  it('stand in one line, however many write at once, and leave no gap when a writer fails', async () => {
    const before = (await proveReceiptChain(db)).receipts
    const failing = inTransaction(desk.house, async (house) => {
      await writeReceipts(house, [yes(anne)])
      throw new Error('the import stopped')
    })
    await Promise.all([
      expect(failing).rejects.toThrow('the import stopped'),
      ...Array.from({ length: 8 }, () => write(yes(anne, { channel: 'sms' }), yes(bea))),
    ])
    expect(await proveReceiptChain(db, 7)).toMatchObject({ receipts: before + 16, sound: true })
  })

  it('are never written outside a transaction', async () => {
    await expect(writeReceipts(desk.house, [yes(anne)])).rejects.toThrow('open transaction')
  })

  it.each([
    ['deleted', sql`delete from consent.receipt where seq = 1`, 'never deleted'],
    ['changed', sql`update consent.receipt set action = 'refused' where seq = 1`, 'never changed'],
    ['dated back', sql`update consent.receipt set at = at - interval '1 day' where seq = 1`, 'never changed'],
    [
      'given to another subject',
      sql`update consent.receipt set subject_id = ${bea}::uuid where seq = 1`,
      'never changed',
    ],
    ['chained otherwise', sql`update consent.receipt set hash = 'x' where seq = 1`, 'never rewritten'],
    [
      'erased by half',
      sql`update consent.receipt set wording = '', erased_at = now() where seq = 1`,
      'empties a receipt whole',
    ],
  ])('are never %s', async (_story, statement, because) => {
    await expect(statement.execute(db)).rejects.toThrow(because)
  })

  it('erased, say nothing of anyone, and the chain stays sound', async () => {
    await eraseReceipts(db, [anne], desk.clock.now)
    expect(await receiptsOf(db, anne, 10)).toEqual([])
    const { rows } = await sql<{
      text: string
    }>`select string_agg(r::text, '') as text from consent.receipt r where erased_at is not null`.execute(db)
    expect(rows[0]?.text).not.toContain(anne)
    expect(rows[0]?.text).not.toContain('example.org')
    expect((await proveReceiptChain(db)).sound).toBe(true)
  })
})

describe('an objection to all prospecting (RGPD-2)', () => {
  it('is kept on the person whoever writes it, and taken back by the same door', async () => {
    const at = new Date('2026-02-01T10:00:00Z')
    await write(yes(bea, { action: 'withdrawn', channel: 'all', at }))
    expect(await objection(bea)).toEqual(at)
    await write(yes(bea, { channel: 'email' }))
    expect(await objection(bea)).toEqual(at)
    await write(yes(bea, { channel: 'all' }))
    expect(await objection(bea)).toBeNull()
  })
})

describe('what is done behind the back of the house is seen', () => {
  const sound = async () => (await proveReceiptChain(db)).brokenAt
  it('a word changed', async () => {
    await behindOurBack(sql`update consent.receipt set wording = 'Oui' where customer_id = ${bea}::uuid and seq = 2`)
    expect(await sound()).toBe(2)
    await behindOurBack(sql`update consent.receipt set wording = '' where seq = 2`)
    expect(await sound()).toBeNull()
  })
  it('a receipt handed to somebody else', async () => {
    await sql`update consent.receipt set customer_id = ${anne}::uuid where seq = 2`.execute(db)
    expect(await sound()).toBe(2)
    await sql`update consent.receipt set customer_id = ${bea}::uuid where seq = 2`.execute(db)
    expect(await sound()).toBeNull()
  })
  it('a receipt taken out of the middle', async () => {
    await behindOurBack(sql`delete from consent.receipt where seq = 3`)
    expect(await proveReceiptChain(db)).toMatchObject({ receipts: 2, sound: false, brokenAt: 4 })
  })
})
