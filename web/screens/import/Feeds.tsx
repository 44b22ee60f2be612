import { Button, Group } from '@mantine/core'
import { IconDatabase, IconFolderDown, IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { changeFeed, type ImportFeed, listFeeds, removeFeed } from '../../../contract/import-feeds.ts'
import { listImports } from '../../../contract/imports.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { FeedForm } from './FeedForm.tsx'
import { rhythmOf } from './feed-rhythm.ts'
import classes from './Import.module.css'

/** Sources that come by themselves: a query asked by the clock, a folder that another system fills. */
export function Feeds() {
  const { t } = useWords()
  const asked = useAsk(listFeeds, {}, { every: 15_000 })
  const [adding, setAdding] = useState(false)
  const feeds = asked.data?.feeds ?? []
  return (
    <Section
      title={t('import.feeds')}
      note={feeds.length || undefined}
      actions={
        !adding && (
          <Button
            variant="default"
            size="sm"
            h={44}
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('import.feed-add')}
          </Button>
        )
      }
    >
      <p className={classes.quiet} style={{ marginBottom: 14 }}>
        {t('import.feeds-text')}
      </p>
      {adding && <FeedForm close={() => setAdding(false)} />}
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={2} />}
      {asked.data && feeds.length === 0 && !adding && (
        <Empty quiet icon={<IconDatabase size={32} />} title={t('import.feeds-none')}>
          {t('import.feeds-none-text')}
        </Empty>
      )}
      {feeds.length > 0 && (
        <ul className={`surface ${classes.rows}`}>
          {feeds.map((feed) => (
            <Feed key={feed.id} feed={feed} />
          ))}
        </ul>
      )}
    </Section>
  )
}

const SEEN = [listFeeds, listImports]

function Feed({ feed }: { feed: ImportFeed }) {
  const { t, word } = useWords()
  // Its password goes with it, so that no toast could bring it back: a second press is asked for.
  const [sure, setSure] = useState(false)
  const change = useDo(changeFeed, { refresh: SEEN })
  const remove = useDo(removeFeed, {
    refresh: SEEN,
    done: () => toast(t('import.feed-removed', { source: feed.source })),
  })
  const say = (body: { paused?: boolean; now?: true }) =>
    change.mutate({ params: { id: feed.id }, body }, { onError: toastProblem })
  const Icon = feed.how === 'query' ? IconDatabase : IconFolderDown
  const rhythm = rhythmOf(feed.everyMinutes)
  return (
    <li>
      <div className={classes.rowHead}>
        <strong className={classes.feedName}>
          <Icon size={18} aria-hidden /> {feed.source}
        </strong>
        <Group gap={4}>
          <Button
            variant="subtle"
            size="sm"
            h={44}
            loading={change.isPending}
            aria-label={t('import.feed-now-of', { source: feed.source })}
            onClick={() => say({ now: true, ...(feed.paused ? { paused: false } : {}) })}
          >
            {t('import.feed-now')}
          </Button>
          <Button
            variant="subtle"
            size="sm"
            h={44}
            aria-label={t(feed.paused ? 'import.feed-go-of' : 'import.feed-pause-of', { source: feed.source })}
            onClick={() => say({ paused: !feed.paused })}
          >
            {t(feed.paused ? 'import.feed-go' : 'import.feed-pause')}
          </Button>
          <Button
            variant="subtle"
            color="brick"
            size="sm"
            h={44}
            loading={remove.isPending}
            aria-label={t(sure ? 'import.feed-remove-sure-of' : 'import.feed-remove-of', { source: feed.source })}
            onBlur={() => setSure(false)}
            onClick={() =>
              sure ? remove.mutate({ params: { id: feed.id } }, { onError: toastProblem }) : setSure(true)
            }
          >
            {t(sure ? 'import.feed-remove-sure' : 'import.feed-remove')}
          </Button>
        </Group>
      </div>
      <div className={classes.calendar}>
        <span className={classes.address}>{feed.how === 'query' ? feed.place : `imports/${feed.folder}`}</span>
        <span className="dim">
          {[t(`import.kind-${feed.kind}`), t(`import.every-${rhythm.unit}`, { n: rhythm.n })].join(' · ')}
        </span>
        {feed.paused ? (
          <Tone tone="wait">{t('import.feed-paused')}</Tone>
        ) : feed.problem ? (
          <Tone tone="bad">{word('import.feed-problem', feed.problem)}</Tone>
        ) : null}
        <span className="dim">
          {feed.lastAt ? (
            <>
              {t('import.feed-last')} <Time at={feed.lastAt} />
            </>
          ) : (
            t('import.feed-soon')
          )}
          {feed.lastImportId && (
            <>
              {' · '}
              <Link to="/import/$id" params={{ id: feed.lastImportId }}>
                {t('import.feed-see')}
              </Link>
            </>
          )}
        </span>
      </div>
    </li>
  )
}
