import { Button, type ButtonProps, Group, Popover, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useWords } from '../../words/words.tsx'

interface OneWayProps {
  label: string
  /** What happens, and that it cannot be taken back. */
  text: ReactNode
  /** The words on the button that does it. */
  sure: string
  onSure: () => void
  busy?: boolean
  variant?: ButtonProps['variant']
  name?: string
}

/** The few steps that no toast can undo (a secret replaced, a key revoked): said first, done on the second click. */
export function OneWay({ label, text, sure, onSure, busy = false, variant = 'default', name }: OneWayProps) {
  const { t } = useWords()
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <Popover
      opened={opened}
      onChange={(now) => !now && close()}
      width={320}
      trapFocus
      returnFocus
      shadow="md"
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant={variant}
          loading={busy}
          onClick={open}
          aria-expanded={opened}
          {...(name ? { 'aria-label': name } : {})}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={label}>
        <Text size="sm" mb="sm">
          {text}
        </Text>
        <Group gap="xs">
          <Button
            color="brick"
            onClick={() => {
              close()
              onSure()
            }}
          >
            {sure}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('shell.cancel')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
