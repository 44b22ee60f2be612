import type { EntryKind, Hint } from '../../contract/timeline.ts'

/** An entry as far as corrections go. */
export interface CorrectableEntry {
  kind: EntryKind
  source: string
  closedAt: Date | null
  hint: Hint | null
  hintDoneAt: Date | null
  /** A case that somebody cares for: it is closed where it is cared for. */
  cared: boolean
  /** A call that we made, and that counts. */
  made: object | null
}

/** What somebody wants of an entry; what is absent stays. */
export interface Correction {
  text?: string | undefined
  closed?: boolean | undefined
  hintDone?: boolean | undefined
  removed?: boolean | undefined
  purpose?: 'service' | 'commercial' | undefined
}

/** What people write by hand, and may therefore correct. The rest are facts of the house: a visit, a delivery, a sale. */
const BY_HAND: readonly EntryKind[] = ['note', 'call', 'service', 'survey', 'case']

/**
 * Why a correction is refused, by its field, or null. People correct and remove what people wrote; what a system told
 * (source other than `hand`) and what the house saw stays as it was said. Only a case is open or closed; only an entry with a
 * hint has one to be done.
 */
export function correctionFault(entry: CorrectableEntry, wanted: Correction): { path: string; because: string } | null {
  const byHand = entry.source === 'hand' && BY_HAND.includes(entry.kind)
  if (wanted.text !== undefined && !byHand)
    return { path: 'body.text', because: 'Only what was written by hand can be corrected. Add a note beside it.' }
  if (wanted.removed && !byHand)
    return { path: 'body.removed', because: 'Only what was written by hand can be removed.' }
  if (wanted.closed !== undefined && entry.kind !== 'case')
    return { path: 'body.closed', because: 'Only a case is open or closed.' }
  if (wanted.closed !== undefined && entry.cared)
    return { path: 'body.closed', because: 'Somebody sees to this case: it is closed on its own page.' }
  if (wanted.purpose !== undefined && !entry.made)
    return { path: 'body.purpose', because: 'Only a call that we made was for something.' }
  if (wanted.hintDone !== undefined && !entry.hint)
    return { path: 'body.hintDone', because: 'This entry has no hint for the next person.' }
  return null
}

/** What to write: the moment a case was closed or a hint done is the first one, and goes when it is taken back. */
export function corrected(
  entry: CorrectableEntry,
  wanted: Correction,
  now: Date,
): { text?: string; closedAt?: Date | null; hintDoneAt?: Date | null } {
  return {
    ...(wanted.text === undefined ? {} : { text: wanted.text }),
    ...(wanted.closed === undefined ? {} : { closedAt: wanted.closed ? (entry.closedAt ?? now) : null }),
    ...(wanted.hintDone === undefined ? {} : { hintDoneAt: wanted.hintDone ? (entry.hintDoneAt ?? now) : null }),
  }
}

/** Clocks of two machines may differ by so much; a fact from further ahead was mistyped. */
const AHEAD_MS = 5 * 60_000
const EARLIEST = Date.UTC(1950, 0)

/** A timeline tells what happened: not what will, and not what happened before anyone here was born to it. */
export function momentFault(path: string, at: Date, now: Date): { path: string; because: string } | null {
  if (at.getTime() > now.getTime() + AHEAD_MS)
    return { path, because: 'This has not happened yet. What is to come is an appointment, or a note with a hint.' }
  return at.getTime() < EARLIEST ? { path, because: 'A date before 1950 is surely mistyped.' } : null
}
