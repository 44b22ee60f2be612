import type { House } from '../../kit/house.ts'
import type { OpenProvider, Parcel } from '../../messages/channel.port.ts'
import { devicesOf } from '../../messages/device.store.ts'
import type { Leaving } from '../../messages/letter.ts'
import { type Around, parcelFor } from '../../messages/parcel.ts'
import { sendersOf, sitesNamed, staffNamed } from '../../messages/sender.store.ts'

type Speakers = Pick<Around, 'senderAt' | 'staff' | 'sites' | 'devices'>

/** Who speaks in these messages, and the browsers they ring, read once for all of them. */
export async function speakersOf(
  house: House,
  messages: readonly Pick<Leaving, 'staffId' | 'siteId' | 'channel' | 'customerId'>[],
): Promise<Speakers> {
  const [senderAt, staff, sites, devices] = await Promise.all([
    sendersOf(house.db),
    staffNamed(
      house.db,
      messages.flatMap(({ staffId }) => staffId ?? []),
    ),
    sitesNamed(
      house.db,
      messages.flatMap(({ siteId }) => siteId ?? []),
    ),
    devicesOf(
      house.db,
      messages.flatMap(({ channel, customerId }) => (channel === 'push' ? customerId : [])),
    ),
  ])
  return { senderAt, staff, sites, devices: Map.groupBy(devices, ({ customerId }) => customerId) }
}

export function parcelsOf(
  house: House,
  provider: OpenProvider,
  messages: readonly Leaving[],
  speakers: Speakers,
): Parcel[] {
  const around = { ...speakers, origin: house.origin, mark: house.seal.mark, now: house.now() }
  return messages.map((message) => parcelFor(provider, message, around))
}
