import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAMERA_KINDS as OFFERED } from '../../../contract/signals.ts'
import { type CameraMessage, type CameraRead, cameraRead } from '../../signals/plate-read.ts'
import { CAMERA_KINDS, cameraKind } from './kinds.ts'

const NOW = new Date('2026-05-04T08:30:00.000Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

const read = (kind: string, body: string | Buffer | object, contentType = 'application/json'): CameraMessage => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  const found = cameraKind(kind)
  if (!found) throw new Error(`no kind ${kind}`)
  return found.read({ contentType, body: bytes, query: {}, now: NOW })
}
const readsOf = (message: CameraMessage): CameraRead[] => {
  if (message.kind !== 'reads') throw new Error(`expected reads, got ${JSON.stringify(message)}`)
  return message.reads
}
const one = (message: CameraMessage): CameraRead => {
  const [only, ...others] = readsOf(message)
  expect(others).toEqual([])
  return only as CameraRead
}

describe('every make', () => {
  it('that the contract offers has a reader, and no other', () => {
    expect(CAMERA_KINDS.map((kind) => kind.id).sort()).toEqual([...OFFERED].sort())
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s reads its own sample', (_, kind) => {
    const at = ago(0)
    const { contentType, body } = kind.sample('AB-123-CD', at)
    const found = one(kind.read({ contentType, body, query: {}, now: NOW }))
    expect(cameraRead.parse(found)).toEqual(found)
    expect(found.plate.toUpperCase()).toBe('AB-123-CD')
    expect(Math.abs(Date.parse(found.at ?? '') - at.getTime())).toBeLessThan(1000)
    // the same payload again is the same read; another moment is another
    expect(one(kind.read({ contentType, body, query: {}, now: new Date(NOW.getTime() + 5000) })).key).toBe(found.key)
    const later = kind.sample('AB-123-CD', ago(-1))
    expect(one(kind.read({ ...later, query: {}, now: NOW })).key).not.toBe(found.key)
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s never throws', (_, kind) => {
    const sample = kind.sample('AB123CD', NOW)
    const calm = (contentType: string, body: Buffer): void => {
      const message = kind.read({ contentType, body, query: {}, now: NOW })
      if (message.kind === 'reads') for (const each of message.reads) cameraRead.parse(each)
    }
    const types = fc.constantFrom(
      '',
      'application/json',
      'text/xml',
      sample.contentType,
      'multipart/form-data; boundary=b',
      'x; charset=utf-16le',
    )
    fc.assert(
      fc.property(types, fc.uint8Array({ maxLength: 300 }), (type, bytes) => calm(type, Buffer.from(bytes))),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(types, fc.jsonValue({ maxDepth: 4 }), (type, value) =>
        calm(type, Buffer.from(JSON.stringify(value))),
      ),
      { numRuns: 300 },
    )
    // a good payload with a few bytes changed, and cut short
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 8 }), fc.nat(2000), (changes, length) => {
        const body = Buffer.from(sample.body)
        for (const [place, byte] of changes) body[place % body.length] = byte
        calm(sample.contentType, body.subarray(0, length))
      }),
      { numRuns: 500 },
    )
  })

  it.each(CAMERA_KINDS.map((kind) => [kind.id, kind] as const))('%s says what is wrong with bad input', (id, kind) => {
    const say = (body: Buffer, contentType = kind.sample('A', NOW).contentType) =>
      kind.read({ contentType, body, query: {}, now: NOW })
    expect(say(Buffer.alloc(0)).kind).toBe('malformed')
    expect(say(Buffer.alloc(10 * 1024 * 1024, '{')).kind).toBe('malformed')
    expect(say(Buffer.from([0xc3, 0x28, 0xff, 0x00])).kind).toBe('malformed')
    expect(say(Buffer.from('hello')).kind).toBe('malformed')
    if (id !== 'dahua') expect(say(Buffer.from('{"a":1}'), 'application/json').kind).toBe('malformed')
  })
})

