import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/messages.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { type CardRow, cardsOf, cardsWaiting, takeCards } from '../../messages/card.store.ts'
import { linksFor } from '../../messages/link.ts'
import { settleMessages } from '../../messages/message.store.ts'
import { FOOT, spokenIn } from '../../messages/message-words.ts'
import type { Card, Printer } from '../../messages/print.port.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { changeTouches } from '../../moments/touch.store.ts'
import { audit } from '../../network/audit.store.ts'
import { reached, touchAfter } from './message-ends.flow.ts'
import { speakersOf } from './parcel.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

export async function waitingCards(house: House): Out<'waitingCards'> {
  const { waiting, batches } = await cardsWaiting(house.db, house.now())
  return { waiting, batches: batches.map((one) => ({ ...one, printedAt: one.printedAt.toISOString() })) }
}

async function asCards(house: House, rows: readonly CardRow[]): Promise<Card[]> {
  const { senderAt } = await speakersOf(house, rows)
  return rows.map((row) => ({
    id: row.id,
    words: row.body,
    sender: senderAt(row.siteId).name,
    senderAddress: senderAt(row.siteId).address,
    lines: row.extra.lines ?? [],
    wayOut: FOOT[spokenIn(row.language)].post,
    notice: row.extra.notice?.text ?? '',
    page: linksFor(house.seal.mark, house.origin, { kind: 'message', id: row.id }, house.now()).page,
  }))
}

/** Takes a batch of waiting cards and prints it; a batch that was printed before is printed again, as often as paper jams. */
export const printCards =
  (printer: Printer) =>
  async (house: House, { body }: In<'printCards'>, caller: Caller): Promise<Raw> => {
    const batch = body.batch ?? `print ${house.newId()}`
    const rows = await inTransaction(house, async (house) => {
      if (body.batch) {
        const again = await cardsOf(house.db, batch)
        // Names and addresses leave the house each time.
        if (again.length > 0)
          await audit(house, caller, 'card.print', { detail: { batch, cards: again.length, again: true } })
        return again
      }
      const by = (await providersOf(house.db, { active: true })).find(({ channel }) => channel === 'postcard')
      if (by && by.kind !== 'print')
        throw conflict(
          'printed-elsewhere',
          'Postcards are printed elsewhere',
          'They go out by themselves, through the way out that carries them.',
        )
      const taken = await takeCards(house.db, batch, by?.id ?? null, body.most, house.now())
      if (taken.length > 0) await audit(house, caller, 'card.print', { detail: { batch, cards: taken.length } })
      return taken
    })
    if (rows.length === 0) throw notFound('card that waits')
    const pdf = await printer.print(await asCards(house, rows))
    return new Raw('application/pdf', pdf, {
      'content-disposition': `attachment; filename="okaeri-${rows.length}-cards.pdf"`,
      'x-okaeri-batch': batch,
    })
  }

/** A batch was posted: it has left. Or it was not: its cards wait again. */
export async function postCards(house: House, { body }: In<'postCards'>, caller: Caller): Out<'postCards'> {
  return inTransaction(house, async (house) => {
    const rows = await cardsOf(house.db, body.batch)
    const by = (await providersOf(house.db)).find(({ channel, kind }) => channel === 'postcard' && kind === 'print')
    const ends = rows.map(({ id }) =>
      body.posted
        ? { id, state: 'left' as const, costCents: by?.costCents ?? 0, because: [] }
        : { id, state: 'ready' as const, because: [] },
    )
    const written = await settleMessages(house.db, ends, body.batch, house.now())
    const ours = rows.filter(({ id }) => written.has(id))
    if (body.posted) {
      await reached(
        house,
        ours.map((row) => ({
          ...row,
          providerId: by?.id ?? '',
          purpose: 'service',
          toAddress: '',
          because: [],
          segments: 1,
        })),
      )
      await changeTouches(
        house.db,
        ours.flatMap((row) => touchAfter({ state: 'left', because: [] }, row)),
        house.now(),
      )
    }
    await audit(house, caller, body.posted ? 'card.posted' : 'card.put-back', {
      detail: { batch: body.batch, cards: ours.length },
    })
    return { cards: ours.length }
  })
}
