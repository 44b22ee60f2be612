import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import classes from './Door.module.css'
import { LanguagePicker } from './LanguagePicker.tsx'

interface DoorProps {
  title: string
  lead?: ReactNode
  /** Wide enough for two choices side by side. */
  wide?: boolean
  children: ReactNode
}

/** A page in front of the house: welcome, sign in, join. One thing to do, the language at hand. */
export function Door({ title, lead, wide = false, children }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Okaeri`
  }, [title])
  return (
    <div className={classes.door}>
      <header className={classes.top}>
        <span className={classes.mark}>
          <img src="/icon.svg" alt="" width={34} height={34} />
          Okaeri
        </span>
        <LanguagePicker />
      </header>
      <main className={classes.main} data-wide={wide || undefined} aria-label={title}>
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {lead && <p className={classes.lead}>{lead}</p>}
        {children}
      </main>
    </div>
  )
}
