import type { CameraKind } from '../../signals/device.port.ts'
import { readAxis, sampleAxis } from './axis.ts'
import { readDahuaPayload, sampleDahua } from './dahua.ts'
import { readFrigatePayload, sampleFrigate } from './frigate.ts'
import { readHikvision, sampleHikvision } from './hikvision.ts'
import { readOpenAlpr, sampleOpenAlpr } from './openalpr.ts'
import { readPlainJson, samplePlainJson } from './plain-json.ts'
import { readPlateRecognizer, samplePlateRecognizer } from './plate-recognizer.ts'
import { readUnifi, sampleUnifi } from './unifi.ts'

const asJson = (sample: (plate: string, at: Date) => object) => (plate: string, at: Date) => ({
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(sample(plate, at))),
})
const webhook = { connects: 'webhook', alwaysOk: false } as const

/** Every make of camera we know, in the order people are offered them; `label` is its own name, the same in every language. */
export const CAMERA_KINDS: readonly (CameraKind & { label: string })[] = [
  {
    ...webhook,
    id: 'plate-recognizer',
    label: 'Plate Recognizer',
    // It drops an address that answers errors, also for a picture without a plate.
    alwaysOk: true,
    read: readPlateRecognizer,
    sample: asJson(samplePlateRecognizer),
  },
  { ...webhook, id: 'openalpr', label: 'OpenALPR / Rekor Scout', read: readOpenAlpr, sample: asJson(sampleOpenAlpr) },
  { ...webhook, id: 'hikvision', label: 'Hikvision', read: readHikvision, sample: sampleHikvision },
  { ...webhook, id: 'axis', label: 'AXIS License Plate Verifier', read: readAxis, sample: asJson(sampleAxis) },
  { ...webhook, id: 'unifi', label: 'UniFi Protect', read: readUnifi, sample: asJson(sampleUnifi) },
  { ...webhook, id: 'json', label: 'JSON', read: readPlainJson, sample: asJson(samplePlainJson) },
  {
    id: 'frigate',
    label: 'Frigate',
    connects: 'mqtt',
    alwaysOk: false,
    read: readFrigatePayload,
    sample: asJson(sampleFrigate),
  },
  {
    id: 'dahua',
    label: 'Dahua',
    connects: 'stream',
    alwaysOk: false,
    read: readDahuaPayload,
    sample: (plate, at) => ({ contentType: 'text/plain', body: Buffer.from(sampleDahua(plate, at)) }),
  },
]

export const cameraKind = (id: string): (CameraKind & { label: string }) | undefined =>
  CAMERA_KINDS.find((kind) => kind.id === id)
