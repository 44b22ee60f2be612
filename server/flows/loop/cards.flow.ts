import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/messages.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { cardsOf, cardsWaiting, takeCards } from '../../messages/card.store.ts'
import type { Leaving } from '../../messages/letter.ts'
import { linksFor } from '../../messages/link.ts'
import { type Settled, settleMessages } from '../../messages/message.store.ts'
import { FOOT, spokenIn } from '../../messages/message-words.ts'
import type { Card, Printer } from '../../messages/print.port.ts'
import { providersOf } from '../../messages/provider.store.ts'
import { changeTouches } from '../../moments/touch.store.ts'
import { audit } from '../../network/audit.store.ts'
import { reached, touchAfter, writeEnds } from './message-ends.flow.ts'
import { speakersOf } from './parcel.flow.ts'
import { type AskAgain, stillGoing } from './send.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

export async function waitingCards(house: House): Out<'waitingCards'> {
  const { waiting, batches } = await cardsWaiting(house.db, house.now())
  return { waiting, batches: batches.map((one) => ({ ...one, printedAt: one.printedAt.toISOString() })) }
}

async function asCards(house: House, rows: readonly Leaving[]): Promise<Card[]> {
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

/** So often more cards are taken where some of those taken do not go. */
const MOST_TAKES = 20

/**
 * Waiting cards that are still to be sent, taken for a batch: each is asked about once more, as every message is before it leaves. Who moved has
 * their card written anew, who objected is sent none.
 * @returns those that go, and how many do not
 */
async function takeStillGoing(
  house: House,
  askAgain: AskAgain,
  { batch, providerId, most }: { batch: string; providerId: string | null; most: number },
): Promise<{ going: Leaving[]; stayed: number }> {
  const going: Leaving[] = []
  let stayed = 0
  for (let take = 0; take < MOST_TAKES && going.length < most; take += 1) {
    const taken = await takeCards(house.db, batch, providerId, most - going.length, house.now())
    if (taken.length === 0) break
    const settled: Settled[] = []
    going.push(...(await stillGoing(house, { askAgain }, taken, (one) => settled.push(one))))
    await writeEnds(house, batch, settled, new Map(taken.map((card) => [card.id, card])))
    stayed += settled.length
  }
  return { going, stayed }
}

/** Takes a batch of waiting cards and prints it; a batch that was printed before is printed again, as often as paper jams. */
export const printCards =
  (printer: Printer, askAgain: AskAgain) =>
  async (house: House, { body }: In<'printCards'>, caller: Caller): Promise<Raw> => {
    const batch = body.batch ?? `print ${house.newId()}`
    const { going, stayed } = await inTransaction(house, async (house) => {
      if (body.batch) {
        const again = await cardsOf(house.db, batch)
        // Names and addresses leave the house each time.
        if (again.length > 0)
          await audit(house, caller, 'card.print', { detail: { batch, cards: again.length, again: true } })
        return { going: again, stayed: 0 }
      }
      const by = (await providersOf(house.db, { active: true })).find(({ channel }) => channel === 'postcard')
      if (by && by.kind !== 'print')
        throw conflict(
          'printed-elsewhere',
          'Postcards are printed elsewhere',
          'They go out by themselves, through the way out that carries them.',
        )
      const taken = await takeStillGoing(house, askAgain, { batch, providerId: by?.id ?? null, most: body.most })
      if (taken.going.length > 0)
        await audit(house, caller, 'card.print', { detail: { batch, cards: taken.going.length } })
      return taken
    })
    if (going.length === 0 && stayed > 0)
      throw conflict(
        'cards-anew',
        'None of these cards goes as it stands',
        'Addresses, words or wishes have changed since. Those that are still to be sent are written anew, and wait in a moment.',
      )
    if (going.length === 0) throw notFound('card that waits')
    const pdf = await printer.print(await asCards(house, going))
    return new Raw('application/pdf', pdf, {
      'content-disposition': `attachment; filename="okaeri-${going.length}-cards.pdf"`,
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
      await reached(house, ours)
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
