import { Turns } from '../plain/turns.ts'

/** Who looked: a member of staff, or an API key by its name. */
export interface Viewer {
  staffId: string | null
  name: string
}

/** What a screen showed: the word of the audit log, the site where the screen belongs to one, and whom. */
export interface Shown {
  action: string
  siteId?: string | null
  customerIds: readonly string[]
  /** A screen that stays open and is read again by itself: each customer counts once per person and site in a working day. */
  standing?: boolean
}

/** One line of the audit log, about all the customers a screen showed someone within a minute. */
export interface LookLine {
  /** Given when it is first written, so that writing it again after a doubtful failure changes nothing. */
  id?: string
  at: Date
  staffId: string | null
  actor: string
  action: string
  siteId: string | null
  customerIds: string[]
}

/** Is this line to be written now? Whether it is a minute old is told. */
export type Ready = (line: LookLine, old: boolean) => boolean

/** What is typed and shown within this time is one line. */
const LINE_MS = 60_000
const isOld = (line: LookLine, now: Date): boolean => now.getTime() - line.at.getTime() >= LINE_MS
/** A working day. */
const STANDING_MS = 8 * 3_600_000
/** A line of more would be read by nobody. */
const MOST_IN_A_LINE = 200

/**
 * Who was shown to whom, gathered in memory and written a minute later: nobody waits for it, and twelve keystrokes make one line.
 * One line per person, screen and site; a clean stop writes what is here.
 */
export class Looks {
  /** One writing at a time. */
  readonly turns = new Turns()
  readonly #open = new Map<string, { line: LookLine; ids: Set<string> }>()
  #waiting: LookLine[] = []
  /** Standing screens: until when a customer counts as shown, by person, screen and site. */
  readonly #standing = new Map<string, Map<string, number>>()

  note(viewer: Viewer, shown: Shown, now: Date): void {
    const key = `${viewer.staffId ?? viewer.name}|${shown.action}|${shown.siteId ?? ''}`
    for (const id of shown.standing ? this.#notShownYet(key, shown.customerIds, now) : shown.customerIds)
      this.#add(key, viewer, shown, id, now)
  }

  /** Takes the lines out that are to be written: those a minute old, or those that `are` says. */
  take(now: Date, are: Ready = (_line, old) => old): LookLine[] {
    for (const [key, { line }] of this.#open) if (are(line, isOld(line, now))) this.#close(key)
    const ready = this.#waiting
    this.#waiting = []
    return ready
  }

  /** Puts lines back that could not be written. */
  restore(lines: readonly LookLine[]): void {
    this.#waiting.unshift(...lines)
  }

  /** Forgets what standing screens showed long ago. */
  sweep(now: Date): void {
    for (const [key, until] of this.#standing) {
      for (const [id, at] of until) if (at <= now.getTime()) until.delete(id)
      if (until.size === 0) this.#standing.delete(key)
    }
  }

  clear(): void {
    this.#open.clear()
    this.#standing.clear()
    this.#waiting = []
  }

  #add(key: string, viewer: Viewer, shown: Shown, id: string, now: Date): void {
    let open = this.#open.get(key)
    const old = open && isOld(open.line, now)
    const full = open && open.ids.size >= MOST_IN_A_LINE && !open.ids.has(id)
    if (old || full) this.#close(key)
    if (!open || old || full) {
      const { staffId, name: actor } = viewer
      const line = { at: now, staffId, actor, action: shown.action, siteId: shown.siteId ?? null, customerIds: [] }
      open = { line, ids: new Set() }
      this.#open.set(key, open)
    }
    open.ids.add(id)
  }

  #close(key: string): void {
    const { line, ids } = this.#open.get(key)!
    this.#open.delete(key)
    this.#waiting.push({ ...line, customerIds: [...ids] })
  }

  #notShownYet(key: string, ids: readonly string[], now: Date): string[] {
    const until = this.#standing.get(key) ?? new Map<string, number>()
    this.#standing.set(key, until)
    const fresh = ids.filter((id) => (until.get(id) ?? 0) <= now.getTime())
    for (const id of fresh) until.set(id, now.getTime() + STANDING_MS)
    return fresh
  }
}
