import { Button, Select, Table, TextInput } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { exportAudit, readAudit } from '../../../contract/audit.ts'
import { readCustomer, search } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { listStaff } from '../../../contract/network.ts'
import { urlOf } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Narrow } from '../../parts/Narrow.tsx'
import { Page } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { useMay, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import lines from './Audit.module.css'
import classes from './Setup.module.css'
import { Whom } from './Whom.tsx'

type AuditRow = AnswerOf<typeof readAudit>['rows'][number]
interface Filter {
  staff?: string
  customer?: string
  action?: string
  from?: string
  to?: string
}
const FIELDS = ['staff', 'customer', 'action', 'from', 'to'] as const

/** Who saw and changed what. What is looked for stands in the address, so that it can be sent to someone. */
export default function Audit() {
  const { t } = useWords()
  const found = useSearch({ strict: false }) as Filter & { site?: string }
  const navigate = useNavigate()
  const may = useMay('audit.read', null)
  const filter: Filter = Object.fromEntries(FIELDS.flatMap((f) => (found[f] ? [[f, String(found[f])]] : [])))
  const [pages, setPages] = useState<{ of: string; cursors: string[] }>({ of: '', cursors: [] })
  const key = JSON.stringify(filter)
  const cursors = pages.of === key ? pages.cursors : []
  const after = cursors.at(-1)
  const log = useAsk(
    readAudit,
    { query: { ...filter, limit: 50, ...(after ? { after } : {}) } },
    { enabled: may, keep: true },
  )
  const set = (next: Filter) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...next }), replace: true } as never)
  const filtered = FIELDS.some((f) => filter[f])
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!may)
    return (
      <Page title={t('setup.audit')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page
      title={t('setup.audit')}
      lead={t('setup.audit-lead')}
      size="wide"
      back={back}
      actions={
        <Button
          component="a"
          href={urlOf(exportAudit, { query: { ...filter } })}
          download
          variant="default"
          leftSection={<IconDownload size={20} aria-hidden />}
        >
          {t('setup.export')}
        </Button>
      }
    >
      <Narrow chosen={FIELDS.filter((f) => filter[f]).length}>
        <Filters filter={filter} set={set} filtered={filtered} />
      </Narrow>
      <ErrorNote error={log.error} retry={log.refetch} />
      {!log.data && !log.error && <Loading rows={8} />}
      {log.data?.rows.length === 0 && (
        <Empty
          icon={<IconListSearch size={40} stroke={1.4} />}
          title={t(filtered ? 'setup.audit-none' : 'setup.audit-empty')}
          action={
            filtered ? (
              <Button variant="default" onClick={() => set(noFilter)}>
                {t('setup.audit-clear')}
              </Button>
            ) : undefined
          }
        >
          {t(filtered ? 'setup.audit-none-text' : 'setup.audit-empty-text')}
        </Empty>
      )}
      {log.data && log.data.rows.length > 0 && (
        <>
          <Rows rows={log.data.rows} sought={filter.customer} stale={log.isPlaceholderData} />
          <nav className={classes.pager} aria-label={t('setup.pages')}>
            <Button
              variant="default"
              disabled={cursors.length === 0}
              onClick={() => setPages({ of: key, cursors: cursors.slice(0, -1) })}
            >
              {t('setup.newer')}
            </Button>
            <span className="dim figures" aria-live="polite">
              {t('setup.page', { n: cursors.length + 1 })}
            </span>
            <Button
              variant="default"
              disabled={!log.data.next}
              onClick={() => log.data?.next && setPages({ of: key, cursors: [...cursors, log.data.next] })}
            >
              {t('setup.older')}
            </Button>
          </nav>
        </>
      )}
    </Page>
  )
}

const noFilter = Object.fromEntries(FIELDS.map((f) => [f, undefined])) as unknown as Filter

interface FiltersProps {
  filter: Filter
  set: (next: Filter) => void
  filtered: boolean
}

