import { Button, CloseButton, SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { listStaff } from '../../../contract/network.ts'
import { endHandover, type Handover, listHandovers, listLeavers, makeHandover, myDay } from '../../../contract/work.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { dayText } from '../../parts/when.ts'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CustomerPicker } from '../customer/CustomerPicker.tsx'
import classes from './Work.module.css'

/** Whose people go to whom, and what to know of them, in the words of who knew them. */
export default function Handovers() {
  const { t } = useWords()
  const asked = useAsk(listHandovers, {})
  const all = asked.data?.handovers ?? []
  const now = all.filter((one) => !one.over)
  const past = all.filter((one) => one.over)
  return (
    <Page
      title={t('work.handovers')}
      lead={t('work.handovers-lead')}
      size="narrow"
      back={<Back to="/">{t('work.back')}</Back>}
    >
      <Give />
      <div style={{ marginTop: 28 }}>
        <Section title={t('work.handover-in-force')} note={now.length || undefined}>
          <ErrorNote error={asked.error} retry={asked.refetch} />
          {!asked.data && !asked.error && <Loading rows={2} />}
          {asked.data && now.length === 0 && (
            <Empty icon={<IconArrowsExchange size={36} stroke={1.4} />} title={t('work.handover-none')} quiet>
              {t('work.handover-none-text')}
            </Empty>
          )}
          <Given handovers={now} />
        </Section>
        {past.length > 0 && (
          <Section title={t('work.handover-past')} note={past.length}>
            <Given handovers={past} />
          </Section>
        )}
      </div>
    </Page>
  )
}

function Give() {
  const { t } = useWords()
  const me = useMe()
  const staff = useAsk(listStaff, {})
  const manages = useMay('staff.manage', null)
  const left = useAsk(listLeavers, {}).data?.leavers ?? []
  const forOthers = manages || left.length > 0
  const { from } = useSearch({ strict: false }) as { from?: string }
  const [fromId, setFrom] = useState<string | null>(from ?? me.staffId)
  const [toId, setTo] = useState<string | null>(null)
  const [who, setWho] = useState<'all' | 'some'>('all')
  const [chosen, setChosen] = useState<{ id: string; name: string }[]>([])
  const [words, setWords] = useState('')
  const [until, setUntil] = useState('')
  const [tried, setTried] = useState(false)
  const people = staff.data?.staff ?? []
  const gone = left.find(({ id }) => id === fromId)
  const save = useDo(makeHandover, {
    refresh: [listHandovers, listLeavers, myDay],
    done: (made) => {
      toast(t('work.handover-done', { n: made.people, name: made.to }))
      setTo(null)
      setChosen([])
      setWords('')
      setUntil('')
      setTried(false)
    },
  })
  const missing = !toId || !words.trim() || !fromId || (who === 'some' && chosen.length === 0)
  return (
    <form
      noValidate
      aria-label={t('work.handover-new')}
      className={`${classes.panel} surface`}
      onSubmit={(e) => {
        e.preventDefault()
        setTried(true)
        if (missing) return
        save.mutate({
          body: {
            fromId,
            toId,
            words,
            until: until || null,
            customerIds: who === 'some' ? chosen.map(({ id }) => id) : null,
          },
        })
      }}
    >
      {left.length > 0 && <Left left={left} fromId={fromId} choose={(id) => setFrom(id ?? me.staffId)} />}
      {forOthers && !gone && (
        <StaffPicker
          label={t('work.handover-from')}
          staff={people}
          value={fromId}
          onChange={setFrom}
          clearable={false}
        />
      )}
      <StaffPicker
        label={t('work.handover-to')}
        staff={people.filter((s) => s.id !== fromId)}
        value={toId}
        onChange={setTo}
        error={tried && !toId ? t('start.needed') : undefined}
      />
      <SegmentedControl
        aria-label={t('work.handover-who')}
        value={who}
        onChange={(next) => setWho(next as 'all' | 'some')}
        data={[
          { value: 'all', label: gone ? t('work.handover-all-of', { name: gone.name }) : t('work.handover-all') },
          { value: 'some', label: t('work.handover-some') },
        ]}
      />
      {who === 'some' && <Some chosen={chosen} setChosen={setChosen} error={tried && chosen.length === 0} />}
      <Textarea
        label={t('work.handover-words')}
        description={t('work.handover-words-hint')}
        autosize
        minRows={3}
        maxLength={2000}
        value={words}
        onChange={(e) => setWords(e.currentTarget.value)}
        error={tried && !words.trim() ? t('start.needed') : undefined}
      />
      <TextInput
        type="date"
        label={t('work.handover-until')}
        value={until}
        onChange={(e) => setUntil(e.currentTarget.value)}
      />
      <FormFooter submit={t('work.handover-new')} busy={save.isPending} error={save.error} />
    </form>
  )
}

interface LeftProps {
  left: AnswerOf<typeof listLeavers>['leavers']
  fromId: string | null
  /** Null: the one that was chosen is let go. */
  choose: (id: string | null) => void
}

/** Who left, or is about to, while customers are still theirs. */
function Left({ left, fromId, choose }: LeftProps) {
  const { t } = useWords()
  return (
    <ul className={classes.chosen} aria-label={t('work.handover-left')}>
      {left.map((one) => (
        <li key={one.id}>
          <Button
            variant={one.id === fromId ? 'light' : 'default'}
            mih={44}
            h="auto"
            py={8}
            aria-pressed={one.id === fromId}
            styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
            onClick={() => choose(one.id === fromId ? null : one.id)}
          >
            {t('work.handover-left-one', { name: one.name, n: one.customers })}
          </Button>
        </li>
      ))}
    </ul>
  )
}

interface SomeProps {
  chosen: { id: string; name: string }[]
  setChosen: (chosen: { id: string; name: string }[]) => void
  error: boolean
}

/** Chosen one after the other; each can be taken off again. */
function Some({ chosen, setChosen, error }: SomeProps) {
  const { t } = useWords()
  return (
    <>
      <CustomerPicker
        key={chosen.length}
        label={t('work.handover-add')}
        except=""
        value={null}
        error={error ? t('start.needed') : null}
        onChange={() => undefined}
        onChoose={(id, name) => {
          if (!chosen.some((one) => one.id === id)) setChosen([...chosen, { id, name }])
        }}
      />
      {chosen.length > 0 && (
        <ul className={classes.chosen}>
          {chosen.map((one) => (
            <li key={one.id} className="surface" style={{ display: 'flex', alignItems: 'center', paddingLeft: 14 }}>
              {one.name}
              <CloseButton
                size={44}
                aria-label={t('work.handover-remove', { name: one.name })}
                onClick={() => setChosen(chosen.filter((other) => other.id !== one.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Given({ handovers }: { handovers: readonly Handover[] }) {
  const { t, locale } = useWords()
  const me = useMe()
  const end = useDo(endHandover, {
    refresh: [listHandovers, listLeavers, myDay],
    done: () => toast(t('work.handover-ended-done')),
  })
  const title = (one: Handover) =>
    one.fromId === me.staffId
      ? t('work.handover-given', { name: one.to })
      : one.toId === me.staffId
        ? t('work.handover-received', { name: one.from })
        : t('work.handover-between', { from: one.from, to: one.to })
  return (
    <div className={classes.gives}>
      {handovers.map((one) => (
        <article key={one.id} className={`${classes.give} surface`} aria-label={title(one)}>
          <div className={classes.giveHead}>
            <strong>{title(one)}</strong>
            {!one.over && (
              <Button
                variant="default"
                size="sm"
                mih={44}
                loading={end.isPending && end.variables.params.id === one.id}
                onClick={() => end.mutate({ params: { id: one.id } }, { onError: toastProblem })}
              >
                {t('work.handover-end')}
              </Button>
            )}
          </div>
          <p className={classes.words}>{one.words}</p>
          <p className={classes.quiet}>
            <Time at={one.at} /> · {t('work.handover-people', { n: one.people })} ·{' '}
            {one.over
              ? t('work.handover-ended')
              : one.lastDay
                ? t('work.handover-ends', { day: dayText(one.lastDay, locale) })
                : t('work.handover-for-good')}
          </p>
          {one.customers && <p className={classes.quiet}>{one.customers.map(({ name }) => name).join(', ')}</p>}
        </article>
      ))}
    </div>
  )
}
