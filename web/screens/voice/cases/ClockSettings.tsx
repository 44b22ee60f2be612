import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { type caseClock, readCaseClock, setCaseClock } from '../../../../contract/recovery.ts'
import { sitesWhere } from '../../../../contract/rights.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { FormFooter } from '../../../parts/FormFooter.tsx'
import { Section } from '../../../parts/Page.tsx'
import { undoable } from '../../../parts/toast.tsx'
import { useMe } from '../../../session.tsx'
import { useWords } from '../../../words/words.tsx'
import classes from './Cases.module.css'

type Clock = z.output<typeof caseClock>
const PARTS = ['urgent', 'callback', 'unhappy', 'askAfter'] as const

/** How long each kind of case may wait on a site: read by all, set by who leads it. */
export function ClockSettings({ siteId }: { siteId: string | undefined }) {
  const { t, number } = useWords()
  const { roles, sites } = useMe()
  const site = sites.find(({ id }) => id === siteId) ?? sites[0]
  const leads = sitesWhere(roles, 'staff.manage')
  const may = site !== undefined && (leads === 'all' || leads.includes(site.id))
  const asked = useAsk(readCaseClock, { params: { id: site?.id ?? '' } }, { enabled: site !== undefined })
  const [changing, change] = useState(false)
  if (!site || !asked.data) return null
  const hours = (minutes: number) => number(minutes / 60, { maximumFractionDigits: 1 })
  return (
    <Section
      title={t('case.clock')}
      note={sites.length > 1 ? site.name : undefined}
      actions={
        may &&
        !changing && (
          <Button variant="subtle" size="compact-md" onClick={() => change(true)}>
            {t('case.clock-change')}
          </Button>
        )
      }
    >
      {changing ? (
        <Form key={site.id} siteId={site.id} clock={asked.data} close={() => change(false)} />
      ) : (
        <dl className={classes.clock}>
          {PARTS.map((part) => (
            <div key={part}>
              <dt>{t(`case.clock-${part}`)}</dt>
              <dd className="figures">
                {t(part === 'askAfter' ? 'case.clock-after' : 'case.clock-hours', { h: hours(asked.data[part]) })}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function Form({ siteId, clock, close }: { siteId: string; clock: Clock; close: () => void }) {
  const { t } = useWords()
  const [set, setSet] = useState(clock)
  const back = useDo(setCaseClock, { refresh: [readCaseClock] })
  const save = useDo(setCaseClock, {
    refresh: [readCaseClock],
    done: () => {
      close()
      undoable(t('case.clock-done'), () => back.mutateAsync({ params: { id: siteId }, body: clock }), `clock-${siteId}`)
    },
  })
  return (
    <form
      className={`${classes.form} surface`}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { id: siteId }, body: set })
      }}
    >
      {PARTS.map((part) => (
        <NumberInput
          key={part}
          label={t(`case.clock-${part}`)}
          suffix=" h"
          min={part === 'askAfter' ? 0 : 0.25}
          max={1000}
          step={1}
          decimalScale={2}
          value={set[part] / 60}
          onChange={(value) => setSet({ ...set, [part]: Math.round((Number(value) || 0) * 60) })}
        />
      ))}
      <p className={classes.quiet}>{t('case.clock-text')}</p>
      <FormFooter busy={save.isPending} error={save.error} onCancel={close} />
    </form>
  )
}
