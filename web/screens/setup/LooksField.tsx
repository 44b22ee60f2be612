import { Select } from '@mantine/core'
import { type Looks, looks } from '../../../contract/signals.ts'
import { useWords } from '../../words/words.tsx'

/** What a camera sees: cars that come, cars that go, or both. */
export function LooksField({ value, onChange }: { value: Looks; onChange: (next: Looks) => void }) {
  const { t } = useWords()
  return (
    <Select
      label={t('setup.looks')}
      description={t(`setup.looks-${value}-hint`)}
      allowDeselect={false}
      data={looks.options.map((one) => ({ value: one, label: t(`setup.looks-${one}`) }))}
      value={value}
      onChange={(next) => next && onChange(next as Looks)}
    />
  )
}
