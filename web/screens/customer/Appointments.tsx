import { ActionIcon, Menu } from '@mantine/core'
import { IconCalendarPlus, IconCalendarX, IconDots, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { type Appointment, listAppointments, updateAppointment } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { useNow } from '../../parts/Time.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { AppointmentForm } from './AppointmentForm.tsx'
import { APPOINTMENT_SEEN } from './appointment-seen.ts'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { OpenAndOver } from './OpenAndOver.tsx'
import { appointmentText } from './zoned.ts'

interface AppointmentsProps {
  customer: Customer
  may: boolean
  booking: boolean
  setBooking: (open: boolean) => void
}

/** When they come next, and when they came: book, move, cancel. */
export function Appointments({ customer, may, booking, setBooking }: AppointmentsProps) {
  const { t } = useWords()
  const now = useNow(60_000)
  const asked = useAsk(listAppointments, { query: { customer: customer.id, cancelled: true as never } })
  const all = asked.data?.appointments ?? []
  // One that began within the hour is still to be received.
  const coming = all
    .filter((a) => a.state === 'booked' && Date.parse(a.at) > now.getTime() - 3_600_000)
    .sort((a, b) => a.at.localeCompare(b.at))
  const gone = all.filter((a) => !coming.includes(a)).sort((a, b) => b.at.localeCompare(a.at))
  return (
    <OpenAndOver
      title={t('customer.appointments')}
      asked={asked}
      open={coming}
      over={gone}
      row={(one) => <Row key={one.id} appointment={one} customer={customer} may={may} />}
      add={
        may
          ? {
              label: t('customer.book'),
              icon: <IconCalendarPlus size={18} aria-hidden />,
              press: () => setBooking(true),
              form: booking && (
                <AppointmentForm customer={customer} appointment={null} close={() => setBooking(false)} />
              ),
            }
          : null
      }
      none={{ title: t('customer.appointments-none'), text: t('customer.appointments-none-text') }}
      fold={{ show: t('customer.past-show', { n: gone.length }), hide: t('customer.past-hide') }}
    />
  )
}

const TONE: Record<Appointment['state'], ToneName> = { booked: 'calm', kept: 'good', cancelled: 'calm', missed: 'wait' }

function Row({ appointment: a, customer, may }: { appointment: Appointment; customer: Customer; may: boolean }) {
  const { t, word, locale } = useWords()
  const now = useNow(60_000)
  const { staffName, siteName, zoneOf } = useNames()
  const [moving, setMoving] = useState(false)
  const write = useDo(updateAppointment, { refresh: APPOINTMENT_SEEN })
  const zone = zoneOf(a.siteId) ?? 'Europe/Paris'
  const when = appointmentText(new Date(a.at), now, locale, zone)
  const cancel = () =>
    write.mutate(
      { params: { id: a.id }, body: { state: 'cancelled' } },
      {
        onError: toastProblem,
        onSuccess: () =>
          undoable(t('customer.appointment-cancelled', { when }), () =>
            write.mutateAsync({ params: { id: a.id }, body: { state: a.state } }),
          ),
      },
    )
  if (moving)
    return (
      <li>
        <AppointmentForm customer={customer} appointment={a} close={() => setMoving(false)} />
      </li>
    )
  return (
    <li className={classes.row} data-over={a.state === 'cancelled' || undefined}>
      <div className={classes.rowWords}>
        <div>
          <time dateTime={a.at} className={classes.rowTitle}>
            {when}
          </time>{' '}
          {a.state !== 'booked' && <Tone tone={TONE[a.state]}>{t(`customer.appointment-${a.state}`)}</Tone>}
        </div>
        <div className="dim">
          {[word('service', a.service), a.reason, a.vehicle, siteName(a.siteId), staffName(a.staffId)]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {may && (a.state === 'booked' || a.state === 'cancelled') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('customer.appointment-more', { when })}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {a.state === 'booked' ? (
              <>
                <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setMoving(true)}>
                  {t('customer.appointment-move')}
                </Menu.Item>
                <Menu.Item color="brick" leftSection={<IconCalendarX size={18} aria-hidden />} onClick={cancel}>
                  {t('customer.appointment-cancel')}
                </Menu.Item>
              </>
            ) : (
              <Menu.Item
                onClick={() =>
                  write.mutate({ params: { id: a.id }, body: { state: 'booked' } }, { onError: toastProblem })
                }
              >
                {t('customer.appointment-restore')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  )
}
