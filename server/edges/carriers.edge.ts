import type { Carrier, CarrierNews, Carriers, OpenProvider } from '../messages/channel.port.ts'
import type { PushPort } from '../network/push.port.ts'
import { openHttp } from './carry/http.edge.ts'
import { openSmtp } from './email/smtp.edge.ts'
import { openPushCarrier } from './push/push-carrier.edge.ts'
import { openSmpp } from './sms/smpp.edge.ts'

/** A kind that nothing carries: what it is handed waits, and is told so. */
const nothing: Carrier = {
  async carry(parcels, told) {
    for (const { id } of parcels) told({ id, came: 'later', code: 'unknown-kind' })
  },
  close: async () => undefined,
}

/** The demo's: its people are nobody, and what leaves for them goes nowhere. */
const rehearsal: Carrier = {
  async carry(parcels, told) {
    for (const { id } of parcels) told({ id, came: 'left', ref: null })
  },
  close: async () => undefined,
}

/** All ways out of this house. One whose settings changed is closed and opened anew. */
export function openCarriers(
  news: (providerId: string, told: CarrierNews) => Promise<void>,
  push?: PushPort,
): Carriers {
  const open = new Map<string, { version: string; carrier: Carrier }>()

  const make = (provider: OpenProvider): Carrier => {
    if (provider.kind === 'smtp') return openSmtp(provider)
    if (provider.kind === 'smpp') return openSmpp(provider, (told) => news(provider.id, told))
    if (provider.kind === 'http') return openHttp(provider)
    if (provider.kind === 'rehearsal') return rehearsal
    if (provider.kind === 'web-push' && push) return openPushCarrier(push)
    return nothing
  }
  const close = async (id: string): Promise<void> => {
    const before = open.get(id)
    open.delete(id)
    await before?.carrier.close()
  }

  return {
    of(provider) {
      const known = open.get(provider.id)
      if (known?.version === provider.version) return known.carrier
      void close(provider.id)
      const carrier = make(provider)
      open.set(provider.id, { version: provider.version, carrier })
      return carrier
    },
    keepOnly(providers) {
      const kept = new Set(providers.map(({ id }) => id))
      for (const id of open.keys()) if (!kept.has(id)) void close(id)
    },
    async close() {
      await Promise.all([...open.keys()].map((id) => close(id)))
    },
  }
}
