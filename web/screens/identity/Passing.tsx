import { Progress } from '@mantine/core'
import { Section } from '../../parts/Page.tsx'
import { useNow } from '../../parts/Time.tsx'
import { timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'
import type { QualityData } from './quality-data.ts'

/** Everyone is being looked at: after a large import, or under weights learned anew. What it is doing, and how far it is. */
export function Passing({ pass }: { pass: NonNullable<QualityData['pass']> }) {
  const { t, number, locale } = useWords()
  const now = useNow()
  const share = pass.total === 0 ? 0 : Math.min(1, pass.done / pass.total)
  return (
    <Section title={t('identity.pass')}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.lead} aria-live="polite">
          {t(`identity.pass-${pass.phase}`)}
        </p>
        <Progress.Root size="lg" radius="xl">
          <Progress.Section value={share * 100} aria-label={t('identity.pass')} />
        </Progress.Root>
        <p className={classes.note}>
          {t('identity.pass-far', {
            pct: number(share, { style: 'percent', maximumFractionDigits: 0 }),
            when: timeText(new Date(pass.startedAt), now, locale),
          })}
        </p>
      </div>
    </Section>
  )
}
