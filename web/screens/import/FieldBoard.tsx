import { useState } from 'react'
import { ATTRIBUTE } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'
import { useWords } from '../../words/words.tsx'
import { DRAGGED } from './ColumnRow.tsx'
import { type Field, fieldsByGroup, fieldWord, type Mapped } from './fields.ts'
import classes from './Import.module.css'

interface FieldBoardProps {
  kind: ImportRun['kind']
  mapping: Mapped
  /** A column is in the air: the places where it may land show themselves. */
  dragging: boolean
  onDrop: (column: string, field: string) => void
}

/** Every field of the house and the column that fills it: where a column is dropped. What the lists beside it say is said here too. */
export function FieldBoard({ kind, mapping, dragging, onDrop }: FieldBoardProps) {
  const { t } = useWords()
  return (
    <aside
      aria-label={t('import.board')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must be able to scroll it
      tabIndex={0}
      className={classes.board}
      data-dragging={dragging || undefined}
    >
      <p className={classes.quiet}>{t('import.board-text')}</p>
      {fieldsByGroup(kind).map(({ group, fields }) => (
        <div key={group}>
          <h3 className={classes.boardGroup}>{t(`import.group-${group}`)}</h3>
          <ul className={classes.slots}>
            {fields.map((field) => (
              <Slot
                key={field}
                name={t(fieldWord(kind, field))}
                columns={columnsOn(mapping, field)}
                onDrop={(column) => onDrop(column, field)}
              />
            ))}
          </ul>
        </div>
      ))}
      <ul className={classes.slots}>
        <Slot name={t('import.leave-out')} columns={[]} onDrop={(column) => onDrop(column, '')} />
      </ul>
    </aside>
  )
}

const columnsOn = (mapping: Mapped, field: Field): string[] => {
  const names = Object.keys(mapping).filter((name) => mapping[name] === field)
  return field === ATTRIBUTE && names.length > 3 ? [...names.slice(0, 3), `+ ${names.length - 3}`] : names
}

function Slot({ name, columns, onDrop }: { name: string; columns: string[]; onDrop: (column: string) => void }) {
  const [over, setOver] = useState(false)
  return (
    <li
      className={classes.slot}
      data-over={over || undefined}
      data-filled={columns.length > 0 || undefined}
      onDragOver={(e) => {
        if (!e.dataTransfer.types.includes(DRAGGED)) return
        e.preventDefault()
        e.dataTransfer.dropEffect = 'move'
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        onDrop(e.dataTransfer.getData(DRAGGED))
      }}
    >
      <span>{name}</span>
      {columns.length > 0 && <strong>{columns.join(', ')}</strong>}
    </li>
  )
}
