import type { Because } from '../../contract/because.ts'
import type { CASE_STEPS } from '../../contract/recovery.ts'

export type StepKind = (typeof CASE_STEPS)[number]

/** A slip of the thumb is taken back within ten minutes, by whoever did it. */
export const UNDO_MS = 10 * 60_000
const UNDOABLE: ReadonlySet<StepKind> = new Set([
  'replied',
  'called',
  'note',
  'handed-over',
  'promised',
  'kept',
  'closed',
])

/** A case as it stood before a step: what comes back when it is taken back. Instants as text. */
export interface Before {
  ownerId: string | null
  ownerAs: string
  answeredAt: string | null
  level: number
  nextAt: string | null
}

/** What is kept of a step beside its words. */
export interface StepData {
  because?: Because[]
  before?: Before
  /** Of an answer. */
  answerId?: string
  score?: number | null
  best?: number | null
  again?: string
  /** By when they were to hear from us, from this step on. */
  clock?: string
  /** They changed it so that they wait for us anew. */
  anew?: true
  /** Of a call, and of a case's end. */
  outcome?: string
  /** Of a call: what it wrote elsewhere. */
  attemptId?: string
  attentionId?: string
  /** Of a reply. */
  replyId?: string
  channel?: string
  /** Of a promise. */
  promiseId?: string
  dueAt?: string
  /** Of escalation: how far up the line. */
  level?: number
  /** Of the second question. */
  invitationId?: string
  messageId?: string
}

/** May this step still be taken back? */
export const mayUndo = (step: { kind: StepKind; at: Date; undoneAt: Date | null }, now: Date): boolean =>
  step.undoneAt === null && UNDOABLE.has(step.kind) && now.getTime() - step.at.getTime() < UNDO_MS
