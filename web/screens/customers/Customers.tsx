import { Button, SegmentedControl, Switch } from '@mantine/core'
import { IconPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listCustomers } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { call, type ProblemError } from '../../api.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People, Person } from '../../parts/Person.tsx'
import { phoneText } from '../../parts/phone-text.ts'
import { Time } from '../../parts/Time.tsx'
import { useMay, useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customers.module.css'
import { NewCustomer } from './NewCustomer.tsx'

type Whose = 'all' | 'mine' | 'site'
const REMEMBERED = 'okaeri.customers'

const firstWhose = (): Whose => {
  const kept = localStorage.getItem(REMEMBERED)
  return kept === 'mine' || kept === 'site' ? kept : 'all'
}

/** Everyone, last changed first. `?new=1` opens the form of a new customer, with what was looked for in `name`: other screens may send people there. */
export default function Customers() {
  const { t, number } = useWords()
  const may = useMay('customers.write', null)
  const navigate = useNavigate()
  const { new: wanted, name: sought = '' } = useSearch({ strict: false }) as { new?: unknown; name?: unknown }
  const adding = Boolean(wanted)
  const [whose, choose] = useState<Whose>(firstWhose)
  const [archived, setArchived] = useState(false)
  const open = (yes: boolean) =>
    void navigate({
      to: '.',
      search: (old: object) => ({ ...old, new: yes ? 1 : undefined, name: undefined }),
      replace: true,
    } as never)
  const pages = useCustomerPages({ whose, archived })
  const lines = pages.data?.pages.flatMap((p) => p.customers) ?? []
  const total = pages.data?.pages[0]?.total ?? 0
  const add = may && (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => open(true)}>
      {t('customer.new')}
    </Button>
  )
  return (
    <Page
      title={t('customer.all')}
      lead={pages.data ? t('customer.count', { n: total, said: number(total) }) : ' '}
      actions={add}
    >
      {adding && may && <NewCustomer sought={String(sought)} close={() => open(false)} />}
      <Narrowing whose={whose} choose={choose} archived={archived} setArchived={setArchived} />
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={6} />}
      {pages.data && lines.length === 0 && (
        <Empty
          icon={<IconUsers size={36} />}
          title={t(archived ? 'customer.none-archived' : whose === 'all' ? 'customer.none' : 'customer.none-here')}
          action={
            archived ? undefined : whose === 'all' ? (
              add
            ) : (
              <Button variant="default" onClick={() => choose('all')}>
                {t('customer.see-all')}
              </Button>
            )
          }
        >
          {!archived && whose === 'all' && <NoneYet />}
        </Empty>
      )}
      {lines.length > 0 && <Lines lines={lines} old={pages.isPlaceholderData} />}
      {pages.hasNextPage && (
        <div className={classes.more}>
          <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('customer.next-page')}
          </Button>
          <span className="dim">{t('customer.shown', { n: number(lines.length), total: number(total) })}</span>
        </div>
      )}
    </Page>
  )
}

/** Page after page of the customers asked for, last changed first. */
function useCustomerPages({ whose, archived }: { whose: Whose; archived: boolean }) {
  const me = useMe()
  const { site } = useSite()
  const filter = {
    ...(whose === 'mine' ? { advisor: me.staffId } : {}),
    ...(whose === 'site' && site ? { site: site.id } : {}),
    ...(archived ? { archived: true } : {}),
  }
  return useInfiniteQuery({
    queryKey: [listCustomers.name, filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        listCustomers,
        { query: { ...(filter as object), limit: 40, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof listCustomers>) => last.next,
    placeholderData: (before) => before,
  })
}

interface NarrowingProps {
  whose: Whose
  choose: (whose: Whose) => void
  archived: boolean
  setArchived: (archived: boolean) => void
}

function Narrowing({ whose, choose, archived, setArchived }: NarrowingProps) {
  const { t } = useWords()
  const me = useMe()
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label={t('customer.whose')}
        value={whose}
        onChange={(value) => {
          localStorage.setItem(REMEMBERED, value)
          choose(value as Whose)
        }}
        data={[
          { value: 'all', label: t('customer.whose-all') },
          { value: 'mine', label: t('customer.whose-mine') },
          ...(me.sites.length > 1 ? [{ value: 'site', label: t('customer.whose-site') }] : []),
        ]}
      />
      <Switch
        label={t('customer.show-archived')}
        checked={archived}
        onChange={(e) => setArchived(e.currentTarget.checked)}
      />
    </div>
  )
}

/** @param old these are of the question before, until its answer is here */
function Lines({ lines, old }: { lines: AnswerOf<typeof listCustomers>['customers']; old: boolean }) {
  const { t } = useWords()
  return (
    <div aria-busy={old}>
      <People label={t('customer.all')}>
        {lines.map((line) => (
          <li key={line.id} className={classes.line}>
            <Person
              initials={line.name}
              name={
                <Link to="/customers/$id" params={{ id: line.id }} className={classes.link}>
                  {line.name}
                </Link>
              }
              line={[line.vehicle, line.phone && phoneText(line.phone), line.city].filter(Boolean).join(' · ')}
              side={
                <span className={`dim ${classes.when}`}>
                  <Time at={line.updatedAt} />
                </span>
              }
            />
          </li>
        ))}
      </People>
    </div>
  )
}

/** The very first customer: by hand, or all of them from a file for those who may. */
function NoneYet() {
  const { t } = useWords()
  const imports = useMay('imports.manage', null)
  return (
    <>
      {t('customer.none-text')}{' '}
      {imports && (
        <Link to="/import" style={{ color: 'var(--mantine-color-anchor)' }}>
          {t('customer.none-import')}
        </Link>
      )}
    </>
  )
}
