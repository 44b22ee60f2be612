import { Button, Skeleton, TextInput, UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CASE_STATES, LEANINGS, type VerbatimCounts } from '../../../contract/feedback.ts'
import { ALERTS, KINDS } from '../../../contract/reading.ts'
import { BANDS } from '../../../contract/surveys.ts'
import { dayText } from '../../parts/when.ts'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Filters.module.css'
import { FILTERS, type FilterName, type InboxSearch } from './inbox-filter.ts'
import { useThemeName } from './says.ts'

export type Choose = (next: Partial<Record<FilterName, string | undefined>>) => void

interface FiltersProps {
  asked: InboxSearch
  counts: VerbatimCounts | undefined
  choose: Choose
}

/** What the list may be narrowed to, each with how many there would be. */
export function Filters({ asked, counts, choose }: FiltersProps) {
  const { t } = useWords()
  const theme = useThemeName()
  const { sites } = useMe()
  if (!counts) return <Skeleton height={420} radius="lg" />
  const of = (list: readonly { key: string; n: number }[], key: string) => list.find((each) => each.key === key)?.n ?? 0
  const pick = (name: FilterName, key: string) => () => choose({ [name]: asked[name] === key ? undefined : key })
  return (
    <div className={classes.facets}>
      <Facet title={t('inbox.leaning')}>
        {LEANINGS.map((key) => (
          <Choice key={key} on={asked.polarity === key} n={of(counts.polarity, key)} pick={pick('polarity', key)}>
            {t(`leaning.${key}`)}
          </Choice>
        ))}
      </Facet>
      <Facet title={t('inbox.themes')}>
        {withChosen(counts.themes, asked.theme).map((each) => (
          <Choice
            key={each.key}
            on={asked.theme === each.key}
            n={each.n}
            pick={pick('theme', each.key)}
            bar={each.n > 0 ? { good: each.good / each.n, bad: each.bad / each.n } : undefined}
          >
            {theme(each.key, each.title)}
          </Choice>
        ))}
        {counts.themes.length === 0 && <li className="dim">{t('inbox.no-themes')}</li>}
      </Facet>
      <Facet title={t('inbox.alerts')}>
        <Choice on={asked.alert === 'any'} n={of(counts.alerts, 'any')} pick={pick('alert', 'any')}>
          {t('inbox.any-alert')}
        </Choice>
        {ALERTS.map((key) => (
          <Choice key={key} on={asked.alert === key} n={of(counts.alerts, key)} pick={pick('alert', key)}>
            {t(`alert.${key}`)}
          </Choice>
        ))}
      </Facet>
      <Facet title={t('inbox.kinds')}>
        {KINDS.map((key) => (
          <Choice key={key} on={asked.kind === key} n={of(counts.kinds, key)} pick={pick('kind', key)}>
            {t(`says.${key}`)}
          </Choice>
        ))}
        <Choice
          on={asked.praised === 'true'}
          n={counts.praised}
          pick={() => choose({ praised: asked.praised ? undefined : 'true' })}
        >
          {t('inbox.someone-praised')}
        </Choice>
      </Facet>
      <Facet title={t('inbox.bands')}>
        {[...BANDS, 'none' as const].map((key) => (
          <Choice key={key} on={asked.band === key} n={of(counts.bands, key)} pick={pick('band', key)}>
            {t(`inbox.band-${key}`)}
          </Choice>
        ))}
      </Facet>
      <Facet title={t('inbox.cases')}>
        {CASE_STATES.map((key) => (
          <Choice key={key} on={asked.case === key} n={of(counts.cases, key)} pick={pick('case', key)}>
            {t(`inbox.case-${key}`)}
          </Choice>
        ))}
      </Facet>
      {counts.moments.length > 0 && (
        <Facet title={t('inbox.moments')}>
          {counts.moments.map(({ key, title, n }) => (
            <Choice key={key} on={asked.moment === key} n={n} pick={pick('moment', key)}>
              {title || key}
            </Choice>
          ))}
        </Facet>
      )}
      {sites.length > 1 && (
        <Facet title={t('inbox.sites')}>
          {counts.sites.map(({ key, title, n }) => (
            <Choice key={key} on={asked.site === key} n={n} pick={pick('site', key)}>
              {title}
            </Choice>
          ))}
        </Facet>
      )}
      <Facet title={t('inbox.more')}>
        <Choice
          on={asked.unsure === 'true'}
          n={counts.unsure}
          pick={() => choose({ unsure: asked.unsure ? undefined : 'true' })}
        >
          {t('inbox.to-check')}
        </Choice>
        <Choice on={asked.counted === 'no'} n={counts.leftOut} pick={pick('counted', 'no')}>
          {t('inbox.not-counted')}
        </Choice>
      </Facet>
      <div className={classes.dates}>
        <TextInput
          type="date"
          label={t('inbox.from')}
          size="sm"
          value={asked.from ?? ''}
          onChange={(e) => choose({ from: e.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          label={t('inbox.to')}
          size="sm"
          value={asked.to ?? ''}
          onChange={(e) => choose({ to: e.currentTarget.value || undefined })}
        />
      </div>
    </div>
  )
}

/** What was chosen stays in its list, also when nothing is left of it. */
function withChosen<T extends VerbatimCounts['themes'][number]>(list: readonly T[], chosen: string | undefined) {
  if (!chosen || list.some(({ key }) => key === chosen)) return list
  return [...list, { key: chosen, title: '', n: 0, good: 0, bad: 0 }]
}

function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={classes.facet}>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  )
}

interface ChoiceProps {
  on: boolean
  n: number
  pick: () => void
  bar?: { good: number; bad: number } | undefined
  children: ReactNode
}

function Choice({ on, n, pick, bar, children }: ChoiceProps) {
  const { t, number, percent } = useWords()
  return (
    <li>
      <UnstyledButton className={classes.choice} aria-pressed={on} data-none={n === 0 || undefined} onClick={pick}>
        <span className={classes.choiceName}>{children}</span>
        {bar && (
          <span className={classes.bar} title={t('inbox.bar', { good: percent(bar.good), bad: percent(bar.bad) })}>
            <i data-leaning="good" style={{ width: `${100 * bar.good}%` }} />
            <i data-leaning="bad" style={{ width: `${100 * bar.bad}%` }} />
          </span>
        )}
        <span className="figures">{number(n)}</span>
      </UnstyledButton>
    </li>
  )
}

/** What the list is narrowed to now, each to be taken away. */
export function Chosen({ asked, counts, choose }: FiltersProps) {
  const { t, word, locale } = useWords()
  const theme = useThemeName()
  const { sites } = useMe()
  const title = (list: readonly { key: string; title: string }[] | undefined, key: string) =>
    list?.find((each) => each.key === key)?.title || ''
  const named: Record<FilterName, (value: string) => string> = {
    q: (value) => t('inbox.quoted', { word: value }),
    site: (value) => sites.find(({ id }) => id === value)?.name ?? t('inbox.one-site'),
    from: (value) => t('inbox.since', { day: dayText(value, locale) }),
    to: (value) => t('inbox.until', { day: dayText(value, locale) }),
    polarity: (value) => word('leaning', value),
    theme: (value) => theme(value, title(counts?.themes, value)),
    kind: (value) => word('says', value),
    alert: (value) => (value === 'any' ? t('inbox.any-alert') : word('alert', value)),
    band: (value) => word('inbox', `band-${value}`),
    case: (value) => word('inbox', `case-${value}`),
    moment: (value) => title(counts?.moments, value) || value,
    praised: () => t('inbox.someone-praised'),
    unsure: () => t('inbox.to-check'),
    language: (value) => t(`inbox.language-${value as 'fr' | 'en' | 'other'}`),
    counted: (value) => t(value === 'all' ? 'inbox.all-counted' : 'inbox.not-counted'),
    customer: () => t('inbox.one-customer'),
  }
  const chosen = FILTERS.filter((name) => asked[name])
  if (chosen.length === 0) return null
  return (
    <ul className={classes.chosen} aria-label={t('inbox.chosen')}>
      {chosen.map((name) => {
        const said = named[name](asked[name] ?? '')
        return (
          <li key={name}>
            <UnstyledButton
              className={classes.chip}
              aria-label={t('inbox.drop', { what: said })}
              onClick={() => choose({ [name]: undefined })}
            >
              {said} <IconX size={16} aria-hidden />
            </UnstyledButton>
          </li>
        )
      })}
      {chosen.length > 1 && (
        <li>
          <Button
            variant="subtle"
            size="compact-md"
            mih={44}
            onClick={() => choose(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}
          >
            {t('inbox.drop-all')}
          </Button>
        </li>
      )}
    </ul>
  )
}
