import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import {
  createStaff,
  type Locale,
  listStaff,
  SERVICES,
  type Service,
  type Site,
  type Staff,
  updateStaff,
} from '../../../contract/network.ts'
import type { HeldRole } from '../../../contract/rights.ts'
import { useAsk, useDo } from '../../ask.ts'
import { Fields, Row } from '../../parts/Field.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { useFaults } from '../../parts/problem.ts'
import { StaffPicker } from '../../parts/StaffPicker.tsx'
import { toast, toastProblem, undoable } from '../../parts/toast.tsx'
import { useMe, useSite } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { CalendarState } from './CalendarState.tsx'
import { DevicesOf } from './DevicesOf.tsx'
import { FactorOf } from './FactorOf.tsx'
import { InvitationLink, Invite } from './Invitation.tsx'
import { RolesEditor } from './RolesEditor.tsx'
import { mayResetFactor } from './roles.ts'
import classes from './Setup.module.css'

/** Languages a reception meets in Europe; one that is spoken already is offered too. */
const LANGUAGES = 'fr en de es it pt nl ar tr pl ro ru uk zh ja ko vi hi el sv da no fi cs hu bg hr sr sq fa he'.split(
  ' ',
)

interface Props {
  person: Staff | undefined
  sites: readonly Site[]
  close: () => void
}

