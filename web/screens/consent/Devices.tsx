import { customerConsents } from '../../../contract/consent.ts'
import type { Customer } from '../../../contract/customers.ts'
import { customerDevices, removeDevice } from '../../../contract/devices.ts'
import { useAsk, useDo } from '../../ask.ts'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { useNow } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { dayText, timeText } from '../../parts/when.ts'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import setup from '../setup/Setup.module.css'
import classes from './Consent.module.css'

/** On how many, told beside the channel; nothing where there is none. */
export function DeviceCount({ customer }: { customer: Customer }) {
  const { t } = useWords()
  const n = useAsk(customerDevices, { params: { id: customer.id } }).data?.devices.length ?? 0
  return n > 0 ? <span className={classes.small}>{t('consent.devices-n', { n })}</span> : null
}

/** The browsers in which they asked to be told. Only they can ask; whoever speaks to them may take one away for them. */
export function Devices({ customer, may }: { customer: Customer; may: boolean }) {
  const { t, locale } = useWords()
  const now = useNow()
  const asked = useAsk(customerDevices, { params: { id: customer.id } })
  const remove = useDo(removeDevice, { refresh: [customerDevices, customerConsents] })
  const devices = asked.data?.devices
  return (
    <>
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {devices && <p className={setup.line}>{t('consent.devices', { n: devices.length })}</p>}
      {devices && devices.length > 0 && (
        <ul className={classes.devices}>
          {devices.map(({ id, name: told, since, shownAt }) => {
            const name = told || t('consent.device-some')
            return (
              <li key={id} className={setup.row}>
                <div>
                  <strong style={{ fontWeight: 600 }}>{name}</strong>
                  <p className={setup.line}>
                    {[
                      t('consent.device-since', { day: dayText(since.slice(0, 10), locale) }),
                      shownAt && t('consent.device-shown', { at: timeText(new Date(shownAt), now, locale) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </p>
                </div>
                {may && (
                  <OneWay
                    label={t('consent.device-off')}
                    name={t('consent.device-off-of', { name })}
                    text={t('consent.device-off-text')}
                    sure={t('consent.device-off')}
                    busy={remove.isPending}
                    onSure={() =>
                      remove.mutate(
                        { params: { id } },
                        { onError: toastProblem, onSuccess: () => toast(t('consent.device-gone', { name })) },
                      )
                    }
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
