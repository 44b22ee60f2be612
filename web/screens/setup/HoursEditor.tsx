import { ActionIcon, Button, Switch, Text } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { IconCopy, IconPlus, IconX } from '@tabler/icons-react'
import { type Hours, WEEKDAYS } from '../../../contract/network.ts'
import { regionOf } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Hours.module.css'
import { faultOf, mondayOnWeekdays, runsOf, type Span, spansOf, type Weekday, withBreak, withDay } from './hours.ts'

/** The opening hours of a week: each day open or closed, with a break at noon where there is one. */
export function HoursEditor({ value, onChange }: { value: Hours; onChange: (next: Hours) => void }) {
  const { t } = useWords()
  return (
    <div>
      {runsOf(value).length === 0 && (
        <Text size="sm" mb="xs">
          {t('setup.hours-always')}
        </Text>
      )}
      <ul className={classes.week}>
        {WEEKDAYS.map((day) => (
          <Day key={day} day={day} hours={value} onChange={onChange} />
        ))}
      </ul>
      <Button
        variant="default"
        mt="sm"
        leftSection={<IconCopy size={18} aria-hidden />}
        onClick={() => onChange(mondayOnWeekdays(value))}
      >
        {t('setup.hours-copy')}
      </Button>
    </div>
  )
}

function Day({ day, hours, onChange }: { day: Weekday; hours: Hours; onChange: (next: Hours) => void }) {
  const { t } = useWords()
  const spans = spansOf(hours, day)
  const open = spans.length > 0
  const name = t(`weekday.${day}`)
  const fault = faultOf(spans)
  const set = (next: readonly Span[]) => onChange(withDay(hours, day, next))
  const change = (at: number, side: 0 | 1, clock: string) =>
    set(spans.map((span, i) => (i === at ? (side === 0 ? [clock, span[1]] : [span[0], clock]) : span)))
  return (
    <li className={classes.day}>
      <Switch
        className={classes.switch}
        label={name}
        checked={open}
        onChange={(e) => set(e.currentTarget.checked ? [['08:00', '18:00']] : [])}
      />
      <div className={classes.spans}>
        {!open && (
          <Text span className="dim">
            {t('setup.hours-closed')}
          </Text>
        )}
        {spans.map((span, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the day.
          <span key={i} className={classes.span}>
            <TimeInput
              classNames={{ input: classes.clock ?? '' }}
              aria-label={t('setup.hours-from', { day: name, n: i + 1 })}
              value={span[0]}
              error={!!fault}
              onChange={(e) => change(i, 0, e.currentTarget.value)}
            />
            <span aria-hidden>–</span>
            <TimeInput
              classNames={{ input: classes.clock ?? '' }}
              aria-label={t('setup.hours-to', { day: name, n: i + 1 })}
              value={span[1]}
              error={!!fault}
              onChange={(e) => change(i, 1, e.currentTarget.value)}
            />
            {spans.length > 1 && (
              <ActionIcon
                aria-label={t('setup.hours-remove', { day: name, n: i + 1 })}
                onClick={() => set(spans.filter((_, at) => at !== i))}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            )}
          </span>
        ))}
        {spans.length === 1 && spans[0] && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={18} aria-hidden />}
            aria-label={t('setup.hours-break-day', { day: name })}
            onClick={() => set(withBreak(spans[0] as Span))}
          >
            {t('setup.hours-break')}
          </Button>
        )}
        {fault && (
          <Text span size="sm" c="var(--ok-bad)" role="alert" w="100%">
            {t(`setup.hours-${fault}`)}
          </Text>
        )}
      </div>
    </li>
  )
}

/** The hours of a week in one line of words. */
export function useHoursText(): (hours: Hours) => string {
  const { t, locale } = useWords()
  const short = (day: Weekday) =>
    new Intl.DateTimeFormat(regionOf(locale), { weekday: 'short', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, 0, 1 + WEEKDAYS.indexOf(day))),
    )
  return (hours) =>
    runsOf(hours)
      .map(({ from, to, spans }) => {
        const days = from === to ? short(from) : `${short(from)}–${short(to)}`
        return `${days} ${spans.map(([a, b]) => `${a}–${b}`).join(', ')}`
      })
      .join(' · ') || t('setup.hours-none')
}

/** The hours of a week in one line. */
export function HoursLine({ hours }: { hours: Hours }) {
  return <>{useHoursText()(hours)}</>
}
