import { Button, NativeSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { type ImportRun, previewImport, readImport, runImport } from '../../../contract/imports.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import { ColumnRow } from './ColumnRow.tsx'
import { type Mapped, missing } from './fields.ts'
import classes from './Import.module.css'
import { Preview } from './Preview.tsx'

type Dates = ImportRun['dialect']['dates']
/** The whole file is read for each preview: a hand that walks through a list of fields asks once, at the end. */
const REST_MS = 500

/** What each column holds, and what would come of it. Nothing is written until the button is pressed. */
export function Mapping({ run }: { run: ImportRun }) {
  const { t, number, word } = useWords()
  const [mapping, setMapping] = useState<Mapped>(() =>
    Object.fromEntries(run.columns.map((c) => [c.name, run.mapping[c.name] ?? c.field])),
  )
  const [dates, setDates] = useState<Dates>(run.dialect.dates)
  const [asked] = useDebouncedValue(JSON.stringify({ mapping, dates }), REST_MS)
  const lacks = missing(run.kind, mapping)
  const preview = useAsk(
    previewImport,
    { params: { id: run.id }, body: JSON.parse(asked) as { mapping: Mapped; dates: Dates } },
    { keep: true, enabled: lacks === null },
  )
  const start = useDo(runImport, { refresh: [readImport] })
  const settled = asked === JSON.stringify({ mapping, dates }) && !preview.isPlaceholderData
  const good = preview.data?.good ?? 0
  return (
    <>
      <Section title={t('import.read-as')}>
        <div className={classes.dialect}>
          <span>
            <span className="dim">{t('import.encoding')}</span> {word('import.encoding', run.dialect.encoding)}
          </span>
          <span>
            <span className="dim">{t('import.delimiter')}</span> {delimiterOf(run.dialect.delimiter, t)}
          </span>
          <NativeSelect
            label={t('import.dates')}
            value={dates}
            onChange={(e) => setDates(e.currentTarget.value as Dates)}
            data={(['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: t(`import.dates-${value}`) }))}
          />
        </div>
      </Section>
      <Section title={t('import.columns')} note={run.columns.length}>
        <p className={classes.quiet} style={{ marginBottom: 12 }}>
          {t('import.columns-text')}
        </p>
        <ul className={`surface ${classes.columns}`}>
          {run.columns.map((column) => (
            <ColumnRow
              key={column.name}
              kind={run.kind}
              column={column}
              mapping={mapping}
              onChange={(field) => setMapping((old) => ({ ...old, [column.name]: field }))}
            />
          ))}
        </ul>
      </Section>
      <Section title={t('import.preview')}>
        {lacks ? (
          <p role="alert" className={classes.wrong}>
            {t(`import.lacks-${lacks}`)}
          </p>
        ) : (
          <>
            <ErrorNote error={preview.error} retry={preview.refetch} />
            <Preview run={run} preview={preview.data} busy={!settled} />
          </>
        )}
      </Section>
      <div className={classes.end}>
        <ErrorNote error={start.error} />
        <div className={classes.endRow}>
          <p className={classes.quiet}>{t('import.safe')}</p>
          <Button
            leftSection={<IconPlayerPlay size={20} aria-hidden />}
            disabled={lacks !== null || !settled || good === 0}
            loading={start.isPending}
            onClick={() => start.mutate({ params: { id: run.id }, body: { mapping, dates } })}
          >
            {preview.data && !lacks ? t('import.run-n', { n: good, said: number(good) }) : t('import.run')}
          </Button>
        </div>
      </div>
    </>
  )
}

const delimiterOf = (delimiter: string, t: ReturnType<typeof useWords>['t']): string =>
  delimiter === '\t'
    ? t('import.delimiter-tab')
    : delimiter === ';'
      ? t('import.delimiter-semicolon')
      : delimiter === ','
        ? t('import.delimiter-comma')
        : delimiter === '|'
          ? t('import.delimiter-bar')
          : delimiter
