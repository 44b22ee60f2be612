import { Select } from '@mantine/core'
import type { Staff } from '../../contract/network.ts'
import { useWords } from '../words/words.tsx'

interface StaffPickerProps {
  label: string
  staff: readonly Pick<Staff, 'id' | 'name' | 'duty' | 'skills'>[]
  value: string | null
  onChange: (id: string | null) => void
  description?: string
  /** May it be nobody? */
  clearable?: boolean
  error?: string | undefined
}

/** One of the people who work here; who is on duty comes first and says so. */
export function StaffPicker({ label, staff, value, onChange, description, clearable = true, error }: StaffPickerProps) {
  const { t } = useWords()
  const ordered = [...staff].sort(
    (a, b) => Number(b.duty.state === 'on') - Number(a.duty.state === 'on') || a.name.localeCompare(b.name),
  )
  return (
    <Select
      label={label}
      description={description}
      error={error}
      searchable
      clearable={clearable}
      placeholder={t('shell.nobody')}
      nothingFoundMessage={t('shell.nobody')}
      value={value}
      onChange={onChange}
      data={ordered.map((s) => ({
        value: s.id,
        label: s.duty.state === 'on' ? s.name : `${s.name} (${t(`shell.duty-${s.duty.state}`).toLocaleLowerCase()})`,
      }))}
    />
  )
}
