import type { Night, NightFound } from './reader/learn-and-judge.ts'

/** Learns beside the house: minutes of pure work, during which the gate must go on opening. Weights are packed. */
export interface Learning {
  run(
    night: Night,
    weights: { shipped: Uint8Array; champion: Uint8Array | null },
  ): Promise<{ found: NightFound; challenger: Uint8Array | null }>
}
