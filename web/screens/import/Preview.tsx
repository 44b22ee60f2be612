import { Table } from '@mantine/core'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { ATTRIBUTE, isConsentColumn } from '../../../contract/import-fields.ts'
import type { ImportRun, previewImport } from '../../../contract/imports.ts'
import { Figure } from '../../parts/Figure.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { phoneText } from '../../parts/phone-text.ts'
import { Tone } from '../../parts/Tone.tsx'
import { shortDayText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { type Field, fieldsByGroup, fieldWord } from './fields.ts'
import classes from './Import.module.css'
import { Notices } from './Notices.tsx'
import { Reason } from './Reason.tsx'

const REFUSES = [
  'name-missing',
  'name-is-note',
  'total-line',
  'header-again',
  'too-many-columns',
  'quote-not-closed',
  'json-malformed',
  'line-too-long',
  'database-refused',
  'date-missing',
  'time-unreadable',
  'customer-missing',
  'customer-unknown',
  'customer-ambiguous',
  'key-of-another',
  'erased-on-request',
  'erased-by-retention',
  'number-missing',
  'number-cut',
  'date-to-come',
  'consent-unreadable',
  'channel-unreadable',
  'proof-missing',
  'later-word-stands',
]

type Previewed = AnswerOf<typeof previewImport>

interface PreviewProps {
  run: ImportRun
  preview: Previewed | undefined
  busy: boolean
  swap: (columns: readonly string[]) => void
}

/** What would come in: how many rows, what is wrong with the others, and the first ones as they would be. */
export function Preview({ run, preview, busy, swap }: PreviewProps) {
  const { t, word, number, locale } = useWords()
  if (!preview)
    return (
      <>
        <output className="dim">{t('import.preview-reading', { n: run.rows, said: number(run.rows) })}</output>
        <Loading rows={3} />
      </>
    )
  const said = (field: Field, value: string): string =>
    field === 'kind'
      ? t(value === 'company' ? 'customer.kind-company' : 'customer.kind-person')
      : field === 'service'
        ? word('service', value)
        : field === 'orderKind'
          ? t(`customer.order-kind-${value}` as never)
          : field === 'state'
            ? t(`customer.order-${value}` as never)
            : isConsentColumn(field)
              ? value && t(value === 'given' ? 'import.heard-yes' : 'import.heard-no')
              : /^\d{4}-\d\d-\d\d$/.test(value)
                ? shortDayText(value, locale)
                : field === ATTRIBUTE && locale === 'en'
                  ? value.replaceAll(' : ', ': ')
                  : phoneText(value)
  const columns = fieldsByGroup(run.kind)
    .flatMap((g) => g.fields)
    .filter((field) => preview.rows.some((row) => row.fields[field]))
  return (
    <div aria-busy={busy} className={classes.preview}>
      <output className={classes.figures}>
        <Figure
          name={t('import.good')}
          value={number(preview.good)}
          note={t('import.of', { n: number(preview.total) })}
        />
        <Figure name={t('import.aside')} value={number(preview.total - preview.good)} note={t('import.aside-note')} />
        {preview.would && (
          <Figure
            name={t('import.would-create')}
            value={number(preview.would.create)}
            note={
              preview.would.change + preview.would.same > 0
                ? t('import.would-note', {
                    change: number(preview.would.change),
                    same: number(preview.would.same),
                  })
                : undefined
            }
          />
        )}
      </output>
      <Notices run={run} notices={preview.notices} swap={swap} />
      <ConsentsHeard kind={run.kind} consents={preview.consents} />
      {preview.problems.length > 0 && (
        <ul className={`surface ${classes.rows}`}>
          {preview.problems.map((problem) => (
            <li key={problem.because} className={classes.problem}>
              <Tone tone={refuses(problem.because, run.kind) ? 'bad' : 'wait'}>
                {t(refuses(problem.because, run.kind) ? 'import.set-aside' : 'import.left-out')}
              </Tone>
              <Reason kind={run.kind} because={problem.because} />
              <span className="dim">
                {t('import.problem-n', { n: problem.n, said: number(problem.n), line: number(problem.firstLine) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {columns.length > 0 && (
        <Table.ScrollContainer
          minWidth={Math.max(320, columns.length * 130)}
          scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': t('import.first-rows') } }}
        >
          <Table captionSide="top" className={`surface ${classes.table}`} verticalSpacing="sm">
            <Table.Caption className={classes.caption ?? ''}>{t('import.first-rows')}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('import.line')}</Table.Th>
                {columns.map((field) => (
                  <Table.Th key={field}>{t(fieldWord(run.kind, field))}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {preview.rows.map((row) => (
                <Table.Tr key={row.line}>
                  <Table.Td className="dim">{row.line}</Table.Td>
                  {row.problem ? (
                    <Table.Td colSpan={columns.length}>
                      <Tone tone="bad">{word('import.problem', row.problem)}</Tone>
                    </Table.Td>
                  ) : (
                    columns.map((field) => (
                      <Table.Td key={field}>
                        <div className={classes.cell}>{said(field, row.fields[field] ?? '')}</div>
                      </Table.Td>
                    ))
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </div>
  )
}

/** Of each column of consents, how many said yes and how many no, and how many answers are not heard. */
function ConsentsHeard({ kind, consents }: { kind: ImportRun['kind']; consents: Previewed['consents'] }) {
  const { t } = useWords()
  if (consents.length === 0) return null
  return (
    <ul className={`surface ${classes.rows}`} aria-label={t('import.consents-heard')}>
      {consents.map(({ field, column, yes, no, aside }) => (
        <li key={field} className={classes.problem}>
          <Tone tone={aside > 0 ? 'wait' : 'good'}>{t(fieldWord(kind, field as Field))}</Tone>
          <span>{column}</span>
          <span className="dim">{t('import.consents-n', { yes, no, n: aside })}</span>
        </li>
      ))}
    </ul>
  )
}

/** A diary row without a readable day is nobody's appointment; a customer without a readable birthday is still a customer. */
const refuses = (because: string, kind: ImportRun['kind']): boolean =>
  REFUSES.includes(because) || (kind !== 'customers' && because === 'date-unreadable')
