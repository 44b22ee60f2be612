import { Kbd } from '@mantine/core'

/** A keyboard shortcut, for the eye only (the control itself carries `aria-keyshortcuts`). Hidden where there is no keyboard. */
export function KeyHint({ keys }: { keys: string[] }) {
  return (
    <span aria-hidden className="key-hint">
      {keys.map((key) => (
        <Kbd key={key} size="xs" ml={3}>
          {key}
        </Kbd>
      ))}
    </span>
  )
}
