import { Button, Table } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ledger, type TouchState as State, type Touch } from '../../../contract/loop.ts'
import { call } from '../../api.ts'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Time } from '../../parts/Time.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Loop.module.css'
import { TouchState } from './TouchState.tsx'

interface Filter {
  moment?: string | undefined
  state?: State | undefined
  because?: string | undefined
  site?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** The ledger line by line, the newest first. */
export function Lines({ filter }: { filter: Filter }) {
  const { t } = useWords()
  const people = useMay('customers.read', null)
  const asked = useInfiniteQuery({
    queryKey: [ledger.name, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => call(ledger, { query: { ...filter, after: pageParam, limit: 50 } }, { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const touches = asked.data?.pages.flatMap((page) => page.touches) ?? []
  if (asked.error) return <ErrorNote error={asked.error} retry={asked.refetch} />
  if (!asked.data) return <Loading rows={5} />
  if (touches.length === 0) return <Empty title={t('loop.none-filter')} quiet />
  return (
    <>
      <div className={`${classes.table} surface`}>
        <Table.ScrollContainer minWidth={860} type="native" tabIndex={0} role="group" aria-label={t('loop.lines')}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                {(['customer', 'moment', 'state', 'why', 'by', 'when'] as const).map((column) => (
                  <Table.Th key={column} scope="col">
                    {t(`loop.col-${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {touches.map((touch) => (
                <Line key={touch.id} touch={touch} people={people} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </div>
      {asked.hasNextPage && (
        <Button mt="md" variant="default" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('loop.more')}
        </Button>
      )}
    </>
  )
}

function Line({ touch, people }: { touch: Touch; people: boolean }) {
  const { t, has } = useWords()
  const key = `loop.gesture-${touch.gesture}`
  return (
    <Table.Tr>
      <Table.Td>
        {people ? (
          <Link to="/customers/$id" params={{ id: touch.customerId }} className="name-link">
            {touch.customerName}
          </Link>
        ) : (
          touch.customerName
        )}
      </Table.Td>
      <Table.Td>
        {touch.title}
        <small className={classes.small}>{t(touch.core ? 'loop.core' : 'loop.extra')}</small>
      </Table.Td>
      <Table.Td>
        <TouchState touch={touch} />
      </Table.Td>
      <Table.Td className={classes.because ?? ''}>
        <BecauseList because={touch.because} />
      </Table.Td>
      <Table.Td>{[has(key) ? t(key) : '', touch.staffName].filter(Boolean).join(' · ')}</Table.Td>
      <Table.Td>
        <Time at={touch.state === 'planned' || touch.state === 'held' ? touch.dueAt : touch.changedAt} />
      </Table.Td>
    </Table.Tr>
  )
}
