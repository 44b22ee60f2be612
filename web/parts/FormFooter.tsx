import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'
import { ErrorNote } from './ErrorNote.tsx'

interface FormFooterProps {
  /** The words on the button; « Enregistrer » when left out. */
  submit?: string
  busy?: boolean
  dirty?: boolean
  error?: unknown
  onCancel?: (() => void) | undefined
  /** What stands at the left: a removal, a note. */
  children?: ReactNode
}

/** The end of a form: its problem, cancel, and one submit. */
export function FormFooter({ submit, busy = false, dirty = false, error, onCancel, children }: FormFooterProps) {
  const { t } = useWords()
  return (
    <div>
      <ErrorNote error={error} />
      <Group justify="space-between" mt="lg" gap="sm">
        {children && <Group gap="sm">{children}</Group>}
        {/* Alone on a line of its own too, what is done stands where the hand is. */}
        <Group gap="sm" ml="auto" justify="flex-end">
          {dirty && (
            <Text size="sm" className="dim">
              {t('shell.unsaved')}
            </Text>
          )}
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {t('shell.cancel')}
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {submit ?? t('shell.save')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
