import { ActionIcon, Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { readCustomer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { FACT_KINDS } from '../../../contract/facts.ts'
import { fastForward } from '../../../contract/replay.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { regionOf, withFirst } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Replay.module.css'

interface Supposed {
  kind: string
  on: string
}
const TONE = { done: 'good', held: 'wait', dropped: 'calm' } as const

/** Two years of one customer in a breath: what they would hear from us, when, and what we would keep to ourselves. */
export default function FastForward() {
  const { t, number } = useWords()
  const { id = '' } = useParams({ strict: false })
  const customer = useAsk(readCustomer, { params: { id } })
  const run = useDo(fastForward)
  const events = run.data?.events ?? []
  return (
    <Page
      title={t('replay.film')}
      lead={t('replay.film-lead')}
      back={<Back to={`/customers/${id}`}>{customer.data?.name ?? t('shell.customers')}</Back>}
    >
      <Section title={t('replay.suppose')} note={t('replay.suppose-note')}>
        <Suppositions
          busy={run.isPending}
          error={run.error}
          roll={(asked) => run.mutate({ params: { id }, body: { ...asked, version: null } })}
        />
      </Section>
      {run.data && (
        <Section
          title={t('replay.then')}
          note={t('replay.then-note', {
            n: events.filter((each) => each.outcome === 'done').length,
            most: number(run.data.hardestMonth),
          })}
        >
          <Film events={events} supposed={run.data.supposed} />
        </Section>
      )}
    </Page>
  )
}

interface SuppositionsProps {
  busy: boolean
  error: unknown
  roll: (asked: { months: number; usual: boolean; suppose: Supposed[] }) => void
}

/** What is taken for granted of the months to come, and how many of them. */
function Suppositions({ busy, error, roll }: SuppositionsProps) {
  const { t } = useWords()
  const [months, setMonths] = useState(24)
  const [suppose, setSuppose] = useState<Supposed[]>([])
  const [usual, setUsual] = useState(true)
  const today = new Date().toISOString().slice(0, 10)
  return (
    <form
      className={`${classes.panel} surface`}
      onSubmit={(event) => {
        event.preventDefault()
        roll({ months, usual, suppose: suppose.filter((each) => each.on) })
      }}
    >
      {suppose.map((each, at) => (
        <SupposedLine
          // Lines have no name but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          key={at}
          supposed={each}
          from={today}
          change={(next) => setSuppose(suppose.map((one, n) => (n === at ? next : one)))}
          drop={() => setSuppose(suppose.filter((_, n) => n !== at))}
        />
      ))}
      <Checkbox
        className={classes.usual}
        checked={usual}
        onChange={(event) => setUsual(event.currentTarget.checked)}
        label={t('replay.usual')}
        description={t('replay.usual-text')}
      />
      <div className={classes.suppose}>
        <NativeSelect
          label={t('replay.over')}
          value={String(months)}
          onChange={(event) => setMonths(Number(event.currentTarget.value))}
          data={[6, 12, 24, 36].map((n) => ({ value: String(n), label: t('replay.months-n', { n }) }))}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={suppose.length >= 20}
          onClick={() => setSuppose([...suppose, { kind: 'order.delivered', on: today }])}
        >
          {t('replay.suppose-more')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('replay.roll')}
        </Button>
      </div>
      <ErrorNote error={error} />
    </form>
  )
}

interface SupposedLineProps {
  supposed: Supposed
  /** The first day that may be chosen, YYYY-MM-DD. */
  from: string
  change: (next: Supposed) => void
  drop: () => void
}

function SupposedLine({ supposed, from, change, drop }: SupposedLineProps) {
  const { t } = useWords()
  return (
    <div className={classes.suppose}>
      <NativeSelect
        label={t('replay.suppose-what')}
        value={supposed.kind}
        onChange={(event) => change({ ...supposed, kind: event.currentTarget.value })}
        data={FACT_KINDS.map((kind) => ({ value: kind, label: t(`fact.${kind}`) }))}
      />
      <TextInput
        type="date"
        label={t('replay.suppose-when')}
        required
        min={from}
        value={supposed.on}
        onChange={(event) => change({ ...supposed, on: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" size="lg" aria-label={t('replay.suppose-less')} onClick={drop}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}

/** What was supposed and what came of it, day after day. */
function Film({ events, supposed }: Pick<AnswerOf<typeof fastForward>, 'events' | 'supposed'>) {
  const { t, word, locale } = useWords()
  const day = new Intl.DateTimeFormat(regionOf(locale), { day: 'numeric', month: 'short', year: 'numeric' })
  const film = [
    ...supposed.map((each) => ({ at: each.on, supposed: each, event: null })),
    ...events.map((event) => ({ at: event.at, supposed: null, event })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  if (film.length === 0) return <Empty title={t('replay.nothing')}>{t('replay.nothing-text')}</Empty>
  return (
    <ol className={`${classes.filmList} ${classes.panel} surface`}>
      {film.map(({ at, event, supposed }) =>
        event ? (
          <li key={`${event.moment} ${at} ${event.outcome}`} data-outcome={event.outcome}>
            <time dateTime={at} className="figures">
              {withFirst(day.format(new Date(at)), locale)}
            </time>
            <div>
              <strong>{event.title[locale] ?? Object.values(event.title)[0] ?? event.moment}</strong>{' '}
              <Tone tone={TONE[event.outcome]}>
                {event.gesture ? t(`loop.gesture-${event.gesture}`) : t(`replay.outcome-${event.outcome}`)}
              </Tone>
              {event.outcome !== 'done' && <BecauseList because={event.because} />}
            </div>
          </li>
        ) : (
          <li key={`${supposed.kind} ${at}`} data-supposed>
            <time dateTime={at} className="figures">
              {withFirst(day.format(new Date(at)), locale)}
            </time>
            <div>
              {t(supposed.usual ? 'replay.we-suppose' : 'replay.you-suppose', {
                what: word('fact', supposed.kind),
              })}
            </div>
          </li>
        ),
      )}
    </ol>
  )
}
