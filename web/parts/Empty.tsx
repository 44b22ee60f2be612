import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Empty.module.css'

interface EmptyProps {
  icon?: ReactNode
  title: string
  /** What this place is for, and how it fills. */
  children?: ReactNode
  /** The one thing to do. */
  action?: ReactNode
  quiet?: boolean
}

/** A place with nothing in it yet: says what it is for and offers one action. */
export function Empty({ icon, title, children, action, quiet = false }: EmptyProps) {
  return (
    <div className={classes.empty} data-quiet={quiet || undefined}>
      {icon && (
        <div aria-hidden className={classes.icon}>
          {icon}
        </div>
      )}
      <Stack gap={4} align="center">
        <Text fw={600}>{title}</Text>
        {children && (
          <Text component="div" className="dim" maw={460}>
            {children}
          </Text>
        )}
      </Stack>
      {action}
    </div>
  )
}
