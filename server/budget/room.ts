import { type Because, say } from '../../contract/because.ts'
import type { AttentionPolicy } from '../../contract/playbook.ts'
import type { Attention } from './attention.ts'

const DAY = 86_400_000
/** The window over which pressure is counted. */
const WINDOW_DAYS = 30

/** What the budget asks about a touch. Instants are epoch milliseconds. */
export interface Wanting {
  moment: string
  core: boolean
  /** 1 first. */
  priority: number
  weight: number
  dueAt: number
  expiresAt: number
  /** News of an order in progress or the care of a case: what they wait for themselves. */
  awaited: boolean
  /** The care of a case: all that is said while one is open. */
  care: boolean
}

/** What they chose themselves. */
export interface Rhythm {
  perMonth: number | null
}

export type Room =
  | { room: 'yes'; because: Because[] }
  | { room: 'not-before'; until: number; because: Because[] }
  | { room: 'no'; because: Because[] }

/** The first of two touches by rank: core before extra, then the smaller number, then the one due first. */
export function outranks(a: Wanting, b: Wanting): boolean {
  if (a.core !== b.core) return a.core
  if (a.priority !== b.priority) return a.priority < b.priority
  return a.dueAt < b.dueAt
}

/**
 * Is there room for one more contact? All that reached the person counts, by whatever hand, site or channel; what they ask for does not.
 *
 * 1. While a case of theirs is open there is silence, but for its care: not even news of an order. What is still worth saying is held until
 *    it closes.
 * 2. What they wait for (news of their order, the care of their case) does not wait; it counts in the ledger all the same.
 * 3. They may have chosen a slower rhythm than ours; theirs holds. None at all means none.
 * 4. Two contacts stand some days apart.
 * 5. Over thirty days the contacts stay under the figure of the playbook. An extra one leaves the last place to core ones that come soon.
 * 6. It gives way to a better one that comes before the gap would be over.
 *
 * What finds no room before it means nothing any more, or within the patience of the playbook, is let go, and says so. But a core one is
 * owed: our own figures, 4 to 6, move it within the days it means something and never let it go. It is the extra ones, which count what the
 * core ones weigh, that make the room.
 */
export function roomFor(
  policy: AttentionPolicy,
  rhythm: Rhythm,
  openCase: boolean,
  attention: readonly Attention[],
  others: readonly Wanting[],
  wanted: Wanting,
  now: number,
): Room {
  if (openCase && !wanted.care) {
    const patient = { ...policy, patienceDays: Number.POSITIVE_INFINITY }
    return waitOrNo(patient, wanted, now, now + DAY, say('budget.open-case'))
  }
  if (wanted.awaited || wanted.care) return { room: 'yes', because: [say('budget.awaited')] }
  if (rhythm.perMonth === 0) return { room: 'no', because: [say('budget.rhythm-none')] }

  const own = rhythmAllows(policy, rhythm, attention, wanted, now)
  if (own) return own
  if (wanted.core) return roomForCore(policy, attention, others, wanted, now)

  const last = lastContact(attention)
  if (last !== null && now < last + policy.gapDays * DAY)
    return waitOrNo(policy, wanted, now, last + policy.gapDays * DAY, say('budget.gap', { days: policy.gapDays }))

  const cap = policy.perMonth
  const reserved = soonCore(others, now)
  const spent = spentSince(attention, now - WINDOW_DAYS * DAY)
  if (spent + wanted.weight + reserved > cap)
    return waitOrNo(
      policy,
      wanted,
      now,
      roomAgainAt(attention, cap - wanted.weight - reserved, now),
      say('budget.full', { cap, spent: round(spent) }),
    )
  const better = betterSoon(policy, others, wanted, now)
  if (better)
    return waitOrNo(
      policy,
      wanted,
      now,
      better.dueAt + policy.gapDays * DAY,
      say('budget.gives-way', { moment: better.moment }),
    )
  return {
    room: 'yes',
    because: [say('budget.room', { spent: round(spent), cap: Math.min(cap, rhythm.perMonth ?? cap) })],
  }
}

const betterSoon = (policy: AttentionPolicy, others: readonly Wanting[], wanted: Wanting, now: number) =>
  others.find((other) => other.dueAt > now && other.dueAt < now + policy.gapDays * DAY && outranks(other, wanted))

