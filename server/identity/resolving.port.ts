import type { Chunk, PassFound, PassTask } from './pass.ts'
import type { ReadRecord } from './record.ts'

/** One pass over everyone, under way beside the house. */
export interface Pass {
  take(page: readonly ReadRecord[]): Promise<void>
  resolve(task: PassTask): Promise<PassFound>
  /** What is to be written, some at a time. */
  chunks(): AsyncIterable<Chunk>
  close(): Promise<void>
}

/** Learns and resolves beside the house: seconds of pure work on a large base, during which the gate must go on opening. */
export interface Resolving {
  /** @param generics columns without a meaning of their own: those of the model, where there is one */
  open(generics: readonly string[]): Pass
}
