import { Button, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'

interface CopyFieldProps {
  label: string
  value: string
  description?: ReactNode
  /** What it is stands above it already: its label is for those who listen. */
  named?: boolean
}

/** Something to carry elsewhere: shown whole, selected on focus, copied in one click. */
export function CopyField({ label, value, description, named = false }: CopyFieldProps) {
  const { t } = useWords()
  return (
    <CopyButton value={value} timeout={2500}>
      {({ copied, copy }) => (
        <TextInput
          {...(named ? { 'aria-label': label, mt: 6 } : { label })}
          description={description}
          value={value}
          readOnly
          onFocus={(e) => e.currentTarget.select()}
          styles={{ input: { fontFamily: 'ui-monospace, monospace', fontSize: '0.85rem' } }}
          rightSectionWidth={120}
          rightSection={
            <Button
              size="compact-md"
              variant="light"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            >
              <span aria-live="polite">{copied ? t('shell.copied') : t('shell.copy')}</span>
            </Button>
          }
        />
      )}
    </CopyButton>
  )
}
