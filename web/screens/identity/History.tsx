import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { identityEvents } from '../../../contract/identity.ts'
import type { ProblemError } from '../../api.ts'
import { call } from '../../api.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { EventLine } from './EventLine.tsx'
import classes from './History.module.css'
import { IdentityNav } from './IdentityNav.tsx'

/** Who became one, who became two again, newest first; of one customer when the address names one. */
export default function History() {
  const { t } = useWords()
  const may = useMay('identity.review', null)
  const { customer, import: run } = useSearch({ strict: false }) as { customer?: string; import?: string }
  const pages = useInfiniteQuery({
    queryKey: [identityEvents.name, { customer, run }],
    enabled: may,
    queryFn: ({ pageParam, signal }) =>
      call(
        identityEvents,
        {
          query: {
            limit: 30,
            ...(customer ? { customer } : {}),
            ...(run ? { import: run } : {}),
            ...(pageParam ? { after: pageParam } : {}),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof identityEvents>) => last.next,
  })
  const events = pages.data?.pages.flatMap((page) => page.events) ?? []
  if (!may)
    return (
      <Page title={t('identity.history')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('identity.history')} lead={t('identity.history-lead')} actions={<IdentityNav />}>
      {(customer || run) && (
        <p className="dim">
          {t(customer ? 'identity.of-customer' : 'identity.of-import')}{' '}
          <Link to="/identity/history" search={{}} className={classes.link}>
            {t('identity.of-all')}
          </Link>
        </p>
      )}
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={5} />}
      {pages.data && events.length === 0 && (
        <Empty
          icon={<IconHistory size={40} stroke={1.4} />}
          title={t('identity.history-none')}
          action={
            <Button component={Link} to="/identity" variant="default">
              {t('identity.doubts-see')}
            </Button>
          }
        >
          {t('identity.history-none-text')}
        </Empty>
      )}
      {events.length > 0 && (
        <ul className={`${classes.events} surface`} aria-label={t('identity.history')}>
          {events.map((event) => (
            <li key={event.id}>
              <EventLine event={event} may={may} />
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <Button variant="default" mt="lg" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('identity.older')}
        </Button>
      )}
    </Page>
  )
}
