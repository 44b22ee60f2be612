import { Button, NativeSelect } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { ATTRIBUTE, isConsentColumn, turnedRound } from '../../../contract/import-fields.ts'
import type { ImportRun } from '../../../contract/imports.ts'
import { useWords } from '../../words/words.tsx'
import { fieldsByGroup, fieldWord, type Mapped } from './fields.ts'
import classes from './Import.module.css'

export const DRAGGED = 'application/x-okaeri-column'

interface ColumnRowProps {
  kind: ImportRun['kind']
  column: ImportRun['columns'][number]
  mapping: Mapped
  dragged: boolean
  onDrag: (column: string | null) => void
  onChange: (field: string) => void
}

/**
 * One column: its name, what is in it, and which field it fills. It is dragged onto a field, or given one from a plain list of the
 * browser, where letters jump to a field: the two ways do the same.
 */
export function ColumnRow({ kind, column, mapping, dragged, onDrag, onChange }: ColumnRowProps) {
  const { t } = useWords()
  const field = mapping[column.name] ?? ''
  const other =
    field === ATTRIBUTE
      ? undefined
      : Object.entries(mapping).find(([name, to]) => to && to === field && name !== column.name)?.[0]
  const proposed = field === column.field
  return (
    <li
      className={classes.column}
      data-left={field === '' || undefined}
      data-dragged={dragged || undefined}
      draggable
      onDragStart={(e) => {
        e.dataTransfer.setData(DRAGGED, column.name)
        e.dataTransfer.effectAllowed = 'move'
        onDrag(column.name)
      }}
      onDragEnd={() => onDrag(null)}
    >
      <IconGripVertical size={18} aria-hidden className={classes.grip} />
      <div className={classes.columnWords}>
        <strong>{column.name}</strong>
        <div className={classes.samples}>
          {column.samples.length > 0 ? column.samples.slice(0, 3).join(' · ') : t('import.empty-column')}
        </div>
      </div>
      <div className={classes.columnField}>
        <NativeSelect
          aria-label={t('import.field-of', { column: column.name })}
          value={field}
          error={other ? t('import.field-twice', { column: other }) : null}
          onChange={(e) => onChange(e.currentTarget.value)}
        >
          <option value="">{t('import.leave-out')}</option>
          {fieldsByGroup(kind).map(({ group, fields }) => (
            <optgroup key={group} label={t(`import.group-${group}`)}>
              {fields.map((one) => (
                <option key={one} value={one}>
                  {t(fieldWord(kind, one))}
                </option>
              ))}
            </optgroup>
          ))}
        </NativeSelect>
        <span className={classes.why}>
          {!proposed ? t('import.because-you') : field ? t(`import.because-${column.because}`) : ''}
        </span>
        {isConsentColumn(field) && (
          <div className={classes.meaning}>
            <span>{t(field.startsWith('consent') ? 'import.yes-is-yes' : 'import.yes-is-no')}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t('import.turn-round-of', { column: column.name })}
              onClick={() => onChange(turnedRound(field))}
            >
              {t('import.turn-round')}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
