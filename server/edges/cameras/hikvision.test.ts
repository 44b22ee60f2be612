import { describe, expect, it } from 'vitest'
import { ago, NOW, onlyRead, readCamera } from '../../../test/payloads.ts'

describe('Hikvision', () => {
  const xml = (anpr: string, event = '', space = 'http://www.hikvision.com/ver20/XMLSchema') =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<EventNotificationAlert version="2.0" xmlns="${space}"><channelID>1</channelID>` +
    `<eventType>ANPR</eventType><eventState>active</eventState>${event || `<dateTime>${NOW.toISOString()}</dateTime><UUID>u1</UUID>`}<ANPR>${anpr}</ANPR></EventNotificationAlert>`
  const plate = '<licensePlate>AB123CD</licensePlate><confidenceLevel>97</confidenceLevel>'
  const hik = (body: string | Buffer, type = 'application/xml') => readCamera('hikvision', body, type)

  it.each(['http://www.hikvision.com/ver20/XMLSchema', 'http://www.isapi.org/ver20/XMLSchema'])(
    'two namespaces: %s',
    (space) => {
      expect(onlyRead(hik(xml(plate, '', space))).plate).toBe('AB123CD')
    },
  )
  it('a namespace prefix is dropped', () => {
    expect(onlyRead(hik(xml(plate).replace(/<(\/?)(\w)/gu, '<$1h:$2'))).plate).toBe('AB123CD')
  })
  it('multipart with anpr.xml first and an image part of length 0', () => {
    const body = [
      '--boundary',
      'Content-Disposition: form-data; name="anpr.xml"; filename="anpr.xml"',
      'Content-Type: text/xml; charset="UTF-8"',
      'Content-Length: 7',
      '',
      xml(plate),
      '--boundary',
      'Content-Disposition: form-data; name="p.jpg"',
      'Content-Type: image/pjpeg',
      'Content-Length: 0',
      '',
      '',
      '--boundary--',
      '',
    ].join('\r\n')
    expect(onlyRead(hik(body, 'multipart/form-data; boundary=boundary')).plate).toBe('AB123CD')
    expect(onlyRead(hik(body, 'multipart/form-data; boundary=another')).plate).toBe('AB123CD')
    expect(onlyRead(hik(body, '')).plate).toBe('AB123CD')
    expect(onlyRead(hik(body.replaceAll('\r\n', '\n'), 'multipart/form-data')).plate).toBe('AB123CD')
  })
  it('confidence of each letter, when there is one for each', () => {
    expect(
      onlyRead(hik(xml(`${plate}<plateCharBelieve>99,99,99,61,99,99,99</plateCharBelieve>`))).charConfidence,
    ).toEqual([0.99, 0.99, 0.99, 0.61, 0.99, 0.99, 0.99])
    expect(onlyRead(hik(xml(`${plate}<plateCharBelieve>99,99</plateCharBelieve>`)))).not.toHaveProperty(
      'charConfidence',
    )
    expect(onlyRead(hik(xml(`${plate}<plateCharBelieve>99,99,99,x,99,99,99</plateCharBelieve>`)))).not.toHaveProperty(
      'charConfidence',
    )
  })
  it('unreliable time zone: eight hours off is another zone, not another time', () => {
    expect(onlyRead(hik(xml(plate, '<dateTime>2026-05-04T10:29:00+02:00</dateTime><UUID>u</UUID>'))).at).toBe(
      '2026-05-04T08:29:00.000Z',
    )
    const factory = onlyRead(hik(xml(plate, '<dateTime>2026-05-04T10:29:00+08:00</dateTime><UUID>u</UUID>')))
    expect(factory).toMatchObject({ clock: 'behind' })
    expect(factory).not.toHaveProperty('at')
  })
  it('a read sent again after a cut keeps its time, and never passes for a car of now', () => {
    const again = (time: string) =>
      hik(xml(plate, `<dateTime>${time}</dateTime><UUID>u</UUID><isDataRetransmission>true</isDataRetransmission>`))
    expect(onlyRead(again(ago(120).toISOString())).at).toBe(ago(120).toISOString())
    expect(again('2020-01-01T00:00:00Z')).toEqual({ kind: 'nothing', because: 'late-without-time' })
  })
  it.each(['unknown', '', '  ', 'No plate', '???????'])('plate %j is no plate', (none) => {
    expect(hik(xml(`<licensePlate>${none}</licensePlate>`))).toEqual({ kind: 'nothing', because: 'no-plate' })
  })
  it.each(['0012345', '1E5', '12e3456'])('plate %s stays text', (digits) => {
    expect(onlyRead(hik(xml(`<licensePlate>${digits}</licensePlate>`))).plate).toBe(digits)
  })
  it('heartbeats', () => {
    const beat =
      '<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState></EventNotificationAlert>'
    expect(hik(beat)).toEqual({ kind: 'heartbeat' })
    expect(hik(beat.replace('inactive', 'active'))).toEqual({ kind: 'nothing', because: 'other-event' })
  })
  it('a document type is refused: no file is read, nothing explodes', () => {
    const xxe = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>${xml('<licensePlate>&e;</licensePlate>').replace(/^<\?xml[^>]*>/u, '')}`
    expect(hik(xxe)).toEqual({ kind: 'malformed', because: 'xml-doctype' })
    expect(onlyRead(hik(xml('<licensePlate>AB&#49;23</licensePlate>'))).plate).toBe('AB&#49;23')
    expect(hik('<a>'.repeat(5000)).kind).toBe('malformed')
  })
  it('other encodings are read when they say so', () => {
    expect(onlyRead(hik(Buffer.from(`\ufeff${xml(plate)}`, 'utf16le'))).plate).toBe('AB123CD')
    const latin = Buffer.from(
      xml(`${plate}<vehicleInfo><color>bleu\u00e9</color></vehicleInfo>`).replace('UTF-8', 'ISO-8859-1'),
      'latin1',
    )
    expect(onlyRead(hik(latin)).colour).toBe('bleu\u00e9')
    expect(hik(Buffer.from(xml('<licensePlate>\u00e9</licensePlate>'), 'latin1'))).toEqual({
      kind: 'malformed',
      because: 'wrong-encoding',
    })
  })
})
