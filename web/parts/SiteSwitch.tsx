import { Select } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'

interface SiteSwitchProps {
  sites: readonly { id: string; name: string; city?: string }[]
  value: string | undefined
  onChange: (id: string) => void
  label: string
}

/** Which place are we looking at. One place: its name alone. */
export function SiteSwitch({ sites, value, onChange, label }: SiteSwitchProps) {
  if (sites.length === 0) return null
  return (
    <Select
      aria-label={label}
      data={sites.map((s) => ({ value: s.id, label: s.name }))}
      value={value ?? null}
      onChange={(id) => id && onChange(id)}
      leftSection={<IconMapPin size={18} aria-hidden />}
      styles={{ input: { textOverflow: 'ellipsis' } }}
      searchable={sites.length > 8}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  )
}
