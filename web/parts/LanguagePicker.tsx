import { SegmentedControl } from '@mantine/core'
import type { Locale } from '../../contract/network.ts'
import { useWords } from '../words/words.tsx'

/** French or English. `onChange` hears of it after the screen has changed (to write it on the account). */
export function LanguagePicker({ onChange }: { onChange?: (locale: Locale) => void }) {
  const { t, locale, setLocale } = useWords()
  return (
    <SegmentedControl
      aria-label={t('shell.language')}
      value={locale}
      onChange={(next) => {
        setLocale(next as Locale)
        onChange?.(next as Locale)
      }}
      data={[
        { value: 'fr', label: t('shell.lang-fr') },
        { value: 'en', label: t('shell.lang-en') },
      ]}
    />
  )
}
