import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useWords } from '../words/words.tsx'
import { useProblem } from './problem.ts'

function Undoing({ message, undo }: { message: string; undo: () => void }) {
  const { t } = useWords()
  return (
    <Group justify="space-between" wrap="nowrap" gap="md">
      <span>{message}</span>
      <Button flex="none" size="compact-md" variant="light" aria-keyshortcuts="Control+Z Meta+Z" onClick={undo}>
        {t('shell.undo')}
      </Button>
    </Group>
  )
}

const lastAbout = new Map<string, string>()
/** What can still be taken back, the newest last. */
const open = new Map<string, () => void>()

/**
 * Says what just happened, with a way back for ten seconds: `undoable(t('card.greeted-done', { name }), () => undo(id), id)`.
 * Of two steps about the same thing only the last can be taken back from here.
 * @returns takes it back now, and its toast with it
 */
export function undoable(message: string, undo: () => unknown, about = message): () => void {
  const id = `undo-${about}-${performance.now()}`
  const before = lastAbout.get(about)
  if (before) {
    open.delete(before)
    notifications.hide(before)
  }
  lastAbout.set(about, id)
  const takeBack = () => {
    open.delete(id)
    notifications.hide(id)
    void Promise.resolve()
      .then(undo)
      .catch((fault: unknown) => toastProblem(fault))
  }
  open.set(id, takeBack)
  notifications.show({
    id,
    autoClose: 10_000,
    withCloseButton: false,
    onClose: () => void open.delete(id),
    message: <Undoing message={message} undo={takeBack} />,
  })
  return takeBack
}

/** Where Ctrl-Z takes back a letter, it takes back nothing else. */
const WRITES = 'textarea, [contenteditable]:not([contenteditable=false]), input:not([type=checkbox], [type=radio])'

/** Ctrl-Z, on a Mac Cmd-Z, takes back the newest step that its toast still offers to. */
export function useUndoKey(): void {
  useEffect(() => {
    const mac = /mac|iphone|ipad/iu.test(navigator.platform)
    const press = (event: KeyboardEvent) => {
      const asked = event.key.toLowerCase() === 'z' && (mac ? event.metaKey : event.ctrlKey)
      if (!asked || event.shiftKey || event.altKey || event.repeat || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(WRITES)) return
      const newest = [...open.values()].at(-1)
      if (!newest) return
      event.preventDefault()
      newest()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** Says what just happened. */
export function toast(message: string): void {
  notifications.show({ message, autoClose: 4000, withCloseButton: false })
}

function Refused({ fault }: { fault: unknown }) {
  const { title, hint, faults } = useProblem()(fault)
  const help = faults.length > 0 ? faults.join(' · ') : hint
  return (
    <>
      <strong>{title}</strong>
      {help && <div>{help}</div>}
    </>
  )
}

/** Says that something was refused, and what helps. */
export function toastProblem(fault: unknown): void {
  notifications.show({ message: <Refused fault={fault} />, color: 'brick', autoClose: 9000, withCloseButton: false })
}
