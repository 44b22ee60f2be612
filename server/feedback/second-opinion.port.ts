import type { SecondProblem } from '../../contract/reader.ts'
import type { Opinion } from './opinion.ts'

/** Where a model of the network's choice is asked: the base of an OpenAI-compatible address (`http://127.0.0.1:11434/v1`). */
export interface AskedModel {
  url: string
  model: string
  key: string | null
}

export type OpinionFound =
  | { opinion: Opinion; problem: null; ms: number }
  | { opinion: null; problem: SecondProblem; status: number | null; ms: number }

/** Asks a model what a text says. The text is masked by who asks: what is handed in leaves the house. */
export interface SecondOpinion {
  /** Why this address may not be called; null when it may. */
  refuses(url: string): SecondProblem | null
  read(asked: AskedModel, text: string): Promise<OpinionFound>
}
