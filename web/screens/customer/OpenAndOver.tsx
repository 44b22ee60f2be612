import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import classes from './Customer.module.css'

interface OpenAndOverProps<T> {
  title: string
  asked: { error: Error | null; refetch: () => unknown; isPending: boolean; data?: unknown }
  /** What is still to come, and what is over: folded until one asks for it. */
  open: readonly T[]
  over: readonly T[]
  row: (one: T) => ReactNode
  /** What adds another one, and its form once it was pressed; none for who may not. */
  add: { label: string; icon: ReactNode; press: () => void; form: ReactNode } | null
  none: { title: string; text: string }
  fold: { show: string; hide: string }
}

/** What a customer has running with us, and below it, folded, what was. */
export function OpenAndOver<T>({ title, asked, open, over, row, add, none, fold }: OpenAndOverProps<T>) {
  const [past, showPast] = useState(false)
  const button = add && !add.form && (
    <Button variant={open.length ? 'subtle' : 'default'} size="sm" h={44} leftSection={add.icon} onClick={add.press}>
      {add.label}
    </Button>
  )
  const list = (of: readonly T[]) => <ul className={`surface ${classes.rows}`}>{of.map(row)}</ul>
  return (
    <Section title={title} note={open.length || undefined} actions={open.length > 0 && button}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={1} />}
      <div className={classes.lines}>
        {add?.form && <div className={`surface ${classes.block}`}>{add.form}</div>}
        {asked.data !== undefined && open.length === 0 && !add?.form && (
          <Empty quiet title={none.title} action={button || undefined}>
            {none.text}
          </Empty>
        )}
        {open.length > 0 && list(open)}
        {over.length > 0 && (
          <Button
            className="flush"
            variant="subtle"
            size="sm"
            h={44}
            style={{ justifySelf: 'start' }}
            aria-expanded={past}
            onClick={() => showPast(!past)}
          >
            {past ? fold.hide : fold.show}
          </Button>
        )}
        {past && list(over)}
      </div>
    </Section>
  )
}
