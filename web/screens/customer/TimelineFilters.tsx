import { Button, Chip, Select, TextInput } from '@mantine/core'
import type { Customer } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { ENTRY_KINDS, type readTimeline } from '../../../contract/timeline.ts'
import { dayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { type FilterChange, isFiltered, kindsIn, type TimelineFilter } from './timeline-filter.ts'

export type Counts = NonNullable<AnswerOf<typeof readTimeline>['counts']>

interface FiltersProps {
  customer: Customer
  counts: Counts
  filter: TimelineFilter
  put: (next: FilterChange) => void
  clear: () => void
}

/** What to see of what happened: only what there is to choose from is offered, and whatever is chosen. */
export function TimelineFilters({ customer, counts, filter, put, clear }: FiltersProps) {
  const { t } = useWords()
  const { siteName } = useNames()
  const assetName = useAssetName(customer)
  const chosen = kindsIn(filter)
  const kinds = ENTRY_KINDS.flatMap((kind) => {
    const n = counts.kinds.find((each) => each.kind === kind)?.n ?? 0
    return n > 0 || chosen.includes(kind) ? [{ kind, n }] : []
  })
  const places = options(counts.sites, ({ siteId, n }) => [
    siteId,
    siteName(siteId) || t('customer.filter-place-gone'),
    n,
  ])
  const assets = options(counts.assets, ({ assetId, n }) => [assetId, assetName(assetId), n])
  // One vehicle that everything is about leaves nothing to choose.
  const apart = counts.assets.length > 1 || (counts.assets[0]?.n ?? counts.all) < counts.all
  return (
    <search className={classes.sift} aria-label={t('customer.filter')}>
      <Chip.Group
        multiple
        value={chosen}
        onChange={(next) => put({ kinds: kindsIn({ kinds: next.join(',') }).join(',') || undefined })}
      >
        <fieldset className={classes.chips}>
          <legend className="sr-only">{t('customer.filter-kinds')}</legend>
          <Chip
            checked={chosen.length === 0}
            variant="light"
            radius="xl"
            value=""
            onChange={() => put({ kinds: undefined })}
          >
            {t('customer.filter-all')}
          </Chip>
          {kinds.map(({ kind, n }) => (
            <Chip key={kind} value={kind} variant="light" radius="xl">
              {t(`customer.entry-${kind}`)} <span className="dim figures">{n}</span>
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <div className={classes.sifters}>
        {(places.length > 1 || filter.place) && (
          <Select
            label={t('customer.filter-place')}
            placeholder={t('customer.filter-anywhere')}
            clearable
            data={withChosen(places, filter.place, siteName(filter.place ?? null) || t('customer.filter-place-gone'))}
            value={filter.place ?? null}
            onChange={(place) => put({ place: place ?? undefined })}
          />
        )}
        {(apart || filter.asset) && (
          <Select
            label={t('customer.filter-asset')}
            placeholder={t('customer.filter-any-asset')}
            clearable
            data={withChosen(assets, filter.asset, assetName(filter.asset ?? ''))}
            value={filter.asset ?? null}
            onChange={(asset) => put({ asset: asset ?? undefined })}
          />
        )}
        <TextInput
          label={t('customer.filter-from')}
          type="date"
          max={filter.to}
          value={filter.from ?? ''}
          onChange={(e) => put({ from: e.currentTarget.value || undefined })}
        />
        <TextInput
          label={t('customer.filter-to')}
          type="date"
          min={filter.from}
          value={filter.to ?? ''}
          onChange={(e) => put({ to: e.currentTarget.value || undefined })}
        />
      </div>
      {isFiltered(filter) && counts.found > 0 && (
        <div className={classes.sifted}>
          <span role="status">{t('customer.filter-found', { found: counts.found, all: counts.all })}</span>
          <Button variant="subtle" size="sm" h={44} onClick={clear}>
            {t('customer.filter-clear')}
          </Button>
        </div>
      )}
    </search>
  )
}

interface Option {
  value: string
  label: string
}

const options = <T,>(counted: readonly T[], read: (each: T) => [string, string, number]): Option[] =>
  counted.map((each) => {
    const [value, label, n] = read(each)
    return { value, label: `${label} (${n})` }
  })

/** What a link asks for is named, also where nothing happened there. */
const withChosen = (offered: Option[], chosen: string | undefined, label: string): Option[] =>
  chosen && !offered.some(({ value }) => value === chosen) ? [...offered, { value: chosen, label }] : offered

function useAssetName(customer: Customer) {
  const { t } = useWords()
  return (id: string) => {
    const asset = customer.assets.find((each) => each.id === id)
    if (!asset) return t('customer.filter-asset-gone')
    return [asset.make, asset.model].filter(Boolean).join(' ') || asset.body || t('customer.vehicle-unnamed')
  }
}

/** The filter in words: « Visite ou Appel · Versailles · du 1er mars 2026 ». */
export function useFilterWords(customer: Customer) {
  const { t, day, or } = useFilterParts()
  const { siteName } = useNames()
  const assetName = useAssetName(customer)
  return (filter: TimelineFilter): string => {
    const { place, asset, from, to } = filter
    return [
      or(kindsIn(filter).map((kind) => t(`customer.entry-${kind}`))),
      place ? siteName(place) || t('customer.filter-place-gone') : '',
      asset ? assetName(asset) : '',
      from && to
        ? t('customer.filter-between', { from: day(from), to: day(to) })
        : from
          ? t('customer.filter-since', { from: day(from) })
          : to
            ? t('customer.filter-until', { to: day(to) })
            : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

function useFilterParts() {
  const { t, locale } = useWords()
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  return { t, day: (day: string) => dayText(day, locale), or: (words: string[]) => list.format(words) }
}
