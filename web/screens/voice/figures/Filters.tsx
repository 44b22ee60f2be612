import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import type { VoiceFiguresAnswer } from '../../../../contract/voice.ts'
import { Narrow } from '../../../parts/Narrow.tsx'
import { SiteChoice } from '../../../parts/SiteChoice.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Figures.module.css'
import { type FiguresSearch, lastDays } from './figures-filter.ts'

const SPANS = [30, 90, 365] as const
const WAYS = ['at', 'moment', 'service', 'channel', 'from', 'to'] as const satisfies readonly (keyof FiguresSearch)[]

interface FiltersProps {
  search: FiguresSearch
  period: { from: string; to: string } | undefined
  choices: VoiceFiguresAnswer['choices'] | undefined
  choose: (next: FiguresSearch) => void
  /** The site is chosen elsewhere on the screen. */
  withoutSites?: boolean
}

/** Where, when, at which moment: all of it stands in the address. */
export function Filters({ search, period, choices, choose, withoutSites = false }: FiltersProps) {
  const { t, word } = useWords()
  const today = new Date()
  const span = SPANS.find((n) => {
    const { from, to } = lastDays(n, today)
    return period?.from === from && period.to === to
  })
  const chosen = WAYS.filter((name) => search[name]).length
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label={t('figure.period')}
        className={classes.spans ?? ''}
        value={span ? String(span) : ''}
        onChange={(next) => choose(lastDays(Number(next), today))}
        data={SPANS.map((n) => ({ value: String(n), label: t('figure.last-days', { n }) }))}
      />
      <Narrow chosen={chosen}>
        <TextInput
          type="date"
          label={t('figure.from')}
          value={search.from ?? period?.from ?? ''}
          max={search.to ?? period?.to ?? ''}
          onChange={(e) => choose({ from: e.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('figure.to')}
          value={search.to ?? period?.to ?? ''}
          onChange={(e) => choose({ to: e.currentTarget.value })}
        />
        {!withoutSites && <SiteChoice value={search.at} choose={(at) => choose({ at })} />}
        <Choice
          label={t('figure.moment')}
          value={search.moment}
          all={t('figure.all-moments')}
          choices={(choices?.moments ?? []).map(({ key, title }) => ({ value: key, label: title }))}
          choose={(moment) => choose({ moment })}
        />
        <Choice
          label={t('figure.service')}
          value={search.service}
          all={t('figure.all-services')}
          choices={(choices?.services ?? []).map((key) => ({ value: key, label: word('service', key) }))}
          choose={(service) => choose({ service })}
        />
        <Choice
          label={t('figure.channel')}
          value={search.channel}
          all={t('figure.all-channels')}
          choices={(choices?.channels ?? []).map((key) => ({ value: key, label: word('figure.by', key) }))}
          choose={(channel) => choose({ channel })}
        />
        {chosen > 0 && (
          <Button
            variant="subtle"
            className={classes.clear ?? ''}
            onClick={() => choose({ at: '', moment: '', service: '', channel: '', from: '', to: '' })}
          >
            {t('figure.clear')}
          </Button>
        )}
      </Narrow>
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  all: string
  choices: { value: string; label: string }[]
  choose: (next: string) => void
}

/** One way to narrow; not shown where there is nothing to choose. What an address names stays, also where nobody answered. */
function Choice({ label, value = '', all, choices, choose }: ChoiceProps) {
  const there = value && !choices.some((each) => each.value === value) ? [...choices, { value, label: value }] : choices
  if (there.length === 0) return null
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(e) => choose(e.currentTarget.value)}
      data={[{ value: '', label: all }, ...there]}
    />
  )
}
