import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Section } from '../../parts/Page.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'

interface EditableProps {
  title: string
  may: boolean
  read: ReactNode
  write: (close: () => void) => ReactNode
}

/** A part of the page that turns into its own form where it stands; the focus goes there and comes back. */
export function Editable({ title, may, read, write }: EditableProps) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus()
    wasOpen.current = open
  }, [open])
  return (
    <Section
      title={title}
      actions={
        may &&
        !open && (
          <Button
            ref={button}
            variant="subtle"
            size="sm"
            h={44}
            leftSection={<IconPencil size={18} aria-hidden />}
            aria-label={t('customer.edit-what', { what: title })}
            onClick={() => setOpen(true)}
          >
            {t('customer.edit')}
          </Button>
        )
      }
    >
      <div className={`surface ${classes.block}`}>{open ? write(() => setOpen(false)) : read}</div>
    </Section>
  )
}
