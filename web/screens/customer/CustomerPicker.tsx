import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { search } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { useWords } from '../../words/words.tsx'

interface CustomerPickerProps {
  label: string
  /** Who cannot be chosen: the person whose page this is. */
  except: string
  value: string | null
  onChange: (id: string | null) => void
  /** For lists of several: who was chosen, with their name. */
  onChoose?: (id: string, name: string) => void
  error?: string | null
}

/** Another customer, found as anywhere else: by name, telephone, plate… */
export function CustomerPicker({ label, except, value, onChange, onChoose, error }: CustomerPickerProps) {
  const { t } = useWords()
  const [typed, type] = useState('')
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  const [q] = useDebouncedValue(typed.trim(), 80)
  const asked = q !== '' && q !== chosen?.label
  const found = useAsk(search, { query: { q, limit: 8 } }, { enabled: asked, keep: true })
  const hits = (asked ? (found.data?.hits ?? []) : [])
    .filter((hit) => hit.id !== except)
    .map((hit) => ({ value: hit.id, label: [hit.name, hit.vehicle, hit.city].filter(Boolean).join(' · ') }))
  const data = chosen && !hits.some((h) => h.value === chosen.value) ? [chosen, ...hits] : hits
  return (
    <Select
      searchable
      clearable
      label={label}
      placeholder={t('shell.find-hint')}
      data={data}
      // The server has chosen already, by sound and by plate: letters alone would hide its best answers.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={type}
      value={value}
      error={error}
      onChange={(id) => {
        setChosen(data.find((d) => d.value === id) ?? null)
        onChange(id)
        const hit = found.data?.hits.find((each) => each.id === id)
        if (hit) onChoose?.(hit.id, hit.name)
      }}
      nothingFoundMessage={q ? t('shell.find-none', { q }) : t('shell.find-type')}
    />
  )
}
