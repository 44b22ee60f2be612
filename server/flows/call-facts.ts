import type { NewEntry } from '../timeline/entries.store.ts'
import type { OwnFact } from '../timeline/own-fact.ts'

interface EndedCall {
  id: string
  customerId: string
  siteId: string
  /** Who picked up, where that is known. */
  takenById?: string | null
  state: string
  at: Date
}

/** What a call makes known once it is answered, or was not: each once, however often its system says so. */
export const callFacts = (calls: readonly EndedCall[]): OwnFact[] =>
  calls.flatMap(({ id, customerId, siteId, takenById, state, at }) =>
    state === 'missed' || state === 'answered'
      ? [{ kind: `call.${state}`, customerId, siteId, staffId: takenById ?? null, at, key: `call:${id}:${state}` }]
      : [],
  )

/** Its line on their timeline, written under the call: told again, it says what it says by then. */
export const callEntries = (newId: () => string, calls: readonly EndedCall[]): (NewEntry & { key: string })[] =>
  calls.flatMap(({ id, customerId, siteId, takenById, state, at }) =>
    state === 'missed' || state === 'answered'
      ? [
          {
            id: newId(),
            customerId,
            kind: 'call' as const,
            at,
            siteId,
            staffId: takenById ?? null,
            data: { code: `call-${state}`, direction: 'in' },
            source: 'call',
            key: id,
          },
        ]
      : [],
  )
