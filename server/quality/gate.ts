import { type Because, say } from '../../contract/because.ts'
import type { Evidence, Finding, GateSettings, ShelfState } from '../../contract/quality.ts'
import type { Declined } from './tables.ts'

const two = (value: number): number => Math.round(value * 100) / 100
const three = (value: number): number => Math.round(value * 1000) / 1000

/**
 * What the ratings of a version say against the thresholds.
 *
 * Nothing below the minimum. An alert as soon as the plain mean is under the bar: it costs a look. A withdrawal is proposed, and then
 * advised, only by the probability that the true mean is under the bar: the plain mean of five ratings takes one good product in seven
 * off the shelf.
 */
export function findingOf(found: Evidence, settings: GateSettings): Finding {
  if (found.n < settings.minimum || found.naive === null) return 'too-few'
  if (found.below > settings.withdrawAt) return 'withdraw'
  if (found.below > settings.proposeAt) return 'propose'
  const under = settings.alertAt === null ? found.naive < settings.bar : found.below > settings.alertAt
  return under ? 'alert' : 'fine'
}

/** The reasons of a finding: on how many it rests, the plain mean, where the true one lies, how likely it is under the bar. */
export function becauseOf(found: Evidence, settings: GateSettings): Because[] {
  const finding = findingOf(found, settings)
  const values = {
    n: found.n,
    mean: two(found.naive ?? found.mean),
    low: two(found.low),
    high: two(found.high),
    // Nothing is certain: 99.9 % is the most that is said.
    p: Math.min(0.999, Math.max(0.001, three(found.below))),
    bar: settings.bar,
  }
  return [
    finding === 'too-few'
      ? say('gate-too-few', { n: found.n, minimum: settings.minimum })
      : say(`gate-${finding}`, values),
    ...(found.leftOut > 0 ? [say('gate-left-out', { n: found.leftOut })] : []),
    ...(found.again > 0 ? [say('gate-again', { n: found.again })] : []),
    ...(finding !== 'too-few' && found.n > found.known.n ? [say('gate-unknown', { n: found.n - found.known.n })] : []),
  ]
}

const logit = (p: number): number => {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, p))
  return Math.log(inside / (1 - inside))
}

/** Evidence is stronger than what was declined when more people have spoken and the odds have doubled at least. */
export const stronger = (found: Evidence, declined: Declined): boolean =>
  found.version !== declined.version || (found.n > declined.n && logit(found.below) >= logit(declined.below) + Math.LN2)

/** Where a product stands, as far as its next step is concerned. Instants are epoch milliseconds. */
export interface Standing {
  state: ShelfState
  declined: Declined | null
  /** Of the open file. */
  clockEndsAt: number | null
  /** The proposal that waits for a person. */
  waiting: { move: 'withdraw' | 'return'; strength: 'likely' | 'sure' } | null
}

export type Step =
  | { do: 'alert' }
  | { do: 'propose'; strength: 'likely' | 'sure' }
  /** What is proposed is now sure. */
  | { do: 'strengthen' }
  | { do: 'overtake' }
  | { do: 'withdraw'; why: Because }
  /** The clock stops: it is above the bar again. */
  | { do: 'recover' }
  | { do: 'propose-return' }
  | { do: 'return'; why: Because }
  /** A version that came back has shown that it is good. */
  | { do: 'settle' }
  | null

/**
 * What follows from the ratings, for a product that stands so.
 *
 * - On the shelf: an alert starts the clock; a probability over the threshold proposes a withdrawal. What a person declined comes back
 *   only on stronger evidence.
 * - An alert ends only when it is likely that the true mean is above the bar, by the same measure as a proposal: around the bar the
 *   clock goes on, so that it cannot be wound up again and again.
 * - A proposal waits for a person. It is overtaken when it is no longer more likely than not. Only where the network says so does a
 *   product leave by itself: on the ratings of people we know alone, over the threshold of withdrawal; or over that of the proposal when
 *   the clock has run out.
 * - A new version that waits to return is proposed on its own ratings; it returns by itself only where the network says so.
 */
export function nextStep(standing: Standing, found: Evidence, settings: GateSettings, now: number): Step {
  const finding = findingOf(found, settings)
  const enough = found.n >= settings.minimum
  switch (standing.state) {
    case 'on-shelf':
    case 'returned': {
      const { declined } = standing
      if (declined?.closed && !stronger(found, declined)) return null
      if (finding === 'propose' || finding === 'withdraw') return proposing(standing, found, finding)
      if (finding === 'alert') return { do: 'alert' }
      return standing.state === 'returned' && enough && found.below < 1 - settings.returnAt ? { do: 'settle' } : null
    }
    case 'alert':
      if (finding === 'propose' || finding === 'withdraw') {
        if (standing.declined && !stronger(found, standing.declined)) return null
        return proposing(standing, found, finding)
      }
      return enough && found.below < 1 - settings.proposeAt ? { do: 'recover' } : null
    case 'proposed':
      return whileProposed(standing, found, settings, finding, now)
    case 'withdrawn':
      return null
    case 'returning': {
      if (!enough || found.below >= 1 - settings.returnAt) return null
      const { known } = found
      if (settings.automatic && known.n >= settings.minimum && known.below < 1 - settings.returnAt)
        return { do: 'return', why: say('gate-by-itself') }
      return standing.waiting?.move === 'return' ? null : { do: 'propose-return' }
    }
  }
}

const proposing = (standing: Standing, found: Evidence, finding: 'propose' | 'withdraw'): Step =>
  standing.declined && !stronger(found, standing.declined)
    ? { do: 'alert' }
    : { do: 'propose', strength: finding === 'withdraw' ? 'sure' : 'likely' }

function whileProposed(
  standing: Standing,
  found: Evidence,
  settings: GateSettings,
  finding: Finding,
  now: number,
): Step {
  const { known } = found
  if (settings.automatic && known.n >= settings.minimum) {
    if (known.below > settings.withdrawAt) return { do: 'withdraw', why: say('gate-by-itself') }
    if (known.below > settings.proposeAt && standing.clockEndsAt !== null && now >= standing.clockEndsAt)
      return { do: 'withdraw', why: say('gate-clock-ran-out', { days: settings.clockDays }) }
  }
  if (finding === 'too-few' || found.below < 0.5) return { do: 'overtake' }
  return finding === 'withdraw' && standing.waiting?.strength === 'likely' ? { do: 'strengthen' } : null
}
