import { Anchor } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './Back.module.css'

/** The way back, above the title of a screen: where it leads is written on it. */
export function Back({ to, children }: { to: string; children: string }) {
  return (
    <Anchor
      component={Link}
      to={to as never}
      search={((old: object) => ({ site: (old as { site?: string }).site })) as never}
      className={classes.back}
      underline="hover"
    >
      <IconArrowLeft size={18} aria-hidden />
      {children}
    </Anchor>
  )
}
