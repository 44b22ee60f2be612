import { Button, Menu, Modal } from '@mantine/core'
import { DateTimePicker } from '@mantine/dates'
import {
  IconCalendarClock,
  IconChevronDown,
  IconHourglass,
  IconMoon,
  IconSunHigh,
  IconUserShare,
} from '@tabler/icons-react'
import { useState } from 'react'
import { listStaff, me, type Staff, setDuty } from '../../../contract/network.ts'
import { useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { timeText } from '../../parts/when.ts'
import { useMay, useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

const inAnHour = () => new Date(Date.now() + 3_600_000)
const tonight = () => {
  const end = new Date()
  end.setHours(23, 59, 59, 0)
  return end
}

/** Someone's duty, said in two clicks; the third way (until a day, with a deputy) takes a small form. */
export function DutyMenu({ person, staff }: { person: Staff; staff: readonly Staff[] }) {
  const { t, locale } = useWords()
  const mine = useMe()
  const set = useDo(setDuty, { refresh: [listStaff, me] })
  const [longer, setLonger] = useState(false)
  const may = useMay('duty.set', null) || mine.staffId === person.id
  const { duty } = person
  const now = t(`shell.duty-${duty.state}`)
  const deputy = staff.find((s) => s.id === duty.deputyId)?.name
  const line = [
    duty.until ? t('shell.duty-until', { when: timeText(new Date(duty.until), new Date(), locale) }) : null,
    deputy && duty.state !== 'on' ? t('setup.duty-deputy', { name: deputy }) : null,
  ]
    .filter(Boolean)
    .join(', ')
  const before = {
    state: duty.because === 'hand' && duty.state !== 'off' ? duty.state : ('auto' as const),
    until: duty.because === 'hand' ? duty.until : null,
    deputyId: duty.deputyId,
  }
  const say = (state: 'on' | 'away' | 'auto', until: Date | null = null, deputyId: string | null = null) =>
    set.mutate(
      { params: { id: person.id }, body: { state, until: until?.toISOString() ?? null, deputyId } },
      {
        onError: toastProblem,
        onSuccess: (after) =>
          undoable(
            t('setup.duty-done', {
              name: person.name,
              now: t(`shell.duty-${after.state}`).toLocaleLowerCase(locale),
            }),
            () => set.mutateAsync({ params: { id: person.id }, body: before }),
          ),
      },
    )
  const words = (
    <>
      <span className={classes.dot} data-state={duty.state} aria-hidden />
      <span style={{ textAlign: 'left', lineHeight: 1.25 }}>
        {now}
        {line && (
          <small className="dim" style={{ display: 'block', fontWeight: 400 }}>
            {line}
          </small>
        )}
      </span>
    </>
  )
  if (!may) return <span className={classes.controls}>{words}</span>
  return (
    <>
      <Menu position="bottom-end" width={250} shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            h="auto"
            mih={44}
            px={14}
            loading={set.isPending}
            rightSection={<IconChevronDown size={16} aria-hidden />}
          >
            <span className={classes.controls} style={{ gap: 10 }}>
              {words}
            </span>
            <span className="sr-only">{`, ${person.name}, ${t('shell.duty-change')}`}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item mih={44} leftSection={<IconSunHigh size={20} aria-hidden />} onClick={() => say('on')}>
            {t('setup.duty-on')}
          </Menu.Item>
          <Menu.Item
            mih={44}
            leftSection={<IconHourglass size={20} aria-hidden />}
            onClick={() => say('away', inAnHour())}
          >
            {t('shell.duty-hour')}
          </Menu.Item>
          <Menu.Item mih={44} leftSection={<IconMoon size={20} aria-hidden />} onClick={() => say('away', tonight())}>
            {t('shell.duty-today')}
          </Menu.Item>
          <Menu.Item mih={44} leftSection={<IconCalendarClock size={20} aria-hidden />} onClick={() => say('auto')}>
            {t('setup.duty-auto')}
          </Menu.Item>
          <Menu.Item mih={44} leftSection={<IconUserShare size={20} aria-hidden />} onClick={() => setLonger(true)}>
            {t('setup.duty-longer')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {longer && (
        <Longer
          person={person}
          staff={staff}
          close={() => setLonger(false)}
          say={(until, deputyId) => {
            setLonger(false)
            say('away', until, deputyId)
          }}
        />
      )}
    </>
  )
}

interface LongerProps {
  person: Staff
  staff: readonly Staff[]
  close: () => void
  say: (until: Date | null, deputyId: string | null) => void
}

function Longer({ person, staff, close, say }: LongerProps) {
  const { t, locale } = useWords()
  const [until, setUntil] = useState<string | null>(null)
  const [deputyId, setDeputy] = useState(person.duty.deputyId)
  return (
    <Modal
      opened
      onClose={close}
      title={t('setup.duty-longer-title', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <form
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(e) => {
          e.preventDefault()
          say(until ? new Date(until.replace(' ', 'T')) : null, deputyId)
        }}
      >
        <DateTimePicker
          label={t('setup.duty-until')}
          description={t('setup.duty-until-hint')}
          locale={locale}
          minDate={new Date()}
          clearable
          valueFormat={locale === 'fr' ? 'DD/MM/YYYY HH:mm' : 'DD MMM YYYY HH:mm'}
          value={until}
          onChange={setUntil}
        />
        <StaffPicker
          label={t('setup.duty-deputy-label')}
          description={t('setup.duty-deputy-hint')}
          staff={staff.filter((s) => s.id !== person.id)}
          value={deputyId}
          onChange={setDeputy}
        />
        <FormFooter submit={t('setup.duty-longer-do')} onCancel={close} />
      </form>
    </Modal>
  )
}
