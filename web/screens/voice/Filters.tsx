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
  const { sites } = useMe()
  if (!counts) return <Skeleton height={420} radius="lg" />
  const part = { asked, choose }
  return (
    <div className={classes.facets}>
      <CodeFacet
        {...part}
        name="polarity"
        counts={counts.polarity}
        codes={LEANINGS}
        word={(key) => t(`leaning.${key}`)}
      />
      <ThemeFacet {...part} themes={counts.themes} />
      <CodeFacet
        {...part}
        name="alert"
        counts={counts.alerts}
        codes={['any', ...ALERTS] as const}
        word={(key) => (key === 'any' ? t('inbox.any-alert') : t(`alert.${key}`))}
      />
      <CodeFacet {...part} name="kind" counts={counts.kinds} codes={KINDS} word={(key) => t(`says.${key}`)}>
        <Switched {...part} name="praised" n={counts.praised}>
          {t('inbox.someone-praised')}
        </Switched>
      </CodeFacet>
      <CodeFacet
        {...part}
        name="band"
        counts={counts.bands}
        codes={[...BANDS, 'none'] as const}
        word={(key) => t(`inbox.band-${key}`)}
      />
      <CodeFacet
        {...part}
        name="case"
        counts={counts.cases}
        codes={CASE_STATES}
        word={(key) => t(`inbox.case-${key}`)}
      />
      {counts.moments.length > 0 && <TitledFacet {...part} name="moment" list={counts.moments} />}
      {sites.length > 1 && <TitledFacet {...part} name="site" list={counts.sites} />}
      <Facet title={t('inbox.more')}>
        <Switched {...part} name="unsure" n={counts.unsure}>
          {t('inbox.to-check')}
        </Switched>
        <Choice on={asked.counted === 'no'} n={counts.leftOut} pick={toggled(part, 'counted', 'no')}>
          {t('inbox.not-counted')}
        </Choice>
      </Facet>
      <Dates {...part} />
    </div>
  )
}

type PartProps = Omit<FiltersProps, 'counts'>

/** Chosen when it was not, let go when it was. */
const toggled =
  ({ asked, choose }: PartProps, name: FilterName, value: string) =>
  () =>
    choose({ [name]: asked[name] === value ? undefined : value })

const TITLES = {
  polarity: 'inbox.leaning',
  alert: 'inbox.alerts',
  kind: 'inbox.kinds',
  band: 'inbox.bands',
  case: 'inbox.cases',
} as const

interface CodeFacetProps<C extends string> extends PartProps {
  name: keyof typeof TITLES
  counts: readonly { key: string; n: number }[]
  codes: readonly C[]
  word: (code: C) => string
  children?: ReactNode
}

/** Codes that are always the same, each with its count, also when that is none. */
function CodeFacet<C extends string>({ name, counts, codes, word, children, ...part }: CodeFacetProps<C>) {
  const { t } = useWords()
  return (
    <Facet title={t(TITLES[name])}>
      {codes.map((code) => (
        <Choice
          key={code}
          on={part.asked[name] === code}
          n={counts.find(({ key }) => key === code)?.n ?? 0}
          pick={toggled(part, name, code)}
        >
          {word(code)}
        </Choice>
      ))}
      {children}
    </Facet>
  )
}

/** What has a name of its own: moments of the playbook, places. */
function TitledFacet({
  name,
  list,
  ...part
}: PartProps & { name: 'moment' | 'site'; list: readonly { key: string; title: string; n: number }[] }) {
  const { t } = useWords()
  return (
    <Facet title={t(name === 'moment' ? 'inbox.moments' : 'inbox.sites')}>
      {list.map(({ key, title, n }) => (
        <Choice key={key} on={part.asked[name] === key} n={n} pick={toggled(part, name, key)}>
          {title || key}
        </Choice>
      ))}
    </Facet>
  )
}

function ThemeFacet({ themes, ...part }: PartProps & { themes: VerbatimCounts['themes'] }) {
  const { t } = useWords()
  const themeName = useThemeName()
  return (
    <Facet title={t('inbox.themes')}>
      {withChosen(themes, part.asked.theme).map(({ key, title, n, good, bad }) => (
        <Choice
          key={key}
          on={part.asked.theme === key}
          n={n}
          pick={toggled(part, 'theme', key)}
          bar={n > 0 ? { good: good / n, bad: bad / n } : undefined}
        >
          {themeName(key, title)}
        </Choice>
      ))}
      {themes.length === 0 && <li className="dim">{t('inbox.no-themes')}</li>}
    </Facet>
  )
}

/** What is asked for, or not. */
function Switched({
  name,
  n,
  children,
  asked,
  choose,
}: PartProps & { name: 'praised' | 'unsure'; n: number; children: ReactNode }) {
  return (
    <Choice on={asked[name] === 'true'} n={n} pick={() => choose({ [name]: asked[name] ? undefined : 'true' })}>
      {children}
    </Choice>
  )
}

function Dates({ asked, choose }: PartProps) {
  const { t } = useWords()
  return (
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
    exact: () => t('inbox.exactly'),
    site: (value) => sites.find(({ id }) => id === value)?.name ?? t('inbox.one-site'),
    from: (value) => t('inbox.since', { day: dayText(value, locale) }),
    to: (value) => t('inbox.until', { day: dayText(value, locale) }),
    polarity: (value) => word('leaning', value),
    theme: (value) => theme(value, title(counts?.themes, value)),
    kind: (value) => word('says', value),
    alert: (value) => (value === 'any' ? t('inbox.any-alert') : word('alert', value)),
    band: (value) => word('inbox', `band-${value}`),
    metric: (value) => word('figure', value),
    service: (value) => word('service', value),
    channel: (value) => word('figure.by', value),
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
