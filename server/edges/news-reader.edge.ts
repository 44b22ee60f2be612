import type { CarrierNews } from '../messages/channel.port.ts'
import { type CallbackPaths, readCallback } from './carry/callback.ts'
import { readInbound } from './email/inbound.ts'

/** Reads what providers post: whole messages for mail, fields for the others. */
export function openNewsReader() {
  return {
    async read(
      provider: { kind: string; settings: Record<string, unknown> },
      payload: { contentType: string; body: Buffer; query: Readonly<Record<string, string>> },
    ): Promise<CarrierNews[]> {
      if (provider.kind === 'smtp') return readInbound(payload.body, payload.query.to ?? '')
      return readCallback((provider.settings.callback ?? {}) as Partial<CallbackPaths>, payload)
    },
  }
}
