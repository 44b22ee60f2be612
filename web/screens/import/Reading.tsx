import { Checkbox, NativeSelect, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { SentOf } from '../../../contract/endpoint.ts'
import { ENCODINGS, type ImportRun, previewImport, readImport, rereadImport } from '../../../contract/imports.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Import.module.css'

type Change = SentOf<typeof rereadImport>['body']
const DELIMITERS = [
  [';', 'semicolon'],
  [',', 'comma'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const

const NAME_ORDERS = ['given-first', 'family-first'] as const

/** How the file is read, as it was recognised and why; each of it can be said otherwise, and the columns are then read anew. */
export function Reading({ run }: { run: ImportRun }) {
  const { t, word } = useWords()
  const reread = useDo(rereadImport, { refresh: [readImport, previewImport] })
  const say = (body: Change) => reread.mutate({ params: { id: run.id }, body })
  const { dialect, habits } = run
  const text = dialect.format === 'csv' && dialect.sheets.length === 0
  const dated = habits.dates.dmy + habits.dates.mdy + habits.dates.ymd + habits.dates.either > 0
  const named = run.kind === 'customers' && run.columns.some(({ field }) => field === 'fullName')
  const valued = habits.decimals.comma + habits.decimals.point > 0
  return (
    <Section title={t('import.read-as')}>
      <div className={classes.dialect} aria-busy={reread.isPending}>
        {dialect.sheets.length > 1 && (
          <NativeSelect
            label={t('import.sheet')}
            value={String(dialect.sheet)}
            onChange={(e) => say({ sheet: Number(e.currentTarget.value) })}
            data={dialect.sheets.map((label, n) => ({ value: String(n), label }))}
          />
        )}
        {text && (
          <>
            <NativeSelect
              label={t('import.encoding')}
              value={dialect.encoding}
              onChange={(e) => say({ encoding: e.currentTarget.value as (typeof ENCODINGS)[number] })}
              data={ENCODINGS.map((value) => ({ value, label: word('import.encoding', value) }))}
            />
            <NativeSelect
              label={t('import.delimiter')}
              value={dialect.delimiter}
              onChange={(e) => say({ delimiter: e.currentTarget.value })}
              data={[
                ...DELIMITERS.map(([value, name]) => ({ value, label: t(`import.delimiter-${name}`) })),
                ...(DELIMITERS.some(([value]) => value === dialect.delimiter)
                  ? []
                  : [{ value: dialect.delimiter, label: dialect.delimiter }]),
              ]}
            />
          </>
        )}
        {dated && (
          <NativeSelect
            label={t('import.dates')}
            description={datesWhy(run, t)}
            value={dialect.dates}
            onChange={(e) => say({ dates: e.currentTarget.value as ImportRun['dialect']['dates'] })}
            data={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: t(`import.dates-${value}`) }))}
          />
        )}
        {named && (
          <NativeSelect
            label={t('import.names')}
            description={t('import.names-why', { given: habits.names.given, family: habits.names.family })}
            value={dialect.nameOrder ?? ''}
            onChange={(e) => {
              const order = NAME_ORDERS.find((one) => one === e.currentTarget.value)
              if (order) say({ nameOrder: order })
            }}
            data={[
              ...(dialect.nameOrder ? [] : [{ value: '', label: t('import.names-each') }]),
              ...NAME_ORDERS.map((value) => ({ value, label: t(`import.names-${value}`) })),
            ]}
          />
        )}
        {valued && (
          <NativeSelect
            label={t('import.decimal')}
            description={t('import.decimal-why', { comma: habits.decimals.comma, point: habits.decimals.point })}
            value={dialect.decimal}
            onChange={(e) => say({ decimal: e.currentTarget.value as ',' | '.' })}
            data={[
              { value: ',', label: t('import.decimal-comma') },
              { value: '.', label: t('import.decimal-point') },
            ]}
          />
        )}
        {dialect.format === 'csv' && <TableLine key={dialect.tableLine} line={dialect.tableLine} say={say} />}
        {dialect.format === 'csv' && (
          <Checkbox
            className={classes.check ?? ''}
            label={t('import.header', { line: dialect.tableLine })}
            checked={dialect.header}
            onChange={(e) => say({ header: e.currentTarget.checked })}
          />
        )}
      </div>
      <Mending run={run} say={say} />
      <ErrorNote error={reread.error} />
    </Section>
  )
}

/** Where the table begins: what stands above (a title, groups of columns) is no customer. */
function TableLine({ line, say }: { line: number; say: (change: Change) => void }) {
  const { t } = useWords()
  const [said, setSaid] = useState<number | string>(line)
  const tell = () => {
    if (typeof said === 'number' && said >= 1 && said !== line) say({ tableLine: said })
  }
  return (
    <NumberInput
      label={t('import.table-line')}
      description={line > 1 ? t('import.table-line-why', { n: line - 1 }) : undefined}
      min={1}
      max={1000}
      allowDecimal={false}
      value={said}
      onChange={setSaid}
      onBlur={tell}
      onKeyDown={(e) => {
        if (e.key === 'Enter') tell()
      }}
    />
  )
}

/** Why the dates are read in this order: how many of them can be read in no other, and how many say nothing. */
function datesWhy({ habits: { dates }, dialect }: ImportRun, t: ReturnType<typeof useWords>['t']): string {
  const sure = dates[dialect.dates]
  const against = dates.dmy + dates.mdy - (dialect.dates === 'ymd' ? 0 : sure)
  if (sure === 0) return t('import.dates-unsure', { n: dates.either })
  return t(against > 0 ? 'import.dates-mixed' : 'import.dates-sure', { n: sure, against })
}

/** Accents written twice over: the columns that hold them, one as it stands and as it was meant. */
function Mending({ run, say }: { run: ImportRun; say: (change: Change) => void }) {
  const { t, number } = useWords()
  const columns = Object.entries(run.habits.mojibake)
  if (columns.length === 0) return null
  return (
    <fieldset className={classes.mending}>
      <legend>{t('import.mojibake')}</legend>
      {columns.map(([name, { n, sample, mended }]) => (
        <Checkbox
          key={name}
          checked={run.dialect.mend.includes(name)}
          label={t('import.mojibake-column', { column: name, n, said: number(n), sample, mended })}
          onChange={(e) =>
            say({
              mend: e.currentTarget.checked
                ? [...run.dialect.mend, name]
                : run.dialect.mend.filter((each) => each !== name),
            })
          }
        />
      ))}
    </fieldset>
  )
}
