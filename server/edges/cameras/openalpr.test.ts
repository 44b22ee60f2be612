import { describe, expect, it } from 'vitest'
import { NOW, onlyRead, readCamera } from '../../../test/payloads.ts'

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
    const found = onlyRead(readCamera('openalpr', group))
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
    expect(onlyRead(readCamera('openalpr', group))).toMatchObject({
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
    expect(onlyRead(readCamera('openalpr', picture)).confidence).toBeCloseTo(0.943)
    expect(readCamera('openalpr', { data_type: 'heartbeat' })).toEqual({ kind: 'heartbeat' })
    expect(readCamera('openalpr', { data_type: 'vehicle' })).toEqual({ kind: 'nothing', because: 'other-event' })
  })
})
