import { Select } from '@mantine/core'
import { useWords } from '../words/words.tsx'
import { type Nearness, type Offered, whoAdvises } from './who-advises.ts'

interface AdvisorPickerProps {
  label: string
  staff: readonly Offered[]
  /** The place of the customer: its people come first. */
  site: { id: string; name: string } | null
  value: string | null
  onChange: (id: string | null) => void
  description?: string
}

/** Whoever may look after a customer, those of their place first. */
export function AdvisorPicker({ label, staff, site, value, onChange, description }: AdvisorPickerProps) {
  const { t } = useWords()
  const groups = whoAdvises(staff, site?.id ?? null, value)
  const names: Record<Nearness, string> = {
    here: site?.name ?? '',
    elsewhere: t(site ? 'shell.advisors-elsewhere' : 'shell.advisors-of-places'),
    everywhere: t('shell.advisors-everywhere'),
  }
  const item = ({ id, name, duty }: Offered) => ({
    value: id,
    label: duty.state === 'on' ? name : `${name} (${t(`shell.duty-${duty.state}`).toLocaleLowerCase()})`,
  })
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      placeholder={t('shell.nobody')}
      nothingFoundMessage={t('shell.nobody')}
      value={value}
      onChange={onChange}
      data={groups.map(({ near, people }) => ({ group: names[near], items: people.map(item) }))}
    />
  )
}
