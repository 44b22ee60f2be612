import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconChartBar, IconMailCheck } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { listMessages, type Message } from '../../../contract/messages.ts'
import { useAsk } from '../../ask.ts'
import { useNarrowing } from '../../narrow.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { People } from '../../parts/Person.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { Cards } from './Cards.tsx'
import { MessageLine } from './MessageLine.tsx'
import classes from './Messages.module.css'
import { CHANNELS } from './provider-form.ts'

const STATES = ['doubt', 'waiting', 'left', 'failed', 'called-off'] as const
type State = (typeof STATES)[number]

interface OutboxSearch {
  state?: string | undefined
  channel?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

const dayOf = (text: string | undefined): string | undefined =>
  text && /^\d{4}-\d{2}-\d{2}$/u.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
/** The instant at which a day begins where the reader is, or so many days later. */
const midnight = (day: string, later = 0): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return new Date(year, month - 1, date + later).toISOString()
}

/** What waits, what left, what failed, and what may have left: that comes first, for it waits for somebody. */
export default function Outbox() {
  const { t, word } = useWords()
  const set = useNarrowing<OutboxSearch>()
  const may = useMay('loop.read', null)
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
  const sought = Boolean(q || since || until || channel)
  if (!may)
    return (
      <Page title={t('messages.outbox')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const { counts, messages } = asked.data ?? {}
  const label = (one: State) =>
    one === 'called-off' ? t('messages.tab-called-off') : t(`messages.tab-${one}`, { n: counts?.[one] ?? 0 })
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
        <div className={classes.tabs}>
          <SegmentedControl
            aria-label={t('messages.state')}
            value={state}
            onChange={(next) => set({ state: next })}
            data={STATES.map((one) => ({ value: one, label: label(one) }))}
          />
        </div>
        <search className={classes.search} aria-label={t('messages.find')}>
          <TextInput
            label={t('messages.find')}
            placeholder={t('messages.find-hint')}
            value={typed}
            onChange={(e) => type(e.currentTarget.value)}
          />
          <Select
            label={t('messages.channel')}
            placeholder={t('messages.any-channel')}
            clearable
            data={CHANNELS.map((value) => ({ value, label: word('channel', value) }))}
            value={channel ?? null}
            onChange={(value) => set({ channel: value ?? undefined })}
          />
          <TextInput
            type="date"
            label={t('messages.since')}
            value={since ?? ''}
            max={until}
            onChange={(e) => set({ since: e.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={t('messages.until')}
            value={until ?? ''}
            min={since}
            onChange={(e) => set({ until: e.currentTarget.value || undefined })}
          />
        </search>
      </div>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!messages && !asked.error && <Loading rows={5} />}
      {messages?.length === 0 && (
        <Empty
          icon={<IconMailCheck size={40} stroke={1.4} />}
          title={t(sought ? 'messages.none-found' : state === 'doubt' ? 'messages.none-doubt' : 'messages.none')}
          action={
            sought && (
              <Button
                variant="default"
                onClick={() => {
                  type('')
                  set({ channel: undefined, since: undefined, until: undefined })
                }}
              >
                {t('messages.all-again')}
              </Button>
            )
          }
        >
          {t(
            sought ? 'messages.none-found-text' : state === 'doubt' ? 'messages.none-doubt-text' : 'messages.none-text',
          )}
        </Empty>
      )}
      {messages && messages.length > 0 && (
        <>
          {state === 'doubt' && <p className="dim">{t('messages.doubt-how')}</p>}
          <People label={label(state)}>
            {messages.map((message: Message) => (
              <li key={message.id}>
                <MessageLine message={message} />
              </li>
            ))}
          </People>
          {(asked.data?.next || cursors.length > 0) && (
            <Group justify="center" mt="md" gap="sm">
              <Button
                variant="default"
                disabled={cursors.length === 0}
                onClick={() => setPages({ of: key, cursors: cursors.slice(0, -1) })}
              >
                {t('setup.newer')}
              </Button>
              <Button
                variant="default"
                disabled={!asked.data?.next}
                onClick={() => asked.data?.next && setPages({ of: key, cursors: [...cursors, asked.data.next] })}
              >
                {t('setup.older')}
              </Button>
            </Group>
          )}
        </>
      )}
    </Page>
  )
}
