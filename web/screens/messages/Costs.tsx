import { SegmentedControl, Table } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { messageCosts } from '../../../contract/messages.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { regionOf } from '../../parts/when.ts'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import setup from '../setup/Setup.module.css'
import classes from './Messages.module.css'

const BY = ['channel', 'site', 'moment'] as const
/** Drawn by themselves; the rest is one bar together. */
const DRAWN = 4
type Ledger = AnswerOf<typeof messageCosts>

/** What messages cost, month by month, by channel, place or moment. */
export default function Costs() {
  const { t, number, word } = useWords()
  const navigate = useNavigate()
  const may = useMay('loop.read', null)
  const found = useSearch({ strict: false }) as { by?: string }
  const by = BY.find((one) => one === found.by) ?? 'channel'
  const asked = useAsk(messageCosts, { query: { by } }, { enabled: may, keep: true })
  const short = (cents: number) =>
    number(cents / 100, { style: 'currency', currency: 'EUR', notation: 'compact', maximumSignificantDigits: 2 })
  const money = (cents: number) => (cents > 0 ? number(cents / 100, { style: 'currency', currency: 'EUR' }) : '–')
  const name = (row: Ledger['rows'][number]) =>
    by === 'channel' ? word('channel', row.key) : row.name || t('messages.unnamed')
  const back = <Back to="/outbox">{t('messages.outbox')}</Back>
  if (!may)
    return (
      <Page title={t('messages.costs')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  const ledger = asked.data
  return (
    <Page
      title={t('messages.costs')}
      lead={
        ledger && ledger.messages > 0
          ? ledger.cents > 0
            ? t('messages.total', { messages: number(ledger.messages), amount: money(ledger.cents) })
            : t('messages.total-no-price', { messages: number(ledger.messages) })
          : t('messages.costs-lead')
      }
      back={back}
      actions={
        <SegmentedControl
          aria-label={t('messages.costs-by')}
          value={by}
          onChange={(next) =>
            void navigate({ to: '.', search: (old: object) => ({ ...old, by: next }), replace: true } as never)
          }
          data={BY.map((one) => ({ value: one, label: t(`messages.by-${one}`) }))}
        />
      }
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {!ledger && !asked.error && <Loading rows={5} />}
      {ledger?.rows.length === 0 && (
        <Empty icon={<IconCoins size={40} stroke={1.4} />} title={t('messages.costs-none')}>
          {t('messages.costs-none-text')}
        </Empty>
      )}
      {ledger && ledger.rows.length > 0 && (
        <div className={`${setup.panel} surface`}>
          {ledger.cents > 0 && <Chart ledger={ledger} money={money} short={short} />}
          <Table.ScrollContainer
            minWidth={320}
            type="native"
            tabIndex={0}
            role="group"
            aria-label={t('messages.costs')}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t(`messages.by-${by}`)}</Table.Th>
                  <Table.Th scope="col" ta="right">
                    {t('messages.count')}
                  </Table.Th>
                  <Table.Th scope="col" ta="right">
                    {t('messages.amount')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {ledger.rows.map((row, n) => (
                  <Table.Tr key={row.key}>
                    <Table.Td>
                      <span className={`${classes.bar} ${classes.swatch}`} data-n={Math.min(n, DRAWN)} aria-hidden />
                      {name(row)}
                    </Table.Td>
                    <Table.Td ta="right" className="figures">
                      {number(row.messages)}
                    </Table.Td>
                    <Table.Td ta="right" className="figures">
                      {money(row.cents)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          {ledger.rows.some(({ cents }) => cents === 0) && <p className="dim">{t('messages.costs-no-price')}</p>}
        </div>
      )}
    </Page>
  )
}

/** A bar for each month, of the dearest four and the rest. */
function Chart({
  ledger,
  money,
  short,
}: {
  ledger: Ledger
  money: (cents: number) => string
  short: (cents: number) => string
}) {
  const { t, locale } = useWords()
  const totals = ledger.months.map((_, at) => ledger.rows.reduce((sum, row) => sum + (row.byMonth[at] ?? 0), 0))
  const most = Math.max(...totals, 0.01)
  const said = (month: string, form: 'narrow' | 'long') =>
    new Intl.DateTimeFormat(regionOf(locale), {
      month: form,
      ...(form === 'long' ? { year: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${month}-15T00:00:00Z`))
  return (
    <ul className={classes.chart} aria-label={t('messages.chart')}>
      {ledger.months.map((month, at) => (
        <li key={month} className={classes.month}>
          <span className="sr-only">
            {t('messages.month-of', { month: said(month, 'long'), amount: money(totals[at] ?? 0) })}
          </span>
          <div className={classes.bars} aria-hidden title={`${said(month, 'long')} · ${money(totals[at] ?? 0)}`}>
            {parts(ledger, at).map(
              ({ key, n, cents }) =>
                cents > 0 && (
                  <span key={key} className={classes.bar} data-n={n} style={{ height: `${(cents / most) * 100}%` }} />
                ),
            )}
            {(totals[at] ?? 0) > 0 && (
              <span className={classes.amount} style={{ bottom: `${((totals[at] ?? 0) / most) * 100}%` }}>
                {short(totals[at] ?? 0)}
              </span>
            )}
          </div>
          <span aria-hidden>{said(month, 'narrow')}</span>
        </li>
      ))}
    </ul>
  )
}

/** The dearest four of a month, and the rest together. */
const parts = (ledger: Ledger, at: number) => [
  ...ledger.rows.slice(0, DRAWN).map((row, n) => ({ key: row.key || 'none', n, cents: row.byMonth[at] ?? 0 })),
  { key: 'rest', n: DRAWN, cents: ledger.rows.slice(DRAWN).reduce((sum, row) => sum + (row.byMonth[at] ?? 0), 0) },
]
