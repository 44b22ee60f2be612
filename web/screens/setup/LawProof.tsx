import { Button } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { proveReceipts } from '../../../contract/consent.ts'
import { useAsk } from '../../ask.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Setup.module.css'

/** Walks the chain of receipts when asked to, and says whether it holds. */
export function LawProof() {
  const { t } = useWords()
  const asked = useAsk(proveReceipts, {}, { enabled: false })
  const proof = asked.data
  return (
    <Section title={t('consent.proof')}>
      <div className={`surface ${classes.panel}`} style={{ display: 'grid', gap: 14 }}>
        <p style={{ margin: 0 }}>{t('consent.proof-text')}</p>
        <Button
          variant="default"
          style={{ justifySelf: 'start' }}
          loading={asked.isFetching}
          leftSection={<IconLink size={18} aria-hidden />}
          onClick={() => void asked.refetch()}
        >
          {t('consent.proof-do')}
        </Button>
        <ErrorNote error={asked.error} />
        <div role="status">
          {proof && (
            <Tone tone={proof.sound ? 'good' : 'bad'}>
              {proof.sound
                ? t('consent.proof-sound', { n: proof.receipts })
                : t('consent.proof-broken', { n: proof.brokenAt ?? 0 })}
            </Tone>
          )}
        </div>
        {proof && <CopyField label={t('consent.proof-head')} value={proof.head} />}
      </div>
    </Section>
  )
}
