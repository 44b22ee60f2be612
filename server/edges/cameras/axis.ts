import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage, CameraRead } from '../../signals/plate-read.ts'
import { epochOf, isoOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, listOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { readXml } from '../payload/xml.ts'
import { malformed, nothing, plateOf, readOf, readsOf } from './read.ts'

type Fields = Record<string, unknown>

/**
 * AXIS License Plate Verifier: its JSON push (every value a string) or ONVIF metadata. `carID` follows one car through
 * `new`, `update` (the plate was corrected: the greeting is revised in place) and `lost`.
 */
export function readAxis({ contentType, body, now }: Payload): CameraMessage {
  if (/^\s*</u.test(body.toString('latin1', 0, 40).replace(/^\u00ef\u00bb\u00bf/u, '')))
    return readOnvif(contentType, body, now)
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const reads = listOf(json.value).map(fieldsOf)
  if (!reads.some((read) => 'plateText' in read || 'plateUTF8' in read || 'plateASCII' in read || 'carState' in read))
    return malformed('unknown-shape')
  return readsOf(reads.map((read) => pushRead(read, now)))
}

const pushRead = (sent: Fields, now: Date): CameraRead | undefined =>
  carRead(sent, plateOf(sent.plateUTF8) ?? plateOf(sent.plateText) ?? sent.plateASCII, {
    time: epochOf(sent.capture_timestamp),
    country: sent.plateCountry,
    confidence: sent.plateConfidence,
    now,
  })

function readOnvif(contentType: string, body: Buffer, now: Date): CameraMessage {
  const xml = readXml(contentType, body)
  if (!xml.ok) return malformed(xml.because)
  const stream = fieldsOf(xml.value.MetadataStream)
  const notes = listOf(stream.Event).flatMap((event) => listOf(fieldsOf(event).NotificationMessage))
  if (!('MetadataStream' in xml.value)) return malformed('unknown-shape')
  const messages = notes.map(fieldsOf).filter((note) => topicOf(note.Topic).endsWith('/LPR'))
  if (messages.length === 0) return nothing('other-event')
  return readsOf(
    messages.map((note) => {
      const message = fieldsOf(fieldsOf(note.Message).Message)
      const items = listOf(fieldsOf(message.Data).SimpleItem).map(fieldsOf)
      const sent = Object.fromEntries(items.map((item) => [textOf(item['@Name']) ?? '', item['@Value']]))
      const time = isoOf(message['@UtcTime']) ?? epochOf(sent.capture_timestamp)
      return carRead(sent, sent.text, { time, country: sent.country, confidence: sent.confidence, now })
    }),
  )
}

const topicOf = (topic: unknown): string => textOf(typeof topic === 'object' ? fieldsOf(topic)['#text'] : topic) ?? ''

function carRead(
  sent: Fields,
  plate: unknown,
  of: { time: Date | undefined; country: unknown; confidence: unknown; now: Date },
): CameraRead | undefined {
  const state = textOf(sent.carState)?.toLowerCase()
  return readOf(
    {
      plate,
      ids: [sent.carID, sent.carState, sent.capture_timestamp],
      recurring: textOf(sent.capture_timestamp) === undefined,
      time: of.time,
      track: sent.carID,
      state: state === 'new' || state === 'update' || state === 'lost' ? state : undefined,
      confidence: confidenceOf(of.confidence, 1),
      country: of.country,
      direction: sent.carMoveDirection,
    },
    of.now,
  )
}

export const sampleAxis = (plate: string, at: Date) => ({
  packetCounter: '1',
  capture_timestamp: String(at.getTime()),
  plateUTF8: plate,
  plateASCII: plate,
  plateCountry: 'FRA',
  plateConfidence: '0.914000',
  carState: 'new',
  carMoveDirection: 'in',
  carID: String(Math.floor(at.getTime() / 1000) % 10_000_000),
})
