import { Alert, Button, Switch } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { previewRetention, readRetention, setRetention } from '../../../contract/privacy.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import classes from './Privacy.module.css'
import { RuleLine } from './RuleLine.tsx'

type Known = AnswerOf<typeof readRetention>
type Foreseen = AnswerOf<typeof previewRetention>

/** How long things are kept: each rule, whom it means today, and what the last nights did. Seen before it is switched on. */
export default function Retention() {
  const { t } = useWords()
  const may = useMay('privacy.manage', null)
  const known = useAsk(readRetention, {}, { enabled: may })
  const foreseen = useAsk(previewRetention, {}, { enabled: may })
  const back = <Back to="/setup">{t('setup.title')}</Back>
  if (!may)
    return (
      <Page title={t('privacy.retention')} back={back}>
        <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>
      </Page>
    )
  return (
    <Page title={t('privacy.retention')} lead={t('privacy.retention-lead')} back={back}>
      <ErrorNote
        error={known.error ?? foreseen.error}
        retry={() => Promise.all([known.refetch(), foreseen.refetch()])}
      />
      {!known.data && !known.error && <Loading rows={6} />}
      {known.data && (
        <>
          <Power known={known.data} foreseen={foreseen.data} />
          <Section title={t('privacy.rules')} note={t('privacy.pack', { pack: known.data.pack.toUpperCase() })}>
            <div className="surface">
              {known.data.rules.map((rule) => (
                <RuleLine key={rule.id} rule={rule} foreseen={foreseen.data?.rules.find(({ id }) => id === rule.id)} />
              ))}
            </div>
          </Section>
          <Runs known={known.data} />
        </>
      )}
    </Page>
  )
}

/** Switching on is said first, with how many go tonight; switching off is a click. */
function Power({ known, foreseen }: { known: Known; foreseen: Foreseen | undefined }) {
  const { t, number } = useWords()
  const write = useDo(setRetention, { refresh: [readRetention] })
  const erased = (foreseen?.rules ?? []).filter(({ id }) => id === 'prospects' || id === 'contracts')
  const people = erased.reduce((sum, { n }) => sum + n, 0)
  const turn = (enabled: boolean) =>
    write.mutate(
      { body: { enabled } },
      { onError: toastProblem, onSuccess: () => toast(t(enabled ? 'privacy.on-done' : 'privacy.off-done')) },
    )
  if (known.enabled)
    return (
      <Alert color="ink" variant="light" mb="xl" icon={<IconInfoCircle aria-hidden />} title={t('privacy.on')}>
        <p style={{ margin: '0 0 12px' }}>{t('privacy.on-text')}</p>
        <Switch label={t('privacy.each-night')} checked onChange={() => turn(false)} disabled={write.isPending} />
      </Alert>
    )
  return (
    <Alert color="ink" variant="light" mb="xl" icon={<IconInfoCircle aria-hidden />} title={t('privacy.off')}>
      <p style={{ margin: '0 0 12px' }}>{t('privacy.off-text')}</p>
      {foreseen ? (
        <OneWay
          label={t('privacy.turn-on')}
          text={t('privacy.turn-on-text', { n: people, said: number(people) })}
          sure={t('privacy.turn-on-do')}
          busy={write.isPending}
          onSure={() => turn(true)}
        />
      ) : (
        <Button loading>{t('privacy.turn-on')}</Button>
      )}
    </Alert>
  )
}

function Runs({ known }: { known: Known }) {
  const { t, word, number } = useWords()
  return (
    <Section title={t('privacy.runs')}>
      {known.runs.length === 0 && <p className={classes.quiet}>{t('privacy.runs-none')}</p>}
      {known.runs.length > 0 && (
        <ul className="surface" style={{ listStyle: 'none', margin: 0, padding: '6px 20px' }}>
          {known.runs.map((run) => {
            const did = Object.entries(run.counts)
            return (
              <li key={run.startedAt} style={{ padding: '10px 0' }}>
                <Time at={run.startedAt} />
                {' · '}
                {did.length === 0
                  ? t(run.finishedAt ? 'privacy.run-nothing' : 'privacy.run-going')
                  : did.map(([rule, n]) => `${word('privacy.rule', rule)} : ${number(n)}`).join(' · ')}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
