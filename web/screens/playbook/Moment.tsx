import { Button, Group, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Because } from '../../../contract/because.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { momentPeople, readMoment } from '../../../contract/playbooks.ts'
import { call } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { BecauseList } from '../../parts/BecauseList.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'

type Read = AnswerOf<typeof readMoment>
const TONES: Record<string, ToneName> = { planned: 'calm', held: 'wait', doing: 'now', done: 'good', dropped: 'calm' }
/** Snow and birthdays come once a year: a quarter shows none of last winter's. */
const SPANS = [90, 365, 730] as const
type Days = (typeof SPANS)[number]

/** One moment: whom it touched, whom it held and why, each number with its people. */
export default function Moment() {
  const { t } = useWords()
  const say = useMomentWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const [of, show] = useState<{ state?: string; because?: string }>({})
  const [days, over] = useState<Days>(SPANS[0])
  const read = useAsk(readMoment, { params: { id }, query: { days } })
  const moment = read.data?.moment ?? null
  return (
    <Page
      title={moment ? say.title(moment) : id}
      lead={moment ? `${say.when(moment)} · ${say.gestures(moment)}` : t('playbook.moment-lead')}
      back={<Back to="/playbook">{t('playbook.title')}</Back>}
    >
      <ErrorNote error={read.error} retry={read.refetch} />
      {!read.data && !read.error && <Loading rows={3} />}
      {read.data && !moment && <p className={classes.rules}>{t('playbook.moment-gone')}</p>}
      {read.data && <Notes read={read.data} />}
      {read.data && (
        <SegmentedControl
          aria-label={t('playbook.moment-span')}
          mb="md"
          value={String(days)}
          onChange={(chosen) => {
            over(Number(chosen) as Days)
            show({})
          }}
          data={SPANS.map((span) => ({ value: String(span), label: t('playbook.moment-days', { n: span }) }))}
        />
      )}
      {read.data && read.data.states.length === 0 && (
        <Empty title={t('playbook.moment-none', { n: days })}>{t('playbook.moment-none-text')}</Empty>
      )}
      {read.data && read.data.states.length > 0 && (
        <>
          <States read={read.data} of={of} show={show} />
          <People id={id} days={days} of={of} />
        </>
      )}
    </Page>
  )
}

function Notes({ read: { sweptUntil, placeholders, rhythm, moment } }: { read: Read }) {
  const { t, locale, number } = useWords()
  const predicts = typeof moment?.on === 'object' && 'prediction' in moment.on
  return (
    <>
      {sweptUntil && (
        <p className={classes.rules}>{t('playbook.moment-swept', { day: dayText(sweptUntil, locale) })}</p>
      )}
      {predicts && (
        <p className={classes.rules}>
          {rhythm
            ? t('playbook.moment-rhythm', {
                days: number(Math.round(rhythm.days)),
                spread: number(Math.round(rhythm.spread)),
                n: number(rhythm.n),
              })
            : t('playbook.moment-no-rhythm')}
        </p>
      )}
      {placeholders.length > 0 && (
        <Section title={t('playbook.moment-placeholders')}>
          <ul className={classes.notes}>
            {placeholders.map(({ day, n }) => (
              <li key={day}>{t('playbook.moment-placeholder', { day: dayText(day, locale), n })}</li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

interface StatesProps {
  read: Read
  of: { state?: string; because?: string }
  show: (of: { state?: string; because?: string }) => void
}

function States({ read: { states, reasons }, of, show }: StatesProps) {
  const { t, word, because, number } = useWords()
  return (
    <Section title={t('playbook.moment-states')}>
      <Group gap="xs" mb="md">
        <Button
          size="sm"
          variant={of.state || of.because ? 'default' : 'filled'}
          aria-pressed={!of.state && !of.because}
          onClick={() => show({})}
        >
          {t('playbook.moment-all')}
        </Button>
        {states.map(({ state, n }) => (
          <Button
            key={state}
            size="sm"
            variant={of.state === state && !of.because ? 'filled' : 'default'}
            aria-pressed={of.state === state && !of.because}
            onClick={() => show({ state })}
          >
            {word('playbook', `touch-${state}`)} <span className={classes.count}>{number(n)}</span>
          </Button>
        ))}
      </Group>
      {reasons.length > 0 && (
        <ul className={`${classes.moments} surface`} aria-label={t('playbook.moment-reasons')}>
          {reasons.map(({ state, because: why, n }) => (
            <li key={`${state} ${why.code}`} className={classes.reason}>
              <Tone tone={TONES[state] ?? 'calm'}>{word('playbook', `touch-${state}`)}</Tone>
              <span>{because(why)}</span>
              <Button
                size="compact-md"
                variant="subtle"
                aria-label={t('playbook.moment-show', { n: number(n), why: because(why) })}
                aria-pressed={of.because === why.code && of.state === state}
                onClick={() => show({ state, because: why.code })}
              >
                <span className="figures">{number(n)}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Held for the same reason day after day, it is said once. */
const told = (because: readonly Because[]): Because[] =>
  because.filter((each, i) => JSON.stringify(each) !== JSON.stringify(because[i - 1]))

function People({ id, days, of }: { id: string; days: Days; of: { state?: string; because?: string } }) {
  const { t, word } = useWords()
  const pages = useInfiniteQuery({
    queryKey: [momentPeople.name, id, days, of],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(
        momentPeople,
        { params: { id }, query: { ...of, days, ...(pageParam ? { after: pageParam } : {}) } },
        { signal },
      ),
    getNextPageParam: (last: AnswerOf<typeof momentPeople>) => last.next ?? undefined,
  })
  const people = pages.data?.pages.flatMap((page) => page.people) ?? []
  return (
    <Section title={t('playbook.moment-people')}>
      <ErrorNote error={pages.error} retry={() => void pages.refetch()} />
      {!pages.data && !pages.error && <Loading rows={3} />}
      <ul className={`${classes.moments} surface`}>
        {people.map((each) => (
          <li key={each.touchId} className={classes.moment}>
            <div>
              <Link to="/customers/$id" params={{ id: each.customerId }} className="name-link">
                {each.name}
              </Link>
              <p className={classes.when}>
                <BecauseList because={told(each.because)} />
              </p>
            </div>
            <p className={classes.gestures}>
              <Tone tone={TONES[each.state] ?? 'calm'}>{word('playbook', `touch-${each.state}`)}</Tone>{' '}
              {each.gesture && word('playbook', `gesture-${each.gesture}`)} <Time at={each.changedAt} />
            </p>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" mt="md" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('playbook.moment-more')}
        </Button>
      )}
    </Section>
  )
}
