import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { addEntry, changeEntry, Entry, readTimeline } from '../../contract/timeline.ts'
import { readCursor, writeCursor } from '../customers/cursor.ts'
import { knownCustomers } from '../customers/customers.store.ts'
import { unknownAsset, unknownReferences } from '../customers/references.store.ts'
import { refuseFaults } from '../customers/refuse.flow.ts'
import type { Caller } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid, notFound } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { corrected, correctionFault, momentFault } from './correct.ts'
import { addEntries, correctEntry, entryById, entryByKey, lockEntry, removeEntry, sayPurpose } from './entries.store.ts'
import { caseClosed, entryFacts } from './entry-facts.ts'
import { entryCounts, entryPage } from './entry-page.store.ts'
import { noteFacts } from './note-facts.flow.ts'

const DONE = { ok: true } as const

/** What happened with a customer, newest first. Reading it is written down, like the page it belongs to. */
export async function readTimelineFlow(
  house: House,
  { params, query }: InputOf<typeof readTimeline>,
  caller: Caller,
): Promise<AnswerOf<typeof readTimeline>> {
  const after = query.after === undefined ? null : readCursor(query.after)
  if (query.after !== undefined && !after) throw invalid('query.after', 'This is not the `next` of a page before.')
  if (query.from && query.to && query.from > query.to)
    throw invalid('query.to', 'The period ends before it begins.', 'Give `from` the earlier day.')
  if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
  const page = await entryPage(house.db, params.id, query, after, query.limit, caller.staffId)
  const counts = after ? null : await entryCounts(house.db, params.id, query)
  await audit(house, caller, 'timeline.view', { customerId: params.id })
  return { entries: page.entries, next: page.next && writeCursor(page.next), counts }
}

/**
 * Writes a note, a call, a service, a survey's answer or a case, now or at the moment it happened.
 * @param data what stands beside its words
 */
export async function writeEntryWith(
  data: Record<string, unknown>,
  house: House,
  { params, body }: InputOf<typeof addEntry>,
  caller: Caller,
): Promise<Entry> {
  if (!body.made && !body.text.trim()) throw invalid('body.text', 'Nothing is said.', 'Write what happened.')
  if (body.made && body.kind !== 'call') throw invalid('body.made', 'Only a call is made.', 'Leave it out.')
  return inTransaction(house, async (house) => {
    if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
    const at = body.at ? new Date(body.at) : house.now()
    const moment = momentFault('body.at', at, house.now())
    refuseFaults([
      ...(moment ? [moment] : []),
      ...(await unknownReferences(house.db, { sites: { 'body.siteId': body.siteId } })),
      ...(await unknownAsset(house.db, 'body.assetId', body.assetId)),
    ])
    const id = house.newId()
    const { kind, text, siteId, assetId, hint, key } = body
    const written = await addEntries(house.db, [
      { id, customerId: params.id, kind, at, siteId, staffId: caller.staffId, assetId, text, hint, data, key },
    ])
    if (key && written.length === 0) return sentBefore(house, params.id, key)
    await noteFacts(
      house,
      entryFacts({ id, customerId: params.id, kind, at, siteId, assetId, staffId: caller.staffId }),
    )
    await audit(house, caller, 'timeline.add', { customerId: params.id, siteId, detail: { entryId: id, kind } })
    const entry = await entryById(house.db, id)
    if (!entry) throw notFound('entry')
    return entry
  })
}

async function sentBefore(house: House, customerId: string, key: string): Promise<Entry> {
  const entry = await entryByKey(house.db, customerId, key)
  if (!entry) throw invalid('body.key', 'Something else was written under this key.', 'Send a new key.')
  return entry
}

export const addEntryFlow = (house: House, input: InputOf<typeof addEntry>, caller: Caller): Promise<Entry> =>
  writeEntryWith({}, house, input, caller)

/** Corrects what was written by hand, closes or reopens a case, marks a hint as done or not, or removes the entry. */
export async function changeEntryFlow(house: House, { params, body }: InputOf<typeof changeEntry>, caller: Caller) {
  return inTransaction(house, async (house) => {
    const entry = await lockEntry(house.db, params.id)
    if (!entry) throw notFound('entry')
    const fault = correctionFault(entry, body)
    if (fault) throw invalid(fault.path, fault.because)
    const about = { customerId: entry.customerId, siteId: entry.siteId }
    if (body.removed) {
      await removeEntry(house.db, params.id)
      await audit(house, caller, 'timeline.remove', { ...about, detail: { entryId: params.id, kind: entry.kind } })
      return DONE
    }
    const change = corrected(entry, body, house.now())
    await correctEntry(house.db, params.id, change)
    if (body.purpose) await sayPurpose(house.db, params.id, body.purpose)
    if (body.closed && !entry.closedAt)
      await noteFacts(house, [caseClosed({ ...about, id: params.id }, house.now(), caller.staffId)])
    const fields = [...Object.keys(change), ...(body.purpose ? ['purpose'] : [])]
    if (fields.length > 0)
      await audit(house, caller, 'timeline.change', {
        ...about,
        detail: { entryId: params.id, fields },
      })
    return DONE
  })
}
