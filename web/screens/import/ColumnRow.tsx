import { NativeSelect } from '@mantine/core'
import type { ImportRun } from '../../../contract/imports.ts'
import { useWords } from '../../words/words.tsx'
import { fieldsByGroup, type Mapped } from './fields.ts'
import classes from './Import.module.css'

interface ColumnRowProps {
  kind: ImportRun['kind']
  column: ImportRun['columns'][number]
  mapping: Mapped
  onChange: (field: string) => void
}

/** One column: its name, what is in it, and which field it fills. A plain list of the browser: letters jump to a field. */
export function ColumnRow({ kind, column, mapping, onChange }: ColumnRowProps) {
  const { t } = useWords()
  const field = mapping[column.name] ?? ''
  const other = Object.entries(mapping).find(([name, to]) => to && to === field && name !== column.name)?.[0]
  const proposed = field === column.field
  return (
    <li className={classes.column} data-left={field === '' || undefined}>
      <div className={classes.columnWords}>
        <strong>{column.name}</strong>
        <div className={classes.samples}>
          {column.samples.length > 0 ? column.samples.slice(0, 3).join(' · ') : t('import.empty-column')}
        </div>
      </div>
      <NativeSelect
        className={classes.select ?? ''}
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
                {t(`import.field-${one}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </NativeSelect>
      <span className={classes.why}>
        {!proposed ? t('import.because-you') : field ? t(`import.because-${column.because}`) : ''}
      </span>
    </li>
  )
}
