import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { listReports } from '../../../../contract/report.ts'
import { sitesWhere } from '../../../../contract/rights.ts'
import { useAsk } from '../../../ask.ts'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { monthName } from './month-name.ts'
import classes from './Report.module.css'

/** On the desk of head office: the draft of a month that is over waits to be read. */
export function ReportDue() {
  const { t, locale } = useWords()
  const { roles } = useMe()
  const headOffice = sitesWhere(roles, 'voice.manage') === 'all'
  const asked = useAsk(listReports, { query: {} }, { enabled: headOffice })
  const month = asked.data?.waiting
  if (!month) return null
  return (
    <div className={`${classes.row} surface`} style={{ marginBottom: 18 }}>
      <div>
        <strong>{t('report.due', { month: monthName(month, locale) })}</strong>
        <div className="dim">{t('report.due-text')}</div>
      </div>
      <Button component={Link} to={'/voice/report/$month' as '/'} params={{ month } as never}>
        {t('report.due-open')}
      </Button>
    </div>
  )
}
