import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconFilter } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../words/words.tsx'
import classes from './Narrow.module.css'

interface NarrowProps {
  /** How many of the choices are made: told on the button, so that a short list is no riddle. */
  chosen: number
  children: ReactNode
}

/** What a list may be narrowed by: in sight on a desk; on a telephone behind one button, so that the list itself comes first. */
export function Narrow({ chosen, children }: NarrowProps) {
  const { t } = useWords()
  const small = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const [open, setOpen] = useState(false)
  const id = useId()
  if (!small) return children
  return (
    <div className={classes.narrow}>
      <Button
        variant={chosen > 0 ? 'light' : 'default'}
        leftSection={<IconFilter size={20} aria-hidden />}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {t('shell.filter', { n: chosen })}
      </Button>
      <div id={id} className={classes.fields} hidden={!open}>
        {children}
      </div>
    </div>
  )
}
