import { Table, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowsSort, IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { spanText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Figures.module.css'
import { ENOUGH, type SiteFigures, shareInterval } from './rank.ts'

type Column = 'name' | 'n' | 'median' | 'p90' | 'within'
const COLUMNS: readonly Column[] = ['name', 'n', 'median', 'p90', 'within']

const sortKey = ({ name, figures: f }: SiteFigures, column: Column): string | number | null => {
  if (column === 'name') return name
  if (column === 'n') return f.n
  if (f.n < ENOUGH) return null
  return { median: f.medianS, p90: f.p90S, within: f.withinPct }[column]
}

/** All places side by side, to compare; what rests on too few greetings is left out and comes last. */
export function FigureTable({ sites }: { sites: readonly SiteFigures[] }) {
  const { t, locale } = useWords()
  const [by, setBy] = useState<{ column: Column; down: boolean }>({ column: 'name', down: false })
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const sorted = [...sites].sort((a, b) => {
    const [x, y] = [sortKey(a, by.column), sortKey(b, by.column)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    const order = typeof x === 'string' && typeof y === 'string' ? x.localeCompare(y, locale) : Number(x) - Number(y)
    return by.down ? -order : order
  })
  return (
    <Section title={t('setup.figures-table')}>
      <div className={`${classes.card} surface`}>
        {phone ? <Cards sites={sorted} /> : <Wide sites={sorted} by={by} sort={setBy} />}
        <p className={classes.lead} style={{ margin: '12px 0 0' }}>
          {t('setup.figures-method')}
        </p>
      </div>
    </Section>
  )
}

interface WideProps {
  sites: readonly SiteFigures[]
  by: { column: Column; down: boolean }
  sort: (next: { column: Column; down: boolean }) => void
}

function Wide({ sites, by, sort }: WideProps) {
  const { t, number } = useWords()
  return (
    <Table.ScrollContainer minWidth={620} type="native" tabIndex={0} role="group" aria-label={t('setup.figures-table')}>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => {
              const now = by.column === column
              const Icon = !now ? IconArrowsSort : by.down ? IconSortDescending : IconSortAscending
              return (
                <Table.Th key={column} scope="col" aria-sort={now ? (by.down ? 'descending' : 'ascending') : 'none'}>
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() => sort({ column, down: now ? !by.down : false })}
                  >
                    {column === 'name' ? t('shell.site') : t(`setup.col-${column}`)}
                    <Icon size={16} aria-hidden />
                  </UnstyledButton>
                </Table.Th>
              )
            })}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sites.map(({ siteId, name, figures: f }) => (
            <Table.Tr key={siteId}>
              <Table.Th scope="row">{name}</Table.Th>
              <Table.Td>{number(f.n)}</Table.Td>
              {f.n < ENOUGH ? (
                <Table.Td colSpan={3} className="dim">
                  {t('setup.figures-few', { n: f.n })}
                </Table.Td>
              ) : (
                <>
                  <Table.Td>
                    <Median of={f} />
                  </Table.Td>
                  <Table.Td>{f.p90S === null ? '–' : spanText(f.p90S, true)}</Table.Td>
                  <Table.Td>
                    <Within of={f} />
                  </Table.Td>
                </>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** The same as a telephone is wide: one place under the other, each figure with its name. */
function Cards({ sites }: { sites: readonly SiteFigures[] }) {
  const { t, number } = useWords()
  return (
    <ul className={classes.stack} aria-label={t('setup.figures-table')}>
      {sites.map(({ siteId, name, figures: f }) => (
        <li key={siteId}>
          <strong>{name}</strong>
          <dl>
            <dt>{t('setup.col-n')}</dt>
            <dd>{number(f.n)}</dd>
            {f.n < ENOUGH ? (
              <dd className="dim">{t('setup.figures-few', { n: f.n })}</dd>
            ) : (
              <>
                <dt>{t('setup.col-median')}</dt>
                <dd>
                  <Median of={f} />
                </dd>
                <dt>{t('setup.col-p90')}</dt>
                <dd>{f.p90S === null ? '–' : spanText(f.p90S, true)}</dd>
                <dt>{t('setup.col-within')}</dt>
                <dd>
                  <Within of={f} />
                </dd>
              </>
            )}
          </dl>
        </li>
      ))}
    </ul>
  )
}

function Median({ of: f }: { of: SiteFigures['figures'] }) {
  const { t } = useWords()
  return (
    <>
      {spanText(f.medianS ?? 0, true)}
      {f.medianLowS !== null && f.medianHighS !== null && (
        <small className="dim">
          {' '}
          {t('setup.range', { low: spanText(f.medianLowS, true), high: spanText(f.medianHighS, true) })}
        </small>
      )}
    </>
  )
}

function Within({ of: f }: { of: SiteFigures['figures'] }) {
  const { t, percent } = useWords()
  const share = f.withinPct === null ? null : shareInterval(f.withinPct / 100, f.n)
  return (
    <>
      {f.withinPct === null ? '–' : percent(f.withinPct / 100)}
      {share && (
        <small className="dim"> {t('setup.range', { low: percent(share.low), high: percent(share.high) })}</small>
      )}
      <small className="dim" style={{ display: 'block' }}>
        {t('setup.within-delay', { span: spanText(f.withinS, true) })}
      </small>
    </>
  )
}
