import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { sendSample } from '../../contract/signals.ts'
import { type Caller, need } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import type { Devices, SignedPayload } from '../signals/device.port.ts'
import { openSealed } from '../signals/source.flow.ts'
import { sourceById } from '../signals/source.store.ts'

/** Posts to our own public intake, as the device would. */
export type PostToIntake = (
  path: string,
  payload: {
    contentType: string
    body: Buffer
    query?: Record<string, string> | undefined
    headers?: Record<string, string>
    /** To try the way: what comes of it is real, but the device has not spoken, and nothing is counted as its own. */
    trial?: boolean
  },
) => Promise<{ status: number; outcome: string | null; visitId: string | null }>

const MOST_SHOWN = 4000

/** Replays a sample payload of this make through the public intake, with the plate or the number asked for. */
export function sendSampleFlow(devices: Devices, post: PostToIntake) {
  return async (
    house: House,
    { params, body }: InputOf<typeof sendSample>,
    caller: Caller,
  ): Promise<AnswerOf<typeof sendSample>> => {
    const source = await sourceById(house.db, params.id)
    need(caller, 'sources.manage', source.siteId)
    const sealed = openSealed(house, source)
    if (!sealed)
      throw conflict(
        'address-lost',
        'The address of this device cannot be read any more',
        'Make a new address, and paste it into the device.',
      )
    const path = `/in/${source.id}/${sealed.secret}`
    const sample = sampleOf(devices, source, body, house.now())
    const answer = await post(path, {
      trial: true,
      ...sample,
      ...signed(house, devices, source, sealed.signingKey, path, sample),
    })
    await audit(house, caller, 'source.sample', { siteId: source.siteId, detail: { source: source.id } })
    return {
      status: answer.status,
      outcome: answer.outcome ?? 'refused',
      payload: sample.body.toString('utf8').slice(0, MOST_SHOWN),
      visitId: answer.visitId,
    }
  }
}

/** Where only what is signed comes in, a sample is signed too, as the system would. */
function signed(
  house: House,
  devices: Devices,
  source: { door: 'gate' | 'phone'; kind: string },
  key: string | undefined,
  path: string,
  sample: { contentType: string; body: Buffer },
): Partial<SignedPayload> {
  const sign = source.door === 'phone' ? devices.call(source.kind)?.sign : undefined
  if (!key || !sign) return {}
  const sent = { method: 'POST', url: house.origin + path, headers: {} }
  return sign({ ...sample, query: {}, now: house.now(), sent }, key)
}

function sampleOf(
  devices: Devices,
  source: { door: 'gate' | 'phone'; kind: string },
  asked: { plate?: string | undefined; from?: string | undefined },
  now: Date,
) {
  if (source.door === 'gate') {
    const kind = devices.camera(source.kind)
    if (!kind || !asked.plate) throw invalid('body.plate', 'needed', 'Give the plate the camera should read.')
    return kind.sample(asked.plate, now)
  }
  const kind = devices.call(source.kind)
  if (!kind || !asked.from) throw invalid('body.from', 'needed', 'Give the number that calls.')
  return kind.sample(asked.from, '', now)
}
