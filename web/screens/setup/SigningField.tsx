import { Checkbox, PasswordInput } from '@mantine/core'
import { useWords } from '../../words/words.tsx'
import type { Make } from './makes.ts'

/** What is asked of the signing key: undefined leaves it as it is, empty takes it away. */
export type Signing = string | undefined

interface Props {
  make: Make
  value: Signing
  onChange: (next: Signing) => void
  /** A key is already kept. */
  kept: boolean
}

/** The key a telephone system signs with, for those that sign; it never comes back. */
export function SigningField({ make, value, onChange, kept }: Props) {
  const { t, word } = useWords()
  if (!make.signs) return null
  const removed = kept && value === ''
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <PasswordInput
        label={t('setup.signing-key')}
        description={word('signing', make.id)}
        value={value ?? ''}
        disabled={removed}
        autoComplete="new-password"
        placeholder={kept && !removed ? t('setup.connection-kept') : ''}
        visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
        onChange={(e) => onChange(e.currentTarget.value || undefined)}
      />
      {kept && (
        <Checkbox
          label={t('setup.signing-remove')}
          checked={removed}
          onChange={(e) => onChange(e.currentTarget.checked ? '' : undefined)}
        />
      )}
    </div>
  )
}
