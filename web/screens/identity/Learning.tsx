import { Button, Loader } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { FEWEST_TO_LEARN, identityQuality, learnIdentity } from '../../../contract/identity-quality.ts'
import { useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { useNow } from '../../parts/Time.tsx'
import { toast } from '../../parts/toast.tsx'
import { timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Quality.module.css'
import type { QualityData } from './quality-data.ts'

/** When the weights were last learned, and learning them anew; it runs in the background. */
export function Learning({ quality, manage }: { quality: QualityData; manage: boolean }) {
  const { t, number, locale } = useWords()
  const now = useNow()
  const learn = useDo(learnIdentity, { refresh: [identityQuality], done: () => toast(t('identity.learn-started')) })
  const last = quality.lastLearning
  const running = last?.state === 'running'
  const when = (at: string) => timeText(new Date(at), now, locale)
  return (
    <Section title={t('identity.learning')}>
      <div className={`${classes.panel} surface`}>
        <p className={classes.lead} aria-live="polite">
          {running && <Loader size="xs" mr={8} aria-hidden color="var(--mantine-color-dimmed)" />}
          {last
            ? t(`identity.learn-${last.state}`, {
                when: when(last.state === 'running' ? last.startedAt : (last.finishedAt ?? last.startedAt)),
                records: number(last.records),
                pairs: number(last.pairs),
              })
            : t('identity.learn-never', { fewest: number(FEWEST_TO_LEARN) })}
        </p>
        <ErrorNote error={learn.error} />
        {manage && (
          <Button
            variant="default"
            leftSection={<IconRefresh size={20} aria-hidden />}
            loading={learn.isPending || running}
            disabled={quality.records < FEWEST_TO_LEARN}
            onClick={() => learn.mutate({})}
          >
            {t('identity.learn')}
          </Button>
        )}
      </div>
    </Section>
  )
}
