import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { listCases } from '../../../../contract/recovery.ts'
import { useAsk } from '../../../ask.ts'
import { Section } from '../../../parts/Page.tsx'
import { useMay } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import { CaseItem } from './CaseItem.tsx'
import classes from './Cases.module.css'

/** So many on the desk; the rest one touch away. */
const MOST = 3

/** On the desk: who was not content and waits for me, the most pressing first. Nobody waits: nothing is shown. */
export function MyCases() {
  const { t } = useWords()
  const may = useMay('feedback.act', null)
  const asked = useAsk(
    listCases,
    { query: { whose: 'mine', state: 'open', limit: MOST } as never },
    { enabled: may, every: 60_000, keep: true },
  )
  const waiting = asked.data?.cases.filter(({ clockAt }) => clockAt !== null) ?? []
  if (waiting.length === 0) return null
  const { mine, mineLate } = asked.data!.counts
  return (
    <Section
      title={t('case.wait-for-me')}
      note={mineLate > 0 ? t('desk.cases-late', { n: mineLate }) : undefined}
      actions={
        mine > waiting.length && (
          <Button component={Link} to={'/voice/cases' as '/'} variant="subtle" size="compact-md">
            {t('case.see-all', { n: mine })}
          </Button>
        )
      }
    >
      <ol className={classes.list}>
        {waiting.map((line) => (
          <li key={line.id}>
            <CaseItem line={line} mine />
          </li>
        ))}
      </ol>
    </Section>
  )
}
