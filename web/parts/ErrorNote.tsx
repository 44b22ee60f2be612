import { Alert, Button, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useWords } from '../words/words.tsx'
import { useProblem } from './problem.ts'

interface ErrorNoteProps {
  error: unknown
  retry?: () => unknown
}

/** A problem where it happened: what is wrong, what to do, and with which values. Draws nothing without one. */
export function ErrorNote({ error, retry }: ErrorNoteProps) {
  const { t } = useWords()
  const told = useProblem()
  if (!error) return null
  const { title, hint, faults } = told(error)
  return (
    <Alert role="alert" color="brick" variant="light" title={title} icon={<IconAlertTriangle aria-hidden />} my="md">
      <Stack gap="xs" align="flex-start">
        {faults.length === 0 && hint}
        {faults.length > 0 && (
          <ul style={{ margin: 0, paddingLeft: '1.1em' }}>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {retry && (
          <Button size="compact-md" variant="default" onClick={() => void retry()}>
            {t('shell.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
