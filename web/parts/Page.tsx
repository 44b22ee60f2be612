import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import classes from './Page.module.css'

interface PageProps {
  title: string
  /** How many wait for me here: shown in the name of the tab, so that it can be seen from another one. */
  count?: number
  /** One line under the title: where am I, what is this for. */
  lead?: ReactNode
  /** Buttons at the right of the title (under it on a phone). */
  actions?: ReactNode
  /** The screens this one stands among: above the title, so that it stays where it is while one goes from one to the other. */
  nav?: ReactNode
  /** A link back, above the title. */
  back?: ReactNode
  /** `wide` for dense tables, `narrow` for forms. */
  size?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

/** A screen: its title (which takes the focus on arrival, and names the tab), what one can do here, and the content. */
export function Page({ title, count = 0, lead, actions, nav, back, size = 'normal', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${count > 0 ? `(${count}) ` : ''}${title} · Okaeri`
  }, [title, count])
  useEffect(() => {
    // A screen that placed the focus itself (a form's first field) keeps it.
    if (document.activeElement === document.body || document.activeElement?.closest('nav'))
      heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={classes.page} data-size={size}>
      {nav && <div className={classes.nav}>{nav}</div>}
      <header className={classes.head}>
        <Stack gap={2} className={classes.words}>
          {back}
          <Title order={1} tabIndex={-1} ref={heading} className={classes.title}>
            {title}
          </Title>
          {lead && (
            <Text component="div" className={`dim ${classes.lead}`}>
              {lead}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </header>
      {children}
    </div>
  )
}

interface SectionProps {
  title: string
  /** A short count or note beside the title. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A part of a screen under its own heading. */
export function Section({ title, note, actions, children }: SectionProps) {
  return (
    <section aria-label={title} className={classes.section}>
      <Group justify="space-between" gap="sm" mb="sm" mih={32}>
        <Group gap={10} align="baseline">
          <Title order={2} className={classes.sub}>
            {title}
          </Title>
          {note !== undefined && (
            <Text span className="dim figures" size="sm">
              {note}
            </Text>
          )}
        </Group>
        {actions}
      </Group>
      {children}
    </section>
  )
}
