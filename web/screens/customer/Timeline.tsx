import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { readTimeline } from '../../../contract/timeline.ts'
import { call, type ProblemError } from '../../api.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { TimelineEntry } from './TimelineEntry.tsx'
import { TimelineFilters, useFilterWords } from './TimelineFilters.tsx'
import { isFiltered, type TimelineFilter, useTimelineFilter } from './timeline-filter.ts'
import { WriteEntry } from './WriteEntry.tsx'

const PAGE = 25

/** What happened, newest first; what is asked for stands in the address, so that it can be sent to a colleague. */
export function Timeline({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const { filter, put, clear } = useTimelineFilter()
  const said = useFilterWords(customer)
  const place = useRef<HTMLDivElement>(null)
  const pages = useTimeline(customer.id, filter)
  const entries = pages.data?.pages.flatMap((p) => p.entries) ?? []
  const counts = pages.data?.pages[0]?.counts
  const filtered = isFiltered(filter)
  // A link that asks for a part of it leads there, once there is something to see.
  const ready = pages.isSuccess
  const asked = useRef(filtered)
  useEffect(() => {
    if (!ready || !asked.current) return
    asked.current = false
    place.current?.scrollIntoView({ block: 'start' })
  }, [ready])
  return (
    <Section title={t('customer.timeline')}>
      {may && <WriteEntry customer={customer} />}
      {counts && (counts.all > 0 || filtered) && (
        <div ref={place} className={classes.arrived}>
          <TimelineFilters customer={customer} counts={counts} filter={filter} put={put} clear={clear} />
        </div>
      )}
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={3} />}
      {counts && entries.length === 0 && (
        <Empty
          quiet
          title={t(filtered ? 'customer.timeline-none-such' : 'customer.timeline-none')}
          action={
            filtered && (
              <Button variant="default" onClick={clear}>
                {t('customer.filter-clear')}
              </Button>
            )
          }
        >
          {filtered
            ? t('customer.timeline-hidden', { what: said(filter), n: counts.all })
            : t('customer.timeline-none-text')}
        </Empty>
      )}
      {entries.length > 0 && (
        <ol className={classes.timeline} aria-busy={pages.isPlaceholderData}>
          {entries.map((entry) => (
            <TimelineEntry key={entry.id} entry={entry} customer={customer} may={may} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('customer.older')}
        </Button>
      )}
    </Section>
  )
}

function useTimeline(customerId: string, { kinds, place, asset, from, to }: TimelineFilter) {
  return useInfiniteQuery({
    queryKey: [readTimeline.name, customerId, { kinds, place, asset, from, to }],
    queryFn: ({ pageParam, signal }) =>
      call(
        readTimeline,
        {
          params: { id: customerId },
          query: {
            kinds: (kinds ?? '') as never,
            limit: PAGE,
            ...(place ? { site: place } : {}),
            ...(asset ? { asset } : {}),
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
            ...(pageParam ? { after: pageParam } : {}),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof readTimeline>) => last.next,
    placeholderData: (before) => before,
  })
}
