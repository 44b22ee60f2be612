import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import classes from './Consent.module.css'

/** A part that is read when it is opened, and not before. */
export function More({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <Button
        className="flush"
        variant="subtle"
        size="sm"
        h={44}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        rightSection={open ? <IconChevronUp size={16} aria-hidden /> : <IconChevronDown size={16} aria-hidden />}
        onClick={() => setOpen(!open)}
      >
        {title}
      </Button>
      {open && (
        <div id={id} className={classes.part}>
          {children}
        </div>
      )}
    </>
  )
}
