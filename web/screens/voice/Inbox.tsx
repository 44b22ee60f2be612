import { ActionIcon, Button, Switch } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDownload, IconFilter, IconMessages } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import {
  countVerbatims,
  exportVerbatims,
  listVerbatims,
  readingProgress,
  type VerbatimCounts,
} from '../../../contract/feedback.ts'
import { call, type ProblemError, urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { SearchBox } from '../../parts/SearchBox.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { useLetters } from '../identity/letters.ts'
import { AskFirst } from './AskFirst.tsx'
import { Decide } from './decisions/Decide.tsx'
import beside from './Filters.module.css'
import { type Choose, Chosen, Filters } from './Filters.tsx'
import { FILTERS, filterOf, type InboxSearch } from './inbox-filter.ts'
import { Legend } from './MarkedWords.tsx'
import { type Opened, VerbatimLine } from './VerbatimLine.tsx'
import classes from './Voice.module.css'
import { VoiceNav } from './VoiceNav.tsx'

/** Everything customers wrote, newest first, as it was read: narrowed down by the address, corrected in one touch. */
export default function Inbox() {
  const { t } = useWords()
  const may = useMay('feedback.read', null)
  if (!may)
    return (
      <Page title={t('voice.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return <List />
}

function List() {
  const { t, number } = useWords()
  const asked = filterOf(useSearch({ strict: false }) as Record<string, unknown>)
  const choose: Choose = useNarrowing<Parameters<Choose>[0]>()
  const query = asked as object
  const counts = useAsk(countVerbatims, { query }, { keep: true, every: 120_000 })
  const wide = useMediaQuery('(min-width: 1100px)', true)
  const [filtering, setFiltering] = useState(false)
  const filters = <Filters asked={asked} counts={counts.data} choose={choose} />
  return (
    <Page
      title={t('voice.title')}
      lead={counts.data ? <Lead counts={counts.data} /> : ' '}
      size="wide"
      nav={<VoiceNav />}
      actions={
        (counts.data?.total ?? 0) > 0 && (
          <Button
            component="a"
            href={urlOf(exportVerbatims, { query })}
            download
            variant="default"
            leftSection={<IconDownload size={20} aria-hidden />}
          >
            {t('inbox.export')}
          </Button>
        )
      }
    >
      <Progress />
      <div className={classes.inbox}>
        <div>
          <div className={beside.seek}>
            <SearchBox
              className={classes.search}
              label={t('inbox.find')}
              placeholder={t('inbox.find-hint')}
              asked={asked.q ?? ''}
              ask={(words) => choose({ q: words || undefined, exact: undefined })}
            />
            {!wide && (
              <ActionIcon
                className={beside.filterIcon ?? ''}
                variant={filtering ? 'filled' : 'default'}
                size={44}
                aria-label={t('inbox.filter')}
                aria-expanded={filtering}
                onClick={() => setFiltering(!filtering)}
              >
                <IconFilter size={20} aria-hidden />
              </ActionIcon>
            )}
          </div>
          {!wide && filtering && (
            <div className={`${beside.drawer} surface`}>
              {filters}
              <Button fullWidth mt="md" onClick={() => setFiltering(false)}>
                {t('inbox.filter-close', { n: number(counts.data?.total ?? 0) })}
              </Button>
            </div>
          )}
          <Chosen asked={asked} counts={counts.data} choose={choose} />
          <NearFound counts={counts.data} choose={choose} />
          <Lines asked={asked} choose={choose} />
        </div>
        {wide && (
          <aside className={classes.aside} aria-label={t('inbox.filter')}>
            {filters}
          </aside>
        )}
      </div>
    </Page>
  )
}

function Lead({ counts }: { counts: VerbatimCounts }) {
  const { t, number } = useWords()
  return (
    <>
      {t('inbox.count', { n: counts.total, said: number(counts.total) })}
      {counts.capped && ` ${t('inbox.capped', { most: number(10_000) })}`}
    </>
  )
}

/** Some were found only by words near to those asked for: how many, and the way to the very words. */
function NearFound({ counts, choose }: { counts: VerbatimCounts | undefined; choose: Choose }) {
  const { t, number } = useWords()
  if (!counts || counts.near === 0) return null
  if (counts.near === counts.total) return <p className="dim">{t('inbox.near-only')}</p>
  return (
    <p className="dim">
      {t('inbox.near-count', { n: counts.near, said: number(counts.near) })}{' '}
      <Button variant="subtle" size="compact-md" mih={44} onClick={() => choose({ exact: 'true' })}>
        {t('inbox.exactly')}
      </Button>
    </p>
  )
}

/** A better reader came: how far it is. Gone when all is read. */
function Progress() {
  const { t, number } = useWords()
  const asked = useAsk(readingProgress, {}, { every: 30_000 })
  if (!asked.data || asked.data.behind === 0) return null
  return (
    <output className={classes.reading}>
      {t('inbox.reading', {
        done: number(asked.data.verbatims - asked.data.behind),
        all: number(asked.data.verbatims),
      })}
    </output>
  )
}

/** How many are asked for at once; on a telephone, how many stand there at first. */
const MANY = 30
const FEW = 6
const REMEMBERED = 'okaeri.inbox-keys'

function Lines({ asked, choose }: { asked: InboxSearch; choose: Choose }) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 480px)', false, { getInitialValueInEffect: false })
  const [further, goFurther] = useState(false)
  const pages = useInfiniteQuery({
    queryKey: [listVerbatims.name, asked, phone],
    queryFn: ({ pageParam, signal }) => {
      const limit = phone && !pageParam ? FEW : MANY
      return call(
        listVerbatims,
        { query: { ...(asked as object), limit, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      )
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: AnswerOf<typeof listVerbatims>) => last.next,
    placeholderData: (before) => before,
  })
  const verbatims = pages.data?.pages.flatMap((page) => page.verbatims) ?? []
  const nearBy = new Map(pages.data?.pages.flatMap((page) => page.near.map(({ id, words }) => [id, words] as const)))
  const [open, setOpen] = useState<{ id: string; what: Opened } | null>(null)
  const [letters, allow] = useState(localStorage.getItem(REMEMBERED) !== 'off')
  const decides = useMay('voice.manage', null)
  const list = useRef<HTMLOListElement>(null)
  useLineKeys(letters, list, (id, what) =>
    setOpen((old) => (old?.id === id && old.what === what ? null : { id, what })),
  )
  const end = useRef<HTMLDivElement>(null)
  // On a telephone the list ends where the screen nearly does, until one asks for more.
  useSeen(end, (!phone || further) && pages.hasNextPage && !pages.isFetchingNextPage, () => void pages.fetchNextPage())
  return (
    <>
      <ErrorNote error={pages.error as ProblemError | null} retry={pages.refetch} />
      {pages.isPending && <Loading rows={4} as="card" />}
      {pages.data && verbatims.length === 0 && <None asked={asked} choose={choose} />}
      {verbatims.length > 0 && (
        <>
          {!phone && <Legend />}
          <ol ref={list} className={classes.list} aria-label={t('inbox.list')} aria-busy={pages.isPlaceholderData}>
            {verbatims.map((verbatim) => (
              <li
                key={verbatim.id}
                // The keyboard stays on the card when what it stood on is gone.
                id={`said-${verbatim.id}`}
                data-verbatim={verbatim.id}
                tabIndex={-1}
                className={`${classes.line} surface`}
              >
                {nearBy.has(verbatim.id) && <FoundBy words={nearBy.get(verbatim.id) ?? []} />}
                <VerbatimLine
                  verbatim={verbatim}
                  open={open?.id === verbatim.id ? open.what : null}
                  show={(what) => setOpen({ id: verbatim.id, what })}
                  letters={letters}
                  folds
                  actions={decides && <Decide verbatimId={verbatim.id} />}
                />
              </li>
            ))}
          </ol>
          <div ref={end} className={classes.onward}>
            {pages.hasNextPage ? (
              <Button
                variant="default"
                loading={pages.isFetchingNextPage}
                onClick={() => {
                  goFurther(true)
                  void pages.fetchNextPage()
                }}
              >
                {t('inbox.next')}
              </Button>
            ) : (
              <span className="dim">{t('inbox.end')}</span>
            )}
          </div>
          {phone && <Legend />}
          <Switch
            className={`${classes.keys ?? ''} with-keyboard`}
            size="md"
            label={t('inbox.keys-on')}
            description={t('inbox.keys')}
            checked={letters}
            onChange={(event) => {
              const on = event.currentTarget.checked
              localStorage.setItem(REMEMBERED, on ? 'on' : 'off')
              allow(on)
            }}
          />
        </>
      )}
    </>
  )
}

/** Not by the words asked for, but by these. */
function FoundBy({ words }: { words: readonly string[] }) {
  const { t } = useWords()
  const said = words.map((word) => t('inbox.quoted', { word })).join(', ')
  return (
    <p className={classes.foundBy}>{t(words.length > 0 ? 'inbox.found-by' : 'inbox.found-near', { words: said })}</p>
  )
}

/** j and k go from one to the next, c corrects the one that has the focus, w says by which words it was read. */
function useLineKeys(
  on: boolean,
  list: React.RefObject<HTMLOListElement | null>,
  open: (id: string, what: Opened) => void,
) {
  const lines = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-verbatim]') ?? [])]
  const at = () => document.activeElement?.closest<HTMLElement>('[data-verbatim]') ?? null
  const step = (by: 1 | -1) => {
    const all = lines()
    const here = at()
    const next = here ? all[all.indexOf(here) + by] : all[0]
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }
  const act = (what: Opened) => {
    const id = (at() ?? lines()[0])?.dataset.verbatim
    if (id) open(id, what)
  }
  useLetters(on, { j: () => step(1), k: () => step(-1), c: () => act('correct'), w: () => act('why') })
}

/** Does something once the end of the list is near. */
function useSeen(what: React.RefObject<HTMLElement | null>, wanted: boolean, then: () => void): void {
  const newest = useRef(then)
  useEffect(() => {
    newest.current = then
  })
  useEffect(() => {
    if (!wanted || !what.current) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) newest.current()
      },
      { rootMargin: '600px' },
    )
    watch.observe(what.current)
    return () => watch.disconnect()
  }, [what, wanted])
}

/** Nothing yet, or nothing under these filters: each says what helps. */
function None({ asked, choose }: { asked: InboxSearch; choose: Choose }) {
  const { t } = useWords()
  const narrowed = FILTERS.some((name) => asked[name])
  return (
    <Empty
      icon={<IconMessages size={40} stroke={1.4} />}
      title={t(narrowed ? 'inbox.none-here' : 'inbox.none')}
      action={
        narrowed ? (
          <Button
            variant="default"
            onClick={() => choose(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
          >
            {t('inbox.drop-all')}
          </Button>
        ) : (
          <AskFirst />
        )
      }
    >
      {t(narrowed ? 'inbox.none-here-text' : 'inbox.none-text')}
    </Empty>
  )
}
