import { Button, Chip } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { ENTRY_KINDS, type EntryKind, readTimeline } from '../../../contract/timeline.ts'
import { call, type ProblemError } from '../../api.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { TimelineEntry } from './TimelineEntry.tsx'
import { WriteEntry } from './WriteEntry.tsx'

const PAGE = 25

/** What happened, newest first; what is chosen among the kinds is what is shown. */
export function Timeline({ customer, may }: { customer: Customer; may: boolean }) {
  const { t } = useWords()
  const [kinds, setKinds] = useState<EntryKind[]>([])
  const asked = [...kinds].sort().join(',')
  const pages = useInfiniteQuery({
    queryKey: [readTimeline.name, customer.id, asked],
    queryFn: ({ pageParam, signal }) =>
      call(
        readTimeline,
        {
          params: { id: customer.id },
          query: { kinds: asked as never, limit: PAGE, ...(pageParam ? { after: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof readTimeline>) => last.next,
    placeholderData: (before) => before,
  })
  const entries = pages.data?.pages.flatMap((p) => p.entries) ?? []
  return (
    <Section title={t('customer.timeline')}>
      {may && <WriteEntry customer={customer} />}
      <Chip.Group multiple value={kinds} onChange={(chosen) => setKinds(chosen as EntryKind[])}>
        <fieldset className={classes.chips}>
          <legend className="sr-only">{t('customer.filter')}</legend>
          <Chip checked={kinds.length === 0} variant="light" radius="xl" onChange={() => setKinds([])} value="">
            {t('customer.filter-all')}
          </Chip>
          {ENTRY_KINDS.map((kind) => (
            <Chip key={kind} value={kind} variant="light" radius="xl">
              {t(`customer.entry-${kind}`)}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={3} />}
      {pages.data && entries.length === 0 && (
        <Empty quiet title={t(kinds.length ? 'customer.timeline-none-kind' : 'customer.timeline-none')}>
          {kinds.length ? null : t('customer.timeline-none-text')}
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
