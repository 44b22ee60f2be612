import { NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Customer } from '../../../contract/customers.ts'
import { type Hours, SERVICES, type Service } from '../../../contract/network.ts'
import { type Appointment, createAppointment, updateAppointment } from '../../../contract/visits.ts'
import { call } from '../../api.ts'
import { Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast, undoable } from '../../parts/toast.tsx'
import { useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { APPOINTMENT_SEEN } from './appointment-seen.ts'
import { useNames } from './Care.tsx'
import classes from './Customer.module.css'
import { beyondFields, fieldFaults } from './faults.ts'
import { plateNow } from './vehicle-values.ts'
import { appointmentText, civilIn, instantIn, isOpenAt, nextOpening } from './zoned.ts'

interface AppointmentFormProps {
  customer: Customer
  /** The one to move; null books a new one. */
  appointment: Appointment | null
  close: () => void
}

/** Written all the same: a visit is noted afterwards, and some come before the doors open. But nobody books it unawares. */
function oddMoment({ day, clock }: { day: string; clock: string }, zone: string, hours: Hours) {
  if (!day || !clock) return null
  if (Date.parse(instantIn(zone, { day, clock })) < Date.now()) return 'customer.appointment-past' as const
  return isOpenAt(hours, { day, clock }) ? null : ('customer.appointment-shut' as const)
}

/** Books or moves an appointment, by the clock of the place where it is. */
export function AppointmentForm({ customer, appointment: a, close }: AppointmentFormProps) {
  const { t, word } = useWords()
  const { sites } = useSite()
  const { people } = useNames()
  const { zone, hours } = useClocks()
  const box = useRef<HTMLFormElement>(null)
  const form = useAppointmentValues(customer, a)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input[type=date]')?.focus()
  }, [])
  const write = useBook({ customer, appointment: a, form, close })
  const here = sites.find((s) => s.id === form.values.siteId)
  const odd = oddMoment(form.values, zone(form.values.siteId), hours(form.values.siteId))
  const services = here && here.services.length > 0 ? here.services : SERVICES
  return (
    <form
      ref={box}
      noValidate
      aria-label={t(a ? 'customer.appointment-move' : 'customer.book')}
      className={classes.lines}
      onSubmit={form.onSubmit((values) => write.mutate(values))}
    >
      <Row cols={3}>
        <TextInput type="date" label={t('customer.day')} {...form.getInputProps('day')} />
        <TextInput type="time" label={t('customer.clock')} step={300} {...form.getInputProps('clock')} />
        <NumberInput label={t('customer.minutes')} min={5} max={1440} step={15} {...form.getInputProps('minutes')} />
      </Row>
      {odd && (
        <p role="status" style={{ margin: 0 }}>
          <Tone tone="wait">{t(odd)}</Tone>
        </p>
      )}
      <Row>
        {!a && sites.length > 1 && (
          <Select
            label={t('customer.where')}
            data={sites.map((s) => ({ value: s.id, label: s.name }))}
            {...form.getInputProps('siteId')}
          />
        )}
        <Select
          label={t('customer.service')}
          data={[...new Set([...services, form.values.service])].map((value) => ({
            value,
            label: word('service', value),
          }))}
          {...form.getInputProps('service')}
        />
        {customer.assets.length > 0 && (
          <Select
            clearable
            label={t('customer.for-vehicle')}
            placeholder={t('shell.none')}
            data={customer.assets.map((asset) => ({
              value: asset.id,
              label: [[asset.make, asset.model].filter(Boolean).join(' '), plateNow(asset)?.display]
                .filter(Boolean)
                .join(' · '),
            }))}
            {...form.getInputProps('assetId')}
          />
        )}
        <StaffPicker
          label={t('customer.with')}
          staff={people}
          value={form.values.staffId}
          onChange={(id) => form.setFieldValue('staffId', id)}
        />
      </Row>
      <Textarea
        label={t('customer.reason')}
        placeholder={t('customer.reason-example')}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      <FormFooter
        submit={t(a ? 'customer.appointment-move-do' : 'customer.book-do')}
        busy={write.isPending}
        error={beyondFields(write.error)}
        onCancel={close}
      />
    </form>
  )
}

/** The clock and the hours of each place. */
function useClocks() {
  const { sites } = useSite()
  const { zoneOf } = useNames()
  const zone = (id: string) => zoneOf(id) ?? sites.find((s) => s.id === id)?.timeZone ?? 'Europe/Paris'
  const hours = (id: string) => sites.find((s) => s.id === id)?.hours ?? {}
  return { zone, hours }
}

/** What the form begins with: the appointment as it stands, or the next hour at which somebody is there. */
function useAppointmentValues(customer: Customer, a: Appointment | null) {
  const { t } = useWords()
  const { site, sites } = useSite()
  const { zone, hours } = useClocks()
  const firstSite = a?.siteId ?? sites.find((s) => s.id === customer.siteId)?.id ?? site?.id ?? ''
  const begins = a
    ? civilIn(zone(firstSite), new Date(a.at))
    : nextOpening(zone(firstSite), hours(firstSite), new Date())
  const needed = (value: string | null) => (value ? null : t('start.needed'))
  return useForm({
    initialValues: {
      siteId: firstSite,
      day: begins.day,
      clock: begins.clock,
      minutes: (a?.minutes ?? 60) as number | '',
      service: (a?.service ?? 'service') as Service,
      staffId: a?.staffId ?? null,
      assetId: a ? a.assetId : (customer.assets[0]?.id ?? null),
      reason: a?.reason ?? '',
    },
    validate: { day: needed, clock: needed, siteId: needed },
  })
}

interface Booking extends AppointmentFormProps {
  form: ReturnType<typeof useAppointmentValues>
}

/** Writes it; what was moved can be moved back. */
function useBook({ customer, appointment: a, form, close }: Booking) {
  const { t, locale } = useWords()
  const queries = useQueryClient()
  const { zone } = useClocks()
  return useMutation({
    mutationFn: ({ siteId, day, clock, minutes, ...rest }: typeof form.values) => {
      const fields = { ...rest, minutes: minutes || 60, at: instantIn(zone(siteId), { day, clock }) }
      return a
        ? call(updateAppointment, { params: { id: a.id }, body: fields })
        : call(createAppointment, { body: { ...fields, siteId, customerId: customer.id } })
    },
    onSuccess: (saved) => {
      const seen = () => Promise.all(APPOINTMENT_SEEN.map((e) => queries.invalidateQueries({ queryKey: [e.name] })))
      void seen()
      const when = appointmentText(new Date(saved.at), new Date(), locale, zone(saved.siteId))
      if (a)
        undoable(t('customer.appointment-moved', { when }), async () => {
          const { at, minutes, service, staffId, assetId, reason } = a
          await call(updateAppointment, {
            params: { id: a.id },
            body: { at, minutes, service, staffId, assetId, reason },
          })
          await seen()
        })
      else toast(t('customer.appointment-booked', { when }))
      close()
    },
    onError: (fault) => form.setErrors(fieldFaults(fault, t)),
  })
}
