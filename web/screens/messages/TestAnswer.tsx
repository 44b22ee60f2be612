import { Button, Group, Modal } from '@mantine/core'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import type { testProvider } from '../../../contract/message-providers.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Messages.module.css'

export type Told = AnswerOf<typeof testProvider>

interface Props {
  heard: NonNullable<Told['heard']>
  /** What was made of it. */
  words: string
  /** It was taken as sent because nothing says what an accepted answer looks like. */
  unsaid: boolean
  change: () => void
  close: () => void
}

/** What a provider answered to a test, as it came, and what was made of it: so that somebody can say how it says yes. */
export function TestAnswer({ heard, words, unsaid, change, close }: Props) {
  const { t } = useWords()
  return (
    <Modal
      opened
      onClose={close}
      title={t('messages.heard-title')}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      <div className={classes.message}>
        <p role="status">{words}</p>
        <p className={classes.line}>{t('messages.heard-status', { status: String(heard.status) })}</p>
        {heard.text ? (
          <pre className={classes.heard}>{heard.text}</pre>
        ) : (
          <p className={classes.line}>{t('messages.heard-empty')}</p>
        )}
        {unsaid && <p>{t('messages.heard-any')}</p>}
        <Group justify="flex-end">
          {unsaid && (
            <Button variant="light" onClick={change}>
              {t('messages.heard-say')}
            </Button>
          )}
          <Button onClick={close}>{t('shell.close')}</Button>
        </Group>
      </div>
    </Modal>
  )
}
