import { ActionIcon, Button, Chip, Group, NumberInput, Switch } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { GESTURES, type Playbook } from '../../../contract/playbook.ts'
import type { PlaybookFault } from '../../../contract/playbooks.ts'
import { Row } from '../../parts/Field.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './draft.ts'
import { Faults } from './Faults.tsx'
import classes from './Playbook.module.css'
import { useMomentWords } from './say.ts'

type Hours = Playbook['hours']
type Budget = Playbook['budget']
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const MOST_BREAKS = 4
const LUNCH = { from: '12:00', to: '14:00' }

/** When people are spoken to, and how often at most: hours, days, pauses; the budget of attention. */
export function PaceForm({ draft, playbook }: { draft: Draft; playbook: Playbook }) {
  const { t } = useWords()
  const [hours, setHours] = useState(playbook.hours)
  const [budget, setBudget] = useState(playbook.budget)
  const [faults, setFaults] = useState<readonly PlaybookFault[]>([])
  const apply = async (whole: 'hours' | 'budget', set: Hours | Budget): Promise<void> => {
    const found = await draft.change({ whole, set })
    setFaults(found)
    if (found.length === 0) toast(t('playbook.applied'))
  }
  return (
    <details className={`${classes.panel} surface`}>
      <summary className={classes.summary}>{t('playbook.pace')}</summary>
      <HoursFields hours={hours} change={(part) => setHours({ ...hours, ...part })} />
      <Button mt="sm" variant="default" onClick={() => void apply('hours', hours)}>
        {t('playbook.pace-apply-hours')}
      </Button>
      <BudgetFields budget={budget} change={(part) => setBudget({ ...budget, ...part })} />
      <Button mt="sm" variant="default" onClick={() => void apply('budget', budget)}>
        {t('playbook.pace-apply-budget')}
      </Button>
      <div role="alert">
        <Faults faults={faults} />
      </div>
    </details>
  )
}

function HoursFields({ hours, change }: { hours: Hours; change: (part: Partial<Hours>) => void }) {
  const { t, word } = useWords()
  const { breaks } = hours
  const setBreak = (at: number, part: Partial<(typeof breaks)[number]>) =>
    change({ breaks: breaks.map((each, n) => (n === at ? { ...each, ...part } : each)) })
  return (
    <fieldset className={classes.set}>
      <legend>{t('playbook.pace-hours')}</legend>
      <Row>
        <TimeInput
          label={t('playbook.pace-from')}
          value={hours.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TimeInput
          label={t('playbook.pace-to')}
          value={hours.to}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </Row>
      <Chip.Group
        multiple
        value={hours.days.map(String)}
        onChange={(days) => change({ days: days.map(Number).sort((a, b) => a - b) })}
      >
        <Group gap="xs" mt="sm" role="group" aria-label={t('playbook.pace-days')}>
          {DAYS.map((day, n) => (
            <Chip key={day} value={String(n + 1)}>
              {word('weekday', day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {breaks.map((each, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pause is its place in the list.
        <Group key={n} gap="xs" mt="sm" wrap="nowrap" align="end">
          <TimeInput
            label={t('playbook.pace-break-from', { n: n + 1 })}
            value={each.from}
            onChange={(event) => setBreak(n, { from: event.currentTarget.value })}
          />
          <TimeInput
            label={t('playbook.pace-break-to', { n: n + 1 })}
            value={each.to}
            onChange={(event) => setBreak(n, { to: event.currentTarget.value })}
          />
          <ActionIcon
            size="xl"
            aria-label={t('playbook.pace-break-remove', { n: n + 1 })}
            onClick={() => change({ breaks: breaks.filter((_, at) => at !== n) })}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {breaks.length < MOST_BREAKS && (
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => change({ breaks: [...breaks, LUNCH] })}
        >
          {t('playbook.pace-break-add')}
        </Button>
      )}
      <Switch
        mt="sm"
        label={t('playbook.pace-holidays')}
        description={t('playbook.pace-holidays-text')}
        checked={hours.holidays === 'closed'}
        onChange={(event) => change({ holidays: event.currentTarget.checked ? 'closed' : 'open' })}
      />
    </fieldset>
  )
}

const NUMBERS = [
  ['perMonth', 1, 31],
  ['gapDays', 0, 60],
  ['patienceDays', 1, 120],
  ['angryOver', 1, 60],
] as const
const ASKS = [
  ['nps', 730],
  ['any', 365],
] as const

function BudgetFields({ budget, change }: { budget: Budget; change: (part: Partial<Budget>) => void }) {
  const { t } = useWords()
  const say = useMomentWords()
  return (
    <fieldset className={classes.set}>
      <legend>{t('playbook.pace-budget')}</legend>
      <Row>
        {NUMBERS.map(([name, min, max]) => (
          <NumberInput
            key={name}
            label={t(`playbook.pace-${name}`)}
            min={min}
            max={max}
            value={budget[name]}
            onChange={(value) => typeof value === 'number' && change({ [name]: value })}
          />
        ))}
        {ASKS.map(([name, max]) => (
          <NumberInput
            key={name}
            label={t(`playbook.pace-ask-${name}`)}
            min={0}
            max={max}
            value={budget.askAgainDays[name]}
            onChange={(value) =>
              typeof value === 'number' && change({ askAgainDays: { ...budget.askAgainDays, [name]: value } })
            }
          />
        ))}
      </Row>
      <p className="dim">{t('playbook.pace-weights')}</p>
      <Row>
        {GESTURES.map((gesture) => (
          <NumberInput
            key={gesture}
            label={say.coded('gesture', gesture)}
            min={0}
            max={5}
            step={0.5}
            placeholder={t('playbook.pace-usual')}
            value={budget.weights[gesture] ?? ''}
            onChange={(value) => {
              const { [gesture]: _, ...others } = budget.weights
              change({ weights: typeof value === 'number' ? { ...others, [gesture]: value } : others })
            }}
          />
        ))}
      </Row>
    </fieldset>
  )
}
