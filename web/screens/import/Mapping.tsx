import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { type ImportRun, previewImport, readImport, runImport } from '../../../contract/imports.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import { ColumnList } from './ColumnList.tsx'
import { FieldBoard } from './FieldBoard.tsx'
import { type Mapped, missing, placed } from './fields.ts'
import classes from './Import.module.css'
import { Preview } from './Preview.tsx'
import { Reading } from './Reading.tsx'

/** The whole file is read for each preview: a hand that walks through a list of fields asks once, at the end. */
const REST_MS = 500

/** How the file is read, what each column holds, and what would come of it. Nothing is written until the button is pressed. */
export function Mapping({ run }: { run: ImportRun }) {
  return (
    <>
      <Reading run={run} />
      {/* Other columns are another question: what was chosen for those before says nothing of them. */}
      <Columns key={run.columns.map(({ name }) => name).join('\n')} run={run} />
    </>
  )
}

function Columns({ run }: { run: ImportRun }) {
  const { t, number } = useWords()
  const [mapping, setMapping] = useState<Mapped>(() =>
    Object.fromEntries(run.columns.map((c) => [c.name, run.mapping[c.name] ?? c.field])),
  )
  const [dragged, setDragged] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [asked] = useDebouncedValue(JSON.stringify(mapping), REST_MS)
  const lacks = missing(run.kind, mapping)
  const preview = useAsk(
    previewImport,
    { params: { id: run.id }, body: { mapping: JSON.parse(asked) as Mapped, dates: run.dialect.dates } },
    { keep: true, enabled: lacks === null },
  )
  const start = useDo(runImport, { refresh: [readImport] })
  const settled = asked === JSON.stringify(mapping) && !preview.isPlaceholderData && !preview.isFetching
  const good = preview.data?.good ?? 0
  const drop = (column: string, field: string) => {
    setMapping((old) => placed(run.kind, old, column, field))
    setSaid(column)
  }
  const swap = ([a, b]: readonly string[]) => {
    if (!a || !b) return
    setMapping((old) => ({ ...old, [a]: old[b] ?? '', [b]: old[a] ?? '' }))
  }
  return (
    <>
      <Section title={t('import.columns')} note={run.columns.length}>
        <p className={classes.quiet} style={{ marginBottom: 12 }}>
          {t('import.columns-text')}
        </p>
        <div className={classes.match}>
          <ColumnList run={run} mapping={mapping} setMapping={setMapping} dragged={dragged} onDrag={setDragged} />
          <FieldBoard kind={run.kind} mapping={mapping} dragging={dragged !== null} onDrop={drop} />
        </div>
        <output className="sr-only">{said && t('import.dropped', { column: said })}</output>
      </Section>
      <Section title={t('import.preview')}>
        {lacks ? (
          <p role="alert" className={classes.wrong}>
            {t(`import.lacks-${lacks}`)}
          </p>
        ) : (
          <>
            <ErrorNote error={preview.error} retry={preview.refetch} />
            <Preview run={run} preview={preview.data} busy={!settled} swap={swap} />
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
            onClick={() => start.mutate({ params: { id: run.id }, body: { mapping, dates: run.dialect.dates } })}
          >
            {preview.data && !lacks ? t('import.run-n', { n: good, said: number(good) }) : t('import.run')}
          </Button>
        </div>
      </div>
    </>
  )
}
