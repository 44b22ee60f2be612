import { Button, Table } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
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
  const phone = useMediaQuery('(max-width: 48em)') ?? false
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
      {phone ? (
        <ul className={`${classes.touches} surface`} aria-label={t('loop.lines')}>
          {touches.map((touch) => (
            <Told key={touch.id} touch={touch} people={people} />
          ))}
        </ul>
      ) : (
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
      )}
      {asked.hasNextPage && (
        <Button mt="md" variant="default" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t('loop.more')}
        </Button>
      )}
    </>
  )
}

interface LineProps {
  touch: Touch
  people: boolean
}

function Who({ touch, people }: LineProps) {
  if (!people) return touch.customerName
  return (
    <Link to="/customers/$id" params={{ id: touch.customerId }} className="name-link">
      {touch.customerName}
    </Link>
  )
}

/** By what gesture and by whom. */
function useHow(): (touch: Touch) => string {
  const { t, has } = useWords()
  return (touch) => {
    const key = `loop.gesture-${touch.gesture}`
    return [has(key) ? t(key) : '', touch.staffName].filter(Boolean).join(' · ')
  }
}

const whenOf = (touch: Touch): string =>
  touch.state === 'planned' || touch.state === 'held' ? touch.dueAt : touch.changedAt

/** A line as a telephone is wide. */
function Told({ touch, people }: LineProps) {
  const how = useHow()(touch)
  return (
    <li>
      <div className={classes.touchHead}>
        <strong>
          <Who touch={touch} people={people} />
        </strong>
        <TouchState touch={touch} />
      </div>
      <div className="dim">
        {touch.title}
        {how && ` · ${how}`} · <Time at={whenOf(touch)} />
      </div>
      {touch.because.length > 0 && <BecauseList because={touch.because} />}
    </li>
  )
}

function Line({ touch, people }: LineProps) {
  const { t } = useWords()
  const how = useHow()(touch)
  return (
    <Table.Tr>
      <Table.Td>
        <Who touch={touch} people={people} />
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
      <Table.Td>{how}</Table.Td>
      <Table.Td>
        <Time at={whenOf(touch)} />
      </Table.Td>
    </Table.Tr>
  )
}
