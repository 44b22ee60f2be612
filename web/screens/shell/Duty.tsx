import { Button, Popover, Stack, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendarClock, IconChevronDown, IconHourglass, IconMoon, IconSunHigh } from '@tabler/icons-react'
import { useState } from 'react'
import { listStaff, me as meEndpoint, setDuty } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { timeText } from '../../parts/when.ts'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Duty.module.css'

const inAnHour = () => new Date(Date.now() + 3_600_000)
const tonight = () => {
  const end = new Date()
  end.setHours(23, 59, 59, 0)
  return end
}

/** Am I on duty? Said in two clicks: here, away for an hour, away today, or as the hours and my calendar say. */
export function Duty({ compact = false }: { compact?: boolean }) {
  const { t, locale } = useWords()
  const me = useMe()
  const [opened, { close, toggle }] = useDisclosure(false)
  const [deputyId, setDeputy] = useState(me.duty.deputyId)
  const staff = useAsk(listStaff, {}, { enabled: opened })
  const set = useDo(setDuty, { refresh: [meEndpoint, listStaff] })
  const say = (state: 'on' | 'away' | 'auto', until: Date | null = null) => {
    close()
    set.mutate(
      {
        params: { id: me.staffId },
        body: { state, until: until?.toISOString() ?? null, deputyId: state === 'away' ? deputyId : null },
      },
      {
        onSuccess: (now) =>
          toast(t('shell.duty-done', { now: t(`shell.duty-${now.state}`).toLocaleLowerCase(locale) })),
        onError: toastProblem,
      },
    )
  }
  const now = t(`shell.duty-${me.duty.state}`)
  const until = me.duty.until
    ? t('shell.duty-until', { when: timeText(new Date(me.duty.until), new Date(), locale) })
    : null
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      position={compact ? 'bottom-end' : 'top-start'}
      width={300}
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <UnstyledButton className={classes.duty} data-compact={compact || undefined} onClick={toggle}>
          <span className={classes.dot} data-state={me.duty.state} aria-hidden />
          <span className={classes.words}>
            {now}
            {!compact && <small>{until ?? t(`shell.duty-because-${me.duty.because}`)}</small>}
            <span className="sr-only">, {t('shell.duty-change')}</span>
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={6}>
          <Button
            variant="subtle"
            justify="flex-start"
            leftSection={<IconSunHigh size={20} aria-hidden />}
            onClick={() => say('on')}
          >
            {t('shell.duty-on-do')}
          </Button>
          <Button
            variant="subtle"
            justify="flex-start"
            leftSection={<IconHourglass size={20} aria-hidden />}
            onClick={() => say('away', inAnHour())}
          >
            {t('shell.duty-hour')}
          </Button>
          <Button
            variant="subtle"
            justify="flex-start"
            leftSection={<IconMoon size={20} aria-hidden />}
            onClick={() => say('away', tonight())}
          >
            {t('shell.duty-today')}
          </Button>
          <Button
            variant="subtle"
            justify="flex-start"
            h="auto"
            mih={44}
            styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
            leftSection={<IconCalendarClock size={20} aria-hidden />}
            onClick={() => say('auto')}
          >
            {t('shell.duty-auto')}
          </Button>
          <Text size="sm" className="dim" mt={6}>
            {[t(`shell.duty-because-${me.duty.because}`), until].filter(Boolean).join(', ')}
          </Text>
          <StaffPicker
            label={t('shell.duty-deputy')}
            staff={(staff.data?.staff ?? []).filter((s) => s.id !== me.staffId)}
            value={deputyId}
            onChange={setDeputy}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
