/** One read of a camera, in the words of every vendor. */
export interface PlateRead {
  /** Normalised; `''` when the engine saw a vehicle and no plate. */
  plate: string
  /** The engine's confidence in the whole plate, 0 to 1. */
  confidence?: number
  /** In each letter of `plate`, 0 to 1. */
  charConfidence?: number[]
  /** The engine's own list, the read included. */
  candidates?: { plate: string; confidence?: number }[]
  country?: string
  make?: string
  colour?: string
}
