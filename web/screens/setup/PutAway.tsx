import { Button } from '@mantine/core'
import { toastProblem, undoable } from '../../parts/toast.tsx'

interface PutAwayProps {
  /** On the button. */
  label: string
  /** Said once it is done, beside the way back. */
  done: string
  busy: boolean
  put: (archived: boolean) => Promise<unknown>
  close: () => void
}

/** Put away at once, and taken back as easily. */
export function PutAway({ label, done, busy, put, close }: PutAwayProps) {
  const away = () => {
    close()
    undoable(done, () => put(false))
  }
  return (
    <Button color="brick" variant="subtle" loading={busy} onClick={() => void put(true).then(away, toastProblem)}>
      {label}
    </Button>
  )
}
