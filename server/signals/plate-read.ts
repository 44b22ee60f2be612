import { z } from 'zod'

/** One read of a plate by a camera, whatever its make. Images are never part of it. */
export const cameraRead = z.object({
  /** As sent, trimmed; may hold `?` for a character the engine could not name. */
  plate: z.string().min(1).max(20),
  /** ISO instant from the camera, when its clock is believable. */
  at: z.string().exactOptional(),
  /** The camera's clock says another day: `at` is absent and the camera page says so. */
  clock: z.enum(['ahead', 'behind']).exactOptional(),
  /** The car, track or event several reads belong to, within this camera. */
  track: z.string().exactOptional(),
  /** Where the camera follows a car: first read, a better one, gone. */
  state: z.enum(['new', 'update', 'lost']).exactOptional(),
  /** Idempotency key within this camera: the same when the same payload is sent again. */
  key: z.string().min(1),
  /** In the whole plate, 0 to 1. */
  confidence: z.number().min(0).max(1).exactOptional(),
  /** In each letter, digit or `?` of `plate`, 0 to 1: separators have none. */
  charConfidence: z.array(z.number().min(0).max(1)).exactOptional(),
  candidates: z
    .array(z.object({ plate: z.string(), confidence: z.number().min(0).max(1).exactOptional() }))
    .exactOptional(),
  /** ISO 3166-1, two letters. */
  country: z.string().exactOptional(),
  make: z.string().exactOptional(),
  colour: z.string().exactOptional(),
  vehicleType: z.string().exactOptional(),
  direction: z.enum(['in', 'out']).exactOptional(),
})
export type CameraRead = z.infer<typeof cameraRead>

/** What a payload of a camera says; `because` is a code (`no-plate`, `not-json`…), never a text of the payload. */
export type CameraMessage =
  | { kind: 'reads'; reads: CameraRead[] }
  | { kind: 'heartbeat' }
  | { kind: 'nothing'; because: string }
  | { kind: 'malformed'; because: string }
