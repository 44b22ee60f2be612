import type { House } from '../kit/house.ts'
import { addEntries, rewriteEntry } from '../timeline/entries.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { callEntries, callFacts } from './call-facts.ts'

/** Calls that were answered or missed: known to the loop, and on the timeline of who called. In the open transaction. */
export async function tellCalls(house: House, calls: Parameters<typeof callFacts>[0]): Promise<void> {
  await noteFacts(house, callFacts(calls))
  const entries = callEntries(house.newId, calls)
  const added = new Set(await addEntries(house.db, entries))
  for (const { id, source = '', key, text = '', data = {} } of entries)
    if (!added.has(id)) await rewriteEntry(house.db, { source, key, text, data })
}
