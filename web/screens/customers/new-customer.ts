import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { createAsset, createCustomer, listCustomers } from '../../../contract/customers.ts'
import { spokenIn } from '../../../contract/spoken-in.ts'
import { call } from '../../api.ts'
import { dropDraft, keepDraft, keptDraft } from '../../kept-draft.ts'
import { toast } from '../../parts/toast.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { fieldFaults } from '../customer/faults.ts'
import { fromSearch } from './from-search.ts'

const DRAFT = 'new-customer'
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u

type NewCustomerValues = ReturnType<typeof useFresh>

/** What the form begins with. */
function useFresh(sought: string) {
  const { locale } = useWords()
  const me = useMe()
  const { site } = useSite()
  const advises = me.roles.some((r) => r.role === 'sales-advisor' || r.role === 'service-advisor')
  return {
    kind: 'person' as 'person' | 'company',
    companyName: '',
    ...fromSearch(sought),
    make: '',
    model: '',
    colour: '',
    pronunciation: '',
    language: site ? spokenIn(site.country) : (locale as string),
    city: '',
    advisorId: (advises ? me.staffId : null) as string | null,
  }
}

/** The form of a new customer: kept while it is written, taken up again when it was left half written. */
export function useNewCustomerForm(sought: string) {
  const { t } = useWords()
  const fresh = useFresh(sought)
  // Half written when somebody asked for something else: taken up again, unless one comes from a search for another.
  const [before, setBefore] = useState(() => (sought ? null : keptDraft<NewCustomerValues>(DRAFT)))
  const form = useForm({
    initialValues: before ? { ...fresh, ...before } : fresh,
    onValuesChange: (values) => keepDraft(DRAFT, values),
    validate: {
      companyName: (value, all) => (all.kind === 'company' && !value.trim() ? t('customer.fault-name') : null),
      familyName: (value, all) =>
        all.kind === 'person' && !value.trim() && !all.givenName.trim() ? t('customer.fault-name') : null,
      email: (value) => (value.trim() && !EMAIL.test(value.trim()) ? t('customer.fault-email') : null),
    },
  })
  const anew = () => {
    setBefore(null)
    form.setValues(fresh)
    dropDraft(DRAFT)
  }
  return { form, takenUp: before !== null, anew, drop: () => dropDraft(DRAFT) }
}

export type NewCustomerForm = ReturnType<typeof useNewCustomerForm>['form']

/** Writes the person, then their vehicle, and opens their page. */
export function useAddCustomer(form: NewCustomerForm) {
  const { t } = useWords()
  const { site } = useSite()
  const navigate = useNavigate()
  const queries = useQueryClient()
  // Written already, when it was the vehicle that was refused: saving again must not write the person twice.
  const written = useRef<string | null>(null)
  return useMutation({
    mutationFn: async ({ phone, email, plate, make, model, colour, ...person }: NewCustomerValues) => {
      written.current ??= (
        await call(createCustomer, {
          body: {
            ...person,
            companyName: person.kind === 'company' ? person.companyName : '',
            siteId: site?.id ?? null,
            phones: phone.trim() ? [{ number: phone }] : [],
            emails: email.trim() ? [{ address: email.trim() }] : [],
          },
        })
      ).id
      if (plate.trim() || make.trim() || model.trim())
        await call(createAsset, {
          params: { id: written.current },
          body: {
            plate: plate.trim() || null,
            make,
            model,
            colour,
            plateCountry: site?.country ?? 'FR',
            role: person.kind === 'company' ? 'company' : 'owner',
          },
        })
      return written.current
    },
    onError: (fault) => {
      const faults = fieldFaults(fault, t)
      form.setErrors({
        ...faults,
        ...(faults['phones.0.number'] ? { phone: faults['phones.0.number'] } : {}),
        ...(faults['emails.0.address'] ? { email: faults['emails.0.address'] } : {}),
      })
    },
    onSuccess: (id) => {
      dropDraft(DRAFT)
      void queries.invalidateQueries({ queryKey: [listCustomers.name] })
      toast(t('customer.created', { name: nameOf(form.values) }))
      void navigate({ to: '/customers/$id', params: { id } })
    },
  })
}

const nameOf = (v: NewCustomerValues): string =>
  (v.kind === 'company' && v.companyName.trim()) || `${v.givenName} ${v.familyName}`.trim()
