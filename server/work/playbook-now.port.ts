import type { Playbook } from '../../contract/playbook.ts'
import type { ShortTask } from '../../contract/work.ts'
import type { House } from '../kit/house.ts'

/** What the work, and who reads it, needs to know of the playbook in force. */
export interface PlaybookToday {
  /** What a contact by this gesture weighs. */
  weightOf(kind: string): number
  /** Null: no playbook is in force. */
  hours: Playbook['hours'] | null
  budget: Playbook['budget']
  /** What a moment is called, or was when a playbook had it; null when none in force ever did. */
  titleOf(moment: string, locale: string): string | null
  /** What a moment offers: only what is similar, or related, may be offered without a consent (ELEC-2, CALL-2). */
  familyOf(moment: string | null): string | null
  /** The share an extra moment keeps out; null when the playbook has it no more, or keeps nobody out. */
  holdoutOf(moment: string): number | null
  /** How one speaks when a moment is done by this gesture; null where the playbook says nothing of it. */
  registerOf(moment: string | null, kind: string, locale: string): ShortTask['register']
}
export type PlaybookNow = (house: House) => Promise<PlaybookToday>
