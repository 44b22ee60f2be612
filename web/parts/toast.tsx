import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { ProblemError } from '../api.ts'
import { useWords } from '../words/words.tsx'

function Undoing({ message, undo, close }: { message: string; undo: () => unknown; close: () => void }) {
  const { t } = useWords()
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <span>{message}</span>
      <Button
        size="compact-md"
        variant="light"
        onClick={() => {
          close()
          void Promise.resolve(undo()).catch((fault: unknown) => toastProblem(fault))
        }}
      >
        {t('shell.undo')}
      </Button>
    </Group>
  )
}

const lastAbout = new Map<string, string>()

/**
 * Says what just happened, with a way back for ten seconds: `undoable(t('card.greeted-done', { name }), () => undo(id), id)`.
 * Of two steps about the same thing only the last can be taken back from here.
 */
export function undoable(message: string, undo: () => unknown, about = message): void {
  const id = `undo-${about}-${performance.now()}`
  const before = lastAbout.get(about)
  if (before) notifications.hide(before)
  lastAbout.set(about, id)
  notifications.show({
    id,
    autoClose: 10_000,
    withCloseButton: false,
    message: <Undoing message={message} undo={undo} close={() => notifications.hide(id)} />,
  })
}

/** Says what just happened. */
export function toast(message: string): void {
  notifications.show({ message, autoClose: 4000, withCloseButton: false })
}

function Refused({ fault }: { fault: unknown }) {
  const { t, word, has } = useWords()
  if (!(fault instanceof ProblemError)) return <>{t('problem.unknown')}</>
  const { code, title, hint } = fault.problem
  const said = has(`problem.${code}`) ? word('problem', code) : title
  const help = has(`problem.${code}.hint`) ? word('problem', `${code}.hint`) : hint
  return (
    <>
      <strong>{said}</strong>
      {help && <div>{help}</div>}
    </>
  )
}

/** Says that something was refused, and what helps. */
export function toastProblem(fault: unknown): void {
  notifications.show({ message: <Refused fault={fault} />, color: 'brick', autoClose: 9000, withCloseButton: false })
}
