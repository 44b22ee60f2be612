import type * as api from '../../../contract/devices.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type ReceiptToWrite, receiptsOf, writeReceipts } from '../../consent/receipts.store.ts'
import { inForce, type Wording } from '../../consent/shipped-wordings.ts'
import { ownWordings } from '../../consent/wordings.store.ts'
import { lockCustomer } from '../../customers/customers.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { Wire } from '../../kit/http.ts'
import { conflict, notFound } from '../../kit/problem.ts'
import { sameText } from '../../messages/ask-link.ts'
import { deviceAt, deviceById, devicesOf, keepDevice, moveDevice, noteShown } from '../../messages/device.store.ts'
import { deviceName } from '../../messages/device-name.ts'
import { pushKey } from '../../messages/provider.store.ts'
import { audit } from '../../network/audit.store.ts'
import { endTheirDevices } from './devices.flow.ts'
import { openedBy } from './my-consent.flow.ts'
import { myPageOf, type Opened, openLink, THEM } from './my-page.flow.ts'
import { hearNews } from './news.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

const DONE = { ok: true } as const
/** Nobody owns more; a page that is played with fills no table. */
const MOST_DEVICES = 10

/**
 * They ask to be told in this browser. A yes to news of what concerns them, and another to offers if they said so: one purpose each, with
 * the very words (CONS-1). The permission of the browser is theirs as well, and stands beside ours.
 */
export async function addMyDevice(
  house: House,
  { params, body }: In<'addMyDevice'>,
  _caller: Caller,
  { request }: Wire,
): Out<'addMyDevice'> {
  const opened = await openLink(house, params.token)
  const { customerId } = opened
  const { endpoint, keys } = body.subscription
  return inTransaction(house, async (house) => {
    const { db } = house
    await lockCustomer(db, customerId)
    if (!(await pushKey(db))) throw conflict('no-push', 'Notifications do not go out today')
    const before = await deviceAt(db, endpoint)
    if (before?.goneBecause === 'push-service')
      throw conflict('device-gone', 'This browser was told to be silent', 'Ask the browser for a new subscription.')
    const theirs = before?.goneBecause === null && before.customerId === customerId
    if (!theirs && (await devicesOf(db, [customerId])).length >= MOST_DEVICES)
      throw conflict('too-many-devices', 'Ten devices are told already', 'Take one away first.')
    // A browser that somebody else had asked in: it is one person's.
    if (before?.goneBecause === null && !theirs)
      await endTheirDevices(house, [before.id], { because: 'removed', place: 'customer-page' })
    const id = before?.id ?? house.newId()
    const name = deviceName(request.headers['user-agent'] ?? '')
    await keepDevice(db, { id, customerId, endpoint, ...keys, name }, house.now())
    await writeReceipts(house, await yesses(house, opened, id, { again: theirs, offers: body.offers }))
    await audit(house, THEM, 'my-page.device', { customerId, detail: { device: id, offers: body.offers } })
    return { id }
  })
}

/** What they just said, as receipts. Two clicks are one yes. */
async function yesses(
  house: House,
  opened: Opened,
  device: string,
  { again, offers }: { again: boolean; offers: boolean },
): Promise<ReceiptToWrite[]> {
  const { customerId } = opened
  const { language, network, tooYoung } = await myPageOf(house, opened)
  const wordings = inForce(await ownWordings(house.db), network)
  const receipts = await receiptsOf(house.db, customerId, 500)
  const stands = (purpose: Wording['purpose']) =>
    receipts.find((one) => one.stands && one.channel === 'push' && one.purpose === purpose)?.action === 'given'
  return (['service', ...(offers && !tooYoung ? (['commercial'] as const) : [])] as const).flatMap(
    (purpose): ReceiptToWrite[] => {
      if (again && stands(purpose)) return []
      const wording = wordings.find(
        (one) =>
          one.channel === 'push' && one.purpose === purpose && one.action === 'given' && one.language === language,
      )
      return [
        {
          customerId,
          action: 'given',
          channel: 'push',
          purpose,
          place: 'customer-page',
          ...(wording ? { wording: wording.text, wordingVersion: wording.version } : {}),
          evidence: { device, ...openedBy(opened) },
        },
      ]
    },
  )
}

export async function removeMyDevice(house: House, { params, body }: In<'removeMyDevice'>): Out<'removeMyDevice'> {
  const opened = await openLink(house, params.token)
  const { customerId } = opened
  return inTransaction(house, async (house) => {
    const device = await deviceById(house.db, body.device)
    // Taken away already, or another's: told alike.
    if (device?.customerId !== customerId) return DONE
    await endTheirDevices(house, [device.id], {
      because: 'removed',
      place: 'customer-page',
      evidence: openedBy(opened),
    })
    await audit(house, THEM, 'my-page.device-off', { customerId, detail: { device: device.id } })
    return DONE
  })
}

/** Known by the old address and its secret, which nobody but the browser and its push service has. */
export async function moveMyDevice(house: House, { body }: In<'moveMyDevice'>): Out<'moveMyDevice'> {
  const { old, subscription } = body
  return inTransaction(house, async (house) => {
    const device = await deviceAt(house.db, old.endpoint)
    if (device?.goneBecause !== null || !sameText(plain(device.auth), plain(old.auth))) throw notFound('device')
    const there = await deviceAt(house.db, subscription.endpoint)
    if (there && there.id !== device.id) throw conflict('device-gone', 'This address is known already')
    await moveDevice(house.db, device.id, { endpoint: subscription.endpoint, ...subscription.keys })
    return DONE
  })
}

const plain = (text: string): string => text.replaceAll('=', '')

/** Shown: as a telephone says that a text has arrived. Whether it was read nobody asks (ELEC-6). */
export async function shownOnMyDevice(house: House, { params, body }: In<'shownOnMyDevice'>): Out<'shownOnMyDevice'> {
  const { customerId, message } = await openLink(house, params.token)
  if (message?.channel !== 'push' || !message.providerId) return DONE
  const shown = { key: `shown ${message.id}`, kind: 'delivered', messageId: message.id } as const
  await hearNews(house, { id: message.providerId, channel: 'push' }, [shown], null)
  if (body.endpoint) await noteShown(house.db, body.endpoint, customerId, house.now())
  return DONE
}
