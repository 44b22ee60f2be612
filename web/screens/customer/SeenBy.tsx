import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { readAudit } from '../../../contract/audit.ts'
import type { Customer } from '../../../contract/customers.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { People, Person } from '../../parts/Person.tsx'
import { Time } from '../../parts/Time.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'

/** Who looked last: pages, searches and screens together. Asked for only when it is wanted, for asking is a look too. */
export function SeenBy({ customer }: { customer: Customer }) {
  const { t, word, has } = useWords()
  const [open, setOpen] = useState(false)
  const log = useAsk(readAudit, { query: { customer: customer.id, limit: 10 } }, { enabled: open })
  return (
    <Section
      title={t('customer.seen-by')}
      actions={
        <Button variant="subtle" size="sm" h={44} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'customer.seen-hide' : 'customer.seen-show')}
        </Button>
      }
    >
      {open && (
        <>
          <ErrorNote error={log.error} retry={log.refetch} />
          {!log.data && !log.error && <Loading rows={4} />}
          {log.data && (
            <People label={t('customer.seen-by')}>
              {log.data.rows.map((row) => (
                <li key={row.id}>
                  <Person
                    name={row.actor}
                    line={has(`action.${row.action}`) ? word('action', row.action) : row.action}
                    side={<Time at={row.at} />}
                  />
                </li>
              ))}
            </People>
          )}
          <p className={classes.quiet}>
            <Link to="/setup/audit" search={{ customer: customer.id } as never}>
              {t('customer.seen-all')}
            </Link>
          </p>
        </>
      )}
    </Section>
  )
}
