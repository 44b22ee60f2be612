import { useSearch } from '@tanstack/react-router'
import { ENTRY_KINDS, type EntryKind } from '../../../contract/timeline.ts'
import { useNarrowing } from '../../narrow.ts'
import { isDay } from '../../parts/day.ts'

/** What is shown of a timeline, as it stands in the address: `place` is where it happened, for `site` is where one looks from. */
export interface TimelineFilter {
  kinds?: string
  place?: string
  asset?: string
  from?: string
  to?: string
}
const FIELDS = ['kinds', 'place', 'asset', 'from', 'to'] as const satisfies readonly (keyof TimelineFilter)[]

const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/iu
const isId = (text: string): boolean => ID.test(text)
const isKind = (kind: string): kind is EntryKind => (ENTRY_KINDS as readonly string[]).includes(kind)

/** The kinds an address names, in the one order; what is no kind is left out. */
export const kindsIn = ({ kinds = '' }: TimelineFilter): EntryKind[] =>
  ENTRY_KINDS.filter((kind) => kinds.split(',').filter(isKind).includes(kind))

/** A filter as an address holds it: whatever is no filter of ours says nothing, so an old or a mistyped link still opens. */
export function readFilter(search: Record<string, unknown>): TimelineFilter {
  const text = (name: keyof TimelineFilter, ok: (text: string) => boolean) => {
    const value = search[name]
    return typeof value === 'string' && ok(value) ? { [name]: value } : {}
  }
  const kinds = kindsIn({ kinds: typeof search.kinds === 'string' ? search.kinds : '' }).join(',')
  const days: TimelineFilter = { ...text('from', isDay), ...text('to', isDay) }
  const backwards = days.from && days.to && days.from > days.to
  return {
    ...(kinds ? { kinds } : {}),
    ...text('place', isId),
    ...text('asset', isId),
    ...(backwards ? {} : days),
  }
}

export const isFiltered = (filter: TimelineFilter): boolean => FIELDS.some((field) => filter[field] !== undefined)

/** A change of it: what is undefined is not asked for any more. */
export type FilterChange = { [Field in keyof TimelineFilter]?: string | undefined }

/** The filter of this address, and the way to change it: another page of the same place, without a jump. */
export function useTimelineFilter() {
  const filter = readFilter(useSearch({ strict: false }) as Record<string, unknown>)
  const put = useNarrowing<FilterChange>()
  return {
    filter,
    put,
    clear: () => put(Object.fromEntries(FIELDS.map((field) => [field, undefined]))),
  }
}
