import { type VerbatimFilter, verbatimFilter } from '../../../contract/feedback.ts'

/** What the address of the inbox may hold, in the order of the chips above the list. */
export const FILTERS = [
  'q',
  'exact',
  'site',
  'from',
  'to',
  'polarity',
  'theme',
  'kind',
  'alert',
  'band',
  'metric',
  'case',
  'moment',
  'service',
  'channel',
  'praised',
  'unsure',
  'language',
  'counted',
  'customer',
] as const satisfies readonly (keyof VerbatimFilter)[]
export type FilterName = (typeof FILTERS)[number]
export type InboxSearch = Partial<Record<FilterName, string>>

/** What an address asks for; what is no choice of ours is left aside, so that an old link still opens the list. */
export function filterOf(search: Record<string, unknown>): InboxSearch {
  const asked: InboxSearch = {}
  for (const name of FILTERS) {
    const value = search[name]
    // An address such as ?q=2008 arrives as a number, ?praised=true as a boolean.
    const text = typeof value === 'string' ? value : typeof value === 'number' || value === true ? String(value) : ''
    if (text && verbatimFilter.shape[name].safeParse(text).success) asked[name] = text
  }
  if (asked.counted === 'yes') delete asked.counted
  if (asked.exact !== 'true' || !asked.q) delete asked.exact
  return asked
}
