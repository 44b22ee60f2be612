import { Button, NativeSelect, Progress } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listPlaybooks } from '../../../contract/playbooks.ts'
import { listReplays, type ReplayRun, startReplay } from '../../../contract/replay.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { rangeText } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { LoopNav } from '../loop/LoopNav.tsx'
import { lastDays, lastWinter, PERIODS, type Span } from './periods.ts'
import classes from './Replay.module.css'
import { REPLAY_TONE } from './state-tone.ts'

/** Where a playbook is tried on the years behind us before it speaks to anyone. */
export default function TimeMachine() {
  const { t } = useWords()
  const may = useMay('loop.read', null)
  const first = useAsk(listReplays, { query: {} }, { enabled: may })
  const running = first.data?.replays.some((each) => each.state === 'running' || each.state === 'waiting') ?? false
  useAsk(listReplays, { query: {} }, { enabled: may && running, every: running ? 1500 : false })
  if (!may)
    return (
      <Page title={t('replay.title')}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('replay.title')} lead={t('replay.lead')} size="wide" actions={<LoopNav />}>
      <NewReplay />
      <Section title={t('replay.before')}>
        <ErrorNote error={first.error} retry={first.refetch} />
        {!first.data && !first.error && <Loading rows={2} />}
        {first.data?.replays.length === 0 && (
          <Empty icon={<IconHistory size={40} stroke={1.4} />} title={t('replay.none')}>
            {t('replay.none-text')}
          </Empty>
        )}
        <ul className={classes.runs}>
          {first.data?.replays.map((run) => (
            <li key={run.id}>
              <Run run={run} />
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  )
}

function Run({ run }: { run: ReplayRun }) {
  const { t, number } = useWords()
  return (
    <Link to="/loop/time-machine/$id" params={{ id: run.id }} className={`${classes.run} surface`}>
      <span className={classes.runName}>
        <Period from={run.from} to={run.to} />
        <span className="dim">
          {run.against === null
            ? t('replay.of-version', { version: run.version })
            : t('replay.of-two', { version: run.version, against: run.against })}
        </span>
      </span>
      <span className={`${classes.runFacts} figures`}>
        {run.result &&
          t('replay.run-line', {
            people: number(run.result.people),
            done: number(run.result.done),
            angry: number(run.result.angry),
          })}
        {run.state === 'running' && run.total !== null && (
          <Progress
            value={(100 * run.done) / Math.max(1, run.total)}
            size="sm"
            aria-label={t('replay.progress')}
            className={classes.bar}
          />
        )}
      </span>
      <span className={classes.runState}>
        <Tone tone={REPLAY_TONE[run.state]}>{t(`replay.state-${run.state}`)}</Tone>
        <Time at={run.at} />
      </span>
    </Link>
  )
}

/** Two days as one span, in the words of the language. */
export function Period({ from, to }: { from: string; to: string }) {
  const { locale } = useWords()
  return <strong>{rangeText(from, to, locale)}</strong>
}

const SAMPLES = [1000, 10_000, null] as const

function NewReplay() {
  const { t, number } = useWords()
  const navigate = useNavigate()
  const versions = useAsk(listPlaybooks, {})
  const start = useDo(startReplay, {
    refresh: [listReplays],
    done: (run) => void navigate({ to: '/loop/time-machine/$id', params: { id: run.id } }),
  })
  const all = versions.data?.versions ?? []
  const live = versions.data?.live ?? null
  const [chosen, choose] = useState<{
    version?: number
    against?: number | null
    period: Span
    sample: number | null
  }>({
    period: 'winter',
    sample: 10_000,
  })
  const version = chosen.version ?? all[0]?.version
  const against = chosen.against === undefined ? (live !== null && live !== version ? live : null) : chosen.against
  if (versions.data && version === undefined)
    return (
      <Section title={t('replay.new')}>
        <Empty
          title={t('replay.no-playbook')}
          action={
            <Button component={Link} to="/playbook">
              {t('replay.to-playbook')}
            </Button>
          }
        >
          {t('replay.no-playbook-text')}
        </Empty>
      </Section>
    )
  const label = (each: (typeof all)[number]) =>
    `${t('replay.version', { version: each.version })}${each.version === live ? ` · ${t('replay.in-force')}` : ''}`
  const span = chosen.period === 'winter' ? lastWinter(new Date()) : lastDays(new Date(), chosen.period)
  return (
    <Section title={t('replay.new')}>
      <form
        className={`${classes.form} surface`}
        onSubmit={(event) => {
          event.preventDefault()
          if (version !== undefined) start.mutate({ body: { ...span, version, against, sample: chosen.sample } })
        }}
      >
        <NativeSelect
          label={t('replay.try')}
          value={String(version ?? '')}
          onChange={(event) => choose({ ...chosen, version: Number(event.currentTarget.value) })}
          data={all.map((each) => ({ value: String(each.version), label: label(each) }))}
        />
        <NativeSelect
          label={t('replay.against')}
          value={against === null ? '' : String(against)}
          onChange={(event) =>
            choose({ ...chosen, against: event.currentTarget.value ? Number(event.currentTarget.value) : null })
          }
          data={[
            { value: '', label: t('replay.against-none') },
            ...all
              .filter((each) => each.version !== version)
              .map((each) => ({ value: String(each.version), label: label(each) })),
          ]}
        />
        <NativeSelect
          label={t('replay.period')}
          description={<Period {...span} />}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={String(chosen.period)}
          onChange={(event) => {
            const { value } = event.currentTarget
            choose({ ...chosen, period: PERIODS.find((each) => String(each) === value) ?? 'winter' })
          }}
          data={PERIODS.map((each) => ({
            value: String(each),
            label: each === 'winter' ? t('replay.winter') : t('replay.days', { n: each }),
          }))}
        />
        <NativeSelect
          label={t('replay.sample')}
          value={String(chosen.sample ?? '')}
          onChange={(event) =>
            choose({ ...chosen, sample: event.currentTarget.value ? Number(event.currentTarget.value) : null })
          }
          data={SAMPLES.map((each) => ({
            value: String(each ?? ''),
            label: each === null ? t('replay.everyone') : t('replay.people', { n: each, said: number(each) }),
          }))}
        />
        <Button type="submit" loading={start.isPending} disabled={version === undefined} className={classes.start}>
          {t('replay.start')}
        </Button>
        <ErrorNote error={start.error} />
      </form>
    </Section>
  )
}
