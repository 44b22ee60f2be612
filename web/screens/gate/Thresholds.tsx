import { NumberInput, Select, Switch } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  FINDINGS,
  type GateSettings,
  gateSettings,
  listProducts,
  previewGateSettings,
  readGateSettings,
  setGateSettings,
} from '../../../contract/quality.ts'
import { call } from '../../api.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Back } from '../../parts/Back.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Page, Section } from '../../parts/Page.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { undoable } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Gate.module.css'
import { findingTone, inLanguage } from './said.ts'

/** The network's own thresholds, and what they would find today, before they hold. */
export default function Thresholds() {
  const { t } = useWords()
  const may = useMay('gate.manage', null)
  const asked = useAsk(readGateSettings, {}, { enabled: may })
  const back = <Back to="/voice/gate">{t('gate.back')}</Back>
  return (
    <Page title={t('gate.settings-title')} lead={t('gate.set-why')} back={back}>
      {!may && <Empty title={t('shell.forbidden')}>{t('shell.forbidden-text')}</Empty>}
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {may && !asked.data && !asked.error && <Loading rows={4} />}
      {asked.data && <Form key={JSON.stringify(asked.data)} settings={asked.data} />}
    </Page>
  )
}

const WINDOWS = ['0', '90', '180', '365', '730']

function Form({ settings }: { settings: GateSettings }) {
  const { t } = useWords()
  const [draft, setDraft] = useState(settings)
  const set = (next: Partial<GateSettings>) => setDraft({ ...draft, ...next })
  const save = useDo(setGateSettings, { refresh: [readGateSettings, listProducts] })
  const percent = (name: 'proposeAt' | 'withdrawAt' | 'returnAt' | 'alertAt', label: string) => (
    <NumberInput
      label={label}
      min={50}
      max={99.9}
      step={1}
      decimalScale={1}
      value={Math.round((draft[name] ?? 0.5) * 1000) / 10}
      onChange={(value) => typeof value === 'number' && set({ [name]: value / 100 })}
    />
  )
  return (
    <div className={classes.two}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(e) => {
          e.preventDefault()
          save.mutate(
            { body: draft },
            { onSuccess: () => undoable(t('gate.set-saved'), () => save.mutateAsync({ body: settings })) },
          )
        }}
      >
        <Row>
          <NumberInput
            label={t('gate.set-bar')}
            min={1.5}
            max={4.5}
            step={0.1}
            decimalScale={1}
            value={draft.bar}
            onChange={(value) => typeof value === 'number' && set({ bar: value })}
          />
          <NumberInput
            label={t('gate.set-minimum')}
            min={3}
            max={1000}
            value={draft.minimum}
            onChange={(value) => typeof value === 'number' && set({ minimum: value })}
          />
        </Row>
        <Select
          label={t('gate.set-alert')}
          data={[
            { value: 'mean', label: t('gate.set-alert-mean') },
            { value: 'chance', label: t('gate.set-alert-chance') },
          ]}
          value={draft.alertAt === null ? 'mean' : 'chance'}
          onChange={(value) => set({ alertAt: value === 'chance' ? 0.5 : null })}
        />
        {draft.alertAt !== null && percent('alertAt', t('gate.set-alert-at'))}
        <Row>
          {percent('proposeAt', t('gate.set-propose'))}
          {percent('withdrawAt', t('gate.set-withdraw'))}
        </Row>
        {percent('returnAt', t('gate.set-return'))}
        <Row>
          <Select
            label={t('gate.set-window')}
            data={[...new Set([...WINDOWS, String(draft.windowDays ?? 0)])].map((value) => ({
              value,
              label: t('gate.set-window-days', { days: Number(value) }),
            }))}
            value={String(draft.windowDays ?? 0)}
            onChange={(value) => set({ windowDays: Number(value) || null })}
          />
          <NumberInput
            label={t('gate.set-clock')}
            min={3}
            max={365}
            value={draft.clockDays}
            onChange={(value) => typeof value === 'number' && set({ clockDays: value })}
          />
        </Row>
        <Switch
          size="md"
          mt={6}
          label={t('gate.set-automatic')}
          description={t('gate.set-automatic-hint')}
          checked={draft.automatic}
          onChange={(e) => set({ automatic: e.currentTarget.checked })}
        />
        <FormFooter
          submit={t('gate.set-save')}
          busy={save.isPending}
          dirty={JSON.stringify(draft) !== JSON.stringify(settings)}
          error={save.error}
        />
      </form>
      <Preview draft={draft} />
    </div>
  )
}

function Preview({ draft }: { draft: GateSettings }) {
  const { t, number, locale } = useWords()
  const [settled] = useDebouncedValue(draft, 300)
  const read = gateSettings.safeParse(settled)
  const asked = useQuery({
    queryKey: [previewGateSettings.name, settled],
    queryFn: () => call(previewGateSettings, { body: settled }),
    enabled: read.success,
    placeholderData: (before) => before,
  })
  const shown = asked.data
  return (
    <Section title={t('gate.set-today')}>
      <div className={`${classes.panel} surface`} aria-live="polite">
        {!shown && <Loading rows={2} />}
        {shown && (
          <>
            <ul className={classes.lines}>
              {FINDINGS.map((one) => (
                <li key={one}>
                  <Tone tone={findingTone[one]}>{number(shown.counts[one] ?? 0)}</Tone> {t(`gate.finding.${one}`)}
                </li>
              ))}
            </ul>
            <h3 className={classes.small}>{t('gate.set-moves')}</h3>
            {shown.moved.length === 0 ? (
              <p className={classes.quiet}>{t('gate.set-moves-none')}</p>
            ) : (
              <ul className={classes.lines}>
                {shown.moved.slice(0, 30).map((one) => (
                  <li key={one.id}>
                    <Link to="/voice/gate/$id" params={{ id: one.id }} className="name-link">
                      {inLanguage(one.name, locale)}
                    </Link>{' '}
                    <span className="dim">
                      {t(`gate.finding.${one.was}`)} → {t(`gate.finding.${one.becomes}`)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Section>
  )
}