describe('clocks', () => {
  const json = (at: string) => one(read('json', { plate: 'AB123CD', at }))
  it.each([
    ['now', NOW.toISOString(), { at: NOW.toISOString() }],
    ['with a zone', '2026-05-04T10:30:00+02:00', { at: NOW.toISOString() }],
    ['a minute ahead is a fast network', ago(-1).toISOString(), { at: ago(-1).toISOString() }],
    ['five minutes ahead is a wrong clock', ago(-5).toISOString(), { clock: 'ahead' }],
    ['half an hour late was buffered', ago(30).toISOString(), { at: ago(30).toISOString() }],
    ['two days late is a wrong clock', ago(2 * 24 * 60).toISOString(), { clock: 'behind' }],
    ['1970 is a camera without a battery', '1970-01-01T00:00:09Z', { clock: 'behind' }],
    ['no zone is no time', '2026-05-04T10:30:00', {}],
    ['nonsense is no time', 'yesterday', {}],
  ])('%s', (_, at, believed) => {
    const { at: told, clock } = json(at)
    expect({ ...(told ? { at: told } : {}), ...(clock ? { clock } : {}) }).toEqual(believed)
  })
})

describe('Plate Recognizer', () => {
  const hook = (data: object, event = 'recognition') => ({ hook: { event, id: 'gate' }, data })
  const result = {
    plate: 'ab123cd',
    score: 0.9,
    region: { code: 'fr', score: 0.7 },
    candidates: [{ plate: 'ab123cd', score: 0.9 }, { plate: 'ab123co' }],
  }

  it('sends lower case: kept as sent, with its candidates', () => {
    const found = one(
      read('plate-recognizer', hook({ camera_id: 'c', timestamp: NOW.toISOString(), results: [result] })),
    )
    expect(found).toMatchObject({
      plate: 'ab123cd',
      confidence: 0.9,
      country: 'FR',
      candidates: [{ plate: 'ab123cd', confidence: 0.9 }, { plate: 'ab123co' }],
    })
  })
  it('also posts when nothing was found: nothing, and not an error', () => {
    expect(read('plate-recognizer', hook({ camera_id: 'c', results: [] }))).toEqual({
      kind: 'nothing',
      because: 'no-plate',
    })
  })
  it('drops a hook that answers errors: it is always answered 200', () => {
    expect(cameraKind('plate-recognizer')?.alwaysOk).toBe(true)
    expect(CAMERA_KINDS.filter((kind) => kind.alwaysOk)).toHaveLength(1)
  })
  it('Snapshot times have no zone and are UTC', () => {
    const message = read(
      'plate-recognizer',
      hook({ timestamp: '2026-05-04 08:29:58.030345', results: [result] }, 'image.done'),
    )
    expect(one(message).at).toBe('2026-05-04T08:29:58.030Z')
  })
  it('a weak country is no country', () => {
    const weak = { ...result, region: { code: 'gb', score: 0.41 } }
    expect(one(read('plate-recognizer', hook({ timestamp: NOW.toISOString(), results: [weak] })))).not.toHaveProperty(
      'country',
    )
  })
  it('comes as multipart with the picture beside it: the picture is dropped', () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x0d, 0x0a, 0x0d, 0x0a, 0x00])
    const head = (name: string, type: string) =>
      Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: ${type}\r\n\r\n`)
    const json = Buffer.from(JSON.stringify(hook({ timestamp: NOW.toISOString(), results: [result] })))
    const body = Buffer.concat([
      head('upload', 'image/jpeg'),
      picture,
      Buffer.from('\r\n'),
      head('json', 'text/plain'),
      json,
      Buffer.from('\r\n--x--\r\n'),
    ])
    expect(one(read('plate-recognizer', body, 'multipart/form-data; boundary=x')).plate).toBe('ab123cd')
  })
  it('two cars in one picture are two reads', () => {
    const both = [result, { ...result, plate: 'ef456gh' }]
    expect(
      readsOf(read('plate-recognizer', hook({ timestamp: NOW.toISOString(), results: both }))).map(
        (each) => each.plate,
      ),
    ).toEqual(['ab123cd', 'ef456gh'])
  })
})

describe('OpenALPR and Rekor', () => {
  const candidates = [
    { plate: 'AB123CD', confidence: 92.07 },
    { plate: 'A8123CD', confidence: 81.5 },
  ]
  it('times are epoch milliseconds and confidences go to 100', () => {
    const group = {
      data_type: 'alpr_group',
      epoch_start: NOW.getTime() - 1000,
      epoch_end: NOW.getTime(),
      camera_id: 7,
      best_uuid: 'u',
      best_plate_number: 'AB123CD',
      best_confidence: 92.07,
      best_plate: { plate: 'AB123CD', region: 'mo', candidates },
    }
    const found = one(read('openalpr', group))
    expect(found).toMatchObject({
      plate: 'AB123CD',
      at: NOW.toISOString(),
      confidence: 0.9207,
      track: `7-${NOW.getTime() - 1000}`,
    })
    expect(found.candidates?.[1]).toEqual({ plate: 'A8123CD', confidence: 0.815 })
    expect(found).not.toHaveProperty('country')
  })
  it("Rekor's newer group has the read at the top, with colour and make", () => {
    const group = {
      data_type: 'alpr_group',
      camera_id: 1,
      epoch_start: NOW.getTime(),
      epoch_end: NOW.getTime(),
      best_plate_number: 'AB123CD',
      best_confidence: 60.49,
      best_region: 'eu-fr',
      best_plate: { coordinates: [] },
      candidates,
      vehicle: {
        color: [
          { name: 'black', confidence: 3 },
          { name: 'white', confidence: 80.1 },
        ],
        make: [{ name: 'dodge', confidence: 40 }],
      },
    }
    expect(one(read('openalpr', group))).toMatchObject({
      confidence: 0.6049,
      country: 'FR',
      colour: 'white',
      make: 'dodge',
    })
  })
  it('alpr_results is one picture, a heartbeat is a sign of life', () => {
    const picture = {
      data_type: 'alpr_results',
      epoch_time: NOW.getTime(),
      results: [{ plate: 'AB123CD', confidence: 94.3, plate_index: 0, candidates }],
    }
    expect(one(read('openalpr', picture)).confidence).toBeCloseTo(0.943)
    expect(read('openalpr', { data_type: 'heartbeat' })).toEqual({ kind: 'heartbeat' })
    expect(read('openalpr', { data_type: 'vehicle' })).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})

describe('Hikvision', () => {
  const xml = (anpr: string, event = '', space = 'http://www.hikvision.com/ver20/XMLSchema') =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<EventNotificationAlert version="2.0" xmlns="${space}"><channelID>1</channelID>` +
    `<eventType>ANPR</eventType><eventState>active</eventState>${event || `<dateTime>${NOW.toISOString()}</dateTime><UUID>u1</UUID>`}<ANPR>${anpr}</ANPR></EventNotificationAlert>`
  const plate = '<licensePlate>AB123CD</licensePlate><confidenceLevel>97</confidenceLevel>'
  const hik = (body: string | Buffer, type = 'application/xml') => read('hikvision', body, type)

  it.each(['http://www.hikvision.com/ver20/XMLSchema', 'http://www.isapi.org/ver20/XMLSchema'])(
    'two namespaces: %s',
    (space) => {
      expect(one(hik(xml(plate, '', space))).plate).toBe('AB123CD')
    },
  )
  it('a namespace prefix is dropped', () => {
    expect(one(hik(xml(plate).replace(/<(\/?)(\w)/gu, '<$1h:$2'))).plate).toBe('AB123CD')
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
    expect(one(hik(body, 'multipart/form-data; boundary=boundary')).plate).toBe('AB123CD')
    expect(one(hik(body, 'multipart/form-data; boundary=another')).plate).toBe('AB123CD')
    expect(one(hik(body, '')).plate).toBe('AB123CD')
    expect(one(hik(body.replaceAll('\r\n', '\n'), 'multipart/form-data')).plate).toBe('AB123CD')
  })
  it('confidence of each letter, when there is one for each', () => {
    expect(one(hik(xml(`${plate}<plateCharBelieve>99,99,99,61,99,99,99</plateCharBelieve>`))).charConfidence).toEqual([
      0.99, 0.99, 0.99, 0.61, 0.99, 0.99, 0.99,
    ])
    expect(one(hik(xml(`${plate}<plateCharBelieve>99,99</plateCharBelieve>`)))).not.toHaveProperty('charConfidence')
    expect(one(hik(xml(`${plate}<plateCharBelieve>99,99,99,x,99,99,99</plateCharBelieve>`)))).not.toHaveProperty(
      'charConfidence',
    )
  })
  it('unreliable time zone: eight hours off is another zone, not another time', () => {
    expect(one(hik(xml(plate, '<dateTime>2026-05-04T10:29:00+02:00</dateTime><UUID>u</UUID>'))).at).toBe(
      '2026-05-04T08:29:00.000Z',
    )
    const factory = one(hik(xml(plate, '<dateTime>2026-05-04T10:29:00+08:00</dateTime><UUID>u</UUID>')))
    expect(factory).toMatchObject({ clock: 'behind' })
    expect(factory).not.toHaveProperty('at')
  })
  it('a read sent again after a cut keeps its time, and never passes for a car of now', () => {
    const again = (time: string) =>
      hik(xml(plate, `<dateTime>${time}</dateTime><UUID>u</UUID><isDataRetransmission>true</isDataRetransmission>`))
    expect(one(again(ago(120).toISOString())).at).toBe(ago(120).toISOString())
    expect(again('2020-01-01T00:00:00Z')).toEqual({ kind: 'nothing', because: 'late-without-time' })
  })
  it.each(['unknown', '', '  ', 'No plate', '???????'])('plate %j is no plate', (none) => {
    expect(hik(xml(`<licensePlate>${none}</licensePlate>`))).toEqual({ kind: 'nothing', because: 'no-plate' })
  })
  it.each(['0012345', '1E5', '12e3456'])('plate %s stays text', (digits) => {
    expect(one(hik(xml(`<licensePlate>${digits}</licensePlate>`))).plate).toBe(digits)
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
    expect(one(hik(xml('<licensePlate>AB&#49;23</licensePlate>'))).plate).toBe('AB&#49;23')
    expect(hik('<a>'.repeat(5000)).kind).toBe('malformed')
  })
  it('other encodings are read when they say so', () => {
    expect(one(hik(Buffer.from(`\ufeff${xml(plate)}`, 'utf16le'))).plate).toBe('AB123CD')
    const latin = Buffer.from(
      xml(`${plate}<vehicleInfo><color>bleu\u00e9</color></vehicleInfo>`).replace('UTF-8', 'ISO-8859-1'),
      'latin1',
    )
    expect(one(hik(latin)).colour).toBe('bleu\u00e9')
    expect(hik(Buffer.from(xml('<licensePlate>\u00e9</licensePlate>'), 'latin1'))).toEqual({
      kind: 'malformed',
      because: 'wrong-encoding',
    })
  })
})

