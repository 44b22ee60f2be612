import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconChartBar, IconMailCheck } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { listMessages } from '../../../contract/messages.ts'
import { useAsk } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Narrow } from '../../parts/Narrow.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Cards } from './Cards.tsx'
import classes from './Messages.module.css'
import { OutboxFilters, type OutboxSearch } from './OutboxFilters.tsx'
import { OutboxList } from './OutboxList.tsx'
import { CHANNELS } from './provider-form.ts'

const STATES = ['doubt', 'waiting', 'left', 'failed', 'called-off'] as const
type State = (typeof STATES)[number]

const dayOf = (text: string | undefined): string | undefined =>
  text && /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
/** The instant at which a day begins where the reader is, or so many days later. */
const midnight = (day: string, later = 0): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(year, month - 1, date + later).toISOString()
}

/** What waits, what left, what failed, and what may have left: that comes first, for it waits for somebody. */
export default function Outbox() {
  const { t, number } = useWords()
  const may = useMay('loop.read', null)
  const { asked, state, sought, filters, set, newer, older } = useOutbox(may)
  if (!may)
    return (
      <Page title={t('messages.outbox')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { counts, messages } = asked.data ?? {}
  const label = (one: State) =>
    one === 'called-off' ? t('messages.tab-called-off') : t(`messages.tab-${one}`, { n: number(counts?.[one] ?? 0) })
  return (
    <Page
      title={t('messages.outbox')}
      count={counts?.doubt ?? 0}
      lead={t('messages.outbox-lead')}
      actions={
        <>
          <Button component={Link} to="/outbox/try" variant="default">
            {t('messages.try')}
          </Button>
          <Button
            component={Link}
            to="/outbox/costs"
            variant="default"
            leftSection={<IconChartBar size={20} aria-hidden />}
          >
            {t('messages.costs')}
          </Button>
        </>
      }
    >
      <Cards />
      <div className={classes.filters}>
        <States state={state} label={label} choose={(next) => set({ state: next })} />
        <Narrow chosen={[filters.typed, filters.channel, filters.since, filters.until].filter(Boolean).length}>
          <OutboxFilters {...filters} set={set} />
        </Narrow>
      </div>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!messages && !asked.error && <Loading rows={5} />}
      {messages?.length === 0 && (
        <NothingHere
          state={state}
          sought={sought}
          again={() => {
            filters.type('')
            set({ channel: undefined, since: undefined, until: undefined })
          }}
        />
      )}
      {messages && messages.length > 0 && (
        <OutboxList
          label={label(state)}
          how={state === 'doubt' ? t('messages.doubt-how') : ''}
          messages={messages}
          newer={newer}
          older={older}
        />
      )}
    </Page>
  )
}

interface StatesProps {
  state: State
  label: (state: State) => string
  choose: (state: State) => void
}

function States({ state, label, choose }: StatesProps) {
  const { t } = useWords()
  // Five of them side by side are cut on a telephone.
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const data = STATES.map((one) => ({ value: one, label: label(one) }))
  return phone ? (
    <NativeSelect
      label={t('messages.state')}
      value={state}
      onChange={(event) => choose(event.currentTarget.value as State)}
      data={data}
    />
  ) : (
    <div className={classes.tabs}>
      <SegmentedControl aria-label={t('messages.state')} value={state} onChange={choose} data={data} />
    </div>
  )
}

/** What is asked of the outbox, and the way from page to page. */
function useOutbox(may: boolean) {
  const set = useNarrowing<OutboxSearch>()
  const found = useSearch({ strict: false }) as OutboxSearch
  const [opened, setOpened] = useState<State>('doubt')
  const state: State = STATES.find((one) => one === found.state) ?? opened
  const since = dayOf(found.since)
  const until = dayOf(found.until)
  const channel = CHANNELS.find((one) => one === found.channel)
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const [pages, setPages] = useState<{ of: string; cursors: string[] }>({ of: '', cursors: [] })
  const key = `${state} ${channel} ${since} ${until} ${q}`
  const cursors = pages.of === key ? pages.cursors : []
  const after = cursors.at(-1)
  const asked = useAsk(
    listMessages,
    {
      query: {
        state,
        limit: 30,
        ...(channel ? { channel } : {}),
        ...(q ? { q } : {}),
        ...(since ? { since: midnight(since) } : {}),
        ...(until ? { until: midnight(until, 1) } : {}),
        ...(after ? { after } : {}),
      },
    },
    { enabled: may, every: 10_000, keep: true },
  )
  const counted = asked.data?.counts
  const busiest = counted && (['doubt', 'waiting', 'left'] as const).find((one) => counted[one] > 0)
  // Doubts come first, for they wait for somebody; without any, the page opens where something is, and stays there.
  const decided = useRef(false)
  useEffect(() => {
    if (decided.current || !counted) return
    decided.current = true
    setOpened(busiest ?? 'doubt')
  }, [counted, busiest])
  const next = asked.data?.next
  return {
    asked,
    state,
    set,
    filters: { typed, type, channel, since, until },
    /** Is it narrowed to anything but a state? */
    sought: Boolean(q || since || until || channel),
    newer: cursors.length > 0 ? () => setPages({ of: key, cursors: cursors.slice(0, -1) }) : null,
    older: next ? () => setPages({ of: key, cursors: [...cursors, next] }) : null,
  }
}

function NothingHere({ state, sought, again }: { state: State; sought: boolean; again: () => void }) {
  const { t } = useWords()
  const kind = sought ? 'none-found' : state === 'doubt' ? 'none-doubt' : 'none'
  return (
    <Empty
      icon={<IconMailCheck size={40} stroke={1.4} />}
      title={t(`messages.${kind}`)}
      action={
        sought && (
          <Button variant="default" onClick={again}>
            {t('messages.all-again')}
          </Button>
        )
      }
    >
      {t(`messages.${kind}-text`)}
    </Empty>
  )
}
