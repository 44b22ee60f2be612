import type { Carrier, Outcome, Parcel } from '../../messages/channel.port.ts'
import type { PushAnswer, PushPort } from '../../network/push.port.ts'

/** Messages handed over at the same time. */
const AT_ONCE = 16

/**
 * Rings every browser of a customer that asked for it, by the same hand that rings those of staff. It has left when one of them took it; it
 * is not sent again for the sake of another, for who has it on one screen has it.
 */
export function openPushCarrier(push: PushPort): Carrier {
  async function send({ id, devices = [], note }: Parcel): Promise<Outcome> {
    if (!note || devices.length === 0) return { id, came: 'refused', code: 'no-device', dead: false }
    const answers = await Promise.all(devices.map((device) => push.hand(device, note)))
    const gone = devices.flatMap((device, at) => (answers[at]?.came === 'gone' ? [device.id] : []))
    return { ...together(id, answers), ...(gone.length > 0 ? { gone } : {}) }
  }

  return {
    async carry(parcels, told) {
      const waiting = [...parcels]
      const lane = async () => {
        for (let parcel = waiting.shift(); parcel; parcel = waiting.shift()) told(await send(parcel))
      }
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, parcels.length) }, lane))
    },
    close: async () => undefined,
  }
}

/** One that took it counts; else one that may have, for it cannot be taken back; else one that will; else why none ever does. */
function together(id: string, answers: readonly PushAnswer[]): Outcome {
  if (answers.some(({ came }) => came === 'taken')) return { id, came: 'left', ref: null, costCents: 0, segments: 1 }
  for (const answer of answers) if (answer.came === 'doubt') return { id, came: 'doubt', code: answer.code }
  const later = answers.filter((answer) => answer.came === 'later')
  if (later[0]) {
    const afterMs = Math.max(0, ...later.map((answer) => answer.afterMs ?? 0))
    return { id, came: 'later', code: later[0].code, ...(afterMs > 0 ? { afterMs } : {}) }
  }
  for (const answer of answers)
    if (answer.came === 'refused') return { id, came: 'refused', code: answer.code, dead: false }
  return { id, came: 'refused', code: 'gone', dead: false }
}
