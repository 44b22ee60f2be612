import { dayAt, numberOf } from '../plain/civil.ts'
import type { CompiledMoment } from './compiled.ts'

const DAY = 86_400_000
/** Days looked at ahead: tomorrow has begun somewhere before today has ended here. */
const USUAL_DAYS = 2
/** A moment of a `merge` group is known two weeks ahead: what is not known yet cannot be told with anything. */
const GROUP_DAYS = 15

/** How many days the clock looks ahead for a moment, today among them. */
export const daysAhead = ({ moment }: Pick<CompiledMoment, 'moment'>): number =>
  moment.merge === undefined ? USUAL_DAYS : GROUP_DAYS

/** From when on a touch that the clock starts is known: the sweep looks by days, as they begin in UTC. */
export const knownFrom = (each: Pick<CompiledMoment, 'moment'>, zone: string, dueAt: number): number =>
  (numberOf(dayAt(zone, dueAt)) - daysAhead(each) + 1) * DAY
