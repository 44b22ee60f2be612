import { useState } from 'react'
import type { Hint, MadeCall } from '../../../contract/timeline.ts'
import { dropDraft, keepDraft, keptDraft } from '../../kept-draft.ts'
import { sendKey } from '../../send-key.ts'

export const ENTRY_KINDS = ['note', 'call', 'case'] as const

export interface EntryDraft {
  kind: (typeof ENTRY_KINDS)[number]
  text: string
  hint: Hint | null
  made: MadeCall | null
  /** The same as long as these words are the same thing: sent twice, they are written once. */
  key: string
}

const fresh = (): EntryDraft => ({
  kind: 'note',
  text: '',
  hint: null,
  made: { outcome: 'reached', purpose: 'service' },
  key: sendKey(),
})

/** What is being written on a customer's page: kept while one looks elsewhere, reloads, or has no network. */
export function useEntryDraft(customerId: string) {
  const place = `entry ${customerId}`
  const [draft, setDraft] = useState<EntryDraft>(() => keptDraft<EntryDraft>(place) ?? fresh())
  return {
    draft,
    write: (change: Partial<EntryDraft>) => {
      const next = { ...draft, ...change }
      setDraft(next)
      keepDraft(place, next)
    },
    /** It is written: the page is blank again, for another note of the same kind. */
    sent: () => {
      dropDraft(place)
      setDraft(({ kind, made }) => ({ ...fresh(), kind, made }))
    },
    /** Taken back to be said better: the words come back to the hand, as something new. */
    back: ({ text, hint }: EntryDraft) => setDraft((now) => ({ ...now, text, hint, key: sendKey() })),
  }
}
