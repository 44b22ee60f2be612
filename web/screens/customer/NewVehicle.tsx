import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Customer, createAsset } from '../../../contract/customers.ts'
import { call } from '../../api.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { toast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Customer.module.css'
import { useCustomerCache } from './cache.ts'
import { beyondFields, fieldFaults } from './faults.ts'
import { VehicleFields } from './VehicleFields.tsx'
import { asSent, type VehicleValues, vehicleValues } from './vehicle-values.ts'

/** Something more that they own or drive. */
export function NewVehicle({ customer, close }: { customer: Customer; close: () => void }) {
  const { t } = useWords()
  const cache = useCustomerCache(customer.id)
  const box = useRef<HTMLFormElement>(null)
  const form = useForm<VehicleValues>({
    initialValues: { ...vehicleValues(null, customer), boughtSiteId: null },
    validate: (values) =>
      values.plate || values.make || values.model || values.vin ? {} : { make: t('customer.vehicle-needs') },
  })
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input:not([type=radio])')?.focus()
  }, [])
  const add = useMutation({
    mutationFn: (values: VehicleValues) =>
      call(createAsset, { params: { id: customer.id }, body: asSent(values) as never }),
    onSuccess: (asset) => {
      cache.putAsset(asset)
      toast(t('customer.vehicle-added'))
      close()
    },
    onError: (fault) => form.setErrors(fieldFaults(fault, t)),
  })
  return (
    <form
      ref={box}
      noValidate
      aria-label={t('customer.vehicle-add')}
      className={`surface ${classes.block} ${classes.lines}`}
      onSubmit={form.onSubmit((values) => add.mutate(values))}
    >
      <VehicleFields form={form as never} roles />
      <FormFooter busy={add.isPending} error={beyondFields(add.error)} onCancel={close} />
    </form>
  )
}
