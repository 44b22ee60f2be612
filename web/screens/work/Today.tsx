import { Button, Progress, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconSun } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { myDay, type ShortTask } from '../../../contract/work.ts'
import { useAsk } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Face, People, Person } from '../../parts/Person.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { regionOf } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { byHands, Done, hasLapsed, TaskLink } from './Done.tsx'
import { Outcomes } from './Outcomes.tsx'
import { Numbers, TaskBody } from './TaskBody.tsx'
import classes from './Work.module.css'

type Day = AnswerOf<typeof myDay>

/** The short list of the day: who may be reached now, most useful first, one open at a time. */
export function Today({ zone }: { zone?: string | undefined }) {
  const { t } = useWords()
  const day = useAsk(myDay, {}, { every: 60_000 })
  const list = day.data?.list ?? []
  const done = byHands(day.data?.done ?? [])
  const all = list.length + done.length
  return (
    <Section
      title={t('work.today')}
      note={day.data && all > 0 ? t('work.today-note', { done: done.length, left: list.length, all }) : undefined}
      actions={
        <Button component={Link} to="/work/handovers" variant="subtle" size="compact-md">
          {t('work.handovers')}
        </Button>
      }
    >
      <ErrorNote error={day.error} retry={day.refetch} />
      {day.data ? <Lists day={day.data} zone={zone} /> : day.error ? null : <Loading rows={2} as="card" />}
    </Section>
  )
}

function Lists({ day, zone }: { day: Day; zone?: string | undefined }) {
  const { t } = useWords()
  const { list, later } = day
  const done = byHands(day.done)
  const lapsed = day.done.filter(hasLapsed)
  const [open, setOpen] = useState<string | null | undefined>()
  const heads = useRef(new Map<string, HTMLButtonElement>())
  // The first one is open until somebody chooses; what was said of one opens the next.
  const shown = open === undefined || (open !== null && !list.some((task) => task.id === open)) ? list[0]?.id : open
  const next = (id: string) => {
    const at = list.findIndex((task) => task.id === id)
    const after = list[at + 1] ?? list[at - 1]
    setOpen(after?.id)
    if (after) heads.current.get(after.id)?.focus()
  }
  return (
    <>
      {done.length > 0 && (
        <Progress
          className={classes.progress ?? ''}
          value={(100 * done.length) / (list.length + done.length)}
          aria-label={t('work.progress', { done: done.length, all: list.length + done.length })}
        />
      )}
      {list.length === 0 && <Nobody day={day} />}
      {list.length > 0 && <p className={classes.quiet}>{t('work.room-for-each')}</p>}
      <ul className={classes.list}>
        {list.map((task) => (
          <li key={task.id} className="surface">
            <Line
              task={task}
              zone={zone}
              open={shown === task.id}
              toggle={() => setOpen(shown === task.id ? null : task.id)}
              said={() => next(task.id)}
              head={(node) => {
                if (node) heads.current.set(task.id, node)
                else heads.current.delete(task.id)
              }}
            />
          </li>
        ))}
      </ul>
      {day.beyond > 0 && (
        <p className={classes.beyond}>
          {t('work.beyond', { n: day.beyond })} <Link to="/account">{t('work.more-time')}</Link>
        </p>
      )}
      {later.length > 0 && (
        <>
          <h3 className={classes.sub}>{t('work.later')}</h3>
          <People label={t('work.later')}>
            {later.map(({ task, from }) => (
              <li key={task.id}>
                <Person
                  initials={task.name}
                  size="sm"
                  name={<TaskLink task={task} />}
                  line={task.title}
                  side={
                    <Tone tone="wait">
                      <From at={from} zone={zone} />
                    </Tone>
                  }
                />
              </li>
            ))}
          </People>
        </>
      )}
      {day.barred.length > 0 && <Barred tasks={day.barred} />}
      {done.length > 0 && <Done title={t('work.done')} tasks={done} zone={zone} />}
      {lapsed.length > 0 && <Done title={t('work.lapsed')} tasks={lapsed} zone={zone} />}
    </>
  )
}

function From({ at, zone }: { at: string; zone?: string | undefined }) {
  const { t, locale } = useWords()
  const clock = new Intl.DateTimeFormat(regionOf(locale), {
    ...(zone ? { timeZone: zone } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
  return <>{t('work.from', { when: clock })}</>
}

/** Nobody left: because all is done, because the time is given, or because there is nobody today. */
function Nobody({ day }: { day: Day }) {
  const { t } = useWords()
  const icon = <IconSun size={36} stroke={1.4} />
  if (day.beyond > 0)
    return (
      <Empty
        icon={icon}
        title={t('work.no-room')}
        action={
          <Button component={Link} to="/account" variant="default">
            {t('work.more-time')}
          </Button>
        }
      >
        {t('work.no-room-text')}
      </Empty>
    )
  const done = byHands(day.done).length
  if (done > 0)
    return (
      <Empty icon={icon} title={t('work.all-done')} quiet>
        {t('work.all-done-text', { n: done })}
      </Empty>
    )
  return (
    <Empty icon={icon} title={t('work.none')} quiet>
      {t('work.none-text')}
    </Empty>
  )
}

interface LineProps {
  task: ShortTask
  zone?: string | undefined
  open: boolean
  toggle: () => void
  said: () => void
  head: (node: HTMLButtonElement | null) => void
}

/** One person of the list: closed, who and why in one line; open, the one thing to say and what came of it. */
function Line({ task, zone, open, toggle, said, head }: LineProps) {
  const { t, because } = useWords()
  const [first] = task.today
  const body = `task-${task.id}`
  return (
    <article aria-label={task.name} data-open={open || undefined} className={classes.line}>
      <UnstyledButton ref={head} className={classes.head} aria-expanded={open} aria-controls={body} onClick={toggle}>
        <Face name={task.name} />
        <span className={classes.who}>
          <span className={classes.name}>{task.name}</span>
          <span className={classes.quiet}>{[task.title, first && because(first)].filter(Boolean).join(' · ')}</span>
        </span>
        <span className={classes.kind}>
          {t(`work.kind-${task.kind}` as 'work.kind-call')}
          <IconChevronDown size={18} aria-hidden />
        </span>
      </UnstyledButton>
      <div id={body} hidden={!open} className={classes.body}>
        {open && (
          <>
            <TaskBody task={task} zone={zone} />
            <Numbers task={task} />
            <Outcomes task={task} said={said} />
            <p className={classes.foot}>
              <Link to="/customers/$id" params={{ id: task.customerId }}>
                {t('work.open', { name: task.name })}
              </Link>
              <span className="dim">{t('work.minutes', { n: task.minutes })}</span>
            </p>
          </>
        )}
      </div>
    </article>
  )
}

function Barred({ tasks }: { tasks: readonly ShortTask[] }) {
  const { t, because } = useWords()
  return (
    <>
      <h3 className={classes.sub}>{t('work.barred')}</h3>
      <People label={t('work.barred')}>
        {tasks.map((task) => (
          <li key={task.id}>
            <Person
              initials={task.name}
              size="sm"
              name={<TaskLink task={task} />}
              line={task.verdict.because.map(because).join(' · ')}
            />
          </li>
        ))}
      </People>
    </>
  )
}
