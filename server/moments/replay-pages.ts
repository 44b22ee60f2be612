import type { Gesture } from '../../contract/playbook.ts'
import { dayAt } from '../plain/civil.ts'
import { compilePlaybook } from './compile.ts'
import { zoneHere } from './local-zone.ts'
import { standingPlaybook } from './read-playbook.ts'
import type { ReplayOf } from './replay.port.ts'
import { minuteOfDay } from './span.ts'
import { type ClockOf, type DoerOf, type Life, type Rules, type Tally, tallying } from './time-machine.ts'
import { touchesOfClock } from './touches-of-clock.ts'

const DAY = 86_400_000

/** What the clock starts in a life, as the live sweeps would. */
export function clockOf(
  rules: Rules,
  of: Pick<ReplayOf, 'placeholders' | 'rhythm' | 'warnings'>,
): (life: Life) => ClockOf {
  const placeholders = new Set(of.placeholders)
  const opening = minuteOfDay(rules.compiled.playbook.hours.from)
  const { byClock } = rules.compiled
  return (life) => {
    const services = life.facts.flatMap((fact) =>
      fact.kind === 'service.done' && fact.assetId ? [{ assetId: fact.assetId, at: fact.at }] : [],
    )
    return (person, from, to) => {
      const zone = zoneHere(person)
      return touchesOfClock(
        byClock,
        person,
        {
          window: { from: dayAt(zone, from), to: dayAt(zone, to) },
          opening,
          placeholders,
          services: services.filter((each) => each.at < from),
          network: of.rhythm,
          // A warning is told the day before.
          warnings: of.warnings.filter((each) => each.to > from && each.from < to + DAY),
        },
        from,
      )
    }
  }
}

/** The rules of a version as it was written. */
export function rulesOf(
  of: Pick<ReplayOf, 'yaml' | 'version' | 'law' | 'entities' | 'carried' | 'asks' | 'warnings'>,
): Rules {
  const read = standingPlaybook(of.yaml)
  if (!('playbook' in read)) throw new Error(`version ${of.version} of the playbook does not read`)
  return {
    compiled: compilePlaybook(read.playbook, of.version),
    law: of.law,
    entities: new Map(of.entities),
    carried: new Set<Gesture>(of.carried),
    asks: new Map(of.asks),
    warnings: of.warnings,
  }
}

/** Replays page by page, so that nobody's life is held longer than it takes. */
export function replayPages(of: ReplayOf, doerOf?: DoerOf) {
  const rules = rulesOf(of)
  const clock = clockOf(rules, of)
  const { tally, one } = tallying(
    rules,
    (gesture, moment) => (of.costs[gesture] ?? 0) * (gesture === 'sms' ? (of.segments?.[moment] ?? 1) : 1),
    doerOf,
  )
  const span = { from: of.from, to: of.to }
  return {
    take(page: readonly Life[]): void {
      for (const life of page) one(life, clock(life), span)
    },
    finish: (): Tally => tally,
  }
}
