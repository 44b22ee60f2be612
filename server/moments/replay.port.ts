import type { Staff } from '../../contract/network.ts'
import type { Gesture } from '../../contract/playbook.ts'
import type { Metric } from '../../contract/surveys.ts'
import type { LawSettings } from '../consent/judged.ts'
import type { VisitRhythm } from './next-visit.ts'
import type { Life, Tally } from './time-machine.ts'
import type { Warning } from './weather-warning.ts'

export interface HandoverThen {
  id: string
  from: string
  to: string
  at: number
  until: number | null
  words: string
  customers: ReadonlySet<string> | null
}

/** What a replay stands on: a playbook as it was written, and what is the same for everyone. Instants are epoch milliseconds. */
export interface ReplayOf {
  yaml: string
  version: number
  law: LawSettings
  /** Which company each site speaks for, where it is not the network’s own. */
  entities: readonly [siteId: string, entity: string][]
  carried: readonly Gesture[]
  /** Surveys that would be open, by slug. */
  asks: readonly [slug: string, survey: { metric: Metric }][]
  costs: Partial<Record<Gesture, number>>
  /** Of how many segments the SMS of a moment is, for an invented customer. */
  segments?: Readonly<Record<string, number>>
  /** Who worked there, and whose people went to whom meanwhile. Who was away on which day is not known any more: all are there. */
  team?: { staff: readonly Staff[]; handovers: readonly HandoverThen[] }
  placeholders: readonly string[]
  rhythm: VisitRhythm | null
  warnings: readonly Warning[]
  from: number
  to: number
}

/** Replays beside the house: minutes of pure work on a large base, during which the gate must go on opening. */
export interface Replaying {
  /** The figures, or undefined when `stopped` says so between two pages. */
  run(
    of: ReplayOf,
    pages: AsyncIterable<readonly Life[]>,
    told: (people: number) => Promise<{ stop: boolean }>,
  ): Promise<Tally | undefined>
}
