import { type Because, say } from '../../contract/because.ts'
import type { Verdict } from '../consent/judged.ts'

/** A task as far as its place in the list goes. Instants are epoch milliseconds. */
export interface Listable {
  id: string
  kind: string
  core: boolean
  /** 1 first, 9 last. */
  priority: number
  minutes: number
  /** They were told we would call then. */
  promised: boolean
  notBefore: number
  expiresAt: number | null
  tries: number
  /** May they be reached, now or when it is due? */
  verdict: Pick<Verdict, 'answer' | 'nextAllowed'>
}

/** What one person can give today, and has given. */
export interface Room {
  now: number
  /** Midnight that ends today, where they work. */
  endsAt: number
  calls: number
  minutes: number
  usedCalls: number
  usedMinutes: number
}

export interface ShortList<T> {
  list: { task: T; today: Because[] }[]
  /** Later today, with the hour from when. */
  later: { task: T; from: number }[]
  /** Could be reached now, and there is no time left for them. */
  beyond: T[]
  /** For another day. */
  another: T[]
  /** The law says no, and waiting does not help. */
  barred: T[]
}

const DAY = 86_400_000
/** What means nothing any more within this is told to be short of time. */
const SOON = 3 * DAY

/**
 * The short list of the day: only who may be reached now, in the order of what matters most, and no more than the day has room for. What does
 * not fit its minutes is passed over for a shorter one; a single task longer than a whole untouched day is still shown, alone.
 */
export function shortList<T extends Listable>(tasks: readonly T[], room: Room): ShortList<T> {
  const sorted = [...tasks].sort((a, b) => first(a, b, room.now))
  const made: ShortList<T> = { list: [], later: [], beyond: [], another: [], barred: [] }
  let calls = room.calls - room.usedCalls
  let minutes = room.minutes - room.usedMinutes
  for (const task of sorted) {
    if (task.expiresAt !== null && task.expiresAt <= room.now) made.another.push(task)
    else if (task.verdict.answer === 'no') made.barred.push(task)
    else {
      const from = reachableFrom(task, room.now)
      if (from >= room.endsAt || (task.expiresAt !== null && from >= task.expiresAt)) made.another.push(task)
      else if (from > room.now) made.later.push({ task, from })
      else {
        const call = task.kind === 'call' ? 1 : 0
        const whole = room.usedMinutes === 0 && made.list.length === 0 && room.minutes > 0
        if (calls < call || (minutes < task.minutes && !whole)) made.beyond.push(task)
        else {
          calls -= call
          minutes -= task.minutes
          made.list.push({ task, today: whyToday(task, room.now) })
        }
      }
    }
  }
  made.later.sort((a, b) => a.from - b.from)
  return made
}

function reachableFrom(task: Listable, now: number): number {
  const due = Math.max(now, task.notBefore)
  if (task.verdict.answer === 'yes') return due
  return task.verdict.nextAllowed === null ? Infinity : Math.max(due, task.verdict.nextAllowed)
}

const lateDays = (task: Listable, now: number): number => Math.max(0, Math.floor((now - task.notBefore) / DAY))
const daysLeft = (task: Listable, now: number): number =>
  task.expiresAt === null ? Infinity : Math.floor((task.expiresAt - now) / DAY)

/**
 * Which comes first? What everybody is owed (core); then what was promised; then the playbook's own rank; then what has waited longest, in whole
 * days; then what soonest means nothing any more; and, all else equal, the one that was there first.
 */
function first(a: Listable, b: Listable, now: number): number {
  return (
    Number(b.core) - Number(a.core) ||
    Number(b.promised) - Number(a.promised) ||
    a.priority - b.priority ||
    lateDays(b, now) - lateDays(a, now) ||
    compare(daysLeft(a, now), daysLeft(b, now)) ||
    a.notBefore - b.notBefore ||
    (a.id < b.id ? -1 : 1)
  )
}
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** Why today, in the order of what weighs most. */
function whyToday(task: Listable, now: number): Because[] {
  const because: Because[] = []
  const late = lateDays(task, now)
  if (task.promised) because.push(say('promised-today'))
  if (task.expiresAt !== null && task.expiresAt - now < SOON)
    because.push(say('only-until', { at: new Date(task.expiresAt).toISOString() }))
  if (late > 0) because.push(say('waits-for-days', { days: late }))
  if (task.tries > 0) because.push(say('tried-before', { times: task.tries }))
  if (task.core) because.push(say('core-for-everyone'))
  if (because.length === 0) because.push(say('due-today'))
  return because
}
