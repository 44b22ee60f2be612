import type { InputOf } from '../../../contract/endpoint.ts'
import type { myConsent as endpoint } from '../../../contract/my-page.ts'
import { type ReceiptToWrite, receiptsOf, writeReceipts } from '../../consent/receipts.store.ts'
import { inForce } from '../../consent/shipped-wordings.ts'
import { tooYoung as tooYoungProblem } from '../../consent/too-young-problem.ts'
import { ownWordings } from '../../consent/wordings.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { freeStopped } from '../../messages/blocked.store.ts'
import { networkSender } from '../../messages/sender.store.ts'
import { audit } from '../../network/audit.store.ts'
import { MOST_RECEIPTS, myPageOf, type Opened, openLink, THEM } from './my-page.flow.ts'
import { PAGE_WORDS } from './page-words.ts'
import { callOff } from './said-stop.flow.ts'

/** The version of the words on the buttons of the page: a no, and an objection taken back, are said with them. */
const BUTTONS = 'okaeri-page-1'

/**
 * By what their page was opened: the message it stood in, or a link one of us handed over, with who made it. Whoever holds such a link could have
 * said what was said, so the receipt must tell (CONS-1).
 */
export const openedBy = ({ message, handed }: Opened): Record<string, unknown> =>
  message
    ? { message: message.id }
    : handed
      ? { link: 'handed', linkMadeAt: handed.madeAt.toISOString(), linkMadeBy: handed.by.join(' ') }
      : {}

/**
 * Yes or no to a channel, no to all at once (RGPD-2), or that no taken back: with the very words, by their own hand. What waits of what they refuse
 * is called off. A child agrees to no offer (RGPD-8).
 */
export async function myConsent(house: House, { params, body }: InputOf<typeof endpoint>): Promise<{ ok: true }> {
  const opened = await openLink(house, params.token)
  const { customerId } = opened
  return inTransaction(house, async (house) => {
    const { language, tooYoung } = await myPageOf(house, opened)
    const yes = body.says === 'yes'
    if (yes && tooYoung) throw tooYoungProblem()
    const said = await wordsSaid(house, body, language)
    const receipt = (purpose: 'commercial' | 'service'): ReceiptToWrite => ({
      customerId,
      action: yes ? 'given' : 'withdrawn',
      channel: body.channel,
      purpose,
      place: 'customer-page',
      ...said,
      evidence: openedBy(opened),
    })
    // A STOP by SMS held for service too and shut their number: a yes by their own hand takes all of it back.
    const latest = (await receiptsOf(house.db, customerId, MOST_RECEIPTS)).find(
      ({ purpose, channel }) => purpose === 'service' && channel === body.channel,
    )
    const back = yes && latest?.action === 'withdrawn'
    await writeReceipts(house, [receipt('commercial'), ...(back ? [receipt('service')] : [])])
    if (yes && body.channel !== 'all') await freeStopped(house.db, body.channel, customerId)
    if (!yes) {
      const carried = body.channel === 'post' ? 'postcard' : body.channel === 'call' ? null : body.channel
      if (carried) await callOff(house, { customerId, channel: carried, services: false }, 'said-stop')
    }
    await audit(house, THEM, 'my-page.consent', { customerId, detail: { channel: body.channel, says: body.says } })
    return { ok: true }
  })
}

/** A yes to a channel is said with the words in force; everything else with those of its button. */
async function wordsSaid(
  house: House,
  { channel, says }: InputOf<typeof endpoint>['body'],
  language: 'fr' | 'en',
): Promise<{ wording?: string; wordingVersion?: string }> {
  const words = PAGE_WORDS[language]
  if (channel === 'all') return { wording: says === 'yes' ? words.allBack : words.all, wordingVersion: BUTTONS }
  if (says === 'no') return { wording: words.no(words.channels[channel] ?? channel), wordingVersion: BUTTONS }
  const found = inForce(await ownWordings(house.db), (await networkSender(house.db)).name).find(
    (one) =>
      one.channel === channel &&
      one.purpose === 'commercial' &&
      one.language === language &&
      one.action === (channel === 'post' ? 'notice' : 'given'),
  )
  return found ? { wording: found.text, wordingVersion: found.version } : {}
}
