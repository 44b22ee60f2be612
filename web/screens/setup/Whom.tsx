import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { readAudit } from '../../../contract/audit.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

type AuditRow = AnswerOf<typeof readAudit>['rows'][number]
type Named = AuditRow['customers'][number]

/** Whom a line of the log is about: one customer; or those a screen showed, the one looked for first, the others behind a count. */
export function Whom({ row, sought }: { row: AuditRow; sought: string | undefined }) {
  const { t } = useWords()
  if (row.customerId) return <One id={row.customerId} name={row.customerName} />
  const first = row.customers.find(({ id }) => id === sought) ?? (row.customers.length === 1 ? row.customers[0] : null)
  const others = row.customers.filter((each) => each !== first)
  return (
    <>
      {first && <One {...first} />}
      {others.length > 0 && (
        <details>
          <summary className={classes.summary}>
            {t(first ? 'setup.audit-others' : 'setup.audit-shown', { n: others.length })}
          </summary>
          <ul className={classes.shown}>
            {others.map((each) => (
              <li key={each.id}>
                <One {...each} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function One({ id, name }: Named) {
  const { t } = useWords()
  if (!name) return <span className="dim">{t('setup.audit-erased')}</span>
  return (
    <Anchor component={Link} to={'/customers/$id' as never} params={{ id } as never}>
      {name}
    </Anchor>
  )
}
