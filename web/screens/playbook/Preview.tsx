import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { search } from '../../../contract/customers.ts'
import type { AnswerOf } from '../../../contract/endpoint.ts'
import { editPlaybook, previewWords } from '../../../contract/playbooks.ts'
import { call, type ProblemError } from '../../api.ts'
import { useAsk } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Playbook.module.css'
import { SendDraft } from './SendDraft.tsx'
import { useMomentWords } from './say.ts'

const REST_MS = 400
/** With the page the words were read from, as the form would have it: what a test of it is sent from. */
type Previewed = AnswerOf<typeof previewWords> & { yaml: string; moment: string }

interface PreviewProps {
  yaml: string
  /** The moment as it is in the page, and what the form would change of it. */
  moment: string | null
  changes: Record<string, unknown>
  language: string
}

/** The words as one customer would read them, beside the compass and the register they speak in. */
export function Preview({ yaml, moment, changes, language }: PreviewProps) {
  const { t } = useWords()
  const [customer, setCustomer] = useState<string | null>(null)
  const [asked] = useDebouncedValue(JSON.stringify({ moment, changes, language, customer }), REST_MS)
  const written = useQuery<Previewed | null, ProblemError>({
    queryKey: [previewWords.name, yaml, asked],
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      const change = moment === null ? { add: changes } : { moment, set: changes }
      const id = String(changes.id ?? moment ?? '')
      const page = await call(editPlaybook, { body: { yaml, change } }, { signal })
      if (!page.playbook) return null
      const read = { yaml: page.yaml, moment: id }
      return {
        ...(await call(previewWords, { body: { ...read, customerId: customer, language } }, { signal })),
        ...read,
      }
    },
  })
  return (
    <section aria-label={t('playbook.preview')} className={`${classes.preview} surface`}>
      <h2 className={classes.name}>{t('playbook.preview')}</h2>
      <Customer value={customer} choose={setCustomer} />
      <ErrorNote error={written.error} />
      <div aria-live="polite" aria-busy={written.isFetching}>
        {written.data === null && (
          <p className={classes.when}>{t(moment === null ? 'playbook.preview-fresh' : 'playbook.preview-broken')}</p>
        )}
        {written.data && <Written written={written.data} />}
        {written.data && (
          <SendDraft
            yaml={written.data.yaml}
            moment={written.data.moment}
            customerId={written.data.customer.id}
            gestures={written.data.registers.flatMap((each) => each.gestures)}
          />
        )}
      </div>
    </section>
  )
}

function Customer({ value, choose }: { value: string | null; choose: (id: string | null) => void }) {
  const { t } = useWords()
  const [typed, type] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 150)
  const found = useAsk(search, { query: { q, limit: 8 } }, { enabled: q.length > 0, keep: true })
  const [kept, keep] = useState<{ value: string; label: string } | null>(null)
  const hits = (found.data?.hits ?? []).map((hit) => ({ value: hit.id, label: hit.name }))
  const data = kept && !hits.some((each) => each.value === kept.value) ? [kept, ...hits] : hits
  return (
    <Select
      label={t('playbook.preview-on')}
      placeholder={t('playbook.preview-sample')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('playbook.preview-sample') }}
      filter={({ options }) => options}
      data={data}
      value={value}
      searchValue={typed}
      onSearchChange={type}
      nothingFoundMessage={q ? t('shell.find-none', { q }) : t('shell.find-type')}
      onChange={(next) => {
        keep(data.find((each) => each.value === next) ?? null)
        choose(next)
      }}
    />
  )
}

/** Into how many an SMS is cut while it is written, with all that leaves with it, and what each one costs. */
function SmsCut({ segments, left, dear, costCents }: NonNullable<Previewed['texts'][number]['sms']>) {
  const { t, number } = useWords()
  const amount =
    costCents === null
      ? null
      : number(costCents / 100, { style: 'currency', currency: 'EUR', maximumFractionDigits: 3 })
  return (
    <p className={classes.when}>
      {t('playbook.sms-cut', { segments, left })}{' '}
      {amount === null ? t('playbook.sms-no-cost') : t('playbook.sms-cost', { amount })}
      {dear.length > 0 && ` ${t('messages.try-dear', { signs: dear.join(' ') })}`}
    </p>
  )
}

function Written({ written: { customer, compass, registers, texts, condition } }: { written: Previewed }) {
  const { t } = useWords()
  const say = useMomentWords()
  return (
    <>
      <p className={classes.when}>{customer.name}</p>
      {condition && (
        <p>
          <Tone tone={condition.holds ? 'good' : 'wait'}>
            {t(condition.holds ? 'playbook.preview-holds' : 'playbook.preview-holds-not')}
          </Tone>{' '}
          {condition.because && (
            <span className={classes.when}>{t('playbook.preview-unknown', { name: condition.because })}</span>
          )}
        </p>
      )}
      {texts.length === 0 && <p className={classes.when}>{t('playbook.preview-empty')}</p>}
      {texts.map(({ key, text, missing, fault, sms }) => (
        <div key={key} className={classes.text}>
          <h3>{say.coded('key', key)}</h3>
          {text !== null && <p className={classes.said}>{text}</p>}
          {sms && <SmsCut {...sms} />}
          {missing.length > 0 && (
            <p className={classes.cure}>{t('playbook.preview-missing', { names: missing.join(', ') })}</p>
          )}
          {fault && <p className={classes.cure}>{fault}</p>}
        </div>
      ))}
      <div className={classes.against}>
        <h3>{t('playbook.compass')}</h3>
        <p>{compass}</p>
        {registers.map(({ register, gestures, imposed, free }) => (
          <div key={register}>
            <h3>
              {say.coded('register', register)} · {gestures.map((each) => say.coded('gesture', each)).join(', ')}
            </h3>
            <p>
              <strong>{imposed}</strong>
              {free && <> · {free}</>}
            </p>
          </div>
        ))}
      </div>
    </>
  )
}
