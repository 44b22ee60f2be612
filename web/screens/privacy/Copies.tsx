import { Alert } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { DataRequest } from '../../../contract/privacy.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Privacy.module.css'

/** Other pages that may be the person who is to be erased, and which of them go along. */
export function Copies({ copies, text }: { copies: DataRequest['copies']; text: string }) {
  const { t } = useWords()
  if (copies.length === 0) return null
  return (
    <Alert color="kaki" variant="light" icon={<IconUsers aria-hidden />} title={t('privacy.copies')}>
      {text}
      <ul className={classes.people}>
        {copies.map(({ customerId, name, goesWith }) => (
          <li key={customerId}>
            <Link to="/customers/$id" params={{ id: customerId }} target="_blank">
              {name || t('customer.title')}
            </Link>
            {goesWith && <span className="dim"> · {t('privacy.copy-goes')}</span>}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