function Filters({ filter, set, filtered }: FiltersProps) {
  const { t, word, codes, locale } = useWords()
  const staff = useAsk(listStaff, {})
  const one = (name: keyof Filter, value: string | null) => set({ [name]: value || undefined } as never)
  const actions = codes('action')
    .map((code) => ({ value: code, label: word('action', code) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <search className={classes.filters} aria-label={t('setup.audit-filter')}>
      <Select
        label={t('setup.audit-who')}
        placeholder={t('setup.audit-anyone')}
        searchable
        clearable
        data={(staff.data?.staff ?? []).map((s) => ({ value: s.id, label: s.name }))}
        value={filter.staff ?? null}
        onChange={(value) => one('staff', value)}
      />
      <CustomerFilter value={filter.customer} onChange={(value) => one('customer', value)} />
      <Select
        label={t('setup.audit-what')}
        placeholder={t('setup.audit-anything')}
        searchable
        clearable
        data={actions}
        value={filter.action ?? null}
        onChange={(value) => one('action', value)}
      />
      <TextInput
        label={t('setup.audit-from')}
        type="date"
        max={filter.to}
        value={filter.from ?? ''}
        onChange={(e) => one('from', e.currentTarget.value)}
      />
      <TextInput
        label={t('setup.audit-to')}
        type="date"
        min={filter.from}
        value={filter.to ?? ''}
        onChange={(e) => one('to', e.currentTarget.value)}
      />
      {filtered && (
        <Button variant="subtle" onClick={() => set(noFilter)}>
          {t('setup.audit-clear')}
        </Button>
      )}
    </search>
  )
}

/** A customer by name, plate, number…: the same search as everywhere. */
function CustomerFilter({ value, onChange }: { value: string | undefined; onChange: (id: string | null) => void }) {
  const { t } = useWords()
  const may = useMay('customers.read', null)
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 80)
  const hits = useAsk(search, { query: { q, limit: 8 } }, { enabled: may && q.length > 1, keep: true })
  const chosen = useAsk(readCustomer, { params: { id: value ?? '' } }, { enabled: may && !!value })
  const data = new Map<string, string>()
  if (value) data.set(value, chosen.data?.name ?? t('setup.audit-one'))
  if (q.length > 1)
    for (const hit of hits.data?.hits ?? []) data.set(hit.id, [hit.name, hit.city].filter(Boolean).join(', '))
  return (
    <Select
      label={t('setup.audit-whom')}
      placeholder={t('setup.audit-any-customer')}
      searchable
      clearable
      data={[...data].map(([id, label]) => ({ value: id, label }))}
      // The server has matched already: by sound, plate, number.
      filter={({ options }) => options}
      nothingFoundMessage={q.length > 1 ? t('shell.find-none', { q }) : t('shell.find-type')}
      value={value ?? null}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={type}
    />
  )
}

interface RowsProps {
  rows: readonly AuditRow[]
  /** The customer whose lines are looked for. */
  sought: string | undefined
  stale: boolean
}

function Rows({ rows, sought, stale }: RowsProps) {
  const { t } = useWords()
  const { sites } = useSite()
  const phone = useMediaQuery('(max-width: 48em)') ?? false
  const siteOf = (row: AuditRow) => sites.find(({ id }) => id === row.siteId)?.name ?? ''
  if (phone)
    return (
      <ul
        className={`${lines.lines} surface`}
        aria-label={t('setup.audit')}
        style={stale ? { opacity: 0.6 } : undefined}
      >
        {rows.map((row) => (
          <li key={row.id}>
            <div>
              <strong>{row.actor}</strong> <What row={row} />
            </div>
            <Whom row={row} sought={sought} />
            <div className="dim">
              <Time at={row.at} />
              {siteOf(row) && ` · ${siteOf(row)}`}
            </div>
          </li>
        ))}
      </ul>
    )
  return (
    <div className={`${classes.panel} surface`} style={stale ? { opacity: 0.6 } : undefined}>
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="group" aria-label={t('setup.audit')}>
        <Table verticalSpacing="sm" className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('setup.audit-when')}</Table.Th>
              <Table.Th scope="col">{t('setup.audit-who')}</Table.Th>
              <Table.Th scope="col">{t('setup.audit-what')}</Table.Th>
              <Table.Th scope="col">{t('setup.audit-whom')}</Table.Th>
              <Table.Th scope="col">{t('setup.audit-where')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  <Time at={row.at} />
                </Table.Td>
                <Table.Td>{row.actor}</Table.Td>
                <Table.Td>
                  <What row={row} />
                </Table.Td>
                <Table.Td>
                  <Whom row={row} sought={sought} />
                </Table.Td>
                <Table.Td>{siteOf(row)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  )
}

function What({ row }: { row: AuditRow }) {
  const { word, has } = useWords()
  return (
    <>
      {has(`action.${row.action}`) ? word('action', row.action) : row.action}
      <Detail detail={row.detail} />
    </>
  )
}

/** Which fields were touched: their names only, the log keeps no values. And what a camera learned from an answer. */
function Detail({ detail }: { detail: AuditRow['detail'] }) {
  const { word, has, because } = useWords()
  const fields = Array.isArray(detail.fields) ? detail.fields.filter((f) => typeof f === 'string') : []
  const said = fields.filter((f) => f !== 'version').map((f) => (has(`field.${f}`) ? word('field', f) : f))
  if (typeof detail.lesson === 'string') said.push(because({ code: detail.lesson, values: {} }))
  if (said.length === 0) return null
  return (
    <small className="dim" style={{ display: 'block' }}>
      {said.join(', ')}
    </small>
  )
}
