import { Alert, Button, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ProblemError } from '../api.ts'
import { useWords } from '../words/words.tsx'

interface ErrorNoteProps {
  error: unknown
  retry?: () => unknown
}

/** A problem where it happened: what is wrong, what to do, and which fields. Draws nothing without one. */
export function ErrorNote({ error, retry }: ErrorNoteProps) {
  const { t, word, has } = useWords()
  if (!error) return null
  const problem = error instanceof ProblemError ? error.problem : { code: 'unknown', title: '' }
  const title = has(`problem.${problem.code}`) ? word('problem', problem.code) : problem.title || t('problem.unknown')
  const hint = has(`problem.${problem.code}.hint`)
    ? word('problem', `${problem.code}.hint`)
    : ('hint' in problem && problem.hint) || ('detail' in problem && problem.detail) || ''
  const faults = 'faults' in problem ? (problem.faults ?? []) : []
  return (
    <Alert role="alert" color="brick" variant="light" title={title} icon={<IconAlertTriangle aria-hidden />} my="md">
      <Stack gap="xs" align="flex-start">
        {hint}
        {faults.length > 0 && (
          <ul style={{ margin: 0, paddingLeft: '1.1em' }}>
            {faults.map((f) => (
              <li key={`${f.path} ${f.because}`}>
                {f.path ? `${f.path}: ` : ''}
                {word('fault', f.because)}
              </li>
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

/** The faults of a problem as Mantine form errors: `form.setErrors(faultsOf(error, words))`. */
export function faultsOf(error: unknown, word: (family: string, code: string) => string): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  return Object.fromEntries(
    (error.problem.faults ?? []).map((f) => [f.path.replace(/^body\./u, ''), word('fault', f.because)]),
  )
}