/** Someone who works here. Once added, their one-time link is shown, to hand over. */
export function StaffForm({ person, sites, close }: Props) {
  const { t, word, locale } = useWords()
  const faultsOf = useFaults()
  const mine = useMe()
  const { site } = useSite()
  const phone = useMediaQuery('(max-width: 48em)')
  const [link, setLink] = useState<string | null>(null)
  const form = useForm({
    initialValues: {
      name: person?.name ?? '',
      email: person?.email ?? '',
      phone: person?.phone ?? '',
      skills: person?.skills ?? ([] as Service[]),
      languages: person?.languages ?? ['fr'],
      calendarUrl: person?.calendarUrl ?? '',
      deputyId: person?.deputyId ?? null,
      locale: person?.locale ?? (locale as Locale),
      roles: person?.roles ?? ([{ role: 'sales-advisor', siteId: site?.id ?? null }] as HeldRole[]),
    },
    validate: {
      name: (value) => (value.trim() ? null : t('start.needed')),
      email: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value.trim()) ? null : t('start.email-bad')),
      calendarUrl: (value) =>
        !value.trim() || /^(https?|webcal):\/\/\S+$/u.test(value.trim()) ? null : t('setup.calendar-address-bad'),
    },
  })
  const colleagues = (useAsk(listStaff, {}).data?.staff ?? []).filter(({ id }) => id !== person?.id)
  const create = useDo(createStaff, { refresh: [listStaff], done: ({ invitation }) => setLink(invitation) })
  const update = useDo(updateStaff, {
    refresh: [listStaff],
    done: () => {
      toast(t('shell.saved'))
      close()
    },
  })
  const archive = useDo(updateStaff, { refresh: [listStaff] })
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const submit = form.onSubmit((values) => {
    const body = {
      ...values,
      email: values.email.trim(),
      phone: values.phone.trim() || null,
      calendarUrl: values.calendarUrl.trim() || null,
    }
    const onError = (fault: unknown) => form.setErrors(faultsOf(fault))
    if (person) update.mutate({ params: { id: person.id }, body }, { onError })
    else create.mutate({ body }, { onError })
  })
  const modal = {
    opened: true,
    onClose: close,
    size: 'lg',
    fullScreen: phone ?? false,
    closeButtonProps: { 'aria-label': t('shell.close') },
  }
  if (link)
    return (
      <Modal {...modal} title={t('setup.invite-done', { name: form.values.name })}>
        <p className={classes.quiet} style={{ marginBottom: 16 }}>
          {t('setup.invite-done-text')}
        </p>
        <InvitationLink person={form.values} link={link} />
        <Button mt="lg" onClick={close}>
          {t('setup.invite-close')}
        </Button>
      </Modal>
    )
  return (
    <Modal {...modal} title={person?.name ?? t('setup.staff-add')}>
      <form noValidate onSubmit={submit}>
        <Fields legend={t('setup.staff-who')}>
          <Row>
            <TextInput data-autofocus label={t('setup.staff-name')} {...form.getInputProps('name')} />
            <TextInput label={t('setup.staff-email')} type="email" {...form.getInputProps('email')} />
          </Row>
          <Row>
            <TextInput
              label={t('setup.staff-phone')}
              description={t('setup.staff-phone-hint')}
              type="tel"
              {...form.getInputProps('phone')}
            />
            <Select
              label={t('setup.staff-locale')}
              description={t('setup.staff-locale-hint')}
              data={[
                { value: 'fr', label: t('shell.lang-fr') },
                { value: 'en', label: t('shell.lang-en') },
              ]}
              {...form.getInputProps('locale')}
            />
          </Row>
        </Fields>
        <Fields legend={t('setup.staff-roles')} hint={t('setup.staff-roles-hint')}>
          <RolesEditor
            value={form.values.roles}
            onChange={(roles) => form.setFieldValue('roles', roles)}
            sites={sites}
          />
        </Fields>
        <Fields legend={t('setup.staff-can')} hint={t('setup.staff-can-hint')}>
          <MultiSelect
            label={t('setup.staff-skills')}
            data={SERVICES.map((s) => ({ value: s, label: word('service', s) }))}
            {...form.getInputProps('skills')}
          />
          <MultiSelect
            label={t('setup.staff-languages')}
            searchable
            maxValues={12}
            data={[...new Set([...LANGUAGES, ...form.values.languages])].map((code) => ({
              value: code,
              label: names.of(code) ?? code,
            }))}
            {...form.getInputProps('languages')}
          />
        </Fields>
        <Fields legend={t('setup.standing-deputy')} hint={t('setup.standing-deputy-hint')}>
          <StaffPicker
            label={t('setup.standing-deputy')}
            staff={colleagues}
            value={form.values.deputyId}
            onChange={(id) => form.setFieldValue('deputyId', id)}
            error={form.errors.deputyId as string | undefined}
          />
        </Fields>
        <Fields legend={t('setup.calendar')} hint={t('setup.calendar-hint')}>
          <TextInput
            label={t('setup.calendar-address')}
            placeholder="https://…/agenda.ics"
            inputMode="url"
            autoComplete="off"
            {...form.getInputProps('calendarUrl')}
          />
          {person && <CalendarState person={person} />}
        </Fields>
        {person && (
          <Fields legend={t('setup.invite')}>
            <Invite person={person} />
          </Fields>
        )}
        {person && person.id !== mine.staffId && mayResetFactor(mine.roles) && (
          <Fields legend={t('setup.factor-of')}>
            <FactorOf person={person} />
          </Fields>
        )}
        {person && person.id !== mine.staffId && (
          <Fields legend={t('setup.sessions')}>
            <DevicesOf person={person} />
          </Fields>
        )}
        <FormFooter
          submit={person ? t('shell.save') : t('setup.staff-add-do')}
          busy={create.isPending || update.isPending}
          dirty={!!person && form.isDirty()}
          error={create.error ?? update.error}
          onCancel={close}
        >
          {person && person.id !== mine.staffId && (
            <Button
              color="brick"
              variant="subtle"
              loading={archive.isPending}
              onClick={() =>
                archive.mutate(
                  { params: { id: person.id }, body: { archived: true } },
                  {
                    onError: toastProblem,
                    onSuccess: () => {
                      close()
                      undoable(t('setup.staff-archived', { name: person.name }), () =>
                        archive.mutateAsync({ params: { id: person.id }, body: { archived: false } }),
                      )
                    },
                  },
                )
              }
            >
              {t('setup.staff-archive')}
            </Button>
          )}
        </FormFooter>
      </form>
    </Modal>
  )
}
