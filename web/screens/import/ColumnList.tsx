import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type Dispatch, type SetStateAction, useState } from 'react'
import { ATTRIBUTE } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'
import { undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import own from './ColumnList.module.css'
import { ColumnRow } from './ColumnRow.tsx'
import { AT_ONCE, allAtOnce, columnsShown, MANY, VIEWS, type View, viewOf } from './column-view.ts'
import { type Mapped, restOf } from './fields.ts'
import classes from './Import.module.css'

interface ColumnListProps {
  run: ImportRun
  mapping: Mapped
  setMapping: Dispatch<SetStateAction<Mapped>>
  dragged: string | null
  onDrag: (column: string | null) => void
}

/** The columns of the file. Of many, those that have a field first; the others are looked for, and kept or left out all at once. */
export function ColumnList({ run, mapping, setMapping, dragged, onDrag }: ColumnListProps) {
  const { t, number } = useWords()
  const many = run.columns.length > MANY
  const [chosen, choose] = useState<{ view: View; stood: Mapped }>({ view: many ? 'field' : 'all', stood: mapping })
  const [words, setWords] = useState('')
  const [most, setMost] = useState(AT_ONCE)
  // Whoever looks for a column looks in all of them.
  const view = words.trim() ? 'all' : chosen.view
  const shown = many ? columnsShown(run.columns, chosen.stood, view, words) : run.columns
  const lines = many ? shown.slice(0, most) : shown
  const count = (of: View) =>
    of === 'all' ? run.columns.length : run.columns.filter(({ name }) => viewOf(mapping[name] ?? '') === of).length
  const move = (to: '' | typeof ATTRIBUTE, said: 'import.left-out-n' | 'import.kept-n') => {
    const next = allAtOnce(shown, mapping, to)
    if (!next) return
    const moved = Object.keys(next).filter((name) => next[name] !== mapping[name])
    setMapping(next)
    undoable(t(said, { n: moved.length, said: number(moved.length) }), () =>
      setMapping((now) => ({ ...now, ...Object.fromEntries(moved.map((name) => [name, mapping[name] ?? ''])) })),
    )
  }
  const keeps = restOf(run.kind) === ATTRIBUTE
  const narrowed = view === 'kept' || view === 'left' || words.trim() !== ''
  return (
    <div className={own.side}>
      {many && (
        <div className={own.tools}>
          <TextInput
            label={t('import.column-search')}
            leftSection={<IconSearch size={18} aria-hidden />}
            value={words}
            maxLength={120}
            onChange={(e) => {
              setWords(e.currentTarget.value)
              setMost(AT_ONCE)
            }}
          />
          <NativeSelect
            label={t('import.column-view')}
            value={view}
            disabled={words.trim() !== ''}
            onChange={(e) => {
              choose({ view: VIEWS.find((one) => one === e.currentTarget.value) ?? 'all', stood: mapping })
              setMost(AT_ONCE)
            }}
            data={VIEWS.filter((one) => keeps || one !== 'kept').map((value) => ({
              value,
              label: t(`import.view-${value}`, { n: count(value), said: number(count(value)) }),
            }))}
          />
          {narrowed && keeps && allAtOnce(shown, mapping, '') && (
            <Button variant="default" h={44} onClick={() => move('', 'import.left-out-n')}>
              {t('import.leave-out-shown')}
            </Button>
          )}
          {narrowed && keeps && allAtOnce(shown, mapping, ATTRIBUTE) && (
            <Button variant="default" h={44} onClick={() => move(ATTRIBUTE, 'import.kept-n')}>
              {t('import.keep-shown')}
            </Button>
          )}
        </div>
      )}
      {lines.length > 0 ? (
        <ul className={`surface ${classes.columns}`}>
          {lines.map((column) => (
            <ColumnRow
              key={column.name}
              kind={run.kind}
              column={column}
              mapping={mapping}
              dragged={dragged === column.name}
              onDrag={onDrag}
              onChange={(field) => setMapping((old) => ({ ...old, [column.name]: field }))}
            />
          ))}
        </ul>
      ) : (
        <p className={classes.quiet}>{t('import.column-none')}</p>
      )}
      {shown.length > lines.length && (
        <Button variant="subtle" h={44} onClick={() => setMost(most + AT_ONCE)}>
          {t('import.column-more', { n: shown.length - lines.length, said: number(shown.length - lines.length) })}
        </Button>
      )}
    </div>
  )
}
