import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { myAllowance, myDay, setAllowance } from '../../../contract/work.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMay } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from '../setup/Setup.module.css'

/** How many calls and minutes I give a day: my list never asks for more. */
export function Allowance() {
  const { t } = useWords()
  const may = useMay('work.act', null)
  const asked = useAsk(myAllowance, {}, { enabled: may })
  if (!may) return null
  return (
    <Section title={t('work.allowance')}>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.data ? (
        <Give calls={asked.data.calls} minutes={asked.data.minutes} />
      ) : asked.error ? null : (
        <Loading rows={1} />
      )}
    </Section>
  )
}

function Give(given: { calls: number; minutes: number }) {
  const { t } = useWords()
  const [calls, setCalls] = useState(given.calls)
  const [minutes, setMinutes] = useState(given.minutes)
  const save = useDo(setAllowance, { refresh: [myAllowance, myDay], done: () => toast(t('shell.saved')) })
  const number = (value: string | number) => (typeof value === 'number' ? value : Number(value) || 0)
  return (
    <form
      className={`${classes.panel} surface`}
      style={{ display: 'grid', gap: 16 }}
      onSubmit={(e) => {
        e.preventDefault()
        save.mutate({ body: { calls, minutes } })
      }}
    >
      <p className={classes.quiet}>{t('work.allowance-text')}</p>
      <Row>
        <NumberInput
          label={t('work.allowance-calls')}
          min={0}
          max={50}
          allowDecimal={false}
          value={calls}
          onChange={(value) => setCalls(number(value))}
        />
        <NumberInput
          label={t('work.allowance-minutes')}
          min={0}
          max={480}
          step={5}
          allowDecimal={false}
          value={minutes}
          onChange={(value) => setMinutes(number(value))}
        />
      </Row>
      <FormFooter busy={save.isPending} error={save.error} dirty={calls !== given.calls || minutes !== given.minutes} />
    </form>
  )
}
