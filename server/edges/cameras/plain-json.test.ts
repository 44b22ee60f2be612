import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera, readsIn } from '../../../test/payloads.ts'
import type { CameraMessage } from '../../signals/plate-read.ts'
import { cameraKind } from './kinds.ts'

describe('plain JSON', () => {
  it('only a plate is needed; sent twice within ten seconds it is one read, next month another', () => {
    const key = (now: Date) =>
      onlyRead(
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
  it.each([
    ['at', NOW.toISOString()],
    ['time', NOW.toISOString()],
    ['timestamp', NOW.getTime()],
    ['timestamp', NOW.getTime() / 1000],
  ])('its time may be called %s', (name, value) => {
    expect(onlyRead(readCamera('json', { plate: 'AB-123-CD', [name]: value })).at).toBe(NOW.toISOString())
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
    expect(onlyRead(readCamera('json', sent))).toEqual({
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
      readsIn(readCamera('json', { reads: [{ plate: 'A1' }, { plate: 'B2' }, { plate: '' }] })).map(
        (each) => each.plate,
      ),
    ).toEqual(['A1', 'B2'])
    expect(readCamera('json', { heartbeat: true })).toEqual({ kind: 'heartbeat' })
    expect(
      onlyRead(
        readCamera('json', {
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
  it('too many reads and candidates are cut', () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({
      plate: `AA${n}`,
      candidates: Array(100).fill({ plate: 'X1' }),
    }))
    const reads = readsIn(readCamera('json', { reads: many }))
    expect(reads.length).toBe(50)
    expect(reads[0]?.candidates?.length).toBe(20)
  })
})
