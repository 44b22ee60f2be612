import { ActionIcon, Button, Menu, Popover, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendarClock, IconCheck, IconDots, IconMessage, IconPhoneOff, IconThumbDown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Outcome, ShortTask } from '../../../contract/work.ts'
import { keepDraft, keptDraft } from '../../kept-draft.ts'
import { Register } from '../../parts/Register.tsx'
import { useWords } from '../../words/words.tsx'
import { noteDraft, useOutcome } from './outcomes.ts'
import { untilChoices } from './until.ts'
import classes from './Work.module.css'

const ICON = {
  reached: IconCheck,
  'left-word': IconMessage,
  'no-answer': IconPhoneOff,
  'not-interested': IconThumbDown,
} as const
/** Under the thumb; the others one tap further. */
const FIRST = ['reached', 'left-word', 'no-answer', 'not-interested'] as const
const MORE = ['no-calls', 'wrong-number', 'otherwise', 'let-go'] as const

/** What came of it: one tap each. « Not now » asks when. */
export function Outcomes({ task, said }: { task: ShortTask; said?: () => void }) {
  const { t } = useWords()
  const [note, setNote] = useState(() => keptDraft<string>(noteDraft(task.id)) ?? '')
  const [writing, setWriting] = useState(false)
  const act = useOutcome(task, said)
  const may = (outcome: Outcome) => task.outcomes.includes(outcome)
  const call = task.kind === 'call'
  const sent = task.kind === 'whatsapp' || task.kind === 'linkedin'
  return (
    <fieldset className={classes.outcomes}>
      <legend>{t('work.what-came')}</legend>
      <div className={classes.taps}>
        {FIRST.filter(may).map((outcome) => {
          const Icon = ICON[outcome]
          return (
            <Button
              key={outcome}
              variant={outcome === 'reached' ? 'filled' : 'default'}
              leftSection={<Icon size={19} aria-hidden />}
              loading={act.busy === outcome}
              disabled={act.busy !== null && act.busy !== outcome}
              onClick={() => void act.say(outcome, { note })}
            >
              {outcome === 'reached' && !call ? t(sent ? 'work.sent' : 'work.given') : t(`work.outcome-${outcome}`)}
            </Button>
          )
        })}
        {may('not-now') && (
          <NotNow task={task} busy={act.busy} choose={(until) => void act.say('not-now', { note, until })} />
        )}
        <Menu position="bottom-end" width={290} shadow="md">
          <Menu.Target>
            <ActionIcon size={44} variant="default" aria-label={t('work.more-outcomes', { name: task.name })}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {MORE.filter(may).map((outcome) => (
              <Menu.Item key={outcome} mih={44} onClick={() => void act.say(outcome, { note })}>
                {t(`work.outcome-${outcome}`)}
                {(outcome === 'no-calls' || outcome === 'let-go') && (
                  <span className={classes.hint}>{t(`work.${outcome}-hint`)}</span>
                )}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <TextInput
        className={classes.note ?? ''}
        aria-label={t('work.note')}
        placeholder={t('work.note')}
        maxLength={500}
        value={note}
        onFocus={() => setWriting(true)}
        onChange={(e) => {
          setNote(e.currentTarget.value)
          keepDraft(noteDraft(task.id), e.currentTarget.value)
        }}
      />
      {writing && task.register && <Register {...task.register} />}
    </fieldset>
  )
}

interface NotNowProps {
  task: ShortTask
  busy: string | null
  choose: (until: Date) => void
}

/** When they would rather be called: a few days said in words, or any other. */
function NotNow({ task, busy, choose }: NotNowProps) {
  const { t } = useWords()
  const [opened, { toggle, close }] = useDisclosure(false)
  const [day, setDay] = useState('')
  const chosen = (until: Date) => {
    close()
    choose(until)
  }
  const other = day ? new Date(`${day}T10:00`) : null
  return (
    <Popover opened={opened} onChange={(open) => !open && close()} position="bottom" width={280} trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendarClock size={19} aria-hidden />}
          loading={busy === 'not-now'}
          disabled={busy !== null && busy !== 'not-now'}
          aria-expanded={opened}
          onClick={toggle}
        >
          {t('work.outcome-not-now')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('work.until', { name: task.name })}>
        <Stack gap={4}>
          {untilChoices(new Date()).map(({ word, at }) => (
            <Button key={word} variant="subtle" justify="flex-start" onClick={() => chosen(at)}>
              {t(word)}
            </Button>
          ))}
          <TextInput
            type="date"
            label={t('work.until-date')}
            value={day}
            min={new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}
            onChange={(e) => setDay(e.currentTarget.value)}
          />
          {other && other > new Date() && <Button onClick={() => chosen(other)}>{t('work.until-ok')}</Button>}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