describe('Axis', () => {
  const push = (over: object) => ({
    capture_timestamp: String(NOW.getTime()),
    plateUTF8: 'AB123CD',
    plateCountry: 'FRA',
    plateConfidence: '0.719034',
    carState: 'new',
    carMoveDirection: 'in',
    carID: '123',
    ...over,
  })
  it('everything is a string: confidence 0–1', () => {
    expect(one(read('axis', push({})))).toMatchObject({
      plate: 'AB123CD',
      confidence: 0.719034,
      country: 'FR',
      direction: 'in',
      at: NOW.toISOString(),
    })
  })
  it('the same car new, update, lost by carID: one track, three reads', () => {
    const steps = [
      push({}),
      push({ carState: 'update', plateUTF8: 'AB123CO' }),
      push({ carState: 'lost', plateUTF8: 'AB123CO' }),
    ].map((each) => one(read('axis', each)))
    expect(steps.map((step) => step.state)).toEqual(['new', 'update', 'lost'])
    expect(new Set(steps.map((step) => step.track))).toEqual(new Set(['123']))
    expect(new Set(steps.map((step) => step.key)).size).toBe(3)
  })
  it('a direction it does not know is none', () => {
    expect(one(read('axis', push({ carMoveDirection: 'unknown' })))).not.toHaveProperty('direction')
  })
  it('ONVIF metadata', () => {
    const item = (name: string, value: string) => `<tt:SimpleItem Name="${name}" Value="${value}" />`
    const xml = `<tt:MetadataStream xmlns:tt="x"><tt:Event><wsnt:NotificationMessage><wsnt:Topic Dialect="d">tnsaxis:CameraApplicationPlatform/LPR</wsnt:Topic><wsnt:Message><tt:Message UtcTime="2026-05-04T08:29:59.509000Z"><tt:Data>${item('carState', 'update')}${item('carID', '77')}${item('country', 'PRT')}${item('text', '0012AB')}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage></tt:Event></tt:MetadataStream>`
    expect(one(read('axis', xml, 'application/soap+xml'))).toMatchObject({
      plate: '0012AB',
      state: 'update',
      track: '77',
      country: 'PT',
      at: '2026-05-04T08:29:59.509Z',
    })
    expect(read('axis', xml.replace('/LPR', '/Motion'), '')).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})

describe('UniFi Protect', () => {
  const alarm = (...triggers: object[]) => ({ alarm: { triggers }, timestamp: NOW.getTime() })
  const trigger = {
    device: 'd',
    key: 'license_plate_unknown',
    value: 'AB123CD',
    eventId: 'e1',
    timestamp: NOW.getTime(),
  }
  it('the plate is in triggers[].value', () => {
    expect(one(read('unifi', alarm(trigger)))).toMatchObject({ plate: 'AB123CD', track: 'e1', at: NOW.toISOString() })
  })
  it('known and of interest are two triggers of one car: one read', () => {
    one(read('unifi', alarm(trigger, { ...trigger, key: 'license_plate_of_interest' })))
  })
  it('a person at the door is nothing to us', () => {
    expect(read('unifi', alarm({ key: 'person', device: 'd', value: 'Jean' }))).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
})

describe('Frigate', () => {
  const event = (type: string, over: object = {}) => ({
    type,
    before: {},
    after: {
      id: '1.5-abc',
      camera: 'gate',
      label: 'car',
      frame_time: NOW.getTime() / 1000,
      recognized_license_plate: 'AB123CD',
      recognized_license_plate_score: 0.93,
      ...over,
    },
  })
  it('several updates per object id: one track', () => {
    const steps = [event('new'), event('update', { frame_time: NOW.getTime() / 1000 + 1 }), event('end')].map((each) =>
      one(read('frigate', each)),
    )
    expect(steps.map((step) => step.state)).toEqual(['new', 'update', 'lost'])
    expect(new Set(steps.map((step) => step.track))).toEqual(new Set(['1.5-abc']))
    expect(new Set(steps.map((step) => step.key)).size).toBe(3)
  })
  it('a car not read yet, a person, and another kind of update are nothing', () => {
    expect(read('frigate', event('new', { recognized_license_plate: null }))).toEqual({
      kind: 'nothing',
      because: 'no-plate',
    })
    expect(read('frigate', { type: 'description', id: 'x', description: 'a car' })).toEqual({
      kind: 'nothing',
      because: 'other-event',
    })
  })
  it('an lpr update shares the track of the events', () => {
    const found = one(
      read('frigate', {
        type: 'lpr',
        id: '1.5-abc',
        name: null,
        plate: 'AB123CD',
        score: 0.95,
        camera: 'gate',
        timestamp: NOW.getTime() / 1000,
      }),
    )
    expect(found).toMatchObject({ track: '1.5-abc', confidence: 0.95, at: NOW.toISOString() })
  })
  it('the plate may come as a pair with its score', () => {
    expect(one(read('frigate', event('update', { recognized_license_plate: ['EF456GH', 0.5] })))).toMatchObject({
      plate: 'EF456GH',
      confidence: 0.5,
    })
  })
  it('topic and camera', () => {
    const say = (query: Record<string, string>, body: string) =>
      cameraKind('frigate')?.read({ contentType: '', body: Buffer.from(body), query, now: NOW })
    expect(say({ topic: 'frigate/available' }, 'online')).toEqual({ kind: 'heartbeat' })
    expect(say({ topic: 'frigate/available' }, 'offline')).toEqual({ kind: 'nothing', because: 'engine-away' })
    expect(say({ topic: 'frigate/events', camera: 'yard' }, JSON.stringify(event('new')))).toEqual({
      kind: 'nothing',
      because: 'other-camera',
    })
  })
})

describe('Dahua', () => {
  const seconds = Math.floor(NOW.getTime() / 1000)
  const dahua = (body: string) => read('dahua', body, 'text/plain')
  it('JSON that spans lines, headers and Content-Length: 0 left on it', () => {
    const block = `Content-Type: text/plain\r\nContent-Length:0\r\n\r\nCode=TrafficJunction;action=Pulse;index=0;data={\n   "TrafficCar" : {\n      "PlateNumber" : "51F-123.45",\n      "VehicleColor" : "White"\n   },\n   "GroupID": 12,\n   "UTC" : ${seconds}\n}\n\n`
    expect(one(dahua(block))).toMatchObject({
      plate: '51F-123.45',
      colour: 'white',
      track: '12',
      at: NOW.toISOString(),
    })
  })
  it('older firmware: the plate on the object', () => {
    expect(
      one(
        dahua(
          `Code=TrafficJunction;action=Pulse;index=0;data={"Object":{"ObjectType":"Plate","Text":"1AB2345"},"TrafficCar":{"PlateNumber":""},"UTC":${seconds}}`,
        ),
      ).plate,
    ).toBe('1AB2345')
  })
  it('key=value firmware', () => {
    const found = one(
      dahua(
        `Events[0].EventBaseInfo.Code=TrafficCarMeasurement\r\nEvents[0].TrafficCar.PlateNumber=29A11111\r\nEvents[0].UTC=${seconds}\r\n`,
      ),
    )
    expect(found).toMatchObject({ plate: '29A11111', at: NOW.toISOString() })
  })
  it('heartbeats', () => expect(dahua('Heartbeat\r\n')).toEqual({ kind: 'heartbeat' }))
  it('UTC that is local time is not believed; RealUTC is', () => {
    const at = (clock: string) =>
      one(dahua(`Code=TrafficJunction;action=Pulse;index=0;data={"TrafficCar":{"PlateNumber":"AB123CD"},${clock}}`))
    expect(at(`"UTC":${seconds + 7200}`)).toMatchObject({ clock: 'ahead' })
    expect(at(`"UTC":${seconds + 7200},"RealUTC":${seconds}`)).toMatchObject({ at: NOW.toISOString() })
  })
  it('an event without data, or of another kind, is nothing', () => {
    expect(dahua('Code=VideoMotion;action=Start;index=0')).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})

describe('plain JSON', () => {
  it('only a plate is needed; sent twice within ten seconds it is one read, next month another', () => {
    const key = (now: Date) =>
      one(
        cameraKind('json')?.read({
          contentType: '',
          body: Buffer.from('{"plate":"AB-123-CD"}'),
          query: {},
          now,
        }) as CameraMessage,
      ).key
    expect(key(NOW)).toBe(key(new Date(NOW.getTime() + 3000)))
    expect(key(NOW)).not.toBe(key(new Date(NOW.getTime() + 30 * 86_400_000)))
  })
  it('all fields', () => {
    const sent = {
      plate: ' AB-12?-CD ',
      at: NOW.toISOString(),
      id: 'e',
      track: 't',
      state: 'update',
      confidence: 0.5,
      charConfidence: [1, 1, 1, 1, 0.2, 1, 1],
      candidates: [{ plate: 'AB-123-CD', confidence: 0.4 }],
      country: 'France',
      make: 'Renault',
      colour: 'White',
      vehicleType: 'suv',
      direction: 'out',
    }
    expect(one(read('json', sent))).toEqual({
      plate: 'AB-12?-CD',
      at: NOW.toISOString(),
      key: 'e|AB-12?-CD',
      track: 't',
      state: 'update',
      confidence: 0.5,
      charConfidence: sent.charConfidence,
      candidates: sent.candidates,
      country: 'FR',
      make: 'renault',
      colour: 'white',
      vehicleType: 'suv',
      direction: 'out',
    })
  })
  it('several reads, a sign of life, and nonsense in optional fields', () => {
    expect(
      readsOf(read('json', { reads: [{ plate: 'A1' }, { plate: 'B2' }, { plate: '' }] })).map((each) => each.plate),
    ).toEqual(['A1', 'B2'])
    expect(read('json', { heartbeat: true })).toEqual({ kind: 'heartbeat' })
    expect(
      one(
        read('json', {
          plate: 'A1',
          confidence: 93,
          country: 'constructor',
          direction: 'up',
          charConfidence: 'x',
          candidates: {},
        }),
      ),
    ).toEqual({ plate: 'A1', key: expect.stringContaining('A1') })
  })
  it('a thousand candidates and a thousand reads are cut', () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({
      plate: `AA${n}`,
      candidates: Array(1000).fill({ plate: 'X1' }),
    }))
    const reads = readsOf(read('json', { reads: many }))
    expect(reads.length).toBe(50)
    expect(reads[0]?.candidates?.length).toBe(20)
  })
})
