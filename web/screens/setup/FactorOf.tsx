import { readSecondFactor, resetSecondFactor } from '../../../contract/lost-access.ts'
import { listStaff, type Staff } from '../../../contract/network.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from './OneWay.tsx'
import classes from './Setup.module.css'

/** The second factor of somebody else: whether there is one, and the way back when it was lost. */
export function FactorOf({ person }: { person: Staff }) {
  const { t } = useWords()
  const params = { id: person.id }
  const factor = useAsk(readSecondFactor, { params })
  const reset = useDo(resetSecondFactor, {
    refresh: [readSecondFactor, listStaff],
    done: (closed) =>
      toast(`${t('setup.factor-reset-done', { name: person.name })} ${t('setup.sessions-closed', closed)}`),
  })
  const { on = false, due = false, passkeys = 0 } = factor.data ?? {}
  return (
    <div>
      {factor.isPending && <Loading rows={1} />}
      {factor.data && (
        <div className={classes.row}>
          <p className={classes.quiet}>
            {t(`setup.factor-of-${due ? 'due' : on ? 'on' : 'off'}`, { name: person.name })}
          </p>
          {on && (
            <OneWay
              label={t('setup.factor-reset')}
              text={t('setup.factor-reset-text', { name: person.name, passkeys })}
              sure={t('setup.factor-reset-do')}
              busy={reset.isPending}
              onSure={() => reset.mutate({ params })}
            />
          )}
        </div>
      )}
      <ErrorNote error={factor.error ?? reset.error} />
    </div>
  )
}
