import { Button, SegmentedControl } from '@mantine/core'
import { IconDownload, IconSearch, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import {
  importPeople,
  importPeopleFile,
  PEOPLE_OF_IMPORT,
  type PeopleOfImport,
} from '../../../contract/import-people.ts'
import { type ImportRun, readImport } from '../../../contract/imports.ts'
import { call, type ProblemError, urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { useWords } from '../../words/words.tsx'
import { BroughtLine } from './BroughtLine.tsx'
import classes from './ImportPeople.module.css'

export interface PeopleSearch {
  which?: PeopleOfImport | undefined
  q?: string | undefined
}

function usePeople(id: string, which: PeopleOfImport, q: string | undefined) {
  return useInfiniteQuery({
    queryKey: [importPeople.name, { id, which, q }],
    queryFn: ({ pageParam, signal }) =>
      call(
        importPeople,
        {
          params: { id },
          query: { which, limit: 40, ...(q ? { q } : {}), ...(pageParam ? { after: pageParam } : {}) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof importPeople>) => last.next,
    placeholderData: (before) => before,
  })
}

/** Whom one import brought: new, changed, joined to somebody since. The address says which, and what is looked for. */
export default function ImportPeople() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const { which = 'new', q } = useSearch({ strict: false }) as PeopleSearch
  const choose = useNarrowing<PeopleSearch>()
  const run = useAsk(readImport, { params: { id } })
  const pages = usePeople(id, which, q)
  const people = pages.data?.pages.flatMap((page) => page.people) ?? []
  const counts = pages.data?.pages[0]?.counts
  const title = t('people-of.title')
  const back = (
    <Back to={`/import/${id}`}>{run.data ? t('people-of.lead', { name: run.data.name }) : t('import.title')}</Back>
  )
  if (run.error)
    return (
      <Page title={title} back={back}>
        <ErrorNote error={run.error} retry={run.refetch} />
      </Page>
    )
  if (run.data && !counted(run.data))
    return (
      <Page title={title} back={back}>
        <NotRun id={id} />
      </Page>
    )
  return (
    <Page title={title} back={back} size="wide" lead={t(`people-of.about-${which}`)}>
      <div className={classes.tools}>
        <Tabs which={which} counts={counts} choose={choose} />
        <SearchBox
          className={classes.find}
          label={t('people-of.find')}
          asked={q ?? ''}
          ask={(words) => choose({ q: words || undefined })}
        />
        {people.length > 0 && (
          <Button
            component="a"
            variant="default"
            href={urlOf(importPeopleFile, { params: { id }, query: { which, q } })}
            download
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('people-of.download')}
          </Button>
        )}
      </div>
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={6} />}
      {pages.data && people.length === 0 && <None id={id} which={which} q={q} clear={() => choose({ q: undefined })} />}
      {people.length > 0 && (
        <ul className={`${classes.people} surface`} aria-label={title} aria-busy={pages.isPlaceholderData}>
          {people.map((person) => (
            <li key={`${person.customerId}${person.joinedAt ?? ''}`}>
              <BroughtLine person={person} which={which} run={id} />
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && <More pages={pages} shown={people.length} total={q ? null : (counts?.[which] ?? null)} />}
    </Page>
  )
}

const counted = (run: ImportRun): boolean => run.kind === 'customers' && run.startedAt !== null

interface MoreProps {
  pages: Pick<ReturnType<typeof usePeople>, 'isFetchingNextPage' | 'fetchNextPage'>
  shown: number
  total: number | null
}
function More({ pages, shown, total }: MoreProps) {
  const { t, number } = useWords()
  return (
    <div className={classes.more}>
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {t('customer.next-page')}
      </Button>
      {total !== null && <span className="dim">{t('customer.shown', { n: number(shown), total: number(total) })}</span>}
    </div>
  )
}

interface TabsProps {
  which: PeopleOfImport
  counts: AnswerOf<typeof importPeople>['counts'] | undefined
  choose: (next: PeopleSearch) => void
}
function Tabs({ which, counts, choose }: TabsProps) {
  const { t, number } = useWords()
  const shown = PEOPLE_OF_IMPORT.filter((one) => one === which || !counts || counts[one] !== null)
  return (
    <SegmentedControl
      className={classes.tabs}
      aria-label={t('people-of.which')}
      value={which}
      onChange={(next) => choose({ which: next as PeopleOfImport })}
      data={shown.map((one) => ({
        value: one,
        label: (
          <span className={classes.tab}>
            <span>{t(`people-of.${one}`)}</span>{' '}
            <span className="figures">{counts ? number(counts[one] ?? 0) : '…'}</span>
          </span>
        ),
      }))}
    />
  )
}

interface NoneProps {
  id: string
  which: PeopleOfImport
  q: string | undefined
  clear: () => void
}
function None({ id, which, q, clear }: NoneProps) {
  const { t } = useWords()
  if (q)
    return (
      <Empty
        icon={<IconSearch size={36} />}
        title={t('people-of.none-found', { q })}
        action={
          <Button variant="default" onClick={clear}>
            {t('people-of.clear')}
          </Button>
        }
      >
        {t('people-of.none-found-text')}
      </Empty>
    )
  return (
    <Empty
      icon={<IconUsers size={36} />}
      title={t(`people-of.none-${which}`)}
      action={
        which === 'joined' ? (
          <Button component={Link} to="/identity" search={{ import: id } as never} variant="default">
            {t('people-of.doubts')}
          </Button>
        ) : undefined
      }
    >
      {t(`people-of.none-${which}-text`)}
    </Empty>
  )
}

function NotRun({ id }: { id: string }) {
  const { t } = useWords()
  return (
    <Empty
      icon={<IconUsers size={36} />}
      title={t('people-of.not-run')}
      action={
        <Button component={Link} to="/import/$id" params={{ id } as never}>
          {t('people-of.to-import')}
        </Button>
      }
    >
      {t('people-of.not-run-text')}
    </Empty>
  )
}
