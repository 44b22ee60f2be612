import { say } from '../../../contract/because.ts'
import type { ConsentChannel } from '../../../contract/consent.ts'
import { type ReceiptToWrite, writeReceipts } from '../../consent/receipts.store.ts'
import { followMessages } from '../../feedback/invitation.store.ts'
import type { House } from '../../kit/house.ts'
import { insertBlocked } from '../../messages/blocked.store.ts'
import { devicesOf, endDevices } from '../../messages/device.store.ts'
import { type AboutMessage, callOffWaiting, customersAt } from '../../messages/news.store.ts'
import { isStopEverywhere } from '../../messages/stop.ts'
import type { CarriedChannel } from '../../messages/tables.ts'
import { changeTouches } from '../../moments/touch.store.ts'

export const block = (house: House, channel: string, address: string, because: string) =>
  insertBlocked(house.db, address ? [{ channel, address, because }] : [], house.now())

export interface SaidStop {
  customerId: string
  channel: CarriedChannel
  /** The door: stop, unsubscribe, complaint. */
  place: string
  address: string | null
  /** What it is known by beside the message: the answer it stands in. */
  evidence?: Record<string, unknown>
  about?: Pick<AboutMessage, 'id' | 'purpose'> | undefined
  words: string
}

/** Where a STOP can be said of an address: those who share it are all written to there. */
const SHARED = new Set<CarriedChannel>(['email', 'sms', 'voice-drop'])

/** They said stop of where they are written to: it holds for all who share that address, whoever of them the message was for. */
export async function stopsAt(
  house: House,
  said: Omit<SaidStop, 'customerId' | 'about'> & {
    about?: Pick<AboutMessage, 'id' | 'purpose' | 'customerId'> | undefined
  },
): Promise<void> {
  const { channel, address, about } = said
  const there = address && SHARED.has(channel) ? await customersAt(house.db, channel, address) : []
  const all = new Set([...there, ...(about ? [about.customerId] : [])])
  for (const customerId of all) await saysStop(house, { ...said, customerId })
}

const CONSENT: Record<CarriedChannel, ConsentChannel> = {
  email: 'email',
  sms: 'sms',
  'voice-drop': 'voice-drop',
  postcard: 'post',
  push: 'push',
}

/**
 * They said stop on one channel. It is written down as they said it; a STOP by SMS, which networks hold for all messages, and a stop to a
 * message that was no offer, hold for service messages too. What waits is called off.
 */
async function saysStop(house: House, said: SaidStop): Promise<void> {
  const { customerId, channel, place, address, about, words } = said
  const services = channel === 'sms' || place === 'complaint' || about?.purpose === 'service'
  const receipt = (purpose: 'commercial' | 'service'): ReceiptToWrite => ({
    customerId,
    action: 'withdrawn',
    channel: CONSENT[channel],
    purpose,
    contact: address,
    place,
    wording: words.slice(0, 500),
    evidence: { ...said.evidence, ...(about ? { message: about.id } : {}) },
  })
  // « Ne me contactez plus » is a no to all offers, by whatever way (RGPD-2).
  const everywhere = isStopEverywhere(words)
  await writeReceipts(house, [
    receipt('commercial'),
    ...(services ? [receipt('service')] : []),
    ...(everywhere ? [{ ...receipt('commercial'), channel: 'all' as const, contact: null }] : []),
  ])
  if (everywhere) await callOff(house, { customerId, channel: 'all', services: false }, 'said-stop')
  if (address && (channel === 'sms' || place === 'complaint')) await block(house, channel, address, place)
  await callOff(house, { customerId, channel, services }, 'said-stop')
  // No more news there either: then none of their browsers is rung.
  if (channel === 'push' && services) {
    const theirs = await devicesOf(house.db, [customerId])
    await endDevices(
      house.db,
      theirs.map(({ id }) => id),
      'removed',
      house.now(),
    )
  }
}

/** What waits for them is called off, and its touches are let go. */
export async function callOff(
  house: House,
  whom: { customerId: string; channel: CarriedChannel | 'all'; services: boolean },
  code: string,
): Promise<void> {
  const off = await callOffWaiting(house.db, whom, code, house.now())
  const changes = off.flatMap(({ touchId }) =>
    touchId
      ? [
          {
            id: touchId,
            state: 'dropped' as const,
            gesture: null,
            staffId: null,
            dueAt: null,
            because: [say(code)],
            judged: null,
          },
        ]
      : [],
  )
  await changeTouches(house.db, changes, house.now())
  await followMessages(
    house.db,
    off.map(({ id }) => id),
    house.now(),
  )
}