/** Their own rhythm, where it is slower than ours: so many in thirty days, core or not. One that weighs more than a month of it still has its turn. */
function rhythmAllows(
  policy: AttentionPolicy,
  { perMonth }: Rhythm,
  attention: readonly Attention[],
  wanted: Wanting,
  now: number,
): Room | null {
  if (perMonth === null || perMonth > policy.perMonth) return null
  const spent = spentSince(attention, now - WINDOW_DAYS * DAY)
  if (spent === 0 || spent + wanted.weight <= perMonth) return null
  const until = roomAgainAt(attention, Math.max(0, perMonth - wanted.weight), now)
  return waitOrNo(policy, wanted, now, until, say('budget.rhythm', { cap: perMonth, spent: round(spent) }))
}

/** A night, a weekend and a holiday may lie between the end of a wait and the next hour anybody speaks. */
const HOURS_MARGIN = 3 * DAY

/**
 * A core moment is made, whatever was said before it: it waits for a calmer month where there is one within the days it means something, keeps the gap where
 * it has the time, a day where it has not, and after that comes all the same.
 */
function roomForCore(
  policy: AttentionPolicy,
  attention: readonly Attention[],
  others: readonly Wanting[],
  wanted: Wanting,
  now: number,
): Room {
  const last = Math.min(wanted.expiresAt, wanted.dueAt + policy.patienceDays * DAY) - HOURS_MARGIN
  const contact = lastContact(attention)
  const better = betterSoon(policy, others, wanted, now)
  const spent = round(spentSince(attention, now - WINDOW_DAYS * DAY))
  const full = spent + wanted.weight > policy.perMonth
  const waits = [
    ...(full
      ? [
          {
            until: roomAgainAt(attention, policy.perMonth - wanted.weight, now),
            why: say('budget.full', { cap: policy.perMonth, spent }),
          },
        ]
      : []),
    ...(contact === null
      ? []
      : [{ until: contact + policy.gapDays * DAY, why: say('budget.gap', { days: policy.gapDays }) }]),
    ...(better
      ? [{ until: better.dueAt + policy.gapDays * DAY, why: say('budget.gives-way', { moment: better.moment }) }]
      : []),
    ...(contact === null
      ? []
      : [{ until: contact + Math.min(1, policy.gapDays) * DAY, why: say('budget.gap', { days: 1 }) }]),
  ].filter(({ until }) => now < until)
  const first = waits.find(({ until }) => until <= last)
  if (first) return { room: 'not-before', until: Math.max(first.until, now + 60_000), because: [first.why] }
  const over = waits.length > 0 || full
  return {
    room: 'yes',
    because: [say(over ? 'budget.core' : 'budget.room', { spent, cap: policy.perMonth })],
  }
}

/** Waited for while it still means something and the playbook has patience; else let go. */
export function waitOrNo(
  policy: AttentionPolicy,
  wanted: Pick<Wanting, 'dueAt' | 'expiresAt'>,
  now: number,
  until: number,
  why: Because,
): Exclude<Room, { room: 'yes' }> {
  const last = Math.min(wanted.expiresAt, wanted.dueAt + policy.patienceDays * DAY)
  if (until <= last) return { room: 'not-before', until: Math.max(until, now + 60_000), because: [why] }
  return { room: 'no', because: [why, say('budget.too-late')] }
}

const round = (value: number): number => Math.round(value * 10) / 10

/** When we last asked for their attention; what came from them is no pressure, and what weighs nothing none either. */
function lastContact(attention: readonly Attention[]): number | null {
  let last: number | null = null
  for (const each of attention)
    if (!each.fromThem && each.weight > 0 && (last === null || each.at > last)) last = each.at
  return last
}

function spentSince(attention: readonly Attention[], since: number): number {
  let spent = 0
  for (const each of attention) if (!each.fromThem && each.at > since) spent += each.weight
  return spent
}

/** Weight of the core touches that come within a week. */
function soonCore(others: readonly Wanting[], now: number): number {
  let weight = 0
  for (const other of others) if (other.core && !other.awaited && other.dueAt < now + 7 * DAY) weight += other.weight
  return weight
}

/** When enough of the window has passed for what is spent in it to be no more than `most`. */
function roomAgainAt(attention: readonly Attention[], most: number, now: number): number {
  if (most < 0) return Number.POSITIVE_INFINITY
  const inside = attention
    .filter((each) => !each.fromThem && each.at > now - WINDOW_DAYS * DAY)
    .sort((a, b) => a.at - b.at)
  let left = inside.reduce((sum, each) => sum + each.weight, 0)
  for (const each of inside) {
    if (left <= most) break
    left -= each.weight
    if (left <= most) return each.at + WINDOW_DAYS * DAY
  }
  // The room is wanted by a core touch that comes: ask again when it has passed.
  return now + DAY
}
