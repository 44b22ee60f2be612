import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link } from '@tanstack/react-router'
import { ProblemError } from '../../api.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'

/** While the code or the first answer of a screen is on its way. */
export function Pending() {
  return (
    <div style={{ maxWidth: 1120, margin: '0 auto', padding: '36px clamp(16px, 3.5vw, 40px)' }}>
      <Loading rows={3} as="card" />
    </div>
  )
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useWords()
  return (
    <Page title={t('shell.not-found')} size="narrow">
      <Empty
        title={t('shell.not-found-text')}
        action={
          <Button component={Link} to="/">
            {t('shell.desk')}
          </Button>
        }
      />
    </Page>
  )
}

/** A screen that failed: what the server said, or that the page must be loaded again (a chunk of an older version). */
export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useWords()
  const refused = error instanceof ProblemError
  const forbidden = refused && error.problem.status === 403
  return (
    <Page
      title={t(forbidden ? 'shell.forbidden' : 'shell.broken')}
      lead={t(forbidden ? 'shell.forbidden-text' : 'shell.broken-text')}
      size="narrow"
    >
      {refused && !forbidden ? (
        <ErrorNote error={error} retry={reset} />
      ) : (
        <Button onClick={() => location.reload()}>{t('shell.reload')}</Button>
      )}
    </Page>
  )
}
