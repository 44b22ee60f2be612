import type { Rule } from './tree.ts'

/** A small tree that breaks one rule at one place; or a near miss, which no rule may mind. */
export interface Planted {
  story: string
  files: Record<string, string>
  /** `file:line` of the one offence; left out for a near miss */
  at?: string
}

export type PlantedBy = Partial<Record<Rule, readonly Planted[]>>

/** One file with this text. */
export const file = (path: string, text: string): Record<string, string> => ({ [path]: text })
