import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconCalendarPlus, IconCalendarX, IconDots, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { type Appointment, listAppointments, updateAppointment } from '../../../contract/visits.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { useNow } from '../../parts/Time.tsx'
import { Tone, type ToneName } from '../../parts/Tone.tsx'
import { toastProblem, undoable } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { AppointmentForm } from './AppointmentForm.tsx'
import { APPOINTMENT_SEEN } from './appointment-seen.ts'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
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
  const [past, showPast] = useState(false)
  const asked = useAsk(listAppointments, { query: { customer: customer.id, cancelled: true as never } })
  const all = asked.data?.appointments ?? []
  // One that began within the hour is still to be received.
  const coming = all
    .filter((a) => a.state === 'booked' && Date.parse(a.at) > now.getTime() - 3_600_000)
    .sort((a, b) => a.at.localeCompare(b.at))
  const gone = all.filter((a) => !coming.includes(a)).sort((a, b) => b.at.localeCompare(a.at))
  const book = (
    <Button
      variant={coming.length ? 'subtle' : 'default'}
      size="sm"
      h={44}
      leftSection={<IconCalendarPlus size={18} aria-hidden />}
      onClick={() => setBooking(true)}
    >
      {t('customer.book')}
    </Button>
  )
  return (
    <Section
      title={t('customer.appointments')}
      note={coming.length || undefined}
      actions={may && !booking && coming.length > 0 && book}
    >
      <ErrorNote error={asked.error} retry={asked.refetch} />
      {asked.isPending && <Loading rows={1} />}
      <div className={classes.lines}>
        {booking && (
          <div className={`surface ${classes.block}`}>
            <AppointmentForm customer={customer} appointment={null} close={() => setBooking(false)} />
          </div>
        )}
        {asked.data && coming.length === 0 && !booking && (
          <Empty quiet title={t('customer.appointments-none')} action={may ? book : undefined}>
            {t('customer.appointments-none-text')}
          </Empty>
        )}
        {coming.length > 0 && <List of={coming} customer={customer} may={may} />}
        {gone.length > 0 && (
          <Button
            variant="subtle"
            size="sm"
            h={44}
            style={{ justifySelf: 'start' }}
            aria-expanded={past}
            onClick={() => showPast(!past)}
          >
            {t(past ? 'customer.past-hide' : 'customer.past-show', { n: gone.length })}
          </Button>
        )}
        {past && <List of={gone} customer={customer} may={may} />}
      </div>
    </Section>
  )
}

function List({ of, customer, may }: { of: Appointment[]; customer: Customer; may: boolean }) {
  return (
    <ul className={`surface ${classes.rows}`}>
      {of.map((appointment) => (
        <Row key={appointment.id} appointment={appointment} customer={customer} may={may} />
      ))}
    </ul>
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
