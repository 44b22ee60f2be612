import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findShared } from '../../../test/kinds.ts'
import { cameraKind } from './kinds.ts'

const shared = findShared()

/** What the collected payloads of the field say, file by file. Their times are old: only the plate and the rest are compared. */
describe.skipIf(!shared)('collected payloads (skipped without ../shared)', () => {
  const text = (file: string): string => readFileSync(join(shared as string, 'recognition', 'cameras', file), 'utf8')
  const say = (kind: string, body: string, contentType = '') =>
    cameraKind(kind)?.read({ contentType, body: Buffer.from(body), query: {}, now: new Date('2026-05-04T08:30:00Z') })
  const withoutNotes = (jsonc: string): string => jsonc.replace(/(^|[\s,])\/\/.*$/gmu, '$1')

  it.each([
    ['plate-recognizer', 'plate-recognizer-stream-webhook.json', { plate: '9jub11', confidence: 0.839 }],
    [
      'plate-recognizer',
      'plate-recognizer-snapshot-webhook.partial.json',
      { plate: 'fm046sc', country: 'FR', vehicleType: 'sedan' },
    ],
    ['openalpr', 'openalpr-alpr-group.json', { plate: 'A13709', confidence: 0.92075203 }],
    ['openalpr', 'openalpr-alpr-j-results.json', { plate: '627WWI' }],
    ['openalpr', 'rekor-alpr-group.newer.json', { plate: 'JD6085B', country: 'MX', make: 'dodge', colour: 'white' }],
    ['hikvision', 'hikvision-anpr-alertstream.xml', { plate: 'ZG6140G', confidence: 1, colour: 'gray' }],
    ['hikvision', 'hikvision-anpr-multipart-part.xml', { plate: 'PECT600', colour: 'white' }],
    [
      'hikvision',
      'hikvision-deepinview-lowchar.xml',
      { plate: 'WX1234A', charConfidence: [0.99, 0.99, 0.99, 0.61, 0.99, 0.99, 0.99] },
    ],
    [
      'axis',
      'axis-license-plate-verifier-push.json',
      { plate: 'RLE11684', country: 'PL', state: 'lost', track: '1144696', direction: 'in' },
    ],
    ['axis', 'axis-onvif-metadata-lpr.xml', { plate: 'RZ3160', country: 'PT', state: 'new', track: '1087595' }],
    ['unifi', 'unifi-protect-alarm-webhook.json', { plate: 'ABC123', track: '682ce2a70121d403e4026989' }],
    ['frigate', 'frigate-events.jsonc', { plate: 'ABC12345', track: '1607123955.475377-mxklsc', state: 'update' }],
    ['frigate', 'frigate-tracked-object-update-lpr.jsonc', { plate: '123ABC', confidence: 0.95 }],
    ['dahua', 'dahua-cgi-trafficjunction.txt', { plate: '51F-123.45', colour: 'white', make: 'toyota' }],
    ['dahua', 'dahua-cgi-trafficjunction-itc237.txt', { plate: '1AB2345' }],
  ])('%s: %s', (kind, file, expected) => {
    const body = file.endsWith('.jsonc') ? withoutNotes(text(file)) : text(file)
    expect(say(kind, body)).toMatchObject({ kind: 'reads', reads: [expected] })
  })

  it('hikvision: heartbeat', () =>
    expect(say('hikvision', text('hikvision-heartbeat.xml'))).toEqual({ kind: 'heartbeat' }))
})
