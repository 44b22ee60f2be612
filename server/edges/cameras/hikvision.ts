import type { Payload } from '../../signals/device.port.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { isoOf } from '../payload/clock.ts'
import { confidenceOf, fieldsOf, textOf } from '../payload/field.ts'
import { isMultipart, type Part, partsOf } from '../payload/multipart.ts'
import { readXml } from '../payload/xml.ts'
import { malformed, nothing, percentList, readOf, readsOf } from './read.ts'

/**
 * Hikvision's ISAPI event, as the XML itself or as the first part (`anpr.xml`) of a multipart whose picture parts may be
 * empty and whose lengths are wrong. Two namespaces are in the field; both are read.
 *
 * Its `direction` (forward, reverse) is relative to how the camera hangs, so it does not tell in from out. Its zone is
 * often the factory's (+08:00): the clock is believed within ten minutes only, except that a read it sends again after a
 * cut (`isDataRetransmission`) keeps its own time, and without one is dropped: it must never pass for a car of now.
 */
export function readHikvision({ contentType, body, now }: Payload): CameraMessage {
  const part = isMultipart(contentType, body) ? xmlPart(partsOf(contentType, body)) : { contentType, body }
  if (!part) return malformed('no-xml-part')
  const xml = readXml(part.contentType, part.body)
  if (!xml.ok) return malformed(xml.because)
  const event = fieldsOf(xml.value.EventNotificationAlert)
  if (Object.keys(event).length === 0) return malformed('unknown-shape')
  const type = textOf(event.eventType)?.toLowerCase()
  if (type === 'heartbeat' || (type === 'videoloss' && event.eventState === 'inactive')) return { kind: 'heartbeat' }
  if (type !== 'anpr' && type !== 'vehicledetection') return nothing('other-event')
  return anprRead(event, now)
}

function anprRead(event: Record<string, unknown>, now: Date): CameraMessage {
  const anpr = fieldsOf(event.ANPR)
  const again = event.isDataRetransmission === 'true'
  const read = readOf(
    {
      plate: anpr.licensePlate,
      ids: [event.UUID, event.channelID, event.dateTime],
      time: isoOf(event.dateTime),
      zone: again ? 'sure' : 'unsure',
      confidence: confidenceOf(anpr.confidenceLevel, 100),
      charConfidence: percentList(anpr.plateCharBelieve),
      country: textOf(event.countryAbbreviation) === 'NON' ? anpr.country : (event.countryAbbreviation ?? anpr.country),
      colour: fieldsOf(anpr.vehicleInfo).color,
      vehicleType: anpr.vehicleType,
    },
    now,
  )
  if (again && read && !read.at) return nothing('late-without-time')
  return readsOf([read])
}

const xmlPart = (parts: readonly Part[]): Part | undefined =>
  parts.find((part) => /xml/iu.test(part.contentType) || /\.xml$/iu.test(part.name)) ??
  parts.find((part) => /^\s*</u.test(part.body.toString('latin1', 0, 20)))

/** A multipart as the camera posts it: the XML first, an empty picture after it. */
export function sampleHikvision(plate: string, at: Date): { contentType: string; body: Buffer } {
  const letters = plate.replace(/[^\p{L}\p{N}?]/gu, '').length
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
<channelID>1</channelID>
<dateTime>${at.toISOString().replace(/\.\d+Z$/u, '+00:00')}</dateTime>
<eventType>ANPR</eventType>
<eventState>active</eventState>
<ANPR>
<country>3</country>
<licensePlate>${plate.replace(/[<>&]/gu, '')}</licensePlate>
<confidenceLevel>93</confidenceLevel>
<plateCharBelieve>${Array(letters).fill(93).join(',')}</plateCharBelieve>
<vehicleType>SUVMPV</vehicleType>
<vehicleInfo><color>unknown</color></vehicleInfo>
</ANPR>
<UUID>sample-${at.getTime()}</UUID>
</EventNotificationAlert>`
  const body = [
    '--boundary',
    'Content-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"',
    'Content-Type: text/xml; charset="UTF-8"',
    `Content-Length: ${Buffer.byteLength(xml)}`,
    '',
    xml,
    '--boundary',
    'Content-Disposition: form-data; name="licensePlatePicture.jpg"; filename="licensePlatePicture.jpg"',
    'Content-Type: image/pjpeg',
    'Content-Length: 0',
    '',
    '',
    '--boundary--',
    '',
  ].join('\r\n')
  return { contentType: 'multipart/form-data; boundary=boundary', body: Buffer.from(body) }
}
