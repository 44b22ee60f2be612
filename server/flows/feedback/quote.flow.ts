import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/feedback.ts'
import { quoteOfWords } from '../../feedback/quote.store.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { UNDO_MS } from '../../recovery/step.ts'
import { giveQuoteBack, takeQuoteBack } from './quote-consent.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DONE = { ok: true } as const

async function ofTheirs(house: House, verbatimId: string, caller: Caller) {
  const quoted = await quoteOfWords(house.db, verbatimId)
  if (!quoted) throw notFound('verbatim')
  need(caller, 'feedback.act', quoted.siteId)
  return quoted
}

/** They said it to somebody who works here: that person takes the yes back for them. */
export const withdrawQuote = (house: House, { params }: In<'withdrawQuote'>, caller: Caller): Out<'withdrawQuote'> =>
  inTransaction(house, async (house) => {
    const quoted = await ofTheirs(house, params.id, caller)
    if (!quoted.as) return DONE
    await takeQuoteBack(house, quoted, { place: 'staff', by: caller.staffId })
    await audit(house, caller, 'quote.withdraw', {
      customerId: quoted.customerId,
      siteId: quoted.siteId,
      detail: { answer: quoted.answerId },
    })
    return DONE
  })

/** A slip of the hand: within ten minutes, by whoever did it. A no of the customer's own is never undone by us. */
export const undoWithdrawQuote = (
  house: House,
  { params }: In<'undoWithdrawQuote'>,
  caller: Caller,
): Out<'undoWithdrawQuote'> =>
  inTransaction(house, async (house) => {
    const quoted = await ofTheirs(house, params.id, caller)
    const taken = quoted.takenBack
    if (quoted.as || !taken) throw conflict('not-taken-back', 'Nothing was taken back')
    if (taken.by === null || taken.by !== caller.staffId) throw forbidden('Only who did it takes it back.')
    if (house.now().getTime() - Date.parse(taken.on) >= UNDO_MS)
      throw conflict('too-late', 'This can no longer be taken back')
    await giveQuoteBack(house, quoted, taken, caller.staffId)
    await audit(house, caller, 'quote.restore', {
      customerId: quoted.customerId,
      siteId: quoted.siteId,
      detail: { answer: quoted.answerId },
    })
    return DONE
  })
