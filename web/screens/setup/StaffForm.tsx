import { Button, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createStaff, type Locale, listStaff, type Site, type Staff, updateStaff } from '../../../contract/network.ts'
import type { HeldRole } from '../../../contract/rights.ts'
import { listLeavers } from '../../../contract/work.ts'
import { call } from '../../api.ts'
import { asking, useAsk, useDo } from '../../ask.ts'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useFaults } from '../../parts/problem.ts'
import { toast } from '../../parts/toast.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CarefulForm } from '../customer/CarefulForm.tsx'
import type { FormOf } from '../customer/form.ts'
import { InvitationLink } from './Invitation.tsx'
import { PutAway } from './PutAway.tsx'
import { givable, skillsOfRoles } from './roles.ts'
import classes from './Setup.module.css'
import { StaffAccess } from './StaffAccess.tsx'
import { bodyOf, StaffFields, type StaffValues, useStaffChecks, valuesOf } from './StaffFields.tsx'

interface Props {
  person: Staff | undefined
  sites: readonly Site[]
  close: () => void
}

/** Someone who works here: added, with their one-time link to hand over, or changed. */
export function StaffForm({ person, sites, close }: Props) {
  const { t } = useWords()
  const phone = useMediaQuery('(max-width: 48em)')
  const [invited, setInvited] = useState<{ name: string; email: string; link: string } | null>(null)
  const title = invited ? t('setup.invite-done', { name: invited.name }) : (person?.name ?? t('setup.staff-add'))
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      fullScreen={phone ?? false}
      title={title}
      closeButtonProps={{ 'aria-label': t('shell.close') }}
    >
      {invited ? (
        <>
          <p className={classes.quiet} style={{ marginBottom: 16 }}>
            {t('setup.invite-done-text')}
          </p>
          <InvitationLink person={invited} link={invited.link} />
          <Button mt="lg" onClick={close}>
            {t('setup.invite-close')}
          </Button>
        </>
      ) : person ? (
        <Change person={person} sites={sites} close={close} />
      ) : (
        <Add sites={sites} close={close} done={setInvited} />
      )}
    </Modal>
  )
}

interface AddProps {
  sites: readonly Site[]
  close: () => void
  done: (invited: { name: string; email: string; link: string }) => void
}

function Add({ sites, close, done }: AddProps) {
  const { t, locale } = useWords()
  const { site } = useSite()
  const mine = useMe()
  const faultsOf = useFaults()
  const { everywhere } = givable(mine.roles)
  const siteId = site?.id ?? (everywhere ? null : (sites[0]?.id ?? null))
  // The role one gives first is the one that is missing where the site does it: a garage has no use for a salesperson.
  const role = site && !site.services.includes('sales') ? 'service-advisor' : 'sales-advisor'
  const roles: HeldRole[] = [{ role, siteId }]
  const form = useForm<StaffValues & Record<string, unknown>>({
    initialValues: {
      name: '',
      email: '',
      phone: '',
      skills: skillsOfRoles(roles),
      languages: [locale],
      calendarUrl: '',
      deputyId: null,
      locale: locale as Locale,
      roles,
    },
    validate: useStaffChecks() as never,
  })
  const colleagues = useAsk(listStaff, {}).data?.staff ?? []
  const create = useDo(createStaff, {
    refresh: [listStaff],
    done: ({ staff, invitation }) => done({ name: staff.name, email: staff.email, link: invitation }),
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        create.mutate(
          { body: bodyOf(values as StaffValues) },
          { onError: (fault) => form.setErrors(faultsOf(fault) as never) },
        ),
      )}
    >
      <StaffFields form={form as unknown as FormOf<StaffValues>} sites={sites} colleagues={colleagues} />
      <FormFooter submit={t('setup.staff-add-do')} busy={create.isPending} error={create.error} onCancel={close} />
    </form>
  )
}

function Change({ person, sites, close }: { person: Staff; sites: readonly Site[]; close: () => void }) {
  const { t, word } = useWords()
  const mine = useMe()
  const queries = useQueryClient()
  const faultsOf = useFaults()
  const everybody = useAsk(listStaff, {}).data?.staff ?? []
  const colleagues = everybody.filter(({ id }) => id !== person.id)
  const checks = useStaffChecks()
  const placeOf = (id: string | null) =>
    id === null ? t('setup.every-site') : (sites.find((s) => s.id === id)?.name ?? t('setup.role-site-gone'))
  const tell = (field: keyof StaffValues, value: StaffValues[keyof StaffValues]) => {
    const said =
      field === 'roles'
        ? (value as HeldRole[]).map((held) => `${word('role', held.role)}, ${placeOf(held.siteId)}`).join(' · ')
        : field === 'skills'
          ? (value as string[]).map((s) => word('service', s)).join(', ')
          : field === 'deputyId'
            ? (everybody.find(({ id }) => id === value)?.name ?? t('shell.nobody'))
            : [value].flat().join(', ')
    return t('customer.stale-line', { field: t(`setup.field-${field}`), value: said || t('shell.none') })
  }
  return (
    <CarefulForm<Staff, StaffValues>
      thing={person}
      view={valuesOf}
      send={(changes, version) =>
        call(updateStaff, { params: { id: person.id }, body: { ...bodyOf(changes), version } })
      }
      again={async () => {
        const { staff } = await queries.fetchQuery({ ...asking(listStaff, {}), staleTime: 0 })
        return staff.find(({ id }) => id === person.id) ?? person
      }}
      done={() => {
        toast(t('shell.saved'))
        void queries.invalidateQueries({ queryKey: [listStaff.name] })
      }}
      close={close}
      tell={tell}
      validate={checks as never}
      faultsOf={faultsOf}
      aside={person.id !== mine.staffId && <Leaves person={person} close={close} />}
    >
      {(form) => (
        <div>
          <StaffFields form={form} person={person} sites={sites} colleagues={colleagues} />
          <StaffAccess person={person} />
        </div>
      )}
    </CarefulForm>
  )
}

/** They work here no more. */
function Leaves({ person, close }: { person: Staff; close: () => void }) {
  const { t } = useWords()
  const archive = useDo(updateStaff, { refresh: [listStaff, listLeavers] })
  return (
    <PutAway
      label={t('setup.staff-archive')}
      done={t('setup.staff-archived', { name: person.name })}
      busy={archive.isPending}
      put={(archived) => archive.mutateAsync({ params: { id: person.id }, body: { archived } })}
      close={close}
    />
  )
}
