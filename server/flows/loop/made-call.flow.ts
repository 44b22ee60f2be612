import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type { addEntry, changeEntry, MadeCall } from '../../../contract/timeline.ts'
import { spend, unspend } from '../../budget/spend.store.ts'
import { endCalls, giveCallsBack, UNDO_CONSENT_MS } from '../../consent/call-objection.flow.ts'
import { amendAttempt, attemptSince, insertAttempt, removeAttempt } from '../../consent/call-said.store.ts'
import { lawSettings } from '../../consent/law.store.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict } from '../../kit/problem.ts'
import { addEntryFlow, changeEntryFlow, writeEntryWith } from '../../timeline/entries.flow.ts'
import { entryByKey, lockEntry, removeEntryOf } from '../../timeline/entries.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'

/** A missed call is seen, and is a quarter of a contact. */
const RUNG = 0.25
/** What the telephone saw so short a time before or after is the same call. */
const SAME_CALL_MS = 30 * 60_000
/** So long a call written down may be taken back as if it had not been made. */
const UNDO_MS = 86_400_000

/**
 * Writes on the timeline. A call that we made counts as one of the short list does: by law (CALL-4, whose sixty days begin with a refusal), in their attention, and who asked not to be
 * called is called no more (CALL-5). Where the telephone saw it already, it is that call, and what it was for is what is said now.
 */
export const writeEntry =
  (playbook: PlaybookNow) =>
  (house: House, input: InputOf<typeof addEntry>, caller: Caller): Promise<AnswerOf<typeof addEntry>> =>
    inTransaction(house, async (house) => {
      const { made, key } = input.body
      const before = key ? await entryByKey(house.db, input.params.id, key) : undefined
      // Sent again because the answer was lost: it was counted then.
      if (before) return before
      if (!made || input.body.kind !== 'call') return addEntryFlow(house, input, caller)
      const seen = await seenByTelephone(house, input)
      const attempt = seen?.id ?? house.newId()
      const data = { code: `outcome-${made.outcome}`, direction: 'out', purpose: made.purpose, attempt, seen: !!seen }
      const about = { customerId: input.params.id, siteId: input.body.siteId, byStaff: caller.staffId }
      const receipts =
        made.outcome === 'no-calls' ? await endCalls(house, { ...about, evidence: { attempt, by: 'hand' } }) : []
      const entry = await writeEntryWith(receipts.length > 0 ? { ...data, receipts } : data, house, input, caller)
      await count(house, playbook, { input, caller, made, attempt, at: new Date(entry.at), seen })
      return entry
    })

const seenByTelephone = async (house: House, { params, body }: InputOf<typeof addEntry>) => {
  const at = body.at ? new Date(body.at) : house.now()
  const found = await attemptSince(house.db, params.id, new Date(at.getTime() - SAME_CALL_MS), 'telephone')
  return found && found.at.getTime() <= at.getTime() + SAME_CALL_MS ? found : undefined
}

interface Counting {
  input: InputOf<typeof addEntry>
  caller: Caller
  made: MadeCall
  attempt: string
  at: Date
  seen: Awaited<ReturnType<typeof seenByTelephone>>
}

async function count(house: House, playbook: PlaybookNow, counting: Counting): Promise<void> {
  const { input, caller, made, attempt: id, at, seen } = counting
  const customerId = input.params.id
  const { siteId } = input.body
  const refused = made.outcome === 'no-calls' || made.outcome === 'not-interested'
  const heard = made.outcome === 'reached' || refused
  const said = { reached: heard, refused, purpose: made.purpose }
  if (seen) {
    await amendAttempt(house.db, id, { ...said, reached: heard || seen.reached, source: 'hand' })
    await unspend(house.db, id, null)
    if (seen.key) await removeEntryOf(house.db, 'telephone', seen.key)
  } else {
    const { legalEntity } = await lawSettings(house.db, siteId)
    const staffId = caller.staffId
    const call = { id, customerId, at, channel: 'call', ...said, legalEntity, touchId: null, staffId }
    await insertAttempt(house.db, { ...call, source: 'hand' })
  }
  const weight = (await playbook(house)).weightOf('call') * (made.outcome === 'no-answer' && !seen?.reached ? RUNG : 1)
  const staffId = caller.staffId
  const contact = { id, customerId, at, channel: 'call', weight, moment: null, core: false, touchId: null }
  await spend(house.db, { ...contact, staffId, siteId })
}

/** Corrects or removes what stands on a timeline; a call that we made is counted as it is told now, or no more. */
export const correctEntryCounted = (house: House, input: InputOf<typeof changeEntry>, caller: Caller) =>
  inTransaction(house, async (house) => {
    const entry = await lockEntry(house.db, input.params.id)
    const done = await changeEntryFlow(house, input, caller)
    const made = entry?.made
    if (!entry || !made) return done
    const { purpose, removed } = input.body
    if (purpose) await amendAttempt(house.db, made.attempt, { purpose })
    const age = house.now().getTime() - entry.at.getTime()
    if (!removed || age > UNDO_MS) return done
    if (made.receipts.length > 0 && age > UNDO_CONSENT_MS)
      throw conflict(
        'consent-ended',
        'They asked not to be called',
        'Only their own word gives a consent back: write it on their page.',
      )
    for (const receipt of made.receipts)
      await giveCallsBack(house, { customerId: entry.customerId, receipt, byStaff: caller.staffId })
    // What the telephone saw was made, whatever is said of it.
    if (made.seen) return done
    await removeAttempt(house.db, made.attempt)
    await unspend(house.db, made.attempt, null)
    return done
  })
