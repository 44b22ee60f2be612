import type { House } from '../../kit/house.ts'
import type { OpenProvider, Parcel } from '../../messages/channel.port.ts'
import type { Leaving } from '../../messages/letter.ts'
import { type Around, parcelFor } from '../../messages/parcel.ts'
import { networkSender, sitesNamed, staffNamed } from '../../messages/sender.store.ts'

/** Who speaks in these messages, read once for all of them. */
export async function speakersOf(
  house: House,
  messages: readonly Pick<Leaving, 'staffId' | 'siteId'>[],
): Promise<Pick<Around, 'sender' | 'staff' | 'sites'>> {
  const [sender, staff, sites] = await Promise.all([
    networkSender(house.db),
    staffNamed(
      house.db,
      messages.flatMap(({ staffId }) => staffId ?? []),
    ),
    sitesNamed(
      house.db,
      messages.flatMap(({ siteId }) => siteId ?? []),
    ),
  ])
  return { sender, staff, sites }
}

export function parcelsOf(
  house: House,
  provider: OpenProvider,
  messages: readonly Leaving[],
  speakers: Pick<Around, 'sender' | 'staff' | 'sites'>,
): Parcel[] {
  const around = { ...speakers, origin: house.origin, mark: house.seal.mark, now: house.now() }
  return messages.map((message) => parcelFor(provider, message, around))
}
