import { SegmentedControl, Select } from '@mantine/core'
import { MADE_CALL_OUTCOMES, type MadeCall } from '../../../contract/timeline.ts'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'

const PURPOSES = ['service', 'commercial'] as const

/** Of a call: did we make it, what came of it, was anything offered? What we made counts among the calls the law allows. */
export function MadeCallFields({ made, change }: { made: MadeCall | null; change: (made: MadeCall | null) => void }) {
  const { t } = useWords()
  return (
    <>
      <SegmentedControl
        aria-label={t('customer.call-who')}
        style={{ justifySelf: 'start' }}
        value={made ? 'out' : 'in'}
        onChange={(v) => change(v === 'out' ? { outcome: 'reached', purpose: 'service' } : null)}
        data={[
          { value: 'out', label: t('customer.call-ours') },
          { value: 'in', label: t('customer.call-theirs') },
        ]}
      />
      {made && (
        <>
          <div className={classes.chips}>
            <Select
              label={t('customer.call-outcome')}
              allowDeselect={false}
              value={made.outcome}
              onChange={(v) => v && change({ ...made, outcome: v as MadeCall['outcome'] })}
              data={MADE_CALL_OUTCOMES.map((value) => ({ value, label: t(`work.outcome-${value}`) }))}
            />
            <Select
              label={t('customer.call-purpose')}
              allowDeselect={false}
              value={made.purpose}
              onChange={(v) => v && change({ ...made, purpose: v as MadeCall['purpose'] })}
              data={PURPOSES.map((value) => ({ value, label: t(`customer.call-${value}`) }))}
            />
          </div>
          <p className={classes.quiet}>{t(`customer.call-${made.purpose}-counts`)}</p>
        </>
      )}
    </>
  )
}
